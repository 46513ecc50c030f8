"""The files of a collection's folder: which of them are documents, and that none lies outside."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from unescosearch.errors import CollectionError, UnreadableError

COLLECTION_FILE = "collection.toml"
SIDECAR_ENDING = ".toml"


def collection_folders(corpus: Path) -> list[Path]:
    """The folder and those below it that hold a collection.toml, hidden ones left out, sorted."""
    found = (Path(folder) for folder, _, files in _walk(corpus) if COLLECTION_FILE in files)
    return sorted(found, key=lambda folder: folder.parts)


def document_paths(folder: Path, include: Sequence[str], exclude: Sequence[str]) -> list[str]:
    """The paths, relative to the folder, of the files that are documents of a collection, sorted.

    Hidden files, an office program's lock files (~$report.docx), sidecars that stand beside their document, and
    folders with a collection.toml of their own are left out. A link to a folder is not followed but listed, so that
    it can be reported.

    Args:
        folder: the collection's.
        include: globs; without any, every file is meant.
        exclude: globs.
    """
    wanted, unwanted = _pattern(include or ("**",)), _pattern(exclude)
    paths = {path for path in _files(folder) if wanted.fullmatch(path)}
    sidecars = {path + SIDECAR_ENDING for path in paths}
    return sorted(path for path in paths - sidecars - {COLLECTION_FILE} if not unwanted.fullmatch(path))


def confined(folder: Path, relative: str) -> Path:
    """The path of a file of the folder.

    Raises:
        UnreadableError: it leads out of the folder, through a link or otherwise, or is no possible path.
    """
    try:
        inside = (folder / relative).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        raise UnreadableError(f"{readable(relative)} is not a usable path: {error}") from error
    if not inside:
        raise UnreadableError(f"{readable(relative)} leads out of the collection's folder; copy the file into it")
    return folder / relative


def readable(path: str) -> str:
    """A path that can be printed and stored: odd bytes and control characters are written as escapes."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in path)


def _files(folder: Path) -> Iterator[str]:
    for place, folders, files in _walk(folder):
        if place != str(folder) and COLLECTION_FILE in files:
            folders.clear()
            continue
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in [*files, *links]:
            if not name.startswith((".", "~$")):
                yield os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")


def _walk(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """As os.walk, without hidden folders; a folder that cannot be listed is an error."""
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield place, folders, files


def _refuse(error: OSError) -> NoReturn:
    raise CollectionError(f"{error.filename}: the folder cannot be listed ({error.strerror}); mend its permissions")


def _pattern(globs: Sequence[str]) -> re.Pattern[str]:
    """The globs as one regular expression, which matches nothing where there are none."""
    return re.compile("|".join(map(_expression, globs)) or r"(?!)", re.IGNORECASE | re.DOTALL)


def _expression(glob: str) -> str:
    """A glob without a slash means files of that name at any depth."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob if "/" in glob else f"**/{glob}")
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(signs.get(part) or re.escape(part) for part in parts)
