"""A build that takes over what has not changed gives the same index as one that reads everything."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build.test_near_duplicates import article, write
from tests.samples import DOCUMENTS, write_sample_corpus
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.generation import open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.report import BuildReport
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters

QUERIES = ("clubs in Kazakhstan", "озёра и птицы", "les clubs", "Ramsar 1971", "a well in the desert", article(1)[3])

# A table of two language versions, and three texts that are nearly the same.
SHEETS = '[reader]\nkind = "table"\npath = "sheets.csv"\n[fields]\ntitle = "Sheet {n}"\n' + "".join(
    f'[[versions]]\nlanguage = "{language}"\nid = "sheet-{{n}}-{language}"\ntext = "{{{language}}}"\n'
    for language in ("en", "fr")
)
ROWS = [
    ("1", "A well in the desert gives water to every caravan.", "Un puits dans le désert donne de l'eau à chacun."),
    ("2", "The archive keeps letters of four centuries.", "Les archives gardent des lettres de quatre siècles."),
    ("3", "Weavers show their looms to the pupils.", "Une fête réunit les tisserands de la vallée."),
]


def write_corpus(folder: Path) -> Path:
    """Three collections: the samples, a table, and texts that are nearly the same."""
    folder.mkdir()
    write_sample_corpus(folder / "samples")
    (folder / "samples" / "collection.toml").write_text('name = "Samples"\n[reader]\nkind = "documents"\n')
    (folder / "sheets").mkdir()
    (folder / "sheets" / "collection.toml").write_text('name = "Sheets"\n' + SHEETS)
    write_rows(folder, ROWS)
    write(folder / "alike", "a.md", article(1), id="a")
    write(folder / "alike", "b.md", [*article(1)[:38], "It ends here."], id="b", source_url="https://example.org/b")
    (folder / "alike" / "collection.toml").write_text('name = "Alike"\n[reader]\nkind = "documents"\n')
    return folder


def write_rows(corpus: Path, rows: Sequence[Sequence[str]]) -> None:
    with (corpus / "sheets" / "sheets.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("n", "en", "fr"), *rows])


def read_rows(corpus: Path) -> list[list[str]]:
    with (corpus / "sheets" / "sheets.csv").open(newline="") as file:
        return list(csv.reader(file))[1:]


def drop(corpus: Path, path: Path, number: int) -> None:
    path.unlink(missing_ok=True)


def extend(corpus: Path, path: Path, number: int) -> None:
    if path.exists():
        path.write_bytes(
            path.read_bytes() + f"\n\nOne more paragraph, the {number}th, about birds and wells.\n".encode()
        )


def retitle(corpus: Path, path: Path, number: int) -> None:
    if path.exists():
        path.write_bytes(path.read_bytes().replace(b"title: ", f"title: Retitled {number} ".encode()))


def spoil(corpus: Path, path: Path, number: int) -> None:
    """Make of it a file that cannot be read."""
    path.write_bytes(b"d\xe9j\xe0 vu, in the letters of another age")


def restore(corpus: Path, path: Path, number: int) -> None:
    if path.name in DOCUMENTS:
        path.write_text(DOCUMENTS[path.name], encoding="utf-8")


def rename(corpus: Path, path: Path, number: int) -> None:
    if path.exists():
        path.rename(path.with_name(f"z{number}-{path.name}"))


def repeat(corpus: Path, path: Path, number: int) -> None:
    """Copy it, as it is, to a place before or behind it: the same id and the same text."""
    if path.exists():
        shutil.copy(path, path.with_name(f"{'az'[number % 2]}-copy-of-{path.name}"))


def take_its_id(corpus: Path, path: Path, number: int) -> None:
    """Another text under the same id."""
    if path.exists():
        identity = path.stem.split(".")[0]
        (path.with_name(f"{'az'[number % 2]}-{path.stem}.md")).write_text(f"---\nid: {identity}\n---\nText {number}.\n")


def move_rows(corpus: Path, path: Path, number: int) -> None:
    """Put a sheet elsewhere, drop one or change one version of it."""
    rows = read_rows(corpus)
    if rows:
        row = rows.pop(number % len(rows))
        if number % 3:
            row[2] = rows[0][1] if rows and number % 2 else f"{row[2]} Encore {number}."
            rows.insert(number % (len(rows) + 1), row)
    write_rows(corpus, rows)


def toggle_collection(corpus: Path, path: Path, number: int) -> None:
    """Take a whole collection away, or bring it back."""
    name, aside = ("sheets", "alike")[number % 2], corpus.parent / "aside"
    aside.mkdir(exist_ok=True)
    here, there = corpus / name, aside / name
    (here if here.exists() else there).rename(there if here.exists() else here)


def move_alike(corpus: Path, path: Path, number: int) -> None:
    """Bring one more text that is nearly the same, with more or less said of it, or take it away."""
    folder = corpus / "alike"
    if folder.exists():
        target = folder / f"{'cz'[number % 2]}.md"
        if target.exists():
            target.unlink()
        else:
            more = {"source_url": "https://example.org/c", "type": "article"} if number % 3 else {}
            write(folder, target.name, [*article(1)[: 36 + number % 4], "The end."], id=target.stem, **more)


EDITS: dict[str, Callable[[Path, Path, int], None]] = {
    edit.__name__: edit
    for edit in (
        *(drop, extend, retitle, spoil, restore, rename, repeat, take_its_id),
        *(move_rows, toggle_collection, move_alike),
    )
}
NAMES = [*DOCUMENTS, "new.txt"]
ROUND = st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.sampled_from(NAMES)), min_size=1, max_size=5)


def contents(index: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the report, which tells of the way and not of the result."""
    live, found = IndexLayout(index).current(), dict[str, list[tuple[object, ...]]]()
    for path in (live.catalogue, live.lexicon):
        with closing(sqlite3.connect(path)) as db:
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                if table != "report" and not table.startswith("sqlite_"):
                    found[table] = sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
    return found


