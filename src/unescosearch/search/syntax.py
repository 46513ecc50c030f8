"""The signs in a query: quotation marks around exact phrases, a minus before what is not wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unescosearch.sentences import searchable
from unescosearch.words.spelling import same_letters
from unescosearch.writing import INVISIBLE, SPACED, WITHOUT_SPACES, WORD, letters, plain_words

# No phrase begins at a mark after a letter or digit (5", ארה"ב), but for scripts that set no space before it.
_QUOTED = (
    rf"(?<![{SPACED}])[\"“”„‟＂]([^\"“”„‟＂«»]+)[\"“”„‟＂]"
    r"|[«»]([^«»]+)[«»]|「([^「」]+)」|『([^『』]+)』|﹁([^﹁﹂]+)﹂"
)
# A minus stands before a word, after white space or a bracket: "well-known" has none, and "1960 -1970" is a span.
_EXCLUDED = re.compile(rf"(?<![^\s(])(?<!\d\s)[-\u2212](?:{_QUOTED}|(\w[\w'’\-]*))")
_PHRASE = re.compile(_QUOTED)
_NOT_EXCLUDED = re.compile(rf"(?<![-\u2212])(?:{_QUOTED})")
# Beside other words these are how a title is written in a sentence: «Алаш» партиясының көсемдері кімдер?
_MARKS_OF_TITLES = "«»"
_UNSPACED = letters(WITHOUT_SPACES)
# What comes along unseen when words are copied from a page: soft hyphens, marks of direction and of width.
_INVISIBLE = letters(INVISIBLE, "\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Wording:
    """A query taken apart.

    Attributes:
        asked: as it was asked, without white space around it and what nobody sees.
        text: what to search for: the words within quotation marks too, the excluded ones not.
        phrases: what passages must hold word for word.
        excluded: words, or phrases, that they must not hold.
        free: the words that stand outside quotation marks.
    """

    asked: str
    text: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    free: str = ""

    @property
    def only_phrases(self) -> bool:
        """Whether everything asked for stands in quotation marks."""
        return bool(self.phrases) and not _has_word(self.free)


def read(text: str) -> Wording:
    """Take a query apart; a mark without its partner and a minus without a word are left as they are."""
    asked = _INVISIBLE.sub("", text).strip()
    excluded = tuple(words for match in _EXCLUDED.finditer(asked) if _has_word(words := _said(match)))
    rest = _EXCLUDED.sub(" ", asked) if excluded else asked
    phrases = _phrases(rest)
    if not phrases and not excluded:
        return Wording(asked, asked, free=asked)
    plain = _PHRASE.sub(lambda match: f" {_said(match)} ", rest)
    return Wording(asked, " ".join(plain.split()), phrases, excluded, _PHRASE.sub(" ", rest))


def _phrases(text: str) -> tuple[str, ...]:
    alone = not _has_word(_PHRASE.sub(" ", text))
    found = [match for match in _PHRASE.finditer(text) if alone or match.group()[0] not in _MARKS_OF_TITLES]
    return tuple(phrase for match in found if _has_word(phrase := _said(match)))


def unquoted(text: str) -> str:
    """A query without its quotation marks, the words within them kept."""
    return " ".join(_NOT_EXCLUDED.sub(lambda match: f" {_said(match)} ", text).split())


def holds(text: str, phrase: str, language: str) -> bool:
    """Whether a text holds the words of a phrase one after the other; case, accents and punctuation do not count.

    Args:
        text: where it is looked for.
        phrase: as it was asked.
        language: of the text.
    """
    wanted = plain_words(same_letters(phrase, language))
    # A word broken at a line's end is one word or two.
    for written in (text, searchable(text)):
        there = plain_words(same_letters(written, language))
        if _UNSPACED.search(phrase):
            found = wanted.replace(" ", "") in there.replace(" ", "")
        else:
            found = f" {wanted} " in f" {there} "
        if found:
            return True
    return False


def _said(match: re.Match[str]) -> str:
    return next((group.strip() for group in match.groups() if group), "")


def _has_word(text: str) -> bool:
    return WORD.search(text) is not None
