"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from unescosearch.cli.main import DONE, DONE_WITH_FAILURES, FAILED, WRONG_USE, main

Capture = pytest.CaptureFixture[str]


def test_search_prints_title_passage_and_link(sample_index: Path, capsys: Capture) -> None:
    assert main(["search", "clubs in Kazakhstan", "--index", str(sample_index), "-k", "1"]) == DONE
    printed = capsys.readouterr().out
    assert "UNESCO clubs in Kazakhstan (2022-10-06)" in printed
    assert "https://example.org/clubs" in printed
    assert all(len(line) <= 80 for line in printed.splitlines())


def test_search_prints_json(sample_index: Path, capsys: Capture) -> None:
    options = ["--country", "kz", "--language", "EN", "--from", "2000", "--json"]
    assert main(["search", "clubs", "--index", str(sample_index), *options]) == DONE
    found = {result["document"]["id"] for result in json.loads(capsys.readouterr().out)["results"]}
    assert "clubs" in found
    assert found <= {"clubs", "oasis"}


def test_a_language_is_a_filter_or_a_preference(sample_index: Path, capsys: Capture) -> None:
    found = []
    for option in ("--prefer", "--language"):
        assert main(["search", "Almaty", "--index", str(sample_index), option, "fr", "--json"]) == DONE
        documents = [result["document"] for result in json.loads(capsys.readouterr().out)["results"]]
        assert "clubs-fr" in {document["id"] for document in documents}
        found.append({document["language"] for document in documents})
    preferred, filtered = found
    assert preferred > filtered == {"fr"}


def test_ask_quotes_and_cites(sample_index: Path, capsys: Capture) -> None:
    question = "How many clubs did the federation have in September 2022?"
    assert main(["ask", question, "--index", str(sample_index)]) == DONE
    printed = " ".join(capsys.readouterr().out.split())
    assert "“In September 2022 it had 175 clubs in all regions of the country.” [1]" in printed
    assert "[1] UNESCO clubs in Kazakhstan" in printed


def test_ask_says_when_nothing_answers(sample_index: Path, capsys: Capture) -> None:
    assert main(["ask", "Who composed the opera about the submarine?", "--index", str(sample_index)]) == DONE
    assert "No sentence in the collections answers this" in capsys.readouterr().out


def test_build_reports_what_could_not_be_read(
    corpus: Path, tmp_path: Path, tiny_encoder: Path, capsys: Capture
) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-")
    command = ["build", "--corpus", str(corpus), "--index", str(tmp_path / "index"), "--model", str(tiny_encoder)]
    assert main(command) == DONE_WITH_FAILURES
    printed = capsys.readouterr().out
    assert "broken.pdf" in printed
    assert re.search(r"failed +1", printed)
    assert main(["report", "--index", str(tmp_path / "index"), "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["failures"][0]["path"] == "broken.pdf"
    (corpus / "broken.pdf").unlink()
    assert main(command) == DONE


def test_rollback_and_doctor(corpus: Path, tmp_path: Path, tiny_encoder: Path, capsys: Capture) -> None:
    index = ["--index", str(tmp_path / "index")]
    command = ["build", "--corpus", str(corpus), *index, "--model", str(tiny_encoder)]
    assert main(command) == DONE
    assert main(["rollback", *index]) == FAILED
    (corpus / "new.txt").write_text("A text that makes another generation necessary.")
    assert main(command) == DONE
    assert main(["rollback", *index]) == DONE
    assert main(["doctor", *index]) == DONE
    live = (tmp_path / "index" / "current").read_text().strip()
    assert f"{live} (live): sound" in capsys.readouterr().out
    (tmp_path / "index" / "generations" / live / "dense" / "tiny" / "embeddings.npy").write_bytes(b"")
    assert main(["doctor", *index]) == FAILED
    assert "embeddings.npy" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (["search", ""], WRONG_USE, "q is empty"),
        (["search", "?!"], WRONG_USE, "no word"),
        (["search", "clubs", "-k", "0"], WRONG_USE, "k is 0"),
        (["search", "clubs", "-k", "many"], WRONG_USE, "-k"),
        (["search", "clubs", "--from", "2000", "--to", "1990"], WRONG_USE, "2000"),
        (["dance"], WRONG_USE, "dance"),
        (["search"], WRONG_USE, "QUERY"),
    ],
)
def test_wrong_use_is_exit_code_2(
    sample_index: Path, capsys: Capture, arguments: list[str], code: int, named: str
) -> None:
    index = ["--index", str(sample_index)] if arguments[0] == "search" else []
    assert main([*arguments, *index]) == code
    assert named in capsys.readouterr().err


def test_no_index_and_no_corpus_are_clear(tmp_path: Path, tiny_encoder: Path, capsys: Capture) -> None:
    assert main(["search", "clubs", "--index", str(tmp_path)]) == FAILED
    assert "unescosearch build" in capsys.readouterr().err
    absent = str(tmp_path / "absent")
    assert main(["build", "--corpus", absent, "--index", str(tmp_path), "--model", str(tiny_encoder)]) == WRONG_USE
    assert "absent" in capsys.readouterr().err


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("UNESCOSEARCH_PORT", "high")
    assert main(["search", "clubs"]) == WRONG_USE
    assert "UNESCOSEARCH_PORT" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "search", "ask", "serve", "report", "rollback", "doctor"])
def test_every_command_explains_itself(command: str, capsys: Capture) -> None:
    assert main([command, "--help"]) == DONE
    assert "--index" in capsys.readouterr().out
