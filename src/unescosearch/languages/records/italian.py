"""Italian."""

from __future__ import annotations

from unescosearch.languages.language import Language

RECORD = Language(
    code="it",
    label="Italiano",
    iso639_2=("ita",),
    tesseract="ita",
    detected=True,
    named=True,
    stemmer="italian",
    engine_stop_words=True,
    heading_style="titolo",
)
