"""Builds the index of a set that brings its own documents, with the real builder, and keeps it for the next time."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from unescosearch.build.build import BuildOptions, build
from unescosearch.build.lexicon.build import find_knowledge
from unescosearch.evaluation.records import EvaluationSet, Text
from unescosearch.generation.generation import Generation
from unescosearch.generation.layout import IndexLayout
from unescosearch.progress import Progress
from unescosearch.records import digest

_TABLE = "documents.jsonl"
_ROW = re.compile(r"#row (\d+)$")
# For a text without a title: otherwise its row's name would be searched with it.
_NO_TITLE = "—"
_PACKAGE = Path(__file__).parents[1]
# What asks an index and shows what was found cannot change one; all else may.
QUERY_SIDE = {"answers", "api", "app", "citations", "cli", "evaluation", "page", "search", "service"}
_KEY_CHARACTERS = 16


def index_of(each: EvaluationSet, work: Path, options: BuildOptions, progress: Progress | None = None) -> Path:
    """The folder of an index of a set's documents; one that is in `work` already is taken.

    The documents become a table with a collection.toml, so that reader, splitter, encoder and both indexes are the
    ones that any collection meets. An index is taken again only for the same documents, the same options, the same
    thesauri, dictionaries and acronyms, and the same source code of the program's build side. A model is known by its
    name alone.

    Raises:
        BuildError: it cannot be built.
        ModelError: the model cannot be had.
    """
    root = work / _key(each, options)
    if IndexLayout(root).current_id() is None:
        with tempfile.TemporaryDirectory() as folder:
            write_collection(each, Path(folder))
            build([Path(folder)], root, options, progress)
    return root


def write_collection(each: EvaluationSet, folder: Path) -> None:
    """Write a set's documents as a collection; their ids are `d1`, `d2` and so on, in the set's order."""
    records = (
        json.dumps(
            {
                "id": identity,
                "title": text.title.strip() or _NO_TITLE,
                "text": text.text,
                "language": text.language,
            },
            ensure_ascii=False,
        )
        for identity, text in zip(_ids(each.corpus or ()), each.corpus or (), strict=True)
    )
    (folder / _TABLE).write_text("".join(f"{record}\n" for record in records), encoding="utf-8")
    language = f'language = "{each.language}"\n' if each.language else ""
    (folder / "collection.toml").write_text(
        f'name = "evaluation"\n{language}[reader]\nkind = "table"\npath = "{_TABLE}"\n'
        '[fields]\nid = "{id}"\ntitle = "{title}"\ntext = "{text}"\nlanguage = "{language}"\n',
        encoding="utf-8",
    )


def names_in(generation: Generation, corpus: Sequence[Text]) -> Mapping[str, str]:
    """The ids that a set's documents have in its index; of equal texts, only one is in it, under both names."""
    ids = _ids(corpus)
    kept = dict(zip(ids, ids, strict=True))
    for duplicate in generation.catalogue.duplicates():
        if row := _ROW.search(duplicate.path):
            kept[ids[int(row[1]) - 1]] = duplicate.kept
    return {text.name: kept[identity] for identity, text in zip(ids, corpus, strict=True)}


def _ids(corpus: Sequence[Text]) -> list[str]:
    return [f"d{number}" for number in range(1, len(corpus) + 1)]


def _key(each: EvaluationSet, options: BuildOptions) -> str:
    texts = (part for text in each.corpus or () for part in (text.title, text.text, text.language))
    known = find_knowledge((), options.thesaurus, options.dictionaries, options.acronyms)
    settings = repr(replace(options, full=False))
    return digest(_program(_PACKAGE), settings, known.digest, each.language, *texts)[:_KEY_CHARACTERS]


def _program(package: Path) -> str:
    """A digest of the source code that makes an index: of everything but the query side, and of this module."""
    places = [place for place in sorted(package.iterdir()) if place.stem not in QUERY_SIDE]
    files = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*")))]
    files.append(package / "evaluation" / Path(__file__).name)
    return digest(*(path.read_bytes() for path in files if path.suffix in (".py", ".sql", ".toml", ".txt")))
