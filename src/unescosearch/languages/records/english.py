"""English."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions
from unescosearch.languages.prefixes import LATIN_PREFIXES

# What a question adds to its subject, beside what the engine takes for stop words.
STOP_WORDS = """
    which who whom whose what when where why how many much do does did doing has have had can could may might
    shall should would about between from than them its he she his her we our you your i me my been being were
    also
"""

# Parts that are words of their own are joined in these alone: "well known" has no hyphen after its noun.
COMPOUNDS = """
    broad-cast data-base film-strip folk-lore hand-book head-quarters hydro-electric life-long life-time news-paper
    off-line on-going on-line post-graduate post-war school-book text-book time-table to-day to-morrow to-night
    web-site well-being wide-spread wood-land work-shop world-wide
"""

RECORD = Language(
    code="en",
    label="English",
    cldr="en_GB",
    iso639_2=("eng",),
    tesseract="eng",
    detected=True,
    asked=True,
    interface=True,
    named=True,
    stemmer="english",
    engine_stop_words=True,
    prefixes=(*LATIN_PREFIXES.split(), "counter", "non", "over", "under"),
    apart_prefixes=("anti", "multi", "non", "pre", "semi", "socio"),
    compounds=tuple(COMPOUNDS.split()),
    stop_words=tuple(STOP_WORDS.split()),
    plurals=(("ies", "y"), ("es", ""), ("s", "")),
    conjunctions=("and", "or"),
    questions=Questions(
        time=r"\b(when|what year|which year|what date|in what year|since when)\b",
        number=r"\bhow (many|much|long|large|big|high|old|far|tall|wide|deep|often|fast|heavy)\b"
        r"|\bwhat (percentage|proportion|number|share)\b"
        r"|\b(speed|height|length|depth|area|weight|price|cost) of\b|\bcost\?$",
        person=r"^(who|whose|whom)\b",
    ),
    number_words=r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand"
    r"|million|half|third|quarter|dozen)s?\b",
    centuries=r"\b\d{1,2}(st|nd|rd|th) century\b|\bcentur(y|ies)\b",
    references=r"references?|bibliography|works cited",
    heading_style="heading",
    citing="available at|accessed",
    page=r"p\.|pages?",
    out_of="of",
)
