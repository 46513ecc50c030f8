"""Spanish."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions
from unescosearch.languages.prefixes import LATIN_PREFIXES

# What a question adds to its subject, beside what the engine takes for stop words.
STOP_WORDS = """
    cuál cuáles quién quiénes qué cuándo dónde cómo por cuánto cuánta cuántos cuántas es son fue fueron ha han hay
    entre sobre bajo en con sin para este esta estos estas su sus
"""

RECORD = Language(
    code="es",
    label="Español",
    iso639_2=("spa",),
    tesseract="spa",
    detected=True,
    asked=True,
    interface=True,
    named=True,
    stemmer="spanish",
    engine_stop_words=True,
    decimal_comma=True,
    prefixes=tuple(LATIN_PREFIXES.split()),
    stop_words=tuple(STOP_WORDS.split()),
    plurals=(("ces", "z"), ("es", ""), ("s", "")),
    conjunctions=("y", "o"),
    questions=Questions(
        time=r"\b(cuándo|qué año|qué fecha)\b",
        number=r"\b(cuánt[oa]s?|qué porcentaje)\b",
        person=r"^(quién|quiénes)\b",
    ),
    references=r"referencias?(?: bibliográficas)?|bibliografía",
    heading_style=r"t[íi]?tulo",
    out_of="de",
)
