"""How text becomes words for the lexical index, language by language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from unescosearch.languages.table import facts
from unescosearch.words.spelling import same_letters
from unescosearch.writing import LETTER, WITHOUT_SPACES, WORD

# Part of what decides whether an index is up to date: raise it when text becomes words in another way.
ANALYSIS_VERSION = 2

_LONGEST_WORD = 60
_UNSPACED = re.compile(f"[{WITHOUT_SPACES}]+")


def prepare(text: str, language: str) -> str:
    """A text as the analyzers want it: in one spelling, and with what tantivy cannot do for some languages.

    Chinese and Japanese become overlapping pairs of characters, Kazakh words are cut to their first letters (it adds
    its endings at the end and has no stemmer), Persian ones lose the endings of the plural.
    """
    text, known = same_letters(text, language), facts(language)
    if not known.spaced:
        return _UNSPACED.sub(lambda run: f" {_pairs(run.group())} ", text)
    if known.endings:
        text = _ending(known.endings).sub("", text)
    if known.stem_letters:
        text = WORD.sub(lambda word: word.group()[: known.stem_letters], text)
    return text


@cache
def _ending(endings: tuple[str, ...]) -> re.Pattern[str]:
    """Endings after at least three letters; what is left is a word."""
    return re.compile(rf"(?<={LETTER}{{3}})(?:{'|'.join(endings)})+\b")


@cache
def analyzer(language: str) -> TextAnalyzer:
    """The analyzer under which passages of a language are indexed."""
    return _build(language, ())


def query_words(text: str, language: str) -> list[str]:
    """The distinct words of a query as they stand in the index, in order.

    Stop words are left out unless the query has nothing else: then they are all there is to look for.
    """
    return list(dict.fromkeys(content_words(text, language) or all_words(text, language)))


def content_words(text: str, language: str) -> list[str]:
    """The words of a text as they stand in the index, one after the other, without stop words."""
    known = facts(language)
    if known.stop_words and not known.spaced:
        # Before pairs are made, of which two would bind a stop word to its neighbours.
        text = _stop_phrase(known.stop_words).sub(" ", same_letters(text, language))
    return list(_query_analyzer(language).analyze(prepare(text, language)))


@cache
def _stop_phrase(stop_words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(stop_words, key=len, reverse=True)))


def all_words(text: str, language: str) -> list[str]:
    """The words of a text as they stand in the index, one after the other, stop words too."""
    return list(analyzer(language).analyze(prepare(text, language)))


class _Stems(dict[str, str]):
    """Words of a language as they stand in the index: passages share most of theirs."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= _WORDS_REMEMBERED:
            self.clear()
        found = self[word] = " ".join(analyzer(self._language).analyze(prepare(word, self._language)))
        return found


_WORDS_REMEMBERED = 100_000
_stems = cache(_Stems)


def index_word(word: str, language: str) -> str:
    """A single word as it stands in the index, "" where it does not."""
    return _stems(language)[word]


def content_word(word: str, language: str) -> str:
    """A single word of a query as it stands in the index, "" for a stop word."""
    return " ".join(content_words(word, language))


@cache
def _query_analyzer(language: str) -> TextAnalyzer:
    known = facts(language)
    filters = [Filter.stopword(known.stemmer)] if known.engine_stop_words else []
    if known.stop_words and known.spaced:
        filters.append(Filter.custom_stopword(prepare(" ".join(known.stop_words), language).split()))
    return _build(language, filters)


def _build(language: str, filters: Sequence[Filter]) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD))
    builder = builder.filter(Filter.lowercase())
    for extra in filters:
        builder = builder.filter(extra)
    if stemmer := facts(language).stemmer:
        builder = builder.filter(Filter.stemmer(stemmer))
    return builder.filter(Filter.ascii_fold()).build()


def _pairs(run: str) -> str:
    return " ".join(run[at : at + 2] for at in range(max(1, len(run) - 1)))
