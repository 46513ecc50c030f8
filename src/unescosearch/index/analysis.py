"""How text becomes words for the lexical index, language by language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

# Snowball stemmers that tantivy brings, by language.
_STEMMERS = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}
_STOP_WORDS = {"de", "en", "es", "fr", "it", "pt", "ru"}
# What a question adds to its subject, beyond the lists that tantivy brings.
_QUESTION_WORDS = {
    "en": "which who whom whose what when where why how many much do does did doing has have had can could may might shall "
    "should would about between from than them its he she his her we our you your i me my been being were also",
    "fr": "quel quelle quels quelles qui que quoi quand où comment pourquoi combien est sont était étaient a ont été fait "
    "y en ce cette ces son sa ses leur leurs entre sur sous dans par pour avec sans",
    "es": "cuál cuáles quién quiénes qué cuándo dónde cómo por cuánto cuánta cuántos cuántas es son fue fueron ha han hay "
    "entre sobre bajo en con sin para este esta estos estas su sus",
    "ru": "какой какая какое какие каком каких который которая которые кто что когда где куда почему сколько как был была "
    "было были есть это этот эта эти между для без под над при из от до по",
}
_ARABIC_STOP_WORDS = (
    "من في على إلى عن مع هذا هذه التي الذي ما هي هو كان كانت أن إن أو لا قد كم كيف متى أين لماذا هل بين كل"
)
_KAZAKH_STOP_WORDS = (
    "және мен бен пен үшін не қандай қашан қайда кім неше қанша бұл сол осы бар жоқ болды болып деп ма ме ба бе па пе "
    "туралы арқылы бойынша дейін кейін соң да де та те"
)
_LONGEST_WORD = 60
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]+")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_WORD = re.compile(r"\w+")
_KAZAKH_STEM = 5


def prepare(text: str, language: str) -> str:
    """A text as the analyzers want it: composed letters, and what tantivy cannot do for some languages.

    Chinese and Japanese become overlapping pairs of characters, Kazakh words are cut to their first letters (it adds
    its endings at the end and has no stemmer), Arabic loses its vowel marks.
    """
    text = unicodedata.normalize("NFKC", text)
    if language in {"zh", "ja"}:
        return _HAN.sub(lambda run: f" {_pairs(run.group())} ", text)
    if language == "ar":
        return _ARABIC_MARKS.sub("", text)
    if language == "kk":
        return _WORD.sub(lambda word: word.group()[:_KAZAKH_STEM], text)
    return text.replace("ё", "е").replace("Ё", "Е") if language == "ru" else text


@cache
def analyzer(language: str) -> TextAnalyzer:
    """The analyzer under which passages of a language are indexed."""
    return _build(language, ())


def query_words(text: str, language: str) -> list[str]:
    """The distinct words of a query as they stand in the index, in order.

    Stop words are left out unless the query has nothing else: then they are all there is to look for.
    """
    prepared = prepare(text, language)
    words = _query_analyzer(language).analyze(prepared) or analyzer(language).analyze(prepared)
    return list(dict.fromkeys(words))


def highlights(text: str, words: frozenset[str], language: str) -> list[tuple[int, int]]:
    """Spans of characters in a text whose word is among a query's words."""
    if language in {"zh", "ja"}:
        return _merged([(at, at + len(word)) for word in words for at in _occurrences(text, word)])
    spans = ((match.start(), match.end(), match.group()) for match in _WORD.finditer(text))
    return [(start, end) for start, end, word in spans if _indexed(word, language) in words]


def index_word(word: str, language: str) -> str:
    """A single word as it stands in the index, "" where it does not."""
    return _indexed(word, language)


_WORDS_REMEMBERED = 100_000
_remembered: dict[tuple[str, str], str] = {}


def _indexed(word: str, language: str) -> str:
    key = (word, language)
    found = _remembered.get(key)
    if found is None:
        if len(_remembered) >= _WORDS_REMEMBERED:
            _remembered.clear()
        found = _remembered[key] = " ".join(analyzer(language).analyze(prepare(word, language)))
    return found


@cache
def _query_analyzer(language: str) -> TextAnalyzer:
    if language in _STOP_WORDS:
        more = Filter.custom_stopword(_QUESTION_WORDS.get(language, "").split())
        return _build(language, (Filter.stopword(_STEMMERS[language]), more))
    if language == "ar":
        return _build(language, (Filter.custom_stopword(_ARABIC_STOP_WORDS.split()),))
    if language == "kk":
        stop_words = [word[:_KAZAKH_STEM] for word in _KAZAKH_STOP_WORDS.split()]
        return _build(language, (Filter.custom_stopword(stop_words),))
    return analyzer(language)


def _build(language: str, filters: tuple[Filter, ...]) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD))
    builder = builder.filter(Filter.lowercase())
    for extra in filters:
        builder = builder.filter(extra)
    if language in _STEMMERS:
        builder = builder.filter(Filter.stemmer(_STEMMERS[language]))
    return builder.filter(Filter.ascii_fold()).build()


def _pairs(run: str) -> str:
    return " ".join(run[at : at + 2] for at in range(max(1, len(run) - 1)))


def _occurrences(text: str, word: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(word), text, re.IGNORECASE)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
