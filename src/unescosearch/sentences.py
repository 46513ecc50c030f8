"""Finds the sentences of a text, and tells those that say something from headings, labels and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from unescosearch.languages.table import alternatives, facts
from unescosearch.writing import CAPITALS, LETTER

ADDRESS = re.compile(r"(?:https?://|www\.)\S*[\w/]")

# An empty line, or the line break before an item of a list.
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*|\n(?=• )")
# The hyphen first, what stands before it second: so the search looks at hyphens only.
_CONJUNCTIONS = alternatives(lambda each: "|".join(each.conjunctions))
_LINE_END_HYPHEN = re.compile(rf"[-\u00ad](?<={LETTER}{{2}}.)\s+(?!(?:{_CONJUNCTIONS})\b)(?=[^\W\d_{CAPITALS}]{{2}})")
# Fewer words than these are a heading, a label or an address rather than a statement.
_FEWEST_WORDS, _FEWEST_UNSPACED = 4, 8
# Running text is mostly words in small letters; lists of names, places and figures are not. Measured: docs/quality.md.
_RUNNING, _FEWEST_RUNNING = 0.5, 50
_LISTING, _FEWEST_LISTED = 0.3, 30
_SMALL_WORD = re.compile(rf"{LETTER}(?:{LETTER}|['’\-\u00ad\u00ac])+")
_AROUND_WORD = ".,;:!?\"'()[]«»“”‘’…"
# A scan that sets a space after each letter.
_SPACED = re.compile(r"(?<!\S)\S{1,2}(?: \S{1,2}){3,}(?!\S)")
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
    if not facts(language).spaced:
        return len(bare) >= _FEWEST_UNSPACED
    return len(bare.split()) >= _FEWEST_WORDS


def is_prose(text: str, language: str) -> bool:
    """Whether a passage says something: it has a whole sentence that does, or is part of a running text.

    A table of contents, a list of references or of names, a masthead and a form say nothing, whatever single sentence
    stands among them.
    """
    words, share = _running(text)
    if words >= _FEWEST_LISTED and share < _LISTING:
        return False
    return (words >= _FEWEST_RUNNING and share >= _RUNNING) or any(
        states(text[start:end], language) for start, end, _ in sentence_spans(text, language)
    )


def _running(text: str) -> tuple[int, float]:
    """How many words a text has, and the share of them that are in small letters; none where it has no such letters."""
    plain = _SPACED.sub(lambda letters: letters.group().replace(" ", ""), ADDRESS.sub(" ", text))
    words = plain.split()
    small = sum(_is_small(word.strip(_AROUND_WORD)) for word in words)
    cased = small or any(letter.islower() for letter in plain)
    return (len(words), small / len(words)) if cased and not _in_capitals(plain) else (0, 0.0)


def _is_small(word: str) -> bool:
    return word[:1].islower() and _SMALL_WORD.fullmatch(word) is not None


def _in_capitals(text: str) -> bool:
    return 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def _paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    for gap in _PARAGRAPH_BREAK.finditer(text):
        yield gap.start(), gap.end()
    yield len(text), len(text)
