"""Builds: what is taken over, what is read again, and that a failed build changes nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from tests.samples import DOCUMENTS
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.build.build import BuildOptions, build
from unescosearch.catalogue.conditions import Conditions
from unescosearch.errors import BuildError, CollectionError
from unescosearch.generation.generation import open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.lineage import KEPT_GENERATIONS
from unescosearch.generation.report import BuildReport
from unescosearch.generation.rollback import roll_back
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters
from unescosearch.words.analysis import query_words
from unescosearch.words.groups import single_words

QUERIES = ("clubs in Kazakhstan", "birds and lakes", "озёра и птицы", "les clubs", "a lesson for pupils", "Ramsar 1971")


def answers(index: Path) -> list[list[tuple[str, float]]]:
    """What every query finds, passage by passage."""
    generation = open_current(index)
    found = [search(generation, SearchParameters(text, group="passage")) for text in QUERIES]
    generation.close()
    return [[(hit.best.passage.id, round(hit.score, 5)) for hit in result.hits] for result in found]


def test_every_file_is_accounted_for(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    (corpus / "empty.md").write_text("")
    (corpus / "latin1.txt").write_bytes("déjà".encode("latin-1"))
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (corpus / "again.md").write_text(DOCUMENTS["wetlands.md"].replace("id: wetlands", "id: other"))
    (corpus / "same-id.md").write_text(DOCUMENTS["oasis.md"].replace("Pupils draw", "Two pupils draw"))
    report = build([corpus], tmp_path / "index", options)
    assert report.changes.files == len(DOCUMENTS) + 5
    assert report.outcomes == {"document": len(DOCUMENTS), "duplicate": 1, "failure": 4}
    assert {failure.path for failure in report.failures} == {"empty.md", "latin1.txt", "broken.pdf", "same-id.md"}
    assert [duplicate.path for duplicate in report.duplicates] == ["wetlands.md"]


def test_nothing_changed_keeps_the_generation(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    first = build([corpus], tmp_path / "index", options)
    second = build([corpus], tmp_path / "index", options)
    assert (second.rebuilt, second.generation) == (False, first.generation)
    assert second.changes.unchanged == len(DOCUMENTS)
    assert IndexLayout(tmp_path / "index").generation_ids() == [first.generation]


def test_only_what_changed_is_encoded(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    build([corpus], tmp_path / "index", options)
    (corpus / "wetlands.md").write_text(DOCUMENTS["wetlands.md"].replace("Marshes", "Fens"))
    (corpus / "oasis.md").unlink()
    (corpus / "new.txt").write_text("A new text about something else, long enough to be one.")
    report = build([corpus], tmp_path / "index", options)
    changes = report.changes
    assert (changes.added, changes.changed, changes.removed) == (1, 1, 1)
    assert report.encoded == 2
    assert not any("oasis" in passage for found in answers(tmp_path / "index") for passage, _ in found)


def test_another_model_builds_everything_anew_and_says_so(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    build([corpus], tmp_path / "index", options)
    other = write_tiny_encoder(tmp_path / "other", seed=8)
    report = build([corpus], tmp_path / "index", BuildOptions(models=(str(other),)))
    assert report.encoded == build([corpus], tmp_path / "new", BuildOptions(models=(str(other),))).encoded
    assert "model changed" in report.reason


def test_an_encoder_exported_in_another_way_encodes_anew(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    first = build([corpus], tmp_path / "index", options)
    other = shutil.copytree(options.models[0], tmp_path / "other")
    facts = other / "encoder.json"
    facts.write_text(facts.read_text().replace('"export": 0', '"export": 7'))
    assert build([corpus], tmp_path / "index", BuildOptions(models=(str(other),))).encoded == first.encoded


def test_another_passage_length_cuts_anew_and_says_so(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    build([corpus], tmp_path / "index", options)
    report = build([corpus], tmp_path / "index", BuildOptions(models=options.models, passage_tokens=150))
    assert "splitter" in report.reason


def test_passages_the_model_cannot_read_are_not_encoded(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    report = build([corpus], tmp_path / "index", options)
    assert report.encoded == report.languages["en"]
    assert set(report.languages) == {"en", "fr", "ru"}


def test_old_generations_are_pruned_and_rollback_goes_back(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    layout = IndexLayout(tmp_path / "index")
    made: list[BuildReport] = []
    for number in range(KEPT_GENERATIONS + 2):
        (corpus / "new.txt").write_text(f"A text that is another each time, number {number}.")
        made.append(build([corpus], layout.root, options))
    assert layout.generation_ids() == [report.generation for report in made[-KEPT_GENERATIONS:]]
    assert roll_back(layout).generation == made[-2].generation == layout.current_id()


def test_two_builds_at_once_are_refused(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    layout = IndexLayout(tmp_path / "index")
    layout.root.mkdir()
    with FileLock(layout.lock), pytest.raises(BuildError, match="Another build"):
        build([corpus], layout.root, options)


def test_an_empty_or_missing_corpus_is_a_clear_error(tmp_path: Path, options: BuildOptions) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildError, match="nothing to read"):
        build([tmp_path / "empty"], tmp_path / "index", options)
    with pytest.raises(CollectionError, match="absent"):
        build([tmp_path / "absent"], tmp_path / "index", options)


def test_a_folder_that_cannot_be_written_is_a_clear_error(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(BuildError, match="could not be built"):
        build([corpus], tmp_path / "file", options)


def test_a_damaged_live_generation_is_replaced(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    first = build([corpus], tmp_path / "index", options)
    live = IndexLayout(tmp_path / "index").current()
    vectors = live.dense_part("tiny").vectors / "en.faiss"
    vectors.write_bytes(vectors.read_bytes()[:-1])
    second = build([corpus], tmp_path / "index", options)
    assert second.generation != first.generation
    assert "damaged" in second.reason


@pytest.mark.parametrize("delay", [0.2, 0.6, 1.0, 1.4, 1.8])
def test_a_killed_build_leaves_the_old_index_serving(
    corpus: Path, tmp_path: Path, options: BuildOptions, delay: float
) -> None:
    index = tmp_path / "index"
    first = build([corpus], index, options)
    before = answers(index)
    for number in range(300):
        (corpus / f"more-{number}.txt").write_text(f"Text number {number}. " + "It is about lakes and clubs. " * 60)
    command = [sys.executable, "-m", "unescosearch", "build", "--corpus", str(corpus), "--index", str(index)]
    process = subprocess.Popen(
        [*command, "--model", options.models[0]], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if IndexLayout(index).current_id() == first.generation:
        assert answers(index) == before
    report = build([corpus], index, options)
    assert report.documents == len(DOCUMENTS) + 300
    assert [path.name for path in (index / "generations").iterdir() if path.name.startswith(".")] == []


def test_filters_mean_the_same_to_both_engines(sample_index: Path) -> None:
    generation = open_current(sample_index)
    for conditions in (
        Conditions({"country": ("KZ",)}),
        Conditions({"language": ("en", "fr"), "country": ("KZ",)}),
        Conditions({}, from_year=1971, to_year=2008),
        Conditions({"level": ("primary",)}),
        Conditions({"type": ("no such type",)}),
    ):
        allowed = set(generation.catalogue.rows_where(conditions).tolist())
        found = {
            hit.row
            for language in generation.lexical.languages
            for text in (*QUERIES, "the in country", "в на севере")
            for hit in generation.lexical.search(single_words(query_words(text, language)), language, 100, conditions)
        }
        assert found <= allowed
        if allowed:
            assert found
    generation.close()
