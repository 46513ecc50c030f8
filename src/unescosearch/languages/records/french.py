"""French."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions
from unescosearch.languages.prefixes import LATIN_PREFIXES

# What a question adds to its subject, beside what the engine takes for stop words.
STOP_WORDS = """
    quel quelle quels quelles qui que quoi quand où comment pourquoi combien est sont était étaient a ont été fait
    y en ce cette ces son sa ses leur leurs entre sur sous dans par pour avec sans
"""

RECORD = Language(
    code="fr",
    label="Français",
    iso639_2=("fre", "fra"),
    tesseract="fra",
    detected=True,
    asked=True,
    interface=True,
    named=True,
    stemmer="french",
    engine_stop_words=True,
    decimal_comma=True,
    prefixes=tuple(LATIN_PREFIXES.split()),
    stop_words=tuple(STOP_WORDS.split()),
    plurals=(("aux", "al"), ("x", ""), ("s", "")),
    conjunctions=("et", "ou"),
    questions=Questions(
        time=r"\b(quand|quelle année|quelle date|depuis quand)\b",
        number=r"\b(combien|quel pourcentage|quelle proportion)\b",
        person=r"^(qui|à qui)\b",
    ),
    references=r"références?(?: bibliographiques)?|bibliographie",
    heading_style="titre",
    citing="consulté",
    out_of="sur",
)
