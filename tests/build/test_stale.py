"""The last good version of a document stays while its file is there and cannot be read, and is named as stale."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build.test_near_duplicates import article
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.build.build import BuildOptions, build
from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.build.ingest import Ingest, Splitting
from unescosearch.collections.item import Item
from unescosearch.generation.generation import open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.report import BuildReport
from unescosearch.records import Source

TODAY = datetime.now(UTC).date().isoformat()
TEXTS = {
    "mill": "The mill of Damme grinds the grain of nine villages.",
    "lock": "The lock of Ypres is opened by hand in the summer.",
    "quay": "The quay of Zeebrugge has nine cranes and two lamps.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three documents, each a web page."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in TEXTS:
        write(folder, name)
    return folder


def write(folder: Path, name: str) -> None:
    (folder / f"{name}.html").write_text(f"<html><body><p>{TEXTS[name]}</p></body></html>")


def truncate(path: Path) -> None:
    path.write_bytes(b"")


def half_copy(path: Path) -> None:
    path.write_bytes(b"\0" * 64)


def slip(path: Path) -> None:
    path.with_name(path.name + ".toml").write_text("title = 'Never closed\n")


def enormous_number(path: Path) -> None:
    path.with_name(path.name + ".toml").write_text(f"pages = 0x{'f' * 5000}\n")


def unknown_field(path: Path) -> None:
    path.with_name(path.name + ".toml").write_text("titel = 'A slip'\n")


def the_id_of_another(path: Path) -> None:
    others = sorted(other.stem for other in path.parent.glob("*.html") if other != path)
    path.with_name(path.name + ".toml").write_text(f'id = "{others[0]}-page"\n')
    path.with_name(f"{others[0]}.html.toml").write_text(f'id = "{others[0]}-page"\n')


DAMAGES: list[Callable[[Path], None]] = [truncate, half_copy, slip, enormous_number, unknown_field]


def texts(index: Path) -> set[str]:
    generation = open_current(index)
    documents = sorted({passage.document_id for passage in generation.catalogue.passages(range(100)).values()})
    found = {generation.catalogue.text_of(document) for document in documents}
    generation.close()
    return found


def account(report: BuildReport) -> None:
    """Every file gave documents, failed or repeats another, and what is stale stands among the failures too."""
    assert sum(report.outcomes.values()) == report.changes.files + report.changes.kept
    assert {(one.collection, one.path, one.reason) for one in report.stale} <= {
        (failure.collection, failure.path, failure.reason) for failure in report.failures
    }


@pytest.mark.parametrize(
    ("damage", "full"), [(truncate, True), (half_copy, False), (enormous_number, False), (the_id_of_another, False)]
)
def test_a_file_that_cannot_be_read_keeps_its_document_until_it_is_mended_or_gone(
    corpus: Path, tmp_path: Path, options: BuildOptions, damage: Callable[[Path], None], full: bool
) -> None:
    index = tmp_path / "index"
    build([corpus], index, options)
    damage(corpus / "quay.html")
    report = build([corpus], index, replace(options, full=full))
    account(report)
    assert [(stale.path, stale.since) for stale in report.stale] == [("quay.html", TODAY)]
    assert report.outcomes == {"document": 3}
    assert texts(index) == set(TEXTS.values())
    write(corpus, "quay")
    for sidecar in corpus.glob("*.toml"):
        sidecar.unlink()
    mended = build([corpus], index, options)
    assert (mended.stale, mended.failures, mended.documents) == ((), (), 3)


def test_only_a_file_that_is_gone_takes_its_document_away(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    build([corpus], tmp_path / "index", options)
    slip(corpus / "quay.html")
    assert len(build([corpus], tmp_path / "index", options).stale) == 1
    (corpus / "quay.html").unlink()
    gone = build([corpus], tmp_path / "index", options)
    assert (gone.stale, gone.documents) == ((), 2)


def test_whatever_an_item_raises_is_a_failure_with_its_place_and_reason(tmp_path: Path) -> None:
    def load() -> list[Source]:
        raise KeyError("a value that nobody expected")

    catalogue = CatalogueWriter(tmp_path / "catalogue.sqlite")
    ingest = Ingest(catalogue, Splitting(lambda texts: [len(text) for text in texts], 100, ()), None)
    ingest.take("Letters", Item("a.md", "digest", load))
    said = "a.md: the reader failed on it: KeyError: 'a value that nobody expected'."
    assert (catalogue.failure_reasons(9), catalogue.counts()["items"]) == ([said], 1)
    catalogue.release()


def test_the_day_since_which_it_is_stale_stays(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    build([corpus], tmp_path / "index", options)
    truncate(corpus / "quay.html")
    build([corpus], tmp_path / "index", options)
    live = IndexLayout(tmp_path / "index").current()
    assert live.catalogue.exists()
    with closing(sqlite3.connect(live.catalogue)) as db:
        assert db.execute("SELECT since FROM stale").fetchall() == [(TODAY,)]
    half_copy(corpus / "quay.html")
    report = build([corpus], tmp_path / "index", options)
    assert [stale.since for stale in report.stale] == [TODAY]


def test_it_is_kept_under_another_model_too(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    build([corpus], tmp_path / "index", options)
    truncate(corpus / "quay.html")
    other = BuildOptions(models=(str(write_tiny_encoder(tmp_path / "other", languages=("en", "fr"), seed=8)),))
    report = build([corpus], tmp_path / "index", other)
    assert (len(report.stale), report.encoded) == (1, 3)


def test_what_stands_elsewhere_by_now_is_not_kept_a_second_time(
    corpus: Path, tmp_path: Path, options: BuildOptions
) -> None:
    build([corpus], tmp_path / "index", options)
    (corpus / "landing.html").write_bytes((corpus / "quay.html").read_bytes())
    truncate(corpus / "quay.html")
    report = build([corpus], tmp_path / "index", options)
    assert (report.stale, report.outcomes) == ((), {"document": 3, "failure": 1})


def test_a_stale_document_is_no_near_duplicate_of_another(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    (corpus / "old.md").write_text("\n".join(article(1)))
    build([corpus], tmp_path / "index", options)
    (corpus / "old.md").write_bytes(b"d\xe9j\xe0 vu")
    (corpus / "new.md").write_text("\n".join([*article(1)[:38], "It ends here."]))
    assert build([corpus], tmp_path / "index", options).outcomes == {"document": 5}
    (corpus / "new.md").unlink()
    report = build([corpus], tmp_path / "index", options)
    assert (report.outcomes, [stale.path for stale in report.stale]) == ({"document": 4}, ["old.md"])


def test_a_row_is_told_by_its_id_and_not_by_its_place(tmp_path: Path, options: BuildOptions) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    fields = '[fields]\nid = "{n}"\ntext = "{text}"\n'
    (corpus / "collection.toml").write_text(f'name = "T"\n[reader]\nkind = "table"\npath = "t.csv"\n{fields}')
    rows = [f"{name},{text}" for name, text in TEXTS.items()]
    (corpus / "t.csv").write_text("\n".join(["n,text", *rows]))
    build([corpus], tmp_path / "index", options)
    (corpus / "t.csv").write_text("\n".join(["n,text", *rows[:2], "new,"]))
    report = build([corpus], tmp_path / "index", options)
    assert (report.stale, report.outcomes) == ((), {"document": 2, "failure": 1})
    (corpus / "t.csv").write_text("\n".join(["n,text", rows[0], "lock,"]))
    report = build([corpus], tmp_path / "index", options)
    assert ([stale.path for stale in report.stale], report.documents) == (["t.csv#row 3"], 2)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(sorted(TEXTS)), st.sampled_from([*DAMAGES, None, Path.unlink])),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_no_damage_and_no_repair_loses_a_document_whose_file_is_there(
    tmp_path_factory: pytest.TempPathFactory,
    tiny_encoder: Path,
    rounds: list[list[tuple[str, Callable[[Path], None] | None]]],
) -> None:
    """A file is damaged, mended (None) or deleted, several times before and between builds."""
    folder = tmp_path_factory.mktemp("damage")
    corpus, index, options = folder / "corpus", folder / "index", BuildOptions(models=(str(tiny_encoder),))
    corpus.mkdir()
    (corpus / "stays.txt").write_text("A text about the archive that nobody touches.")
    for name in TEXTS:
        write(corpus, name)
    build([corpus], index, options)
    good = set(TEXTS)
    for number, edits in enumerate(rounds):
        for name, edit in edits:
            path = corpus / f"{name}.html"
            if edit is None:
                write(corpus, name)
                path.with_name(path.name + ".toml").unlink(missing_ok=True)
            elif path.exists():
                edit(path)
        report = build([corpus], index, replace(options, full=number % 2 == 1))
        account(report)
        there = {name for name in TEXTS if (corpus / f"{name}.html").exists()}
        good = {name for name in there if name in good or name not in {Path(one.path).stem for one in report.failures}}
        held = texts(index)
        assert {name for name in there if TEXTS[name] in held} >= good
        assert {name for name in TEXTS if TEXTS[name] in held} <= there
