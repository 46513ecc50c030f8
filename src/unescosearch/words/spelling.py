"""Makes one spelling of the ways in which the same words and figures are written, in texts and queries alike."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from unescosearch.languages.language import Language
from unescosearch.languages.table import facts
from unescosearch.writing import CAPITALS, HYPHENS, KAZAKH_CAPITALS, LATIN_CAPITALS, LETTER, uniform

_CAPITAL = f"[{CAPITALS}{LATIN_CAPITALS}{KAZAKH_CAPITALS}]"
# U.N.E.S.C.O. without spaces in any letters; with spaces, as initials stand, in capitals up to the last point.
_DOTTED = re.compile(rf"(?<!\w){LETTER}(?:\.{LETTER})+(?!\w)\.?|(?<!\w){_CAPITAL}(?:\. ?{_CAPITAL})+\.")
_BETWEEN_LETTERS = re.compile(r"[. ]")
# Groups of three figures, all from the first one on. The second sign between them is the language's own.
_FIGURES = r"(?<![\d.,])[1-9]\d{{0,2}}(?:[ '’٬{}]\d{{3}})+(?!\d)"
_IN_GROUPS = {comma: re.compile(_FIGURES.format("." if comma else ",")) for comma in (False, True)}
_NO_FIGURE = re.compile(r"\D")
_BEFORE_HYPHEN = re.compile(rf"(?<!\w)({LETTER}{{1,9}}+)[{HYPHENS}](?=({LETTER}+))")


def spelled(text: str, language: str) -> str:
    """A text in the one spelling that its words are told by; the words stay in their order, and a capital stays one.

    What nobody sees, stress marks and vowel marks are left out, letters of width and presentation are plain ones,
    figures of all scripts are 0 to 9. Capitals with points (U.N.E.S.C.O.), figures in groups (12,450) and prefixes with
    a hyphen (co-operation) are joined, and traditional ideographs simplified.
    """
    known, text = facts(language), uniform(text)
    if known.simplified:
        text = text.translate(_simplified())
    text = _DOTTED.sub(lambda found: _BETWEEN_LETTERS.sub("", found[0]), text)
    text = _IN_GROUPS[known.decimal_comma].sub(lambda found: _NO_FIGURE.sub("", found[0]), text)
    text = _BEFORE_HYPHEN.sub(lambda found: _joined(found, known), text)
    return _apart(known.apart_prefixes).sub(r"\1", text) if known.apart_prefixes else text


def same_letters(text: str, language: str) -> str:
    """A text in one spelling, with letters that are often written for each other in a language made one."""
    text = spelled(text, language)
    for written, meant in facts(language).same_letters:
        text = re.sub(written, meant, text)
    return text.replace("İ", "I")


def _joined(found: re.Match[str], known: Language) -> str:
    """A word before a hyphen, without the hyphen where it is written together with the rest as well."""
    first, rest = found[1].lower(), found[2].lower()
    together = first in known.prefixes or any(f"{first}-{rest}".startswith(word) for word in known.compounds)
    return found[1] if together else found[0]


@cache
def _apart(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    """One of some prefixes with a space before the rest of its word."""
    return re.compile(rf"\b({'|'.join(prefixes)}) (?={LETTER})", re.IGNORECASE)


@cache
def _simplified() -> dict[int, int]:
    """Traditional ideographs with the simplified ones that stand for them; see scripts/tables/simplified.py."""
    written = resources.files(__package__).joinpath("simplified.txt").read_text("utf-8")
    traditional, simplified = (line for line in written.splitlines() if not line.startswith("#"))
    return str.maketrans(traditional, simplified)
