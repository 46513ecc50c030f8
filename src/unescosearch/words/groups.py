"""What a query asks for, as groups of the ways to say each thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_YEAR = re.compile(r"1[89]\d\d|20\d\d")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say something: the words of the index that say it together, and how surely it does, 0 to 1."""

    words: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Something that a query asks for, in all ways to say it; it counts once, by its best way.

    Attributes:
        alternatives: as words of the index of one language; none for what nobody can say in it, which counts like a
            word that no passage holds.
        countries: ISO 3166-1 codes of the countries that it names; a document of one of them says it by its metadata,
            where its text does not say it more often.
    """

    alternatives: tuple[Alternative, ...]
    countries: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year that it names; a document of this year says it by its date."""
        if len(self.alternatives) != 1 or len(self.alternatives[0].words) != 1:
            return None
        (word,) = self.alternatives[0].words
        return int(word) if _YEAR.fullmatch(word) else None


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words of the index that stand one after the other.

    Attributes:
        held: by every passage, in its text; in title and headings they may stand apart.
        excluded: what no passage holds.
    """

    held: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()


NO_PHRASES = Phrases()


def single_words(words: Iterable[str]) -> tuple[Group, ...]:
    """Words of the index, each for itself."""
    return tuple(Group((Alternative((word,)),)) for word in words)
