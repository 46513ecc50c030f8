"""The commands fetch and collections."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetching.folders import write_collection
from tests.fetching.site import Reply, Site, page, running_site
from unescosearch.cli.main import DONE, DONE_WITH_FAILURES, WRONG_USE, main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("UNESCOSEARCH_FETCH_PRIVATE", "true")
    monkeypatch.setenv("UNESCOSEARCH_FETCH_PAUSE", "0")
    with running_site() as running:
        yield running


@pytest.fixture
def folder(site: Site, tmp_path: Path) -> Path:
    site.pages["/a"] = page("A")
    return write_collection(tmp_path / "corpus" / "web", {"kind": "urls", "urls": [f"{site.base}/a", f"{site.base}/b"]})


def test_fetch_brings_a_collection_and_says_what_failed(site: Site, folder: Path, capsys: Capture) -> None:
    site.pages["/b"] = Reply(status=410)
    assert main(["fetch", str(folder)]) == DONE_WITH_FAILURES
    shown = capsys.readouterr()
    assert "new, changed, unchanged  1, 0, 0" in shown.out
    assert "/b: 410 Gone" in " ".join(shown.out.split())
    assert "UNESCOSEARCH_CONTACT" in shown.err
    site.pages["/b"] = page("B")
    assert main(["fetch", str(folder), "--json"]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert (told[0]["new"], told[0]["unchanged"], told[0]["failures"]) == (1, 1, [])


def test_the_operator_is_named_to_the_sites(
    site: Site, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNESCOSEARCH_CONTACT", "library@office.example")
    main(["fetch", str(folder)])
    assert "No contact" not in capsys.readouterr().err
    agents = {asked.headers["user-agent"] for asked in site.asked}
    assert len(agents) == 1
    assert agents.pop().endswith("(contact: library@office.example)")


def test_this_machine_is_not_asked_without_the_setting(
    site: Site, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNESCOSEARCH_FETCH_PRIVATE")
    assert main(["fetch", str(folder), "--json"]) == DONE_WITH_FAILURES
    assert all("no public address" in failed["reason"] for failed in json.loads(capsys.readouterr().out)[0]["failures"])
    assert site.asked == []


def test_collections_lists_presets_and_what_is_there(folder: Path, capsys: Capture) -> None:
    corpus = ["--corpus", str(folder.parent)]
    own = folder.parent / "own"
    own.mkdir()
    (own / "collection.toml").write_text('name = "Ours"\nlicence = "CC BY 4.0"\n[reader]\nkind = "documents"\n')
    (own / "a.txt").write_text("a" * 2000)
    (own / "b.txt").write_text("b" * 1000)
    (folder.parent / "broken").mkdir()
    (folder.parent / "broken" / "collection.toml").write_text("name =")
    assert main(["collections", *corpus, "--json"]) == DONE
    found = {status["name"]: status for status in json.loads(capsys.readouterr().out)}
    assert found["World Heritage List"]["state"] == "not fetched"
    assert found["World Heritage List"]["licence"] == "CC BY-SA 4.0"
    assert (found["Ours"]["state"], found["Ours"]["size"]) == ("own files", "2 files, 3 kB")
    assert found["web"]["state"] == "not fetched"
    assert (found["broken"]["state"], "not valid TOML" in found["broken"]["note"]) == ("cannot be used", True)
    main(["fetch", str(folder)])
    capsys.readouterr()
    assert main(["collections", *corpus]) == DONE
    shown = " ".join(capsys.readouterr().out.split())
    assert "world-heritage" in shown
    assert "1 here, 1 failed" in shown


def test_a_fetch_is_stale_or_unfinished_by_its_journal(folder: Path, capsys: Capture) -> None:
    main(["fetch", str(folder)])
    journal = folder / ".fetch" / "journal.jsonl"
    told = journal.read_text()
    began = told.splitlines()[0]

    def state() -> str:
        capsys.readouterr()
        main(["collections", "--corpus", str(folder.parent), "--json"])
        return next(status["state"] for status in json.loads(capsys.readouterr().out) if status["name"] == "web")

    assert state() == "fetched"
    journal.write_text(told.replace('{"ended": "2', '{"ended": "1'))
    assert state() == "stale"
    journal.write_text(f"{began}\n")
    assert state() == "unfinished"


def test_a_preset_goes_beside_another_collection_of_its_name(
    site: Site, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNESCOSEARCH_CORPUS", str(tmp_path))
    monkeypatch.setenv("UNESCOSEARCH_FETCH_PRIVATE", "false")
    (tmp_path / "world-heritage").mkdir()
    (tmp_path / "world-heritage" / "collection.toml").write_text('name = "Facts"\n[reader]\nkind = "documents"\n')
    folder = write_collection(
        tmp_path / "world-heritage-fetched", {"kind": "urls", "preset": "world-heritage", "list": "l"}
    )
    (folder / "l").write_text("")
    assert main(["fetch", "world-heritage"]) == DONE
    assert f"world-heritage is fetched into {folder}" in capsys.readouterr().err
    moved = folder.rename(tmp_path / "new")
    assert main(["fetch", "world-heritage", "--into", str(moved.parent), "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)[0]["folder"] == str(moved)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["fetch"], "Missing argument"),
        (["fetch", "nothing"], "'nothing' is no preset and no folder with a collection.toml"),
        (["fetch", "corpus/programmes"], "has no [fetch] section"),
    ],
)
def test_wrong_use_is_named_and_leaves_no_folder(arguments: list[str], named: str, capsys: Capture) -> None:
    before = sorted(Path("corpus").iterdir())
    assert main(arguments) == WRONG_USE
    assert sorted(Path("corpus").iterdir()) == before
    assert named in capsys.readouterr().err
