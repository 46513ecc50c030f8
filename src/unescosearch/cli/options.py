"""The options that several commands share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from unescosearch.cli.narrowing import Narrowing
from unescosearch.search.parameters import SearchParameters
from unescosearch.settings import Settings

Index = Annotated[
    Path | None,
    typer.Option("--index", help="Folder of the index [default: index, or UNESCOSEARCH_INDEX].", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Wanted = Annotated[int, typer.Option("-k", help="Number of results, 1 to 100.")]
Prefer = Annotated[
    list[str] | None,
    typer.Option("--prefer", help="Your language: which version of a work is shown. May be repeated."),
]
Spelling = Annotated[bool, typer.Option("--spelling/--no-spelling", help="Correct slips in the spelling.")]


def index_folder(given: Path | None) -> Path:
    """The index that was named, else the one of the settings."""
    return given or Settings().index


def parameters(text: str, k: int, narrowing: Narrowing) -> SearchParameters:
    """The parameters of a search from a command's options."""
    filters, first, last = narrowing.filters, narrowing.from_year, narrowing.to_year
    return SearchParameters(text=text, k=k, filters=filters, from_year=first, to_year=last)


def for_reader(asked: SearchParameters, prefer: list[str] | None, spelling: bool) -> SearchParameters:
    """The same search, with the reader's languages and whether the spelling is corrected."""
    return replace(asked, prefer=tuple(prefer or ()), spelling=spelling)


def placed(asked: SearchParameters, offset: int, mode: str, group: str) -> SearchParameters:
    """The same search, with where to begin, which side to ask and how to group."""
    return replace(asked, offset=offset, mode=mode, group=group)
