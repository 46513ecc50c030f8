"""Finds the sentences of a text, and tells those that say something from headings, labels and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

ADDRESS = re.compile(r"(?:https?://|www\.)\S*[\w/]")

# An empty line, or the line break before an item of a list.
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*|\n(?=• )")
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad]\s+(?!(?:and|or|et|ou|y|o|и|или)\b)(?=[^\W\d_A-ZА-Я]{2})")
# Fewer words than these are a heading, a label or an address rather than a statement.
_FEWEST_WORDS = 4
_FEWEST_CHARACTERS = {"zh": 8, "ja": 8}
# A question is no answer, and what ends without a mark is a heading or an entry of a list.
_ENDS = re.compile(r"[.!…;。！；۔][\"'»”’)\]\s\d]*$")


def searchable(text: str) -> str:
    """A passage's text as the engines see it: words broken at a line's end are joined, addresses left out."""
    return re.sub(r"\s+", " ", ADDRESS.sub(" ", _LINE_END_HYPHEN.sub("", text)))


def sentence_spans(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a text as (start, end, ends a paragraph), without the white space around them.

    Line breaks inside a paragraph do not end a sentence: scanned pages break lines anywhere.
    """
    start = 0
    for stop, following in _paragraph_bounds(text):
        paragraph = text[start:stop].replace("\n", " ")
        spans, at = [], start
        for sentence in sentencex.segment(language, paragraph):
            bare = sentence.strip()
            if bare:
                begin = at + sentence.index(bare)
                spans.append((begin, begin + len(bare)))
            at += len(sentence)
        for number, (begin, end) in enumerate(spans, 1):
            yield begin, end, number == len(spans)
        start = following


def states(sentence: str, language: str) -> bool:
    """Whether a sentence says something by itself: a question, a heading or an entry of a list does not.

    Neither does one that begins in lower case: its beginning stands elsewhere.
    """
    bare = ADDRESS.sub("", sentence).strip()
    first = next(filter(str.isalpha, bare), "")
    if first.islower() or not _ENDS.search(bare):
        return False
    if language in _FEWEST_CHARACTERS:
        return len(bare) >= _FEWEST_CHARACTERS[language]
    return len(bare.split()) >= _FEWEST_WORDS


def is_prose(text: str, language: str) -> bool:
    """Whether a passage has at least one sentence that says something; a list of links, say, has none."""
    return any(states(text[start:end], language) for start, end, _ in sentence_spans(text, language))


def _paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    for gap in _PARAGRAPH_BREAK.finditer(text):
        yield gap.start(), gap.end()
    yield len(text), len(text)
