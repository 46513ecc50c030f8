"""Reads a thesaurus in SKOS: its concepts with their labels and notes in all languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from unescosearch.errors import CollectionError
from unescosearch.languages.codes import normalise

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PREFERRED, _ALTERNATIVE = f"{_SKOS}prefLabel", f"{_SKOS}altLabel"
_NOTES = {f"{_SKOS}scopeNote", f"{_SKOS}definition"}


@dataclass(slots=True)
class Concept:
    """A concept.

    Attributes:
        uri: its address.
        preferred: the preferred label in each language.
        alternative: (language, label) pairs of the other labels.
        notes: what it covers, in each language.
    """

    uri: str
    preferred: dict[str, str] = field(default_factory=dict)
    alternative: list[tuple[str, str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def labels(self, language: str) -> list[str]:
        """All labels in a language, the preferred one first."""
        first = [self.preferred[language]] if language in self.preferred else []
        return first + [label for spoken, label in self.alternative if spoken == language]


def read_thesaurus(path: Path) -> list[Concept]:
    """The concepts of a Turtle file, in the order in which they stand there.

    Raises:
        CollectionError: the file cannot be read, or holds no concept with a label.
    """
    concepts: dict[str, Concept] = {}
    named: set[str] = set()
    try:
        for subject, predicate, value in _statements(path):
            concept = concepts.setdefault(subject, Concept(subject))
            if isinstance(value, NamedNode) and predicate == _TYPE and value.value == f"{_SKOS}Concept":
                named.add(subject)
            elif isinstance(value, Literal) and value.language:
                _take(concept, predicate, normalise(value.language), value.value.strip())
    except (OSError, SyntaxError, ValueError) as error:
        raise CollectionError(f"The thesaurus {path} cannot be read ({error}); bring the Turtle file anew") from error
    found = [concept for uri, concept in concepts.items() if uri in named and concept.preferred]
    if not found:
        raise CollectionError(f"The thesaurus {path} holds no concept with a label; is it SKOS in Turtle?")
    return found


def _statements(path: Path) -> Iterator[tuple[str, str, object]]:
    for statement in parse(path=path, format=RdfFormat.TURTLE):
        if isinstance(statement.subject, NamedNode):
            yield statement.subject.value, statement.predicate.value, statement.object


def _take(concept: Concept, predicate: str, language: str, text: str) -> None:
    if predicate == _PREFERRED:
        concept.preferred[language] = text
    elif predicate == _ALTERNATIVE:
        concept.alternative.append((language, text))
    elif predicate in _NOTES:
        concept.notes[language] = text
