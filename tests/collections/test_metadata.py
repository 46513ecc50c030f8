from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.collections.folders import PROSE, document, documents, read, table, write
from tests.extract.pdf.pdf_factory import pdf
from unescosearch.collections.preset import discover

FRONT = "---\ntitle: From the file\nauthor: [A, B]\nlang: fr\nlicense: CC BY\nid: own\nurl: https://u.org/x\n---\n"


def test_the_mapping_goes_before_the_sidecar_before_the_file_before_the_collection(tmp_path: Path) -> None:
    write(tmp_path, a_md=FRONT + PROSE, a_md_toml='title = "S"\nlanguage = "ru"\npublisher = "Sidecar"')
    found = document(documents(tmp_path, 'title = "M {stem}"', head='publisher = "C"\nlicence = "C"\nlanguage = "kk"'))
    assert (found.title, found.language, found.publisher, found.licence) == ("M a", "ru", "Sidecar", "CC BY")
    assert (found.id, found.work, found.source_url, found.authors) == ("own", "own", "https://u.org/x", ("A", "B"))


def test_the_collection_and_then_the_text_tell_the_language(tmp_path: Path) -> None:
    write(tmp_path, a_txt="L'éducation est un droit fondamental pour tous les enfants du monde entier.")
    assert document(documents(tmp_path)).language == "fr"
    assert document(documents(tmp_path, head='language = "en"')).language == "en"


def test_without_a_title_the_first_heading_or_the_file_s_name_is_one(tmp_path: Path) -> None:
    write(tmp_path, a_md=f"Intro.\n\n## Head\n\n{PROSE}")
    (tmp_path / "saving_the-temples.txt").write_text(PROSE)
    (tmp_path / "empty.md").write_text(f"---\ntitle: untitled\n---\n{PROSE}")
    found = {path: source.document.title for path, (source,) in read(documents(tmp_path)).items()}
    assert found == {"a.md": "Head", "saving_the-temples.txt": "Saving the temples", "empty.md": "Empty"}


def test_an_id_comes_from_the_address_or_the_path(tmp_path: Path) -> None:
    write(tmp_path, d__a_txt=PROSE, d__b_md=f"---\nurl: https://www.unesco.org/en/b\n---\n{PROSE}")
    (implied,) = discover(tmp_path)
    first, second = (source.document for (source,) in read(implied).values())
    assert first.id.startswith("d-a-txt-")
    assert len(first.id) == len("d-a-txt-") + 8
    assert (second.id, second.source_url, first.source_url) == ("unesco-org-en-b", "https://www.unesco.org/en/b", "")


def test_one_address_for_all_documents_identifies_none(tmp_path: Path) -> None:
    write(tmp_path, a_txt=PROSE, b_txt=PROSE)
    found = read(documents(tmp_path, 'source_url = "https://www.unesco.org/"'))
    assert len({source.document.id for (source,) in found.values()}) == 2


def test_a_template_whose_columns_are_empty_gives_nothing(tmp_path: Path) -> None:
    fields = 'source_url = "https://u.org/{n}"\ntitle = "{t}"\ntext = "{b}"'
    found = document(table(tmp_path, f"n,t,b\n,,{PROSE}\n", fields))
    assert (found.source_url, found.title) == ("", "T, row 2")


def test_dates_follow_the_collection_s_form_and_fall_back(tmp_path: Path) -> None:
    write(tmp_path, a_md=f"---\ndate: 1999-01-02\nd: x\n---\n{PROSE}")
    assert document(documents(tmp_path, 'date = "16-11-1945"\ndate_format = "%d-%m-%Y"')).date == "1945-11-16"
    assert document(documents(tmp_path, 'date = "unknown"')).date == "1999-01-02"


@pytest.mark.parametrize("field", ["themes", "level", "subject", "resource_type"])
def test_facets_are_lists(tmp_path: Path, field: str) -> None:
    write(tmp_path, a_txt=PROSE)
    assert getattr(document(documents(tmp_path, f'{field} = "one, two"')), field) == ("one", "two")


def test_no_value_holds_what_cannot_be_stored(tmp_path: Path) -> None:
    record = f'[{{"t": "a\\u0000b\\ud800c", "x": "{PROSE} \\ud800"}}]'
    (source,) = read(table(tmp_path, record, 'title = "{t}"\ntext = "{x}"', path="t.json"))["t.json#row 1"]
    assert source.document.title == "abc"
    source.extracted.text.encode("utf-8")


def test_each_source_of_a_field_counts_once_those_before_it_are_gone(tmp_path: Path) -> None:
    ld = '{"@type": "Article", "headline": "From JSON-LD", "inLanguage": "es", "publisher": {"name": "LD"}}'
    parts = {
        "mapping": 'title = "From the mapping"\nlanguage = "ar"\npublisher = "Mapping"',
        "sidecar": 'title = "From the sidecar"\nlanguage = "ru"\npublisher = "Sidecar"\n',
        "json-ld": f'<script type="application/ld+json">{ld}</script>',
        "meta": '<meta property="og:title" content="From a meta tag"><meta property="og:locale" content="kk">',
        "collection": 'language = "zh"\npublisher = "Collection"',
    }
    found = []
    for removed in (None, *list(parts)):
        parts.pop(removed or "", None)
        head = f"{parts.get('meta', '')}{parts.get('json-ld', '')}"
        body = f"<article><h1>A heading</h1><p>{PROSE}</p><p>{PROSE}</p></article>"
        (tmp_path / "a.html").write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
        (tmp_path / "a.html.toml").write_text(parts.get("sidecar", ""))
        read_one = document(documents(tmp_path, parts.get("mapping", ""), head=parts.get("collection", "")))
        found.append((read_one.title, read_one.language, read_one.publisher))
    assert found == [
        ("From the mapping", "ar", "Mapping"),
        ("From the sidecar", "ru", "Sidecar"),
        ("From a meta tag", "es", "LD"),  # Open Graph's title goes before JSON-LD's, its language after
        ("From a meta tag", "kk", "Collection"),
        ("A heading", "zh", "Collection"),
        ("A heading", "en", ""),
    ]


def test_what_a_pdf_says_of_itself_comes_after_the_sidecar_and_before_its_name(tmp_path: Path) -> None:
    told = pdf([PROSE], title="From the file", author="Doe, Jane", creation_date=datetime(1961, 2, 3, tzinfo=UTC))
    (tmp_path / "rivers_of-the-north.pdf").write_bytes(told)
    sidecar = tmp_path / "rivers_of-the-north.pdf.toml"
    sidecar.write_text('title = "From the sidecar"\ndate = 1970\n')
    found = document(documents(tmp_path, 'authors = "Roe, Ann"'))
    assert (found.title, found.date, found.authors) == ("From the sidecar", "1970", ("Roe, Ann",))
    sidecar.unlink()
    found = document(documents(tmp_path))
    assert (found.title, found.date, found.authors) == ("From the file", "1961-02-03", ("Doe, Jane",))
    (tmp_path / "rivers_of-the-north.pdf").write_bytes(pdf([PROSE]))
    assert document(documents(tmp_path)).title == "Rivers of the north"
