from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scripts.corpus import make_world_heritage as script

ROW = {
    "id_no": "495",
    "name_en": "Grande-Île and <em>Neustadt</em> ",
    "name_fr": "Grande-&Icirc;le<br /><small>et Neustadt</small>",
    "date_inscribed": "1988",
    "danger_list": "",
    "Longitude": "7.74889",
    "Latitude": "48.5844400000",
    "area_hectares": "1830.50",
    "criteria_txt": "(ii)(iv)",
    "category": "Cultural",
    "states_name_en": "France,Netherlands",
    "states_name_fr": "France,Pays-Bas",
    "region_en": "Europe and North America",
    "region_fr": "Europe et Amérique du Nord",
    "iso_code": "fr,nl",
    "transboundary": "1",
}


def test_names_lose_tags_and_entities_and_facts_become_columns() -> None:
    facts = script.facts(ROW)
    assert (facts["name_en"], facts["name_fr"]) == ("Grande-Île and Neustadt", "Grande-Île – et Neustadt")
    assert (facts["latitude"], facts["area_hectares"], facts["iso_codes"]) == ("48.58444", "1830.5", "FR,NL")
    assert (facts["criteria"], facts["danger_since"], facts["transboundary"]) == ("(ii)(iv)", "no", "yes")


def test_sentences_are_grammatical_in_both_languages() -> None:
    facts = script.facts(ROW)
    assert facts["site_sentence_en"] == (
        "This transboundary cultural site in France and the Netherlands (region: Europe and North America) "
        "was inscribed under criteria (ii) and (iv)."
    )
    assert facts["site_sentence_fr"] == (
        "Ce bien culturel transfrontalier (France et Pays-Bas ; région : Europe et Amérique du Nord) "
        "répond aux critères (ii) et (iv)."
    )
    assert facts["details_en"] == "It covers 1,830.5 hectares."
    assert facts["details_fr"] == "Il s’étend sur 1\u202f830,5 hectares."


@pytest.mark.parametrize(
    ("danger", "english", "since"),
    [
        ("", "", "no"),
        ("Y 2003", "It has been on the List of World Heritage in Danger since 2003 (as of 2023).", "2003"),
        ("P 1992-2004", "It was on the List of World Heritage in Danger from 1992 to 2004.", "no"),
        ("Y 1996 P 1984-1992", "since 1996 after an earlier time on it from 1984 to 1992 (as of 2023).", "1996"),
    ],
)
def test_danger_is_told_as_the_export_has_it(danger: str, english: str, since: str) -> None:
    facts = script.facts(ROW | {"danger_list": danger, "area_hectares": "0"})
    assert facts["details_en"].endswith(english)
    assert bool(facts["details_en"]) == bool(english)
    assert facts["danger_since"] == since


def test_sites_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    with export.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(ROW))
        writer.writeheader()
        writer.writerows([ROW, ROW | {"id_no": "31"}])
    assert [site["id_no"] for site in script.read_sites(export)] == ["31", "495"]
