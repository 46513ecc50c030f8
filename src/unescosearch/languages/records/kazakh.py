"""Kazakh, which adds its endings one after the other."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions
from unescosearch.writing import CYRILLIC

# The engine has none.
STOP_WORDS = """
    және мен бен пен үшін не қандай қашан қайда кім неше қанша бұл сол осы бар жоқ болды болып деп ма ме ба бе па
    пе туралы арқылы бойынша дейін кейін соң да де та те
"""

RECORD = Language(
    code="kk",
    label="Қазақша",
    iso639_2=("kaz",),
    tesseract="kaz",
    detected=True,
    asked=True,
    interface=True,
    named=True,
    scripts=(CYRILLIC,),
    own_letters="әғқңөұүһӘҒҚҢӨҰҮҺ",
    # Also Ukrainian.
    shared_letters="іІ",
    spelt=False,
    stop_words=tuple(STOP_WORDS.split()),
    stem_letters=5,
    same_letters=(("ё", "е"), ("Ё", "Е")),
    decimal_comma=True,
    g_for_h=True,
    # Much of the vocabulary of science and law.
    vocabulary_of="ru",
    questions=Questions(
        time=r"\b(қашан|қай жылы|қай жылдан)\b",
        number=r"\b(қанша|неше|қанша пайызын?)\b",
        person=r"^кім\b",
    ),
    references=r"әдебиеттер(?: тізімі)?",
    heading_style="тақырып",
    page="бет",
)
