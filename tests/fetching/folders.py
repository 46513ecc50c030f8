"""Collection folders with a [fetch] section, and fetching into them without waiting."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from tests.fetching.site import manners
from unescosearch.collections.item import Item
from unescosearch.collections.preset import load_collection
from unescosearch.collections.reading import items
from unescosearch.errors import UnreadableError
from unescosearch.fetching.fetch import Fetch, fetch_collection
from unescosearch.records import Source

PAGES = '[reader]\nkind = "documents"\ninclude = ["pages/*"]\n'


def write_collection(folder: Path, fetch: dict[str, Any], rest: str = PAGES) -> Path:
    """A folder whose collection.toml fetches that; JSON's lists and texts are TOML's as well."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{key} = {json.dumps(value)}" for key, value in fetch.items()]
    (folder / "collection.toml").write_text(
        "\n".join([f'name = "{folder.name}"', "[fetch]", *lines, "", rest]), encoding="utf-8"
    )
    return folder


def fetched(folder: Path, **options: Any) -> Fetch:
    """Fetch the collection of a folder."""
    choices = {key: options.pop(key) for key in ("again", "remove_gone") if key in options}
    return fetch_collection(folder, manners(**options), lambda done, total: None, **choices)


def figures(fetch: Fetch) -> tuple[int, int, int, int]:
    """New, changed, unchanged and failed."""
    outcome = fetch.outcome
    return outcome.new, outcome.changed, outcome.unchanged, len(outcome.failures)


def reasons(fetch: Fetch) -> dict[str, str]:
    """Why what failed, by the end of its address."""
    return {failed.url.rsplit("/", 1)[-1]: failed.reason for failed in fetch.outcome.failures}


def page_files(folder: Path) -> list[str]:
    """The names of the pages in a folder, without the digest at their end."""
    found = (folder / "pages").iterdir() if (folder / "pages").is_dir() else ()
    return sorted(path.name.rsplit("-", 1)[0].rsplit("-", 1)[-1] for path in found if path.suffix != ".toml")


def sidecars(folder: Path) -> dict[str, Any]:
    """The sidecars of a folder by the last part of the address that they name."""
    found = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "pages").glob("*.toml")))
    return {told["fetched"]["url"].rsplit("/", 1)[-1]: told for told in found}


def documents(folder: Path) -> list[Source]:
    """What the readers make of the folder."""
    return [source for item in items(load_collection(folder)) for source in item.load()]


def unreadable(folder: Path) -> dict[str, str]:
    """The items that the readers cannot read, with the reasons."""
    found: dict[str, str] = {}
    for item in items(load_collection(folder)):
        found.update(_problem(item))
    return found


def _problem(item: Item) -> dict[str, str]:
    try:
        item.load()
    except UnreadableError as error:
        return {item.path: str(error)}
    return {}
