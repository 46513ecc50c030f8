"""What differs between two texts that are alike: names and figures make two documents, noise does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from unescosearch.writing import SAID

# Measured on pairs that were read (docs/decisions.md): scans and reprints stay below, letters of one form above.
LEAST_TELLING = 0.5


def other_document(first: str, second: str) -> bool:
    """Whether two texts that are alike are two documents: each has names or figures that the other has not.

    They must be at least half of the words that differ, both texts together: a scan misreads all kinds of words, and a
    reprint changes some, while letters of one form differ in whom they name, in sums and in dates.
    """
    words = SAID.findall(first), SAID.findall(second)
    names = _names([*words[0], *words[1]])
    here, there = (Counter(map(str.casefold, each)) for each in words)
    apart = here - there, there - here
    telling = [sum(count for word, count in each.items() if word in names) for each in apart]
    return min(telling) > 0 and sum(telling) >= LEAST_TELLING * sum(each.total() for each in apart)


def _names(words: Iterable[str]) -> set[str]:
    """Those of some words, without case, that stand in no small letters: names and figures.

    What begins a sentence mostly stands in small letters elsewhere. In a script without small letters every word may
    be a name.
    """
    words = set(words)
    small = {word for word in words if word.islower()}
    return {word.casefold() for word in words} - small
