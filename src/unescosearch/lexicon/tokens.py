"""The words of a text as the lexicon looks them up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from unescosearch.words.analysis import content_word

# Numbers stand for themselves whatever is glued to them (1932年, 1970-х); a Chinese word may begin at any character.
_TOKEN = re.compile(r"[0-9]+|[\u3400-\u9fff\uf900-\ufaff]|[^\W0-9\u3400-\u9fff\uf900-\ufaff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text that is no stop word.

    Attributes:
        surface: as it was written.
        key: as the lexicon knows it.
    """

    surface: str
    key: str


def with_plain_digits(text: str) -> str:
    """The text with all digits of other scripts as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(letter))
        if letter.isdigit() and not letter.isascii() and unicodedata.digit(letter, -1) >= 0
        else letter
        for letter in text
    )


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text without its stop words, in order."""
    text = with_plain_digits(unicodedata.normalize("NFKC", text))
    found = (Token(word, key_of(word, language)) for word in _TOKEN.findall(text))
    return [token for token in found if token.key]


def key_of(word: str, language: str) -> str:
    """One word as the lexicon knows it, "" for a stop word.

    Kazakh keeps its whole words, since the index's short stems would mix up too many of them.
    """
    if language == "kk":
        return word.lower() if content_word(word, "kk") else ""
    return word if _CHINESE.match(word) else content_word(word, language)


def key(text: str, language: str) -> str:
    """A whole label as the lexicon knows it."""
    return joined([token.key for token in tokens(text, language)], language)


def joined(keys: list[str], language: str) -> str:
    """The key of several words that follow each other."""
    return ("" if language in {"zh", "ja"} else " ").join(keys)
