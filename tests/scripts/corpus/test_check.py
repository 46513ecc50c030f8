from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts.corpus import check

BODY = "A treaty of 1960 in 12 articles speaks to schools.\n\n## Duties\n\n- One duty.\n- Another duty.\n"
FIELDS = {
    "id": "sheet-instrument-12949",
    "title": '"Convention against Discrimination in Education (1960)"',
    "source_url": "http://portal.unesco.org/en/ev.php-URL_ID=12949&URL_DO=DO_TOPIC&URL_SECTION=201.html",
    "language": "en",
    "date": "1960-12-14",
    "type": "instrument sheet",
    "publisher": "unescosearch starter corpus",
    "licence": "CC BY 4.0",
    "themes": "[education, human rights]",
    "sources": "[12949]",
}
TREATY = "Done in 1960. Twelve (12) articles for 30 000 people. Every member shall without delay open all of its doors."


@pytest.fixture
def collections(tmp_path: Path) -> Path:
    files = {
        "legal_instruments/legal_instrument_index.csv": "unesco_id;filename;x.title\n"
        "12949;one.txt;Convention against Discrimination in Education\n",
        "legal_instruments/one.txt": TREATY,
        "courier/document_index.csv": "record_number\tcatalogue_title\tfilename\n74003\tA pilot project\ttwo.txt\n",
        "courier/corpus/two.txt": "A Conven-\ntion against Discrimination in Education comes before every pupil.",
        "world_heritage/whc-sites-2023.csv": "id_no,name_en,name_fr,text\n1442,Silk Roads,Routes,<p>2014</p>\n",
        "almaty/clubs.txt": "175 clubs. Permanent link: http://en.unesco.kz/clubs",
        "thesaurus/unesco-thesaurus.ttl": ":concept10 a skos:Concept ;\n",
    }
    return write(tmp_path / "sources", files)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def sheet(body: str = BODY, **changes: str) -> str:
    fields = {name: value for name, value in (FIELDS | changes).items() if value}
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    padding = "" if "short" in body else "\n## More\n\n" + "word " * 260
    return f"---\n{front}---\n\n{body}{padding}\n"


def findings(tmp_path: Path, sources: Path | None, **files: str) -> list[str]:
    corpus = write(tmp_path / "corpus", {f"{name}.md": content for name, content in files.items()})
    known = check.read_sources(sources) if sources else check.Sources()
    return [f"{path.name}: {what}" for path, what in check.check_folder(corpus, known, sources)]


def test_a_sound_sheet_has_no_findings(tmp_path: Path, collections: Path) -> None:
    assert findings(tmp_path, collections, a=sheet()) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"licence": ""}, "lacks licence"),
        ({"themes": ""}, "lacks themes"),
        ({"themes": "[one]"}, "two to four"),
        ({"date": "14.12.1960"}, "date '14.12.1960'"),
        ({"type": "leaflet"}, "type 'leaflet'"),
        ({"language": "la"}, "language la"),
        ({"id": "Sheet 1"}, "lower case with hyphens"),
        ({"id": "sheet-instrument-12949-fr"}, "does not fit the language en"),
        ({"language": "fr"}, "does not fit the language fr"),
        ({"countries": "[NO]"}, "countries False"),
        ({"source_url": "https://example.org/"}, "link of no allowed form: https://example.org/"),
        ({"title": "[unclosed"}, "not YAML"),
    ],
)
def test_wrong_front_matter_is_found(tmp_path: Path, changes: dict[str, str], word: str) -> None:
    assert any(word in finding for finding in findings(tmp_path, None, a=sheet(**changes)))


def test_a_file_without_front_matter_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, None, a="Only text.") == ["a.md: no front matter between two lines of ---"]


def test_an_id_may_stand_only_once(tmp_path: Path) -> None:
    assert findings(tmp_path, None, a=sheet(), b=sheet()) == ["b.md: id sheet-instrument-12949 stands in a.md too"]


