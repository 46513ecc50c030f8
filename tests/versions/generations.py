"""What becomes of a corpus: the files of a generation, their tables, and the lexicon."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path

import numpy as np

from tests.samples import write_sample_corpus
from tests.thesaurus import write_dictd, write_thesaurus
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.layout import GenerationLayout, IndexLayout
from unescosearch.generation.manifest import Manifest

# The list that comes with the program counts by its own content: here only this acronym does.
_ACRONYM = "WWLT"
_ACRONYMS = (
    f'[{_ACRONYM}]\ncapitals = true\nen = ["Wetlands Without Long Treaties"]\nfr = ["Zones humides sans traités"]\n'
)
_MEANINGS = f"""SELECT kind, uri, language, "key", rank, label FROM labels JOIN meanings ON meaning = meanings.row
    WHERE kind IN ('concept', 'name') OR uri = '{_ACRONYM}' ORDER BY 1, 2, 3, 4, 5, 6"""
_WORDS = 'SELECT language, "key", target, word, weight FROM words ORDER BY 1, 2, 3, 4'
_SOUNDS = "SELECT sound, name, smooth FROM sounds ORDER BY 1, 2, 3"
# Those with a default may be missing in what was written before.
_REQUIRED = sorted(field.name for field in fields(Manifest) if field.default is MISSING)
_OF_TANTIVY = re.compile(r"(lexical/\w+)/.*")


def schema() -> object:
    """Which files a generation has, and their tables, columns and fields; not what stands in them."""
    return _generation()["schema"]


def lexicon() -> object:
    """Every row of a lexicon of some concepts, dictionaries and acronyms."""
    return _generation()["lexicon"]


@cache
def _generation() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        layout = _built(Path(name))
        manifest = json.loads(layout.manifest.read_text(encoding="utf-8"))
        return {
            "schema": {
                "files": sorted({_OF_TANTIVY.sub(r"\1", file) for file in manifest["files"]}),
                "manifest": {name: type(manifest[name]).__name__ for name in _REQUIRED},
                "tables": {path.name: list(_tables(path)) for path in (layout.catalogue, layout.lexicon)},
                "words": [
                    json.loads(path.read_text())["schema"] for path in sorted(layout.lexical.glob("*/meta.json"))
                ],
                "vectors": [each["vector_index"] for each in manifest["encoders"]],
                "embeddings": str(np.load(layout.dense_part("encoder").embeddings, mmap_mode="r").dtype),
            },
            "lexicon": [list(_rows(layout.lexicon, query)) for query in (_MEANINGS, _WORDS, _SOUNDS)],
        }


def _built(folder: Path) -> GenerationLayout:
    write_sample_corpus(folder / "corpus")
    write_thesaurus(folder / "corpus" / "thesaurus")
    write_dictd(folder / "dictd", "freedict-spa-eng", {"desierto": "desert", "anciano": "old, ancient"})
    (folder / "acronyms.toml").write_text(_ACRONYMS, encoding="utf-8")
    model = write_tiny_encoder(folder / "encoder")
    options = BuildOptions(models=(str(model),), dictionaries=folder / "dictd", acronyms=folder / "acronyms.toml")
    build([folder / "corpus"], folder / "index", options)
    return IndexLayout(folder / "index").current()


def _tables(path: Path) -> Iterator[str]:
    # What SQLite keeps for itself is of its own version.
    made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name"
    return (" ".join(row[0].split()) for row in _rows(path, made))


def _rows(path: Path, query: str) -> Iterator[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as database:
        yield from database.execute(query)
