"""The architecture as a table: which package may import which, and where each third-party package may be imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "unescosearch"

# Our packages and top-level modules, and what each may import of the others.
BASE = {"errors", "languages", "records"}
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "languages": set(),
    "records": set(),
    "passages": {"languages", "records", "sentences"},
    "sentences": set(),
    "citations": {"records"},
    "settings": {"encoder"},
    "collections": BASE | {"extract"},
    "extract": BASE,
    "fetching": BASE | {"collections"},
    "encoder": {"errors"},
    "reranker": {"encoder", "errors"},
    "index": BASE | {"collections", "encoder", "extract", "passages", "reranker", "sentences"},
    "search": BASE | {"encoder", "index", "passages", "sentences"},
    "answers": BASE | {"index", "passages", "sentences", "search"},
    "evaluation": BASE | {"index", "passages", "search"},
    "web": BASE | {"answers", "citations", "index", "search"},
    "cli": BASE | {"collections", "evaluation", "fetching", "index", "search", "settings", "web"},
    "__main__": {"cli"},
}
# The query side of the index knows nothing of collections; these modules are its build side.
BUILD_MODULES = {
    "index.ahead",
    "index.build",
    "index.ingest",
    "index.embeddings",
    "index.lexicon.alignment",
    "index.lexicon.build",
    "index.lexicon.dictionaries",
    "index.lexicon.names",
    "index.lexicon.thesaurus",
    "index.lexicon.writer",
    "index.known",
    "index.lexical_writer",
    "index.likeness",
    "index.near_duplicates",
    "encoder.hub",
    "encoder.models",
    "encoder.export",
    "encoder.tracing",
    "encoder.prepare",
    "reranker.export",
    "reranker.prepare",
}
BUILD_ONLY = {"collections", "extract", "fetching"}

# The one place, or few places, that a third-party package may be imported in.
THIRD_PARTY: dict[str, set[str]] = {
    "anyascii": {"index.lexicon.sounds"},
    "anyio": {"web.app"},
    "babel": {"collections", "index.lexicon.names", "web.interface"},
    "datasketch": {"index.likeness"},
    "docx": {"extract"},
    "faiss": {"index.vectors"},
    "fastapi": {"web"},
    "fastapi_offline": {"web.app"},
    "filelock": {"fetching.journal", "index.build", "index.layout"},
    "httpcore": {"fetching.connection"},
    "huggingface_hub": {"encoder.hub"},
    "jinja2": {"web.pages"},
    "lxml": {"fetching.listing", "fetching.markup"},
    "numpy": {"encoder", "index", "reranker", "search.retrieve", "answers.evidence", "evaluation.bootstrap"},
    "onnx": {"encoder.tracing"},
    "onnxruntime": {"encoder.onnx", "encoder.tracing"},
    "openpyxl": {"collections.xlsx_table"},
    "py3langid": {"languages"},
    "protego": {"fetching.robots"},
    "pydantic": {"cli.main", "settings", "web.schemas"},
    "pydantic_settings": {"settings"},
    "pyoxigraph": {"index.lexicon.thesaurus"},
    "pypdf": {"extract"},
    "pypdfium2": {"extract.pdfium"},
    "rapidfuzz": {"index.lexicon.sounds", "search.spelling"},
    "rich": {"cli"},
    "sentence_transformers": {"encoder.export", "encoder.tracing", "reranker.export"},
    "sentencex": {"sentences"},
    "starlette": {"web"},
    "tantivy": {"index.analysis", "index.lexical", "index.lexical_writer"},
    "tokenizers": {"encoder.onnx", "reranker.onnx"},
    "torch": {"encoder.export", "encoder.tracing", "reranker.export"},
    "trafilatura": {"extract.html"},
    "transformers": {"encoder.tracing"},
    "typer": {"cli"},
    "uvicorn": {"cli.service"},
    "yaml": {"extract"},
}
STANDARD = {
    "sqlite3": {
        "index.catalogue",
        "index.catalogue_writer",
        "index.comparison",
        "index.facts",
        "index.lexicon",
        "index.rows",
        "index.build",
        "index.takeover",
    },
}


def modules() -> dict[str, Path]:
    found = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


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


def test_the_query_side_meets_no_build_module() -> None:
    """What `search`, `ask` and `serve` need, all that it needs included, holds no reader, extractor or exporter."""
    reached, waiting = set[str](), ["cli.query", "cli.service", "web.app"]
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting.extend(GRAPH[module])
    met = {module for module in reached if module in BUILD_MODULES or inside(module, BUILD_ONLY)}
    assert met == set()


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