@pytest.mark.parametrize(
    ("link", "known"),
    [
        ("http://portal.unesco.org/en/ev.php-URL_ID=12949&URL_DO=DO_TOPIC&URL_SECTION=201.html", True),
        ("http://portal.unesco.org/en/ev.php-URL_ID=99999&URL_DO=DO_TOPIC&URL_SECTION=201.html", False),
        ("https://unesdoc.unesco.org/ark:/48223/pf0000074003", True),
        ("https://unesdoc.unesco.org/ark:/48223/pf0000074004", False),
        ("https://whc.unesco.org/fr/list/1442", True),
        ("https://whc.unesco.org/fr/list/1443", False),
        ("http://en.unesco.kz/clubs", True),
        ("http://en.unesco.kz/cubs", False),
        ("https://unescoclubs.kz/", True),
        ("http://vocabularies.unesco.org/thesaurus/concept10", True),
        ("http://vocabularies.unesco.org/thesaurus/concept11", False),
        ("other.md", False),
    ],
)
def test_links_lead_to_records_of_the_collections(tmp_path: Path, collections: Path, link: str, known: bool) -> None:
    found = findings(tmp_path, collections, a=sheet(f"{BODY}\nSee [there]({link}).\n"))
    assert [f"a.md: {link}" for finding in found if link in finding] == ([] if known else [f"a.md: {link}"])
    assert len(found) == (0 if known else 1)


def test_eight_words_of_a_source_are_found_and_seven_are_not(tmp_path: Path, collections: Path) -> None:
    copied = "Here every member shall without\ndelay open all of the schools."
    assert findings(tmp_path, collections, a=sheet(f"{BODY}\n{copied}\n")) == [
        'a.md: shares "every member shall without delay open all of" with one.txt'
    ]
    seven = copied.replace(" of the schools", " the schools")
    assert findings(tmp_path, collections, a=sheet(f"{BODY}\n{seven}\n")) == []


def test_the_title_of_an_instrument_is_no_copy(tmp_path: Path, collections: Path) -> None:
    title = "A Convention against Discrimination in Education comes before every school."
    assert findings(tmp_path, collections, a=sheet(f"{BODY}\n{title}\n")) == []


def test_numbers_stand_in_a_named_source(tmp_path: Path, collections: Path) -> None:
    body = f"{BODY}\n## People\n\n30,000 people and 31 others.\n\n## Sources\n\n- 1999\n"
    assert findings(tmp_path, collections, a=sheet(body)) == ["a.md: numbers that stand in no source: 31"]


@pytest.mark.parametrize("source", ["instrument-12949", "courier-74003", "whc-1442", "almaty"])
def test_sources_may_be_of_every_collection(tmp_path: Path, collections: Path, source: str) -> None:
    text = sheet(BODY, sources=f"[{source}, courier-1]", type="teaching sheet")
    assert findings(tmp_path, collections, a=text) == ["a.md: sources: courier-1 is in no collection"]


def test_a_sheet_on_an_instrument_has_its_length(tmp_path: Path) -> None:
    assert findings(tmp_path, None, a=sheet("Too short.")) == ["a.md: 2 words, where 250 to 500 are wanted"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (BODY, ""),
        (BODY.replace("## Duties\n", ""), "1 sections, a.md has 2"),
        (BODY.replace("- Another duty.\n", ""), "1 list items, a.md has 2"),
        (BODY.replace("12", "twelve"), "lacks numbers against a.md: 12"),
        (BODY.replace("12", "12 or 13"), "adds numbers against a.md: 13"),
        (BODY.replace("12", "١٢"), ""),
    ],
)
def test_language_versions_agree_with_their_original(tmp_path: Path, body: str, word: str) -> None:
    version = sheet(body, id="sheet-instrument-12949-ar", language="ar")
    found = findings(tmp_path, None, a=sheet(), b=version)
    assert found == ([f"b.md: {word}"] if word else [])


def test_ordinals_and_chinese_months_may_differ_between_versions(tmp_path: Path) -> None:
    english = sheet(BODY.replace("1960", "14 December 1960, in the 20th century"))
    chinese = sheet(BODY.replace("1960", "1960年12月14日"), id="sheet-instrument-12949-zh", language="zh")
    assert findings(tmp_path, None, a=english, b=chinese) == []


def test_fields_of_a_sidecar_are_checked_too(tmp_path: Path) -> None:
    write(tmp_path / "corpus", {"a.pdf.toml": 'id = "sheet-a"\ntitle = "A"\n'})
    assert "a.pdf.toml: front matter lacks language" in findings(tmp_path, None)


@pytest.mark.parametrize(("content", "code", "count"), [(sheet(), 0, "0 findings"), ("text", 1, "1 findings")])
def test_the_command_counts_its_findings(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str,
    code: int,
    count: str,
) -> None:
    corpus = write(tmp_path / "corpus", {"a.md": content})
    monkeypatch.setattr(sys, "argv", ["check", "--corpus", str(corpus), "--sources", str(tmp_path / "none")])
    assert check.main() == code
    assert count in capsys.readouterr().out
