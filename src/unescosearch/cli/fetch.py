"""The command that brings collections from the web: fetch."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from unescosearch.cli.fetch_tables import print_fetched
from unescosearch.cli.options import Json
from unescosearch.cli.progress import FetchProgress
from unescosearch.errors import MissingExtraError
from unescosearch.settings import Settings

_DONE_WITH_FAILURES = 3

Into = Annotated[
    Path | None,
    typer.Option(
        "--into", help="Folder for new collections [default: corpus, or UNESCOSEARCH_CORPUS].", show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(fetch)


def fetch(
    collection: Annotated[list[str], typer.Argument(help="Presets, or folders whose collection.toml has [fetch].")],
    into: Into = None,
    again: Annotated[bool, typer.Option("--again", help="Ask for everything, whether it has changed or not.")] = False,
    remove_gone: Annotated[
        bool, typer.Option("--remove-gone", help="Take away pages that are not there any more.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring collections from the web into their folders, or up to date there."""
    # Only fetch and collections need what reads collections and asks the web: the other commands must start at once.
    try:
        from unescosearch.fetching.client import Manners
        from unescosearch.fetching.fetch import fetch_collection
    except ModuleNotFoundError as error:
        raise MissingExtraError("Fetching", "fetch") from error
    settings = Settings()
    folders = [_folder(name, into or settings.corpus) for name in collection]
    if settings.contact == Settings.model_fields["contact"].default:
        _say("No contact is set: set UNESCOSEARCH_CONTACT to an address that the sites' operators may write to.")
    agent = f"unescosearch/{version('unescosearch')} (contact: {settings.contact})"
    manners = Manners(agent, pause=settings.fetch_pause, private=settings.fetch_private)
    done = []
    for folder in folders:
        with FetchProgress(folder.name) as progress:
            done.append(fetch_collection(folder, manners, progress.tell, again=again, remove_gone=remove_gone))
        if not as_json:
            print_fetched(Console(), done[-1])
    if as_json:
        typer.echo(json.dumps([fetched.to_json() for fetched in done], ensure_ascii=False, indent=2))
    if any(fetched.outcome.failures for fetched in done):
        raise typer.Exit(_DONE_WITH_FAILURES)


def _folder(name: str, corpus: Path) -> Path:
    """The folder of a collection; that of a preset is made where there is none."""
    from unescosearch.collections.files import COLLECTION_FILE
    from unescosearch.collections.shipped import place_preset, preset_folder, preset_names

    if (Path(name) / COLLECTION_FILE).is_file() and name not in preset_names():
        return Path(name)
    folder = preset_folder(name, corpus)
    if folder != corpus / name:
        _say(f"{name} is fetched into {folder}.")
    place_preset(name, folder)
    return folder


def _say(message: str) -> None:
    Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(message)
