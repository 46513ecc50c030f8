"""Splits a document's text into passages: whole sentences, within a section, within the encoder's token limit."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from unescosearch.languages.detection import language_runs
from unescosearch.records import Extracted, Passage, Source, digest, page_at
from unescosearch.sentences import is_prose, sentence_spans

CountTokens = Callable[[Sequence[str]], list[int]]
# Start, end, headings above, language.
_Span = tuple[int, int, tuple[str, ...], str]

# Raise it when a text is cut otherwise, or another passage counts as prose: old passages are then not taken over.
SPLITTER_VERSION = 4

_CONTEXT_CHARACTERS = 200
_HASH_CHARACTERS = 12
_CLAUSE_END = re.compile(r"[,;:،؛，；：、]\s*|\s+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    tokens: int
    ends_paragraph: bool


def context(title: str, headings: Sequence[str]) -> str:
    """The title and the section of a passage: encoded and searched with it, never quoted."""
    return " | ".join([title, *headings])[:_CONTEXT_CHARACTERS]


def split(source: Source, counter: Callable[[str], CountTokens], limit: int) -> list[Passage]:
    """The passages of a document.

    A sentence is cut only where it alone exceeds the limit, and then after a clause or a word. Sections of more
    than one passage are shared out evenly, so that no passage is a left-over line.

    Args:
        source: the document and its text.
        counter: for a language, how the tokens of its texts are counted.
        limit: most tokens a passage may have together with its title and headings.
    """
    document, extracted = source.document, source.extracted
    spans: list[_Span] = []
    for start, end, headings, language in _stretches(source):
        count_tokens = counter(language)
        room = limit - count_tokens([context(document.title, headings)])[0]
        sentences = _sentences(extracted.text, start, end, language, count_tokens, max(room, limit // 2))
        spans.extend((begin, stop, headings, language) for begin, stop in _pack(sentences, max(room, limit // 2)))
    return _passages(source, spans)


def _stretches(source: Source) -> Iterator[_Span]:
    """The sections, parted where the language changes."""
    text = source.extracted.text
    runs = list(language_runs(text, source.document.language))
    for start, end, headings in _sections(source.extracted):
        for begin, stop, language in runs:
            if begin < end and start < stop:
                yield max(start, begin), min(end, stop), headings, language


def _sections(extracted: Extracted) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Runs of text between headings with the titles above them.

    A heading at the very end of the text has no body: it is its own section, so that nothing is lost.
    """
    path: list[tuple[int, str]] = []
    start = 0
    for heading in extracted.headings:
        yield start, heading.start, tuple(title for _, title in path)
        path = [(level, title) for level, title in path if level < heading.level] + [(heading.level, heading.title)]
        start = heading.end
    end = len(extracted.text)
    if extracted.headings and not extracted.text[start:end].strip():
        start = extracted.headings[-1].start
    yield start, end, tuple(title for _, title in path)


def _sentences(text: str, start: int, end: int, language: str, count_tokens: CountTokens, room: int) -> list[_Sentence]:
    spans = [(start + a, start + b, last) for a, b, last in sentence_spans(text[start:end], language)]
    counts = count_tokens([text[a:b] for a, b, _ in spans])
    sentences: list[_Sentence] = []
    for (a, b, last), tokens in zip(spans, counts, strict=True):
        if tokens <= room:
            sentences.append(_Sentence(a, b, tokens, last))
        else:
            sentences.extend(_cut(text, a, b, last, count_tokens, room))
    return sentences


def _cut(text: str, start: int, end: int, last: bool, count_tokens: CountTokens, room: int) -> list[_Sentence]:
    """Halve an overlong sentence, at the clause or word end nearest to its middle, until each part fits."""
    tokens = count_tokens([text[start:end]])[0]
    if tokens <= room or end - start < 2:
        return [_Sentence(start, end, tokens, last)]
    middle = (start + end) // 2
    breaks = [match.end() for match in _CLAUSE_END.finditer(text, start + 1, end - 1)]
    at = min(breaks, key=lambda place: abs(place - middle)) if breaks else middle
    stop = start + len(text[start:at].rstrip())
    return [
        *_cut(text, start, max(stop, start + 1), False, count_tokens, room),
        *_cut(text, at, end, last, count_tokens, room),
    ]


def _pack(sentences: list[_Sentence], room: int) -> Iterator[tuple[int, int]]:
    """Share sentences out over as few passages as fit, each about as long, ending with a paragraph where it can."""
    remaining = sum(sentence.tokens for sentence in sentences)
    held: list[_Sentence] = []
    used = 0
    target = _share(remaining, room)
    for sentence in sentences:
        full = used + sentence.tokens > room
        enough = used >= target or (used >= 0.7 * target and held[-1].ends_paragraph)
        if held and (full or enough):
            yield held[0].start, held[-1].end
            remaining -= used
            held, used, target = [], 0, _share(remaining, room)
        held.append(sentence)
        used += sentence.tokens
    if held:
        yield held[0].start, held[-1].end


def _share(tokens: int, room: int) -> float:
    return tokens / max(1, math.ceil(tokens / room))


def _passages(source: Source, spans: list[_Span]) -> list[Passage]:
    document, extracted = source.document, source.extracted
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    previous = 0
    for ordinal, (start, end, headings, language) in enumerate(spans):
        text = extracted.text[start:end]
        key = digest(text)[:_HASH_CHARACTERS]
        seen[key] = seen.get(key, 0) + 1
        repeat = f"-{seen[key]}" if seen[key] > 1 else ""  # the same words twice in one document
        page = page_at(extracted.pages, start)
        passages.append(
            Passage(
                id=f"{document.id}:{key}{repeat}",
                document_id=document.id,
                text=text,
                lead=extracted.text[previous:start],
                start=start,
                end=end,
                ordinal=ordinal,
                language=language,
                page=page.number if page else None,
                page_label=page.label if page else "",
                headings=headings,
                prose=is_prose(text, language) and not _is_aside(extracted.asides, start, end),
            )
        )
        previous = end
    return passages


def _is_aside(asides: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether most of a passage lies in tables of contents or lists of references."""
    return 2 * sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in asides) > end - start
