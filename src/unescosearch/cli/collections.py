"""The command that lists the collections that can be fetched and those that are there: collections."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from unescosearch.cli.options import Json
from unescosearch.errors import MissingExtraError
from unescosearch.settings import Settings

if TYPE_CHECKING:
    from unescosearch.fetching.status import Status

Corpus = Annotated[
    list[Path] | None,
    typer.Option("--corpus", help="Folder of collections; may be repeated.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(collections)


def collections(corpus: Corpus = None, as_json: Json = False) -> None:
    """List the presets and the collections of the corpora, with licence, size and state."""
    try:
        from unescosearch.fetching.status import statuses
    except ModuleNotFoundError as error:
        raise MissingExtraError("Listing what can be fetched", "fetch") from error
    found = statuses(corpus or [Settings().corpus])
    if as_json:
        typer.echo(json.dumps([status.to_json() for status in found], ensure_ascii=False, indent=2))
    else:
        _print(Console(), found)


def _print(console: Console, found: Sequence[Status]) -> None:
    """The presets and collections; those that can be fetched first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Collection", overflow="fold", ratio=3)
    table.add_column("State", ratio=2)
    table.add_column("Size", ratio=2)
    table.add_column("Licence", ratio=2)
    for status in found:
        fetched_as = status.preset or (status.folder if status.kind else "")
        named = Text.assemble((f"{fetched_as}\n" if fetched_as else "", "bold"), status.name)
        if status.folder and status.folder != fetched_as:
            named.append(f"\n{status.folder}", style="dim")
        table.add_row(named, _state(status), status.size, status.licence)
    console.print(table)


def _state(status: Status) -> str:
    when = f" {status.fetched[:10]}" if status.fetched else ""
    figures = ["" if status.documents is None else f"{status.documents:,} here"]
    figures.append(f"{status.failures:,} failed" if status.failures else "")
    why = status.note if status.state == "cannot be used" else ""
    return "\n".join(filter(None, (f"{status.state}{when}", ", ".join(filter(None, figures)), why)))
