"""Language versions of one work are joined by what their sources say of each other, and by nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.collections.folders import PROSE, documents, read, table, write
from unescosearch.collections.versions import work_in_catalogue, work_of_versions

EN, FR, RU = (f"https://www.unesco.org/{code}/articles/routes" for code in ("en", "fr", "ru"))


def page(own: str, versions: dict[str, str], text: str) -> str:
    links = "".join(f'<link rel="alternate" hreflang="{tag}" href="{url}">' for tag, url in versions.items())
    head = f'<title>Routes</title><link rel="canonical" href="{own}">{links}'
    return f"<!doctype html><html><head>{head}</head><body><article><p>{text}</p><p>{PROSE}</p></article></body></html>"


def works(folder: Path) -> dict[str, str]:
    return {path: source.document.work for path, (source,) in read(documents(folder)).items()}


def test_pages_that_name_each_other_with_hreflang_are_one_work(tmp_path: Path) -> None:
    named = {"en": EN, "fr": FR, "x-default": EN}
    write(tmp_path, a_html=page(EN, named, "One."), b_html=page(FR, named, "Two."), c_html=page(RU, {}, "Three."))
    found = works(tmp_path)
    assert found["a.html"] == found["b.html"] != found["c.html"]


def test_versions_known_only_from_a_fetch_are_one_work(tmp_path: Path) -> None:
    write(tmp_path, a_html=page(EN, {}, "One."), b_html=page(FR, {}, "Two."), c_html=page(RU, {}, "Three."))
    told = f'[fetched]\nurl = "u"\n[fetched.languages]\nen = "{EN}"\nfr = "{FR}"\nx-default = "{RU}"\n'
    for name in "abc":
        (tmp_path / f"{name}.html.toml").write_text(told)
    found = works(tmp_path)
    assert found["a.html"] == found["b.html"] != found["c.html"]


def test_a_page_for_any_other_language_joins_no_works(tmp_path: Path) -> None:
    start = "https://www.unesco.org/"
    first, second = {"en": EN, "fr": FR, "x-default": start}, {"en": f"{EN}-2", "fr": f"{FR}-2", "x-default": start}
    write(tmp_path, a_html=page(EN, first, "One."), b_html=page(f"{EN}-2", second, "Two."))
    assert len(set(works(tmp_path).values())) == 2


@pytest.mark.parametrize("noted", ['fetched = "yesterday"', "[fetched]\nlanguages = 1\ncontent_type = 2"])
def test_what_no_fetch_would_note_is_passed_over(noted: str, tmp_path: Path) -> None:
    write(tmp_path, a_html=page(EN, {}, "One."), a_html_toml=noted)
    assert works(tmp_path).keys() == {"a.html"}


def test_pages_that_all_name_the_same_start_pages_are_not(tmp_path: Path) -> None:
    named = {"en": "https://www.unesco.org/en", "fr": "https://www.unesco.org/fr"}
    write(tmp_path, a_html=page(EN, named, "One."), b_html=page(RU, named, "Two."))
    assert len(set(works(tmp_path).values())) == 2


def test_a_work_that_is_named_goes_before(tmp_path: Path) -> None:
    write(tmp_path, a_html=page(EN, {"en": EN, "fr": FR}, "One."), a_html_toml='work = "routes"')
    assert works(tmp_path) == {"a.html": "routes"}


@pytest.mark.parametrize(
    "address",
    [
        "https://unesdoc.unesco.org/ark:/48223/pf0000374266",
        "https://unesdoc.unesco.org/ark:/48223/pf0000374266_fre",
        "https://unesdoc.unesco.org/ark:/48223/pf0000374266/fre",
        "https://unesdoc.unesco.org/ark:/48223/pf0000374266/PDF/374266ara.pdf.multi",
        "https://unesdoc.unesco.org/in/documentViewer.xhtml/ark:/48223/pf0000374266.locale=fr",
    ],
)
def test_an_address_of_unesdoc_names_its_publication(address: str) -> None:
    expected = "" if "locale" in address else "unesdoc-pf0000374266"
    assert work_in_catalogue(address, "") == expected
    assert work_in_catalogue(address, "3, 4") == ""


def test_a_part_of_a_publication_is_a_work_of_its_own() -> None:
    assert work_in_catalogue("https://unesdoc.unesco.org/ark:/48223/pf0000374266#page=4", "") == ""
    assert work_in_catalogue("https://example.org/ark:/48223/pf0000374266", "") == ""


def test_rows_of_a_catalogue_are_joined_by_its_ids(tmp_path: Path) -> None:
    rows = "u,t\npf0000374266_eng,One\npf0000374266_fre,Deux\npf0000374267,Three\n"
    source = table(
        tmp_path, rows, f'source_url = "https://unesdoc.unesco.org/ark:/48223/{{u}}"\ntext = "{{t}} {PROSE}"'
    )
    assert [each.document.work for (each,) in read(source).values()] == [
        "unesdoc-pf0000374266",
        "unesdoc-pf0000374266",
        "unesdoc-pf0000374267",
    ]


def test_small_differences_of_addresses_do_not_count() -> None:
    assert work_of_versions([EN, FR], f"{EN}/") == work_of_versions([FR, EN.replace("https", "http")], FR) != ""
    assert work_of_versions([EN, f"{EN}/"], EN) == ""
    assert work_of_versions(["https://[broken", EN], "https://[broken") != ""
