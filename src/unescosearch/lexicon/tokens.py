"""The words of a text as the lexicon looks them up."""

from __future__ import annotations

from dataclasses import dataclass

from unescosearch.languages.table import facts
from unescosearch.words.analysis import content_word
from unescosearch.words.spelling import spelled
from unescosearch.writing import HAN, TOKEN, letters

_IDEOGRAPH = letters(HAN)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text that is no stop word.

    Attributes:
        surface: as it was written, in the one spelling of `spelled`.
        key: as the lexicon knows it.
    """

    surface: str
    key: str


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text without its stop words, in order."""
    found = (Token(word, key_of(word, language)) for word in TOKEN.findall(spelled(text, language)))
    return [token for token in found if token.key]


def key_of(word: str, language: str) -> str:
    """One word as the lexicon knows it, "" for a stop word.

    Kazakh keeps its whole words, since the index's short stems would mix up too many of them.
    """
    if facts(language).stem_letters:
        return word.lower() if content_word(word, language) else ""
    return word if _IDEOGRAPH.match(word) else content_word(word, language)


def key(text: str, language: str) -> str:
    """A whole label as the lexicon knows it."""
    return joined([token.key for token in tokens(text, language)], language)


def joined(keys: list[str], language: str) -> str:
    """The key of several words that follow each other."""
    return (" " if facts(language).spaced else "").join(keys)
