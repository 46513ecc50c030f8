"""The JSON that the API answers with, as typed models; the page is rendered from the same models."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model, field_validator

from unescosearch.facets import FACETS
from unescosearch.search.parameters import FILTERS

Model = TypeVar("Model", bound=BaseModel)


def with_lists(names: Iterable[str]) -> Callable[[type[Model]], type[Model]]:
    """Adds fields to a model, after its own, each a list of texts that is empty where it is left out."""

    def added(model: type[Model]) -> type[Model]:
        fields: dict[str, Any] = dict.fromkeys(names, (list[str], []))
        return create_model(
            model.__name__, __base__=model, __module__=model.__module__, __doc__=model.__doc__, **fields
        )

    return added


class ConceptOut(BaseModel):
    """A concept recognised in the query."""

    uri: str
    label: str = Field(description="as the query names it")
    labels: dict[str, str] = Field(default={}, description="the preferred label in each language")

    def shown(self, language: str) -> str:
        """The label for a reader of a language."""
        return self.labels.get(language, self.label)


class AcronymOut(BaseModel):
    """An acronym of the query with what it stands for, or a full name with its acronym."""

    written: str
    meant: str = Field(description="what an acronym stands for, in the query's language; empty for a full name")
    ways: list[str] = Field(description="all other ways to say it in that language, which were searched for too")


class CorrectionOut(BaseModel):
    """A word of the query that was taken for a slip of another."""

    written: str
    meant: str


class QueryOut(BaseModel):
    """The query as it was understood."""

    text: str
    language: str = Field(description="BCP 47 subtag, or 'und' where nobody could tell")
    concepts: list[ConceptOut] = []
    acronyms: list[AcronymOut] = []
    phrases: list[str] = Field(default=[], description="phrases in quotation marks, which every result holds")
    excluded: list[str] = Field(default=[], description="words after a minus, which no result holds")
    loose_phrases: list[str] = Field(
        default=[], description="phrases that stand nowhere: their words were searched for"
    )
    corrected: str = Field(default="", description="the query that was searched for, where slips were corrected")
    corrections: list[CorrectionOut] = []


class WhyOut(BaseModel):
    """Why a result stands where it stands; ranks count from 1, null where that engine did not find it.

    All of it is said of the passage that is shown.
    """

    passage_score: float = Field(
        default=0.0,
        description="of the passage itself; less than the result's where another version or a mere list scored higher",
    )
    dense_rank: int | None = None
    lexical_rank: int | None = None
    reranker_rank: int | None = Field(
        default=None, description="among those that the index's reranker read; null without one"
    )
    matched: list[str] = Field(default=[], description="words of the query found in the passage")
    concepts: list[str] = []
    countries: list[str] = Field(
        default=[], description="codes of the countries that the query names and the document's metadata have"
    )


class LinkOut(BaseModel):
    """Words of a text that lead elsewhere: http, https and mailto only."""

    start: int = Field(description="first character of the words, counted in the passage's text")
    end: int = Field(description="the character after the last")
    url: str


class PassageOut(BaseModel):
    """A passage, to the letter as it stands in the stored text."""

    id: str
    text: str
    highlights: list[tuple[int, int]] = Field(default=[], description="spans of characters in text that match")
    page: int | None = None
    page_label: str = ""
    headings: list[str] = []
    language: str
    links: list[LinkOut] = Field(default=[], description="given with a whole document and with a single passage")


class LanguageVersionOut(BaseModel):
    """Another language version of the same work."""

    language: str
    id: str
    source_url: str


class CopyOut(BaseModel):
    """A document that is nearly the same as the one shown and stands at another address."""

    title: str
    source_url: str
    collection: str
    similarity: float = Field(description="1 for the same text, else the share of runs of three words that both have")


class FactOut(BaseModel):
    """Something that the source states of a document and no field is for."""

    name: str
    value: str


@with_lists(facet.field for facet in FACETS.values() if facet.many)
class DocumentOut(BaseModel):
    """A document: what it is, where it came from, how it may be used. Empty strings mean "not stated"."""

    id: str
    title: str
    source_url: str
    link: str = Field(description="the source at the exact page")
    date: str = Field(default="", description="ISO 8601: year, month or day, or a range of two such: 1964/1985")
    authors: list[str] = []
    publisher: str = ""
    type: str = ""
    collection: str = ""
    language: str
    languages: list[LanguageVersionOut] = []
    copies: list[CopyOut] = Field(default=[], description="where nearly the same document also stands")
    licence: str = ""
    facts: list[FactOut] = Field(default=[], description="what else the source states: its duration, say")


class AlsoInOut(BaseModel):
    """Another work in which the same text stands."""

    id: str
    title: str
    source_url: str
    link: str = Field(description="the source at the exact page")
    date: str = ""
    language: str
    collection: str = ""
    passage_id: str
    page: int | None = None


class ResultOut(BaseModel):
    """One result: the best passage of a document, or a passage where passages are asked for."""

    rank: int
    score: float = Field(description="higher is better; comparable within one response only")
    why: WhyOut
    passage: PassageOut
    more_passages: list[PassageOut] = Field(default=[], description="the document's next best passages")
    document: DocumentOut
    also_in: list[AlsoInOut] = Field(default=[], description="other works with the same text, folded into this result")


class FacetValueOut(BaseModel):
    """A value of a facet and the number of documents that carry it."""

    value: str
    count: int


class IndexOut(BaseModel):
    """The index generation that answered."""

    generation: str
    model: str


class SearchOut(BaseModel):
    """The answer of GET /api/search."""

    query: QueryOut
    took_ms: float
    total: int = Field(description="results that could be paged through with offset")
    facets: dict[str, list[FacetValueOut]] = {}
    results: list[ResultOut]
    index: IndexOut


class SentenceOut(BaseModel):
    """A sentence of the answer: `passage.text[start:end]`, word for word."""

    text: str
    citation: int
    passage_id: str
    start: int
    end: int


class AnswerOut(BaseModel):
    """An answer made of quotes, or "not_found"."""

    status: Literal["answered", "not_found"]
    text: str = ""
    confidence: float = Field(description="0 to 1")
    sentences: list[SentenceOut] = []


class CitationOut(BaseModel):
    """Where the sentences of an answer stand."""

    number: int
    passage_id: str
    document: DocumentOut
    page: int | None = None
    link: str
    quote: str


class AskOut(BaseModel):
    """The answer of POST /api/ask."""

    question: str
    answer: AnswerOut
    citations: list[CitationOut] = []
    results: list[ResultOut]
    index: IndexOut


class PassageInDocumentOut(BaseModel):
    """A passage with the document it stands in."""

    passage: PassageOut
    document: DocumentOut


class TextOut(BaseModel):
    """A document with its whole text, as passages in order."""

    document: DocumentOut
    passages: list[PassageOut]


class HealthOut(BaseModel):
    """State of the service; `problem` says why a newer generation is not used."""

    status: Literal["ok", "degraded"]
    generation: str = ""
    documents: int = 0
    passages: int = 0
    problem: str = ""


# The years stand behind the language, before what is asked for more seldom.
@with_lists(FILTERS[:1])
class _FirstFilterIn(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


@with_lists(FILTERS[1:])
class FiltersIn(_FirstFilterIn):
    """What results are restricted to; several values of one filter are alternatives."""

    from_year: int | None = Field(default=None, alias="from")
    to_year: int | None = Field(default=None, alias="to")

    @field_validator("from_year", "to_year", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        """A form sends the fields that were left empty as well."""
        return None if value == "" else value

    def filters(self) -> dict[str, list[str]]:
        """The accepted values of each filter."""
        return {name: getattr(self, name) for name in FILTERS}


class SearchIn(FiltersIn):
    """The parameters of GET /api/search."""

    q: str = Field(default="", description="a few words or a question, in any language; at most 1,000 characters")
    k: int = Field(default=10, description="results wanted, 1 to 100")
    offset: int = Field(default=0, description="results to skip")
    mode: str = Field(default="hybrid", description="hybrid, dense (meaning only) or lexical (words only)")
    group: str = Field(default="document", description="document (its best passage) or passage")
    prefer: list[str] = Field(default=[], description="languages of the reader: which version of a work is shown")
    spelling: bool = Field(default=True, description="whether slips in the spelling are corrected")


class AskIn(FiltersIn):
    """The body of POST /api/ask."""

    question: str = Field(description="a question in any language; at most 1,000 characters")
    k: int = Field(default=10, description="results wanted beside the answer, 1 to 100")
    prefer: list[str] = Field(default=[], description="languages of the reader: which version of a work is shown")
    spelling: bool = Field(default=True, description="whether slips in the spelling are corrected")
