"""Portuguese."""

from __future__ import annotations

from unescosearch.languages.language import Language

RECORD = Language(
    code="pt",
    label="Português",
    iso639_2=("por",),
    tesseract="por",
    detected=True,
    named=True,
    stemmer="portuguese",
    engine_stop_words=True,
    heading_style=r"t[íi]?tulo",
)
