"""A thesaurus of five concepts and two dictionaries of a few words, as files of the real kinds."""

from __future__ import annotations

import gzip
from pathlib import Path

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/concept/> .
:1 a skos:Concept ;
    skos:prefLabel "Wetlands"@en, "Zone humide"@fr, "Водно-болотные угодья"@ru, "أراض رطبة"@ar ;
    skos:altLabel "Marshes"@en, "Marécage"@fr, "Болота"@ru .
:2 a skos:Concept ;
    skos:prefLabel "Migratory birds"@en, "Oiseau migrateur"@fr, "Pájaro migratorio"@es,
        "Перелётные птицы"@ru, "طيور مهاجرة"@ar .
:3 a skos:Concept ; skos:prefLabel "Wild birds"@en, "Oiseau sauvage"@fr ; skos:scopeNote "Birds"@en .
:4 a skos:Concept ; skos:prefLabel "Migratory workers"@en, "Travailleur migrateur"@fr .
:5 a skos:Concept ; skos:prefLabel "Caravans"@en, "Caravane"@fr, "قوافل"@ar .
:6 skos:prefLabel "No concept"@en .
"""


def write_thesaurus(folder: Path, turtle: str = TURTLE) -> Path:
    """A collection that is a thesaurus."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "concepts.ttl").write_text(turtle, encoding="utf-8")
    reader = '[reader]\nkind = "thesaurus"\npath = "concepts.ttl"\n'
    (folder / "collection.toml").write_text(f'name = "Thesaurus"\n{reader}', encoding="utf-8")
    return folder


def write_dictd(folder: Path, name: str, entries: dict[str, str]) -> None:
    """A dictionary of dictd: an index of places, and a compressed text."""
    folder.mkdir(parents=True, exist_ok=True)
    text, lines = b"", []
    for headword, meanings in {"00-database-info": "about", **entries}.items():
        entry = f"{headword} /pronounced/ <n>\n{meanings}\n".encode()
        lines.append(f"{headword.lower()}\t{_number(len(text))}\t{_number(len(entry))}\n")
        text += entry
    (folder / f"{name}.index").write_text("".join(lines), encoding="utf-8")
    (folder / f"{name}.dict.dz").write_bytes(gzip.compress(text))


def _number(value: int) -> str:
    digits = _DIGITS[value % 64]
    while value >= 64:
        value //= 64
        digits = _DIGITS[value % 64] + digits
    return digits
