"""Learns from parallel texts which word of one language stands for which of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

_ROUNDS = 6
_LEAST = 0.05
_MOST = 6
# A word in more of the texts than this share occurs beside everything, and tells nothing of what it stands for.
_COMMONEST = 0.2
_FEWEST_TEXTS = 20

_Numbers = npt.NDArray[np.int64]
_Shares = npt.NDArray[np.float64]
Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]


def align(pairs: Pairs) -> list[tuple[str, str, float]]:
    """(word, translation, confidence) for the words of some pairs of texts that mean the same.

    IBM Model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine Translation") in both directions; the
    confidence is the geometric mean of the two probabilities, which drops what only one direction believes (Och and
    Ney 2003, "A Systematic Comparison of Various Statistical Alignment Models"). Sorted by word, best first.

    Args:
        pairs: the words of each text and of its translation.
    """
    sources, targets = _telling([words for words, _ in pairs]), _telling([words for _, words in pairs])
    pairs = list(zip(sources, targets, strict=True))
    here, there = _numbered(sources), _numbered(targets)
    if not here or not there:
        return []
    pair, left, right = _cells(pairs, here, there)
    both, place = np.unique(left * len(there) + right, return_inverse=True)
    lefts, rights = both // len(there), both % len(there)
    forth = _model(pair, right, place, lefts, len(there), len(here))
    back = _model(pair, left, place, rights, len(here), len(there))
    confidence = np.sqrt(forth * back)
    return _best(list(here), list(there), lefts, rights, confidence)


def _telling(texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """The texts without the words that nearly all of them hold, as those of a form do."""
    held = Counter(word for text in texts for word in set(text))
    most = max(_FEWEST_TEXTS, _COMMONEST * len(texts))
    return [[word for word in text if held[word] <= most] for text in texts]


def _numbered(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for words in texts:
        for word in words:
            numbers.setdefault(word, len(numbers))
    return numbers


def _cells(pairs: Pairs, here: dict[str, int], there: dict[str, int]) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Each word of a text with each word of its translation: number of the pair, of the word, of the other word."""
    lefts = [np.unique([here[word] for word in source]) for source, _ in pairs]
    rights = [np.unique([there[word] for word in target]) for _, target in pairs]
    sizes = [len(left) * len(right) for left, right in zip(lefts, rights, strict=True)]
    repeated = [np.repeat(left, len(right)) for left, right in zip(lefts, rights, strict=True)]
    tiled = [np.tile(right, len(left)) for left, right in zip(lefts, rights, strict=True)]
    numbers = np.repeat(np.arange(len(pairs)), sizes)
    return numbers, np.concatenate(repeated).astype(np.int64), np.concatenate(tiled).astype(np.int64)


def _model(
    pair: _Numbers,
    explained: _Numbers,
    place: _Numbers,
    given: _Numbers,
    explained_count: int,
    given_count: int,
) -> _Shares:
    """P(explained word | given word) for each pair of words that occur together."""
    # A word to be explained, in one pair of texts: what competes for it is summed up to one.
    slot = np.unique(pair * explained_count + explained, return_inverse=True)[1]
    probability = np.full(len(given), 1.0)
    for _ in range(_ROUNDS):
        weight = probability[place]
        share = weight / np.bincount(slot, weight)[slot]
        count = np.bincount(place, share, minlength=len(given))
        probability = count / np.bincount(given, count, minlength=given_count)[given]
    return probability


def _best(
    words: list[str],
    translations: list[str],
    lefts: _Numbers,
    rights: _Numbers,
    confidence: _Shares,
) -> list[tuple[str, str, float]]:
    found = []
    kept: dict[int, int] = {}
    for at in np.lexsort((-confidence, lefts)):
        left = int(lefts[at])
        if confidence[at] >= _LEAST and kept.get(left, 0) < _MOST:
            kept[left] = kept.get(left, 0) + 1
            found.append((words[left], translations[int(rights[at])], float(confidence[at])))
    return found
