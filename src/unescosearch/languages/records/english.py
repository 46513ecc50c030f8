"""English."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions

# What a question adds to its subject, beside what the engine takes for stop words.
STOP_WORDS = """
    which who whom whose what when where why how many much do does did doing has have had can could may might
    shall should would about between from than them its he she his her we our you your i me my been being were
    also
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
