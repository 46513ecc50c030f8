"""The architecture as a table: which package may import which, and where each third-party package may be imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "unescosearch"

# Our packages and top-level modules, from the ground up, and what each may import of the others.
BASE = {"errors", "languages", "records", "writing"}
ALLOWED: dict[str, set[str]] = {
    # What everything stands on.
    "errors": set(),
    "writing": set(),
    "languages": {"writing"},
    "records": set(),
    "countries": {"languages", "writing"},
    "facets": {"records"},
    "sentences": {"languages", "writing"},
    "passages": {"languages", "records", "sentences"},
    "citations": set(),
    "pool": {"errors"},
    "progress": set(),
    "encoder": {"errors"},
    "reranker": {"encoder", "errors"},
    "settings": {"encoder"},
    # Reading sources.
    "extract": BASE,
    "collections": BASE | {"countries", "extract"},
    "fetching": BASE | {"collections", "extract"},
    # The parts of a generation, and the generation.
    "catalogue": BASE | {"facets", "pool"},
    "words": BASE | {"catalogue"},
    "vectors": BASE | {"catalogue"},
    "lexicon": BASE | {"pool", "words"},
    "generation": BASE | {"catalogue", "encoder", "lexicon", "reranker", "vectors", "words"},
    # Writing one.
    "models": {"encoder", "errors", "reranker"},
    "build": BASE
    | {"catalogue", "collections", "countries", "encoder", "extract", "generation", "lexicon", "models", "passages"}
    | {"progress", "reranker", "sentences", "vectors", "words"},
    # Asking one.
    "search": BASE
    | {"catalogue", "encoder", "facets", "generation", "lexicon", "passages", "sentences", "vectors", "words"},
    "answers": BASE | {"generation", "search", "sentences", "words"},
    "evaluation": BASE | {"answers", "build", "catalogue", "generation", "progress", "search"},
    # Front ends, over the service that they share; none imports another, the application puts two of them together.
    "service": BASE | {"answers", "citations", "facets", "generation", "search"},
    "api": BASE | {"generation", "search", "service"},
    "page": BASE | {"answers", "citations", "countries", "facets", "generation", "search", "service"},
    "app": {"api", "page", "service"},
    "cli": BASE
    | {"app", "build", "citations", "collections", "evaluation", "facets", "fetching", "generation", "progress"}
    | {"search", "service", "settings"},
    "__main__": {"cli"},
}
# Reading sources, loading models and writing an index: a machine that only serves has none of what these need.
BUILD_SIDE = {"build", "collections", "countries.reading", "extract", "fetching", "models"}
QUERY_SIDE = {"generation", "catalogue", "words", "vectors", "lexicon", "encoder", "reranker"} | {
    "search",
    "answers",
    "citations",
    "service",
    "api",
    "page",
    "app",
}
FRONT_ENDS = {"api", "page", "cli"}

# The one place, or few places, that a third-party package may be imported in.
THIRD_PARTY: dict[str, set[str]] = {
    "anyascii": {"lexicon.sounds"},
    "anyio": {"app"},
    "babel": {"collections", "countries.reading.codes", "countries.names", "build.lexicon.names", "page.interface"},
    "datasketch": {"build.likeness"},
    "docx": {"extract"},
    "faiss": {"vectors"},
    "fastapi": {"api", "app", "page"},
    "fastapi_offline": {"app"},
    "filelock": {"fetching.journal", "build.build", "generation.layout"},
    "httpcore": {"fetching.connection"},
    "huggingface_hub": {"models.hub"},
    "jinja2": {"page.routes"},
    "lxml": {"extract.html", "fetching.listing", "fetching.markup"},
    "markdown_it": {"extract.markdown"},
    "numpy": {"answers.evidence", "build", "catalogue", "encoder", "evaluation.bootstrap", "generation", "models"}
    | {"reranker", "search.meaning", "vectors", "words"},
    "onnx": {"models"},
    "onnxruntime": {"encoder.onnx", "models.tracing"},
    "openpyxl": {"collections.merged_cells", "collections.xlsx_table"},
    "py3langid": {"languages.detection"},
    "protego": {"fetching.robots"},
    "pycountry": {"countries.reading.every"},
    "pydantic": {"cli.main", "settings", "service.schemas"},
    "pydantic_settings": {"settings"},
    "pyoxigraph": {"build.lexicon.thesaurus"},
    "pypdf": {"extract.pdf"},
    "pypdfium2": {"extract.pdf.drawn", "extract.pdf.pdfium"},
    "rapidfuzz": {"lexicon.sounds", "search.spelling"},
    "rich": {"cli"},
    "safetensors": {"models.tracing"},
    "sentence_transformers": {"models"},
    "sentencepiece": {"encoder.tokenizer", "models.pieces"},
    "sentencex": {"sentences"},
    "starlette": {"api", "page"},
    "tantivy": {"words", "build.lexical_writer"},
    "tokenizers": {"encoder.tokenizer", "reranker.onnx"},
    "torch": {"models"},
    "trafilatura": {"extract.html"},
    "transformers": {"models"},
    "typer": {"cli"},
    "uvicorn": {"cli.service"},
    "yaml": {"extract"},
}
STANDARD = {"unicodedata": {"writing"}, "sqlite3": {"build", "catalogue", "generation.facts", "lexicon", "pool"}}
# Code that stands in a string, and modules that are imported by their names.
NAMED = re.compile(r"\bunescosearch(?:\.\w+)+")


def modules() -> dict[str, Path]:
    found = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path) -> Iterator[str]:
    """What a module imports, also by a name in a string."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from NAMED.findall(node.value)


