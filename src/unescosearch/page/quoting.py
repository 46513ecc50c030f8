"""Answers as the page shows them: quotes joined, their sources numbered, links to their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unescosearch.citations import source_link
from unescosearch.page.links import safe
from unescosearch.service.schemas import AskOut, CitationOut, DocumentOut, PassageOut, ResultOut, SentenceOut


@dataclass(frozen=True)
class Source:
    """A page that an answer quotes, with the number its quotes carry."""

    number: int
    citation: CitationOut


@dataclass(frozen=True, slots=True)
class Quote:
    """Sentences of an answer that stand together in one source; None where the answer names no source."""

    text: str
    source: Source | None


def sources(answer: AskOut) -> dict[int, Source]:
    """The pages that an answer quotes, by citation number: citations of one page share one source."""
    by_page: dict[tuple[str, str], Source] = {}
    found = {}
    for citation in answer.citations:
        page = (citation.document.id, citation.link)
        found[citation.number] = by_page.setdefault(page, Source(len(by_page) + 1, citation))
    return found


def listed(pages: dict[int, Source]) -> list[Source]:
    """Each source once, in the order of their numbers."""
    return sorted({source.number: source for source in pages.values()}.values(), key=lambda source: source.number)


def quotes(answer: AskOut, pages: dict[int, Source]) -> list[Quote]:
    """The sentences of an answer, neighbours from one page joined; "…" stands where the source says more between."""
    joined: list[Quote] = []
    previous: SentenceOut | None = None
    for sentence in answer.answer.sentences:
        source = pages.get(sentence.citation)
        if previous and previous.passage_id == sentence.passage_id and joined[-1].source == source:
            between = " " if 0 <= sentence.start - previous.end <= 3 else " … "
            joined[-1] = Quote(joined[-1].text + between + sentence.text, source)
        else:
            joined.append(Quote(sentence.text, source))
        previous = sentence
    return joined


def page_labels(results: Sequence[ResultOut]) -> dict[str, str]:
    """The printed page numbers of the passages shown, by passage id: an answer's citations know only physical pages."""
    passages = (passage for result in results for passage in (result.passage, *result.more_passages))
    return {passage.id: passage.page_label for passage in passages if passage.page_label}


def page_link(document: DocumentOut, best: PassageOut, other: PassageOut) -> str:
    """The source at the page of another passage, where the best passage's link shows that pages can be addressed."""
    addressed = best.page is not None and document.link == source_link(document, best.page)
    return safe(source_link(document, other.page) if addressed else document.source_url)
