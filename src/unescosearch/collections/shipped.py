"""The collections that come with the program as presets, and the folders that they are fetched into."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from unescosearch.collections.files import COLLECTION_FILE, collection_folders
from unescosearch.collections.preset import Collection, load_collection, make_collection
from unescosearch.errors import CollectionError, UsageError

_PRESETS = files("unescosearch.collections") / "presets"
_ENDING = ".toml"


def preset_names() -> list[str]:
    """The names under which presets are fetched."""
    return sorted(place.name.removesuffix(_ENDING) for place in _PRESETS.iterdir() if place.name.endswith(_ENDING))


def preset_text(name: str) -> str:
    """The collection.toml of a preset.

    Raises:
        UsageError: there is no such preset; the message names the nearest one.
    """
    names = preset_names()
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names)}"
        raise UsageError(f"{name!r} is no preset and no folder with a {COLLECTION_FILE}; {hint}")
    return (_PRESETS / (name + _ENDING)).read_text(encoding="utf-8")


def load_preset(name: str) -> Collection:
    """A preset as a collection whose folder does not exist yet."""
    return make_collection(Path(name), tomllib.loads(preset_text(name)))


def preset_folder(name: str, corpus: Path) -> Path:
    """The folder of a corpus that a preset is fetched into.

    It is the one that the preset has been fetched into before, whatever it is called; else `corpus/NAME`; else, where
    another collection or other files are there, `corpus/NAME-fetched`.

    Raises:
        CollectionError: there are other files in both.
    """
    if corpus.is_dir():
        for folder in collection_folders(corpus):
            if _preset_of(folder) == name:
                return folder
    for folder in (corpus / name, corpus / f"{name}-fetched"):
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return folder
    raise CollectionError(
        f"{corpus / name} and {corpus / name}-fetched hold other files; fetch into another folder with --into"
    )


def place_preset(name: str, folder: Path) -> None:
    """Write the collection.toml of a preset into a folder, unless one is there: it may have been edited."""
    path = folder / COLLECTION_FILE
    if path.exists():
        return
    text = preset_text(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CollectionError(f"{path} cannot be written: {error.strerror or error}") from error


def _preset_of(folder: Path) -> str:
    """The preset that the collection.toml of a folder comes from; what cannot be read comes from none."""
    try:
        section = load_collection(folder).fetch
    except CollectionError:
        return ""
    return section.preset if section else ""