def answers(index: Path) -> list[list[tuple[str, float]]]:
    """What every query finds, passage by passage."""
    generation = open_current(index)
    found = [search(generation, SearchParameters(text, group="passage", k=50)) for text in QUERIES]
    generation.close()
    return [[(hit.best.passage.id, round(hit.score, 5)) for hit in result.hits] for result in found]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROUND, min_size=1, max_size=3))
def test_after_any_edits_it_equals_a_full_build_row_for_row(
    tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path, rounds: list[list[tuple[str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    corpus, options = write_corpus(folder / "corpus"), BuildOptions(models=(str(tiny_encoder),))
    # One document always stays: an empty corpus is an error of its own.
    (corpus / "samples" / "stays.txt").write_text("A text about the archive that nobody touches.")
    build([corpus], folder / "grown", options)
    for edits in rounds:
        for number, (edit, name) in enumerate(edits):
            if edit.startswith("move") and not (corpus / "sheets").exists():
                continue
            EDITS[edit](corpus, corpus / "samples" / name, number)
        build([corpus], folder / "grown", options)
    drop_stale(corpus, build([corpus], folder / "grown", options))
    build([corpus], folder / "grown", options)
    build([corpus], folder / "fresh", options)
    assert contents(folder / "grown") == contents(folder / "fresh")
    assert answers(folder / "grown") == answers(folder / "fresh")


def drop_stale(corpus: Path, report: BuildReport) -> None:
    """Delete the files whose documents stay from an earlier build: a new index knows nothing of that one."""
    for stale in report.stale:
        (corpus / stale.collection.lower() / stale.path).unlink()


def test_what_a_new_text_repeats_is_left_out_of_what_is_taken_over(tmp_path: Path, options: BuildOptions) -> None:
    """The new file comes first, so the text that was there before is the duplicate now, as in a full build."""
    corpus = write_corpus(tmp_path / "corpus")
    build([corpus], tmp_path / "index", options)
    (corpus / "samples" / "a.md").write_text(DOCUMENTS["oasis.md"].replace("id: oasis", "id: first"))
    report = build([corpus], tmp_path / "index", options)
    assert ("oasis.md", "first") in {(duplicate.path, duplicate.kept) for duplicate in report.duplicates}
    assert report.changes.unchanged == report.changes.files - 1


def test_other_languages_of_the_encoder_are_noticed(tmp_path: Path, options: BuildOptions) -> None:
    """The same weights, said to read French as well: passages are measured and encoded in another way."""
    corpus = write_corpus(tmp_path / "corpus")
    build([corpus], tmp_path / "index", options)
    both = BuildOptions(models=(str(write_tiny_encoder(tmp_path / "both", languages=("en", "fr"))),))
    report = build([corpus], tmp_path / "index", both)
    assert "languages" in report.reason
    assert report.encoded == report.languages["fr"]
    build([corpus], tmp_path / "fresh", both)
    assert contents(tmp_path / "index") == contents(tmp_path / "fresh")


def lose_table(table: Path) -> None:
    table.unlink()


def break_table(table: Path) -> None:
    table.write_bytes(b"n,en\n1,caf\xe9\n")


def lose_column(table: Path) -> None:
    table.write_text("n,en\n1,A text of one column.\n")


@pytest.mark.parametrize(
    ("spoil", "advice"),
    [
        (lose_table, "build with --full"),
        (break_table, "remove the collection"),
        (lose_column, "remove the collection"),
    ],
)
def test_a_collection_whose_table_cannot_be_read_keeps_its_documents(
    tmp_path: Path, options: BuildOptions, spoil: Callable[[Path], None], advice: str
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    before = build([corpus], tmp_path / "index", options)
    spoil(corpus / "sheets" / "sheets.csv")
    (corpus / "samples" / "oasis.md").unlink()
    report = build([corpus], tmp_path / "index", options)
    assert (report.changes.kept, report.changes.removed, report.encoded) == (len(ROWS), 1, 0)
    assert report.documents == before.documents - 1
    (failure,) = report.failures
    assert (failure.collection, failure.stage) == ("Sheets", "collect")
    assert f"3 files or rows stay as they were; {advice}" in failure.reason
    assert any("sheet-1-en" in passage for passage, _ in answers(tmp_path / "index")[4])
    write_rows(corpus, ROWS)
    mended = build([corpus], tmp_path / "index", options)
    assert (mended.changes.kept, mended.changes.unchanged, mended.failures) == (0, mended.changes.files, ())
    build([corpus], tmp_path / "fresh", options)
    assert contents(tmp_path / "index") == contents(tmp_path / "fresh")


def test_what_is_kept_is_kept_under_another_model_too_and_dropped_by_a_full_build(
    tmp_path: Path, options: BuildOptions
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    build([corpus], tmp_path / "index", options)
    lose_table(corpus / "sheets" / "sheets.csv")
    both = BuildOptions(models=(str(write_tiny_encoder(tmp_path / "both", languages=("en", "fr"), seed=8)),))
    report = build([corpus], tmp_path / "index", both)
    assert report.changes.kept == len(ROWS)
    assert report.encoded == report.languages["en"] + report.languages["fr"]
    dropped = build([corpus], tmp_path / "index", replace(options, full=True))
    assert (dropped.changes.kept, dropped.changes.removed) == (0, len(ROWS))
    assert not any("sheet" in passage for passage, _ in answers(tmp_path / "index")[4])
    assert "stay" not in dropped.failures[0].reason


@pytest.mark.parametrize("spoil", [break_table, lose_column])
def test_a_full_build_keeps_the_documents_of_a_table_that_is_there_and_cannot_be_read(
    tmp_path: Path, options: BuildOptions, spoil: Callable[[Path], None]
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    before = build([corpus], tmp_path / "index", options)
    spoil(corpus / "sheets" / "sheets.csv")
    report = build([corpus], tmp_path / "index", replace(options, full=True))
    assert (report.changes.kept, report.documents) == (len(ROWS), before.documents)


def test_a_full_build_takes_nothing_over(tmp_path: Path, options: BuildOptions) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    first = build([corpus], tmp_path / "index", options)
    again = build([corpus], tmp_path / "index", replace(options, full=True))
    assert (again.rebuilt, again.encoded) == (True, first.encoded)
