"""Says a query in another language, word by word: concepts, names, dictionaries, and names by their sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unescosearch.languages.table import facts
from unescosearch.lexicon.sounds import latin, likely, sounds
from unescosearch.lexicon.store import Label, Lexicon
from unescosearch.lexicon.tokens import Token, joined, key_of
from unescosearch.search.analysis import Analysis
from unescosearch.search.weights import WEIGHTS, TranslationWeights
from unescosearch.words.groups import Alternative, Group
from unescosearch.words.lexical import LexicalIndex

ACRONYMS = ("acronym", "capitals")
TERRITORY = "territory "


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a run of words of the query that means one thing.

    Attributes:
        tokens: of the query.
        labels: the concepts and names that it stands for.
        key: under which the lexicon knows it, "" where it does not.
        language: under which the lexicon knows it.
    """

    tokens: tuple[Token, ...]
    labels: tuple[Label, ...]
    key: str
    language: str

    @property
    def text(self) -> str:
        """As it was written."""
        return joined([token.surface for token in self.tokens], self.language)

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 codes of the countries that it names."""
        named = (label.uri.removeprefix(TERRITORY) for label in self.labels if label.uri.startswith(TERRITORY))
        return tuple(dict.fromkeys(code for code in named if code.isalpha()))


@dataclass(frozen=True, slots=True)
class Ways:
    """A unit in another language: (text, weight) of each way to say it, the best first."""

    unit: Unit
    said: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Interpreter:
    """What says a query in another language.

    Attributes:
        lexicon: knows labels, words and names.
        lexical: knows which words the documents of a language have.
        analysis: of the query; remembers the words of each way to say something.
        weights: which ways are taken.
    """

    lexicon: Lexicon
    lexical: LexicalIndex
    analysis: Analysis
    weights: TranslationWeights = WEIGHTS.translation


def units(
    asked: Analysis, language: str, lexicon: Lexicon, weights: TranslationWeights = WEIGHTS.translation
) -> list[Unit]:
    """A query cut into what the lexicon knows, the longest run of words first, and single words."""
    found = asked.tokens(language)
    keys = [_candidates(token, language, asked, weights) for token in found]
    spoken = _languages(language)
    spans = _spans(keys, language, weights.longest_span)
    looked_up = dict.fromkeys(key for options in spans.values() for key in options)
    labels = {each: lexicon.labels(each, looked_up) for each in spoken}
    words = {each: lexicon.translatable(each, looked_up) for each in spoken}
    cut, at = list[Unit](), 0
    while at < len(found):
        length, key, known = _longest(at, min(weights.longest_span, len(found) - at), spans, labels, words)
        words_of = tuple(found[at : at + length])
        cut.append(Unit(words_of, _meant(labels[known].get(key, ()), words_of) if key else (), key, known))
        at += length
    return cut


def _meant(labels: Iterable[Label], written: tuple[Token, ...]) -> tuple[Label, ...]:
    """The labels without the acronyms whose letters are those of an ordinary word: "mil" in Spanish, "vue" in French.

    In capitals it is always an acronym; in small letters one that is the same in all languages and like no word.
    """

    def meant(label: Label) -> bool:
        word, small = written[0].surface, label.kind == "acronym"
        spelt = word.isupper() or word == label.uri or (small and word.lower().startswith(label.uri.lower()))
        return label.kind not in ACRONYMS or len(written) > 1 or spelt

    return tuple(filter(meant, labels))


def known_share(
    asked: Analysis, language: str, lexicon: Lexicon, weights: TranslationWeights = WEIGHTS.translation
) -> float:
    """Which share of the words of a query the lexicon knows in a language, 0 to 1."""
    cut = units(asked, language, lexicon, weights)
    known = sum(len(unit.tokens) for unit in cut if unit.key and unit.language == language)
    return known / max(1, sum(len(unit.tokens) for unit in cut))


def _languages(language: str) -> tuple[str, ...]:
    return tuple(filter(None, (language, facts(language).vocabulary_of)))


def _candidates(token: Token, language: str, asked: Analysis, weights: TranslationWeights) -> list[str]:
    """The keys under which a word may stand, the likeliest first."""
    known = facts(language)
    if known.stem_letters:
        word = token.key
        shortest = max(weights.shortest_stem, len(word) - weights.longest_ending)
        return [word[:end] for end in range(len(word), shortest - 1, -1)] or [word]
    if known.clitics:
        shortest = weights.shortest_arabic
        return list(dict.fromkeys([token.key, *_without_clitics(token.surface, language, asked, shortest)]))
    if known.name_endings and token.surface[0].isupper():
        cuts = (cut for cut in range(1, known.name_endings + 1) if len(token.surface) - cut >= weights.shortest_stem)
        shorter = (key_of(token.surface[:-cut], language) for cut in cuts)
        return list(dict.fromkeys([token.key, *filter(None, shorter)]))
    return [token.key]


def _without_clitics(word: str, language: str, asked: Analysis, shortest: int) -> Iterable[str]:
    for clitic in facts(language).clitics:
        if word.startswith(clitic) and len(word) - len(clitic) >= shortest:
            yield from asked.words(language, word[len(clitic) :])


def _spans(keys: list[list[str]], language: str, longest: int) -> dict[tuple[int, int], list[str]]:
    """For each run of words, (first, length), the keys under which it may stand."""
    spans: dict[tuple[int, int], list[str]] = {}
    for at in range(len(keys)):
        for length in range(1, min(longest, len(keys) - at) + 1):
            if length == 1:
                spans[at, 1] = keys[at]
            else:
                spans[at, length] = [joined([options[0] for options in keys[at : at + length]], language)]
    return spans


def _longest(
    at: int,
    most: int,
    spans: Mapping[tuple[int, int], list[str]],
    labels: Mapping[str, Mapping[str, list[Label]]],
    words: Mapping[str, set[str]],
) -> tuple[int, str, str]:
    first = next(iter(labels))
    for length in range(most, 0, -1):
        for key in spans[at, length]:
            for language, known in labels.items():
                if key in known or key in words[language]:
                    return length, key, language
    return 1, "", first


def translated(units: Sequence[Unit], target: str, interpreter: Interpreter) -> list[Ways]:
    """Each unit as the documents of another language may say it; without any way where nobody knows."""
    lexicon = interpreter.lexicon
    meanings = [label.meaning for unit in units for label in unit.labels]
    spoken = lexicon.spoken(meanings, [target]) if meanings else {}
    words: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for language in dict.fromkeys(unit.language for unit in units):
        words[language] = lexicon.words(language, [unit.key for unit in units if unit.language == language], target)
    return [Ways(unit, _said(unit, target, spoken, words[unit.language], interpreter)) for unit in units]


def _said(
    unit: Unit,
    target: str,
    spoken: Mapping[int, Mapping[str, list[str]]],
    words: Mapping[str, list[tuple[str, float]]],
    interpreter: Interpreter,
) -> tuple[tuple[str, float], ...]:
    if unit.text.isdecimal():
        return ((unit.text, 1.0),)
    limits, weights = interpreter.weights, dict[str, float]()
    for label in unit.labels:
        for rank, text in enumerate(spoken.get(label.meaning, {}).get(target, [])):
            trust = limits.labels[min(rank, 1)] * limits.labels[min(label.rank, 1)]
            _raise(weights, text.lower() if label.kind == "concept" else text, trust)
    for word, weight in words.get(unit.key, []):
        _raise(weights, word, weight)
    held = {text: weight for text, weight in weights.items() if _held(text, target, interpreter)}
    if not held:
        held = _literal(unit, target, interpreter)
    best = max(held.values(), default=1.0)
    ordered = sorted(held.items(), key=lambda pair: -pair[1])[: limits.most_ways]
    return tuple((text, weight / best) for text, weight in ordered if weight >= limits.least * best)


def _raise(weights: dict[str, float], text: str, weight: float) -> None:
    weights[text] = max(weight, weights.get(text, 0.0))


def _held(text: str, target: str, interpreter: Interpreter) -> bool:
    return interpreter.lexical.holding(interpreter.analysis.words(target, text), target)


def _literal(unit: Unit, target: str, interpreter: Interpreter) -> dict[str, float]:
    """A word that nobody can translate: as it stands, else as a name that sounds like it."""
    text = unit.text
    if _held(text, target, interpreter):
        return {text: 1.0}
    word = unit.tokens[0].surface
    if len(unit.tokens) > 1 or (word.isascii() and word.islower()):
        return {}
    return sounding(word, unit.language, interpreter)


def sounding(word: str, language: str, interpreter: Interpreter) -> dict[str, float]:
    """Names in the documents that sound like a word, with their likeness.

    Where the script has capitals, a small letter says that it is no name, or that its writer did not care; where it
    has none, nobody can tell, and most words are no names.
    """
    weights, known = interpreter.weights, facts(language)
    reduced = known.name_endings or known.clitics
    forms = {word, *interpreter.analysis.words(language, word)} if reduced else {word}
    forms |= {word[len(clitic) :] for clitic in known.clitics if word.startswith(clitic)}
    if word[0].lower() == word[0].upper():
        least = weights.least_likeness_caseless
    else:
        least = weights.least_likeness if word[0].isupper() else weights.least_likeness_small
    found: dict[str, float] = {}
    for plain in sorted({latin(form) for form in forms}):
        names = interpreter.lexicon.sounding(sounds(plain, known.g_for_h))
        for name, alike in likely(plain, names, least).items():
            _raise(found, name, alike)
    return found


def groups(asked: Analysis, ways: Sequence[Ways], target: str) -> tuple[Group, ...]:
    """What the words of an index must hold, a group for each unit of a text; nothing where they are the text's own."""
    made, own = [], set(asked.words(target))
    for each in ways:
        alternatives: dict[tuple[str, ...], float] = {}
        for way, weight in each.said:
            words = asked.words(target, way)
            if words:
                alternatives[words] = max(weight, alternatives.get(words, 0.0))
        said = tuple(Alternative(words, weight) for words, weight in alternatives.items())
        made.append(Group(said, each.unit.countries))
    wanted = {word for group in made for way in group.alternatives for word in way.words}
    return () if wanted <= own else tuple(made)


def pseudo_query(ways: Sequence[Ways]) -> str:
    """The best way to say each unit, one after the other: what an encoder of that language can read."""
    return " ".join(each.said[0][0] for each in ways if each.said)


def said_share(ways: Sequence[Ways]) -> float:
    """Which share of the words of a query has a way to be said, 0 to 1."""
    words = sum(len(each.unit.tokens) for each in ways)
    return sum(len(each.unit.tokens) for each in ways if each.said) / max(1, words)
