"""One work, one result: passages grouped by work, the version that the reader can read shown, reprints folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import TypeAlias

from unescosearch.catalogue.columns import Columns
from unescosearch.search.weights import WEIGHTS, GroupingWeights
from unescosearch.writing import WITHOUT_SPACES, caseless_words, letters

_UNSPACED = letters(WITHOUT_SPACES)
# Its hash: a set of numbers is compared faster than one of words.
_Piece: TypeAlias = int


@dataclass(frozen=True, slots=True)
class Group:
    """One result.

    Attributes:
        document: place of the document that is shown.
        score: of the best passage of the work, in whatever version.
        rows: the best passages of the document that is shown, best first.
        scores: of these passages.
        reprints: the best passages of other works that say the same.
    """

    document: int
    score: float
    rows: list[int]
    scores: Mapping[int, float]
    reprints: list[int] = field(default_factory=list)


def by_passage(columns: Columns, ranking: Iterable[tuple[int, float]]) -> list[Group]:
    """Each passage for itself."""
    return [Group(int(columns.documents[row]), score, [row], {row: score}) for row, score in ranking]


def by_work(
    columns: Columns,
    ranking: Iterable[tuple[int, float]],
    languages: Sequence[str],
    most_rows: int = WEIGHTS.grouping.most_rows,
) -> list[Group]:
    """Works in the order of their best passages.

    A work is shown as the version in the first of the reader's languages in which anything of it was found, else as
    the version that was found best.

    Args:
        columns: of the index.
        ranking: rows of passages with their scores, best first.
        languages: of the reader, the most wanted first.
        most_rows: passages that a group keeps.
    """
    works: dict[int, dict[int, dict[int, float]]] = {}
    found = list(ranking)
    documents = columns.documents[[row for row, _ in found]]
    for (row, score), document, work in zip(found, documents.tolist(), columns.works[documents].tolist(), strict=True):
        works.setdefault(work, {}).setdefault(document, {})[row] = score
    return [_group(columns, versions, languages, most_rows) for versions in works.values()]


def _group(
    columns: Columns, versions: Mapping[int, dict[int, float]], languages: Sequence[str], most_rows: int
) -> Group:
    def wish(document: int) -> int:
        language = columns.languages[next(iter(versions[document]))]
        return languages.index(language) if language in languages else len(languages)

    best = next(iter(next(iter(versions.values())).values()))
    # Of equals, the first found, which is the best.
    document = min(versions, key=wish) if len(versions) > 1 else next(iter(versions))
    rows = list(versions[document])[:most_rows]
    return Group(document, best, rows, {row: versions[document][row] for row in rows})


def fold_reprints(
    groups: Sequence[Group],
    wanted: int,
    texts: Callable[[Sequence[int]], Mapping[int, str]],
    weights: GroupingWeights = WEIGHTS.grouping,
) -> list[Group]:
    """The groups with those that say the same as an earlier one folded into it.

    Only as many are compared as it takes to have the wanted number of results; what follows comes back as it is.

    Args:
        groups: best first.
        wanted: results that will be shown, counted from the first.
        texts: gives the texts of some rows.
        weights: which texts are the same.
    """
    seen = _Seen(weights)
    kept: list[Group] = []
    at = 0
    while at < len(groups) and len(kept) < wanted:
        batch = groups[at : at + wanted - len(kept)]
        at += len(batch)
        found = texts([group.rows[0] for group in batch])
        for group in batch:
            same = seen.place_of(found[group.rows[0]], len(kept))
            if same == len(kept):
                kept.append(group)
            else:
                kept[same] = replace(kept[same], reprints=[*kept[same].reprints, group.rows[0]])
    return [*kept, *groups[at:]]


class _Seen:
    """The texts met so far, by the pieces they are made of."""

    def __init__(self, weights: GroupingWeights) -> None:
        self._weights = weights
        self._with: dict[_Piece, list[int]] = {}
        self._sizes: dict[int, int] = {}

    def place_of(self, text: str, place: int) -> int:
        """The place of an earlier text that says the same, else `place`, under which the text is remembered."""
        pieces = _pieces(text, self._weights.letters_in_piece)
        shared = Counter(chain.from_iterable(map(self._with.get, pieces, repeat(()))))
        for earlier, count in shared.most_common(1):
            smaller = min(len(pieces), self._sizes[earlier])
            if smaller >= self._weights.fewest_pieces and count >= self._weights.same_text * smaller:
                return earlier
        self._sizes[place] = len(pieces)
        for piece in pieces:
            self._with.setdefault(piece, []).append(place)
        return place


def _pieces(text: str, size: int) -> set[_Piece]:
    """A text as its runs of three words, or of a few letters where words are not told apart."""
    words = caseless_words(text)
    if _UNSPACED.search(text):
        run = "".join(words)
        return {hash(run[at : at + size]) for at in range(len(run) - size + 1)}
    return set(map(hash, zip(words, words[1:], words[2:], strict=False)))
