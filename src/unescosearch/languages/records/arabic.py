"""Arabic."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions
from unescosearch.writing import ARABIC

# The engine has none.
STOP_WORDS = """
    من في على إلى عن مع هذا هذه التي الذي ما هي هو كان كانت أن إن أو لا قد كم كيف متى أين لماذا هل بين كل
"""

RECORD = Language(
    code="ar",
    label="العربية",
    iso639_2=("ara",),
    tesseract="ara",
    detected=True,
    asked=True,
    interface=True,
    named=True,
    scripts=(ARABIC,),
    own_script=ARABIC,
    stemmer="arabic",
    stop_words=tuple(STOP_WORDS.split()),
    # As Egypt and Persian keyboards write them. The stemmer takes the end of many words for "his" where it is a ه.
    same_letters=(("[أإآٱ]", "ا"), ("[ىی]", "ي"), ("ک", "ك"), (r"ه\b", "ة")),
    clitics=("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك"),
    questions=Questions(
        time="متى|أي عام|أي سنة",
        number="كم |ما نسبة|ما عدد",
        person="^من ",
    ),
    references="المراجع",
    heading_style="عنوان|العنوان",
)
