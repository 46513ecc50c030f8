"""Russian."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions
from unescosearch.languages.prefixes import CYRILLIC_PREFIXES
from unescosearch.writing import CYRILLIC

# What a question adds to its subject, beside what the engine takes for stop words.
STOP_WORDS = """
    какой какая какое какие каком каких который которая которые кто что когда где куда почему сколько как был была
    было были есть это этот эта эти между для без под над при из от до по
"""

RECORD = Language(
    code="ru",
    label="Русский",
    iso639_2=("rus",),
    tesseract="rus",
    detected=True,
    asked=True,
    interface=True,
    named=True,
    scripts=(CYRILLIC,),
    stemmer="russian",
    engine_stop_words=True,
    stop_words=tuple(STOP_WORDS.split()),
    same_letters=(("ё", "е"), ("Ё", "Е")),
    decimal_comma=True,
    prefixes=tuple(CYRILLIC_PREFIXES.split()),
    # The stemmer takes the end of some names for an ending: Казахстан and Казахстане do not meet in it.
    name_endings=2,
    g_for_h=True,
    conjunctions=("и", "или"),
    questions=Questions(
        time=r"\b(когда|каком году|какого года)\b",
        number=r"\b(сколько|какой процент|какую долю)\b",
        person=r"^кто\b",
    ),
    references=r"(?:список )?литератур[аы]|библиография",
    heading_style="заголовок",
    page=r"стр\.",
    out_of="из",
)
