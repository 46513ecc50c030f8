"""Single files and the members of ZIP files."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.fetching.folders import documents, fetched, figures, reasons, write_collection
from tests.fetching.site import Reply, Site
from unescosearch.fetching import file as files

FILE = '[reader]\nkind = "documents"\n'


def archive(members: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, text in members.items():
            writer.writestr(name, text)
    return made.getvalue()


def zipped(site: Site, folder: Path, members: dict[str, str], *wanted: str) -> Path:
    site.pages["/all.zip"] = Reply(archive(members))
    return write_collection(folder, {"kind": "file", "url": f"{site.base}/all.zip", "unpack": list(wanted)}, FILE)


def test_a_file_comes_under_its_name_and_only_when_it_has_changed(site: Site, tmp_path: Path) -> None:
    site.pages["/latest/x.ttl"] = Reply(b"one", headers={"ETag": '"1"'})
    section = {"kind": "file", "url": f"{site.base}/latest/x.ttl", "save": "thesaurus.ttl"}
    folder = write_collection(tmp_path / "one", section, FILE)
    assert figures(fetched(folder)) == (1, 0, 0, 0)
    site.pages["/latest/x.ttl"] = Reply(status=304)
    assert figures(fetched(folder)) == (0, 0, 1, 0)
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    site.pages["/latest/x.ttl"] = Reply(b"two")
    assert figures(fetched(folder)) == (0, 1, 0, 0)
    site.pages["/latest/x.ttl"] = Reply(status=404)
    assert reasons(fetched(folder)) == {"x.ttl": "404 Not Found"}
    assert (folder / "thesaurus.ttl").read_bytes() == b"two"


def test_the_wanted_members_of_a_zip_file_are_unpacked(site: Site, tmp_path: Path) -> None:
    members = {"top-1/index.csv": "a", "top-1/texts/1.txt": "A text of some length.", "top-1/code.py": "x"}
    folder = zipped(site, tmp_path / "zip", members, "index.csv", "texts/*.txt")
    done = fetched(folder)
    assert (figures(done), done.outcome.rows) == ((1, 0, 0, 0), 2)
    assert sorted(os.listdir(folder)) == [".fetch", "collection.toml", "index.csv", "texts"]
    assert figures(fetched(folder)) == (0, 0, 1, 0)
    site.pages["/all.zip"] = Reply(archive({"top-2/index.csv": "b", "top-2/texts/2.txt": "Another text."}))
    assert figures(fetched(folder)) == (0, 1, 0, 0)
    assert os.listdir(folder / "texts") == ["2.txt"]


def test_members_that_lead_out_of_the_folder_are_refused(site: Site, tmp_path: Path) -> None:
    for name in ("../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "..\\evil.txt", ".fetch/journal.jsonl.txt"):
        folder = zipped(site, tmp_path / "zip", {name: "x", "good.txt": "y"}, "*.txt")
        assert "leads out of the folder" in reasons(fetched(folder))["all.zip"], name
    assert not list(tmp_path.rglob("*evil*"))
    assert (folder / ".fetch" / "journal.jsonl").exists()


def test_links_in_a_zip_file_are_passed_over(site: Site, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as writer:
        writer.writestr(link, "/etc/passwd")
        writer.writestr("good.txt", "A text of some length.")
    folder = zipped(site, tmp_path / "zip", {}, "*.txt")
    site.pages["/all.zip"] = Reply(made.getvalue())
    assert fetched(folder).outcome.rows == 1
    assert len(documents(folder)) == 1


def test_broken_empty_and_enormous_zip_files_are_failures(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = zipped(site, tmp_path / "zip", {"a.csv": "x"}, "*.txt")
    assert reasons(fetched(folder)) == {"all.zip": "the ZIP file holds nothing like *.txt"}
    site.pages["/all.zip"] = Reply(archive({"a.txt": "x" * 1000})[:-30])
    assert "the ZIP file cannot be unpacked" in reasons(fetched(folder))["all.zip"]
    monkeypatch.setattr(files, "MAX_UNPACKED_BYTES", 999)
    site.pages["/all.zip"] = Reply(archive({"a.txt": "x" * 1000}))
    assert "999 bytes" in reasons(fetched(folder))["all.zip"]


def test_robots_txt_does_not_speak_of_a_file_that_somebody_named(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n")
    folder = zipped(site, tmp_path / "zip", {"a.txt": "A text of some length."}, "*.txt")
    assert figures(fetched(folder)) == (1, 0, 0, 0)
