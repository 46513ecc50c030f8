"""The lexical side of the index: one tantivy index a language, so that no language's statistics bend another's."""

from __future__ import annotations

import math
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np
import tantivy
from tantivy import FieldType, Occur, Query

from unescosearch.catalogue.catalogue import Rows
from unescosearch.catalogue.conditions import Conditions
from unescosearch.errors import IndexUnavailableError
from unescosearch.words.analysis import analyzer, index_word
from unescosearch.words.groups import NO_PHRASES, Group, Phrases
from unescosearch.words.weights import LEXICAL, LexicalWeights

_REMOVALS = 100
_REMEMBERED_FROM = 4


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A passage found by words.

    Attributes:
        row: of the passage in the catalogue.
        score: BM25 as a share of the highest that the query's words could reach in this language, 0 to about 1;
            it says how much of the query's rare words the passage holds, and can be compared between languages.
    """

    row: int
    score: float


class LexicalIndex:
    """The lexical indexes, opened; safe to use from several threads.

    Raises:
        IndexUnavailableError: one of them cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self._searchers: dict[str, tantivy.Searcher] = {}
        self._words: dict[tuple[str, str], list[tuple[str, int]]] = {}
        self._schema = schema()
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            try:
                with _lockable(path) as place:
                    index = tantivy.Index.open(str(place))
                    index.register_tokenizer("words", analyzer(path.name))
                    self._searchers[path.name] = index.searcher()
            except (ValueError, OSError) as error:
                raise IndexUnavailableError(
                    f"The lexical index {path} cannot be opened ({error}). Rebuild with: unescosearch build --full"
                ) from error

    @property
    def languages(self) -> list[str]:
        """The languages that have passages."""
        return list(self._searchers)

    def search(
        self,
        wanted: Sequence[Group],
        language: str,
        k: int,
        conditions: Conditions,
        phrases: Phrases = NO_PHRASES,
        weights: LexicalWeights = LEXICAL,
    ) -> list[LexicalHit]:
        """The k best passages of one language, best first, equal scores in catalogue order.

        Args:
            wanted: what they are ranked by.
            language: whose passages are searched.
            k: number of passages.
            conditions: what their documents are restricted to.
            phrases: what they must and must not say.
            weights: by which they are scored.
        """
        musts = [*map(self._phrase, phrases.held), *self._parts(conditions)]
        return self._find(wanted, language, k, musts, weights, list(map(self._phrase, phrases.excluded)))

    def rows_with(self, phrase: Mapping[str, Sequence[str]]) -> Rows:
        """The passages of all languages that hold the words of a phrase one after the other, ascending.

        Endings do not count. In title and headings the words may stand apart.

        Args:
            phrase: language to the words of the phrase as they stand in its index.
        """
        found = []
        for language, searcher in self._searchers.items():
            query = self._phrase(phrase.get(language, ()))
            hits = searcher.search(query, limit=searcher.num_docs or 1, count=False).hits
            rows = searcher.fast_field_values("row", [address for _, address in hits])
            found.append(np.asarray(rows, dtype=np.int64))
        return np.sort(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)

    def _find(
        self,
        groups: Sequence[Group],
        language: str,
        k: int,
        restrictions: list[Query],
        weights: LexicalWeights,
        excluded: Sequence[Query] = (),
    ) -> list[LexicalHit]:
        searcher = self._searchers.get(language)
        if searcher is None or not groups or not k:
            return []
        weighed = [self._weighed(searcher, group, weights) for group in groups[: weights.most_words]]
        highest = sum(value for value, _ in weighed) * (weights.k1 + 1)
        query = Query.boolean_query([(Occur.Should, part) for _, part in weighed if part])
        if restrictions or excluded:
            musts = [(Occur.Must, Query.const_score_query(restriction, 0.0)) for restriction in restrictions]
            nots = [(Occur.MustNot, restriction) for restriction in excluded]
            query = Query.boolean_query([(Occur.Must, query), *musts, *nots])
        hits = searcher.search(query, limit=k, count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        found = [LexicalHit(int(row or 0), score / highest) for (score, _), row in zip(hits, rows, strict=True)]
        return sorted(found, key=lambda hit: (-hit.score, hit.row))

    def score(
        self, wanted: Sequence[Group], language: str, rows: Sequence[int], weights: LexicalWeights = LEXICAL
    ) -> dict[int, float]:
        """The scores that some passages of one language have; passages without any word are left out."""
        # Terms one by one: tantivy's query for a set of terms walks through the whole list of rows for them.
        terms = [(Occur.Should, Query.term_query(self._schema, "row", row, "basic")) for row in rows]
        found = self._find(wanted, language, len(rows), [Query.boolean_query(terms)], weights)
        return {hit.row: hit.score for hit in found}

    def passages_with(self, word: str, language: str) -> int:
        """How many passages of a language hold a word, its other forms counted in; 0 for several words."""
        searcher = self._searchers.get(language)
        return searcher.doc_freq("body", index_word(word, language)) if searcher else 0

    def words(self, beginning: str, language: str) -> list[tuple[str, int]]:
        """The words of a language that begin so, as they stand in the index, with the number of their passages.

        Words in fewer than four passages, most of them misread by a scanner, are left out, so that the others can be
        remembered.
        """
        key = language, beginning
        if key not in self._words:
            found = self._searchers[language].terms_with_prefix("body", beginning)
            self._words[key] = list(takewhile(lambda pair: pair[1] >= _REMEMBERED_FROM, found))
        return self._words[key]

    def company(self, word: str, words: Iterable[str], language: str) -> float:
        """The share of a word's passages that hold one of some others; all as they stand in the index."""
        searcher = self._searchers[language]
        others = [self._word(other, context=1.0) for other in words if other != word]
        holding = searcher.doc_freq("body", word)
        if not others or not holding:
            return 0.0
        both = [
            (Occur.Must, Query.term_query(self._schema, "body", word, "basic")),
            (Occur.Must, Query.boolean_query([(Occur.Should, other) for other in others])),
        ]
        return len(searcher.search(Query.boolean_query(both), limit=holding, count=False).hits) / holding

    def rows_of(self, word: str, language: str, k: int) -> list[int]:
        """A few passages of a language that hold a word, which is given as it stands in the index."""
        hits = self._searchers[language].search(Query.term_query(self._schema, "body", word), k, count=False).hits
        return [int(row or 0) for row in self._searchers[language].fast_field_values("row", [at for _, at in hits])]

    def rarity(self, words: Sequence[str], language: str, weights: LexicalWeights = LEXICAL) -> Mapping[str, float]:
        """Words of the index with their inverse document frequency among the passages of a language."""
        searcher = self._searchers.get(language)
        if searcher is None:
            return {}
        return {word: self._idf(searcher, word) for word in words[: weights.most_words]}

    def holding(self, words: Sequence[str], language: str) -> bool:
        """Whether all of some words of the index occur in the passages of a language."""
        searcher = self._searchers.get(language)
        fields = ("body", "context", "facts")
        return searcher is not None and all(any(searcher.doc_freq(field, word) for field in fields) for word in words)

    def _weighed(self, searcher: tantivy.Searcher, group: Group, weights: LexicalWeights) -> tuple[float, Query | None]:
        """What a group is worth at most, as inverse document frequency, and its part of the query."""
        value, said = self._said(searcher, group, weights.context)
        ways = [said] if said else []
        # Constants: how long a passage is says nothing about where and when its document belongs.
        if group.countries:
            ways.append(Query.const_score_query(self._having("country", group.countries), weights.country * value))
        if group.year:
            dated = Query.term_query(self._schema, "year", group.year, "basic")
            ways.append(Query.const_score_query(dated, weights.year * value))
        return value, Query.disjunction_max_query(ways) if len(ways) > 1 else next(iter(ways), None)

    def _said(self, searcher: tantivy.Searcher, group: Group, context: float) -> tuple[float, Query | None]:
        """What a group is worth at most, and what looks for its words.

        Each alternative is brought to the worth of the whole group, so that a rare way to say something does not count
        for more than a common one (Pirkola 1998, "The effects of query structure and dictionary setups in
        dictionary-based cross-language information retrieval", whose synonyms share one document frequency).
        """
        if not group.alternatives:
            return _idf(searcher.num_docs, 0), None
        if len(group.alternatives) == 1 and len(group.alternatives[0].words) == 1:
            word = group.alternatives[0].words[0]
            return self._idf(searcher, word), self._word(word, context)
        worths = [sum(self._idf(searcher, word) for word in way.words) for way in group.alternatives]
        weights = [way.weight for way in group.alternatives]
        value = sum(weight * worth for weight, worth in zip(weights, worths, strict=True)) / sum(weights)
        ways = []
        for way, worth in zip(group.alternatives, worths, strict=True):
            words = [(Occur.Should, self._word(word, context)) for word in way.words]
            query = words[0][1] if len(words) == 1 else Query.boolean_query(words)
            ways.append(Query.boost_query(query, way.weight * value / max(worth, 1e-9)))
        return value, Query.disjunction_max_query(ways)

    def _word(self, word: str, context: float) -> Query:
        return Query.disjunction_max_query(
            [
                Query.term_query(self._schema, "body", word, "freq"),
                Query.boost_query(Query.term_query(self._schema, "context", word, "freq"), context),
                Query.boost_query(Query.term_query(self._schema, "facts", word, "freq"), context),
            ],
            tie_breaker=1.0,
        )

    def _phrase(self, words: Sequence[str]) -> Query:
        """What holds the words of a phrase in a row; nothing does where a phrase has no word in this language."""
        if not words:
            return Query.empty_query()
        in_title = [(Occur.Must, Query.term_query(self._schema, "context", word, "basic")) for word in words]
        in_text = (
            Query.phrase_query(self._schema, "body", list(words))
            if len(words) > 1
            else Query.term_query(self._schema, "body", words[0], "basic")
        )
        return Query.boolean_query([(Occur.Should, in_text), (Occur.Should, Query.boolean_query(in_title))])

    def _parts(self, conditions: Conditions) -> Iterable[Query]:
        for facet, accepted in conditions.values.items():
            if accepted:
                yield self._having(facet, accepted)
        if conditions.from_year is not None or conditions.to_year is not None:
            first, last = conditions.from_year or 0, 9999 if conditions.to_year is None else conditions.to_year
            yield Query.range_query(self._schema, "year", FieldType.Integer, first, last)

    def _having(self, facet: str, values: Iterable[str]) -> Query:
        """What is of a document with one of some values of a facet."""
        terms = [Query.term_query(self._schema, "filter", f"{facet}={value}", "basic") for value in values]
        return Query.boolean_query([(Occur.Should, term) for term in terms])

    @staticmethod
    def _idf(searcher: tantivy.Searcher, word: str) -> float:
        return _idf(searcher.num_docs, searcher.doc_freq("body", word))


def _idf(documents: int, holding: int) -> float:
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


@contextmanager
def _lockable(folder: Path) -> Iterator[Path]:
    """The folder, or links to its files in a passing one: tantivy writes a lock file even where it only reads."""
    if os.access(folder, os.W_OK):
        yield folder
        return
    place = Path(tempfile.mkdtemp(prefix="unescosearch-"))
    try:
        for path in folder.iterdir():
            if path.suffix != ".lock":
                (place / path.name).symlink_to(path.resolve())
        yield place
    finally:
        _remove(place)


def _remove(folder: Path) -> None:
    """Delete a passing folder, in which a thread of tantivy's may be taking its lock at this very moment."""
    for _ in range(_REMOVALS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.01)


def schema() -> tantivy.Schema:
    """The fields of the index of a language."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", tokenizer_name="words", index_option="position")
    builder.add_text_field("context", tokenizer_name="words", index_option="freq")
    # Apart from the context: that of other passages keeps its length and its scores.
    builder.add_text_field("facts", tokenizer_name="words", index_option="freq")
    builder.add_text_field("filter", tokenizer_name="raw", index_option="basic")
    # Integer, not unsigned: plain Python numbers in an unsigned field stop the writer.
    builder.add_integer_field("row", indexed=True, fast=True)
    builder.add_integer_field("year", indexed=True, fast=True)
    return builder.build()
