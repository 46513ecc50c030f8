"""The words of a query in each language, each found when first asked for, and once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from unescosearch.lexicon.tokens import Token, tokens
from unescosearch.words.analysis import all_words, content_words
from unescosearch.words.groups import Group, single_words

_Analyzer = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text of a query with its words; what was found once is remembered as long as the query lives.

    Attributes:
        text: whose words are asked for.
    """

    text: str
    _found: dict[tuple[_Analyzer, str, str], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _tokens: dict[tuple[str, str], list[Token]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, text: str) -> Analysis:
        """Another text of the same query, with what was found of both."""
        return Analysis(text, self._found, self._tokens)

    def words(self, language: str, part: str | None = None) -> tuple[str, ...]:
        """The distinct words of the text, or of a part of it, as they stand in the index, in order.

        Stop words are left out unless there is nothing else: then they are all there is to look for.
        """
        text = self.text if part is None else part
        found = self._once(content_words, text, language) or self._once(all_words, text, language)
        return tuple(dict.fromkeys(found))

    def phrase(self, language: str, phrase: str) -> tuple[str, ...]:
        """All words of a phrase as they stand in the index, one after the other, stop words and repetitions too."""
        return self._once(all_words, phrase, language)

    def groups(self, language: str) -> tuple[Group, ...]:
        """The words of the text, each for itself."""
        return single_words(self.words(language))

    def tokens(self, language: str) -> list[Token]:
        """The words of the text as the lexicon looks them up, in order."""
        key = self.text, language
        if key not in self._tokens:
            self._tokens[key] = tokens(*key)
        return self._tokens[key]

    def has_stop_words(self, language: str) -> bool:
        """Whether the text holds words of a language that carry no meaning by themselves, such as "of" and "the"."""
        every = self._once(all_words, self.text, language)
        return len(self._once(content_words, self.text, language)) < len(every)

    def _once(self, analyzer: _Analyzer, text: str, language: str) -> tuple[str, ...]:
        key = analyzer, text, language
        if key not in self._found:
            self._found[key] = tuple(analyzer(text, language))
        return self._found[key]
