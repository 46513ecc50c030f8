"""What an evaluation set is made of, whatever form it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A document of a set that brings its own.

    Attributes:
        name: as the judgements of the set call it.
        title: "" where the set gives none.
        language: of the text, where the texts of a set are in several; else "".
    """

    name: str
    title: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the documents that answer it.

    Attributes:
        language: BCP 47 subtag, as the set states it or as detected.
        relevant: name of a document to its grade; above 0 is relevant, higher is better.
        kind: what the set calls this kind of question, "" where it tells none apart.
        quote: a passage of the relevant document, word for word, "" where the set gives none.
    """

    id: str
    text: str
    language: str
    relevant: Mapping[str, int]
    kind: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Questions, and the documents they are asked of.

    Attributes:
        corpus: the documents; None for questions over an index that is there already.
        language: of the documents, where the set states it; "" leaves it to the reader's detection.
    """

    name: str
    questions: tuple[Question, ...]
    corpus: tuple[Text, ...] | None = None
    language: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Of the documents, where the set mixes several."""
        return tuple(dict.fromkeys(text.language for text in self.corpus or () if text.language))
