"""The facts of a report: every file counted once, passages per document, texts out of order."""

from __future__ import annotations

from pathlib import Path

from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.generation import open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.report import likened, narrowed, read_report

SENTENCES = [f"The {number}th school of the valley measures the water and writes it down." for number in range(200)]


def test_each_collection_accounts_for_its_files(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    more = tmp_path / "more"
    (more / "list").mkdir(parents=True)
    (more / "list" / "collection.toml").write_text(
        'name = "List"\n[reader]\nkind = "table"\npath = "t.csv"\n[fields]\nid = "{n}"\ntext = "{t}"\n'
    )
    (more / "list" / "t.csv").write_text(f"n,t\n1,{SENTENCES[1]}\n2,{SENTENCES[1]}\n3,\n")
    (more / "gone").mkdir()
    (more / "gone" / "collection.toml").write_text(
        'name = "Gone"\n[reader]\nkind = "table"\npath = "no.csv"\n[fields]\ntext = "{t}"\n'
    )
    report = build([corpus, more], tmp_path / "index", options)
    found = {each.name: each for each in report.collections}
    assert sum(each.files for each in report.collections) == report.changes.files
    assert all(each.files == each.gave + each.failed + each.duplicates for each in report.collections)
    assert (found["List"].gave, found["List"].failed, found["List"].duplicates) == (1, 1, 1)
    assert found["Gone"].files == 0
    (gone,) = (failure for failure in report.failures if failure.collection == "Gone")
    assert str(tmp_path) not in gone.reason
    assert narrowed(report, collection="Gone").failures == (gone,)
    assert [failure.path for failure in narrowed(report, stage="read").failures] == ["t.csv#row 4"]
    assert narrowed(report, reason="no text").failures == narrowed(report, stage="read").failures
    assert narrowed(report, collection="Gone").duplicates == ()
    assert sum(reason.count for reason in report.reasons) == len(report.failures)


def test_a_text_whose_passages_begin_amid_sentences_is_suspected(tmp_path: Path, options: BuildOptions) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text("\n\n".join(SENTENCES))
    (corpus / "mixed.txt").write_text(
        "\n\n".join(f"and the rest of number {n}, which stood elsewhere." for n in range(200))
    )
    built = build([corpus], tmp_path / "index", options)
    assert [suspect.path for suspect in built.suspected_order] == ["mixed.txt"]
    assert built.suspected_order[0].share == 1
    assert built.passages_per_document.most >= built.passages_per_document.median >= 5
    generation = open_current(tmp_path / "index")
    assert read_report(generation).to_json() == built.to_json()
    generation.close()


def test_why_everything_was_read_anew_names_no_folder(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    index = tmp_path / "index"
    build([corpus], index, options)
    IndexLayout(index).current().manifest.write_text("{}")
    reason = build([corpus], index, options).reason
    assert "could not be read" in reason
    assert str(tmp_path) not in reason


def test_like_reasons_are_one() -> None:
    assert likened("corpus/1949_074055.txt: the file is empty") == "the file is empty"
    assert likened("2 of 40 pages hold text: a scan, needs OCR") == likened("0 of 7 pages hold text: a scan, needs OCR")
    assert likened("its id 'a' is the id of b.md already") == "its id … is the id of b.md already"
