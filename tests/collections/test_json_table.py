"""Records as the exports of the UNESCO Data Hub have them, with values of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.collections.folders import PROSE, digests, document, only, table
from unescosearch.collections.json_table import json_table
from unescosearch.collections.reading import items
from unescosearch.errors import CollectionError

SITE = {
    "name_en": "The Salt Terraces of <em>Arvelle</em>",
    "name_ru": None,
    "short_description_en": PROSE,
    "date_inscribed": "2031",
    "area_hectares": 7.0,
    "states_names": ["Freedonia", "Kazakhstan"],
    "iso_codes": "KZ",
    "id_no": "99001",
    "coordinates": {"lon": 71.5, "lat": 51.0},
    "components_list": "{name: Upper terrace, ref: 99001-001}",
}
PUBLICATION = {
    "url": "https://unesdoc.unesco.org/ark:/48223/pf0000999999",
    "year": ["2031"],
    "language": ["spa"],
    "title": "Un manual que no existe",
    "type": ["programme and meeting document"],
    "description": PROSE,
    "subject": ["Higher education", None, "Case studies"],
    "rights": '<a href="https://creativecommons.org/licenses/by-sa/3.0/igo/" title="Share &amp; mix">CC BY-SA 3.0</a>',
    "sources": [
        {"DocumentFileName": "999999spa.pdf", "pages": {"first": 3}},
        {"DocumentFileName": "999999eng.pdf"},
    ],
}


def rows(*records: object, wanted: tuple[str, ...] = ()) -> list[dict[str, str]]:
    return [dict(row.values) for row in json_table(records, wanted).rows]


def test_a_heritage_site_is_mapped(tmp_path: Path) -> None:
    fields = (
        'id = "whc-{id_no}"\ntitle = "{name_en}"\ndate = "{date_inscribed}"\ncountries = "{iso_codes}"\n'
        'places = "{states_names}"\npages = "{coordinates.lat}, {coordinates.lon}"\ntext = "{short_description_en}"'
    )
    found = document(table(tmp_path, json.dumps([SITE]), fields, path="t.json"))
    assert (found.id, found.title, found.date) == ("whc-99001", "The Salt Terraces of Arvelle", "2031")
    assert (found.countries, found.places, found.pages) == (("KZ",), ("Freedonia", "Kazakhstan"), "51, 71.5")


def test_a_publication_is_mapped(tmp_path: Path) -> None:
    fields = (
        'source_url = "{url}"\ntitle = "{title}"\ndate = "{year}"\nlanguage = "{language[0]}"\nlicence = "{rights}"\n'
        'themes = "{subject}"\npages = "{sources[0].pages.first:0>3}"\ntext = "{description}"'
    )
    export = json.dumps({"total_count": 1, "results": [PUBLICATION]})
    found = document(table(tmp_path, export, fields, path="t.json"))
    assert (found.date, found.language, found.licence) == ("2031", "es", "CC BY-SA 3.0")
    assert (found.themes, found.pages) == (("Higher education", "Case studies"), "003")


def test_a_path_may_name_the_file_with_the_text(tmp_path: Path) -> None:
    (tmp_path / "999999spa.txt").write_text(PROSE)
    lines = json.dumps({"sources": [{"DocumentFileName": "999999spa.txt"}]})
    source = table(tmp_path, lines, 'text_file = "{sources[0].DocumentFileName}"', path="t.jsonl")
    assert only(source).extracted.text == PROSE


def test_a_literal_name_goes_before_a_path() -> None:
    record = {"a.b": "literal", "a": {"b": "deeper", "c.d": {"e": 1}}, "x[0]": "named", "x": ["first"]}
    (found,) = rows(record, wanted=("a.b", "a.c.d.e", "x[0]"))
    assert (found["a.b"], found["a.c.d.e"], found["x[0]"]) == ("literal", "1", "named")


def test_a_path_through_a_list_gives_all_its_values() -> None:
    (found,) = rows(PUBLICATION, wanted=("sources.DocumentFileName", "sources.pages.first", "sources[1].pages.first"))
    assert found["sources.DocumentFileName"] == "999999spa.pdf; 999999eng.pdf"
    assert found["sources.pages.first"] == "3"
    assert "sources[1].pages.first" not in found
    assert rows({"a": [{"b": 1}, None]}, {"a": [[]], "c": 1}, wanted=("a.b",))[1] == {"a": "", "c": "1", "a.b": ""}


def test_a_record_without_the_path_has_nothing_there_but_a_wrong_path_is_an_error(tmp_path: Path) -> None:
    records = [SITE, {**SITE, "coordinates": None}, {"id_no": "2"}]
    assert [row["coordinates.lat"] for row in rows(*records, wanted=("coordinates.lat",))] == ["51", "", ""]
    assert rows({"e": 1}, {"c": None, "d": [], "e": 2}, wanted=("c.lat", "d[0].x"))[1] == {
        "c": "",
        "d": "",
        "e": "2",
        "c.lat": "",
        "d[0].x": "",
    }
    source = table(tmp_path, json.dumps(records), 'text = "{coordinates.latitude}"', path="t.json")
    with pytest.raises(CollectionError, match=r"no column 'coordinates.latitude'; there are: area_hectares") as caught:
        items(source)
    assert "delimiter" not in str(caught.value)


def test_the_digest_looks_at_what_a_path_leads_to(tmp_path: Path) -> None:
    def found(lat: float) -> list[str]:
        record = {**SITE, "coordinates": {"lat": lat, "lon": 0}}
        return digests(table(tmp_path, json.dumps([record]), 'text = "{name_en} {coordinates.lat}"', path="t.json"))

    assert found(51.0) == found(51)
    assert found(51.0) != found(52.0)