def own(name: str, known: set[str]) -> str | None:
    """The module of ours that an import names, or None."""
    parts = name.split(".")
    if parts[0] != "unescosearch":
        return None
    return next((".".join(parts[1:end]) for end in range(len(parts), 0, -1) if ".".join(parts[1:end]) in known), None)


GRAPH = {
    module: {target for name in imports(path) if (target := own(name, set(modules()))) not in (None, "", module)}
    for module, path in modules().items()
}


def inside(module: str, places: set[str]) -> bool:
    return any(module == place or module.startswith(place + ".") for place in places)


@pytest.mark.parametrize("module", sorted(GRAPH))
def test_a_module_imports_only_what_its_package_may(module: str) -> None:
    package = module.split(".")[0]
    if not package:
        return
    for target in GRAPH[module]:
        other = target.split(".")[0]
        assert other == package or other in ALLOWED[package], f"{module} imports {target}"


def test_the_table_runs_from_the_ground_up() -> None:
    packages = list(ALLOWED)
    assert {package for place, package in enumerate(packages) if ALLOWED[package] - set(packages[:place])} == set()


def test_every_arrow_of_the_table_is_needed() -> None:
    needed: dict[str, set[str]] = {package: set(BASE) for package in ALLOWED}
    for module in filter(None, GRAPH):
        needed[module.split(".")[0]].update(target.split(".")[0] for target in GRAPH[module])
    assert {package: rest for package, allowed in ALLOWED.items() if (rest := allowed - needed[package])} == {}


def test_the_query_side_may_import_nothing_of_the_build_side() -> None:
    assert {package: ALLOWED[package] & BUILD_SIDE for package in QUERY_SIDE if ALLOWED[package] & BUILD_SIDE} == {}


def test_the_query_side_meets_no_build_module() -> None:
    """What `search`, `ask` and `serve` need, all that it needs included, holds no reader, extractor or exporter."""
    reached, waiting = set[str](), ["cli.query", "cli.service", "app"]
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting.extend(GRAPH[module])
    assert {module for module in reached if inside(module, BUILD_SIDE)} == set()


def test_no_front_end_imports_another() -> None:
    for module in GRAPH:
        package = module.split(".")[0]
        if package in FRONT_ENDS:
            others = FRONT_ENDS - {package}
            assert {target for target in GRAPH[module] if inside(target, others)} == set(), module


def test_imports_by_name_are_seen(tmp_path: Path) -> None:
    hidden = 'import_module("unescosearch.errors")\nCODE = f"from unescosearch.records import {1}"\n'
    (tmp_path / "module.py").write_text(hidden)
    assert list(imports(tmp_path / "module.py")) == ["unescosearch.errors", "unescosearch.records"]


def test_there_is_no_import_cycle() -> None:
    tuple(TopologicalSorter({module: targets for module, targets in GRAPH.items() if module}).static_order())


@pytest.mark.parametrize("module", sorted(modules()))
def test_third_party_packages_are_imported_in_their_place(module: str) -> None:
    for name in imports(modules()[module]):
        package = name.split(".")[0]
        for table in (THIRD_PARTY, STANDARD):
            if package in table:
                assert inside(module, table[package]), f"{module} imports {package}"


def test_every_package_of_ours_stands_in_the_table() -> None:
    assert {module.split(".")[0] for module in modules() if module} == set(ALLOWED)


def test_no_module_is_longer_than_500_lines() -> None:
    assert [name for name, path in modules().items() if len(path.read_text().splitlines()) > 500] == []
