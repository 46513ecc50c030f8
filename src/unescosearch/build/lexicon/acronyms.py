"""Acronyms with what they stand for: the list that comes with the program, and one of the user's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from unescosearch.errors import CollectionError
from unescosearch.languages.codes import normalise
from unescosearch.languages.table import ASKED

SHIPPED = "acronyms.toml"


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym in all languages.

    Attributes:
        name: as it is used in every language.
        said: for each language all ways to say it, the full name first.
        capitals: whether only capitals make it an acronym.
    """

    name: str
    said: Mapping[str, tuple[str, ...]]
    capitals: bool

    @property
    def kind(self) -> str:
        """Of its meaning in the lexicon."""
        return "capitals" if self.capitals else "acronym"


def shipped_acronyms() -> str:
    """The list that comes with the program."""
    return resources.files(__package__).joinpath(SHIPPED).read_text("utf-8")


def read_acronyms(text: str, name: str) -> list[Acronym]:
    """The acronyms of a list in TOML.

    Args:
        text: of the list.
        name: of its file, for messages.

    Raises:
        CollectionError: it cannot be read.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CollectionError(f"The list of acronyms {name} is no TOML ({error}); correct it there") from error
    return [_acronym(short, values, name) for short, values in tables.items()]


def read_acronym_file(path: Path) -> list[Acronym]:
    """The acronyms of a file.

    Raises:
        CollectionError: it cannot be read.
    """
    try:
        return read_acronyms(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise CollectionError(f"The list of acronyms {path} cannot be read ({error}); bring it as UTF-8") from error


def _acronym(short: str, values: object, name: str) -> Acronym:
    given = values if isinstance(values, dict) else {}
    said = {language: ways for language, ways in given.items() if language != "capitals"}
    if not said or not all(isinstance(ways, list) and ways and all(map(_text, ways)) for ways in said.values()):
        raise CollectionError(
            f'The list of acronyms {name}: [{short}] needs a list of names a language, as in en = ["full name"]'
        )
    named = {normalise(language): tuple(ways) for language, ways in said.items()}
    # It is asked for in every language, whether the list translates it or not.
    every = dict.fromkeys([*ASKED, *named])
    ways = {language: tuple(dict.fromkeys([*named.get(language, ()), short])) for language in every}
    return Acronym(short, ways, bool(given.get("capitals", False)))


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
