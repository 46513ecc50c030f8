"""The options that several commands share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from unescosearch.search.parameters import SearchParameters
from unescosearch.settings import Settings

Index = Annotated[
    Path | None,
    typer.Option("--index", help="Folder of the index [default: index, or UNESCOSEARCH_INDEX].", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Wanted = Annotated[int, typer.Option("-k", help="Number of results, 1 to 100.")]
Language = Annotated[
    list[str] | None, typer.Option("--language", help="Language of the documents: fr. May be repeated.")
]
From = Annotated[int | None, typer.Option("--from", help="First year.")]
To = Annotated[int | None, typer.Option("--to", help="Last year.")]
Type = Annotated[list[str] | None, typer.Option("--type", help="Type of document, as the facets name it.")]
CollectionName = Annotated[list[str] | None, typer.Option("--collection", help="Name of a collection.")]
Country = Annotated[list[str] | None, typer.Option("--country", help="Country the document is about: KZ.")]
Theme = Annotated[list[str] | None, typer.Option("--theme", help="Theme.")]
Level = Annotated[list[str] | None, typer.Option("--level", help="School level of teaching material.")]
Subject = Annotated[list[str] | None, typer.Option("--subject", help="School subject of teaching material.")]
ResourceType = Annotated[list[str] | None, typer.Option("--resource-type", help="Kind of teaching material.")]

Prefer = Annotated[
    list[str] | None,
    typer.Option("--prefer", help="Your language: which version of a work is shown. May be repeated."),
]
Spelling = Annotated[bool, typer.Option("--spelling/--no-spelling", help="Correct slips in the spelling.")]


def index_folder(given: Path | None) -> Path:
    """The index that was named, else the one of the settings."""
    return given or Settings().index


def parameters(
    text: str,
    k: int,
    language: list[str] | None,
    from_year: int | None,
    to_year: int | None,
    **filters: list[str] | None,
) -> SearchParameters:
    """The parameters of a search from a command's options."""
    given = {name: tuple(values or ()) for name, values in filters.items()}
    asked = SearchParameters(text=text, k=k, language=tuple(language or ()), from_year=from_year, to_year=to_year)
    return replace(asked, **given)  # type: ignore[arg-type]


def for_reader(asked: SearchParameters, prefer: list[str] | None, spelling: bool) -> SearchParameters:
    """The same search, with the reader's languages and whether the spelling is corrected."""
    return replace(asked, prefer=tuple(prefer or ()), spelling=spelling)


def placed(asked: SearchParameters, offset: int, mode: str, group: str) -> SearchParameters:
    """The same search, with where to begin, which side to ask and how to group."""
    return replace(asked, offset=offset, mode=mode, group=group)
