"""Turns what the search found into the JSON models of the API."""

from __future__ import annotations

from collections.abc import Sequence

from unescosearch.answers.answer import Answer
from unescosearch.citations import source_link
from unescosearch.facets import FACETS
from unescosearch.generation.generation import Generation
from unescosearch.records import Document, Duplicate, Link, Passage, page_at
from unescosearch.search.engine import Found, Hit, MatchedPassage, Reprint
from unescosearch.search.understand import Query
from unescosearch.service.schemas import (
    AcronymOut,
    AlsoInOut,
    AnswerOut,
    AskOut,
    CitationOut,
    ConceptOut,
    CopyOut,
    CorrectionOut,
    DocumentOut,
    FacetValueOut,
    FactOut,
    IndexOut,
    LanguageVersionOut,
    LinkOut,
    PassageInDocumentOut,
    PassageOut,
    QueryOut,
    ResultOut,
    SearchOut,
    SentenceOut,
    TextOut,
    WhyOut,
)


def present_search(generation: Generation, found: Found, took_ms: float) -> SearchOut:
    """The body of GET /api/search."""
    return SearchOut(
        query=_query(found.query),
        took_ms=round(took_ms, 2),
        total=found.total,
        facets={
            name: [FacetValueOut(value=value, count=count) for value, count in values]
            for name, values in found.facets.items()
        },
        results=[_result(hit, found.query) for hit in found.hits],
        index=_index(generation),
    )


def present_answer(generation: Generation, found: Found, answer: Answer) -> AskOut:
    """The body of POST /api/ask."""
    sentences, citations = [], []
    for number, quote in enumerate(answer.quotes, 1):
        evidence = quote.evidence
        passage, document = evidence.passage, evidence.document
        sentences.append(
            SentenceOut(
                text=evidence.text,
                citation=number,
                passage_id=passage.id,
                start=evidence.start,
                end=evidence.end,
            )
        )
        # A passage may run over a page's end: the page of the sentence itself is the one to open.
        start = page_at(generation.catalogue.page_starts(document.id), passage.start + evidence.start)
        page = start.number if start else None
        citations.append(
            CitationOut(
                number=number,
                passage_id=passage.id,
                document=present_document(document, page),
                page=page,
                link=source_link(document, page),
                quote=evidence.text,
            )
        )
    return AskOut(
        question=found.query.asked,
        answer=AnswerOut(
            status="answered" if sentences else "not_found",
            text=" ".join(sentence.text for sentence in sentences),
            confidence=round(answer.confidence, 3),
            sentences=sentences,
        ),
        citations=citations,
        results=[_result(hit, found.query) for hit in found.hits],
        index=_index(generation),
    )


def present_document(
    document: Document, page: int | None, versions: Sequence[Document] = (), copies: Sequence[Duplicate] = ()
) -> DocumentOut:
    """A document as the API shows it, with the link to one of its pages."""
    return DocumentOut(
        id=document.id,
        title=document.title,
        source_url=document.source_url,
        link=source_link(document, page),
        date=document.date,
        authors=list(document.authors),
        publisher=document.publisher,
        type=document.type,
        collection=document.collection,
        language=document.language,
        languages=[
            LanguageVersionOut(language=version.language, id=version.id, source_url=version.source_url)
            for version in versions
        ],
        copies=[
            CopyOut(
                title=copy.title, source_url=copy.source_url, collection=copy.collection, similarity=copy.similarity
            )
            for copy in copies
        ],
        licence=document.licence,
        facts=[FactOut(name=name, value=value) for name, value in document.facts],
        **{facet.field: list(getattr(document, facet.field)) for facet in FACETS.values() if facet.many},
    )


def present_passage(passage: Passage, document: Document, links: Sequence[Link]) -> PassageInDocumentOut:
    """A passage on its own, with its document.

    Args:
        passage: what is shown.
        document: that holds it.
        links: of the document.
    """
    return PassageInDocumentOut(passage=_linked(passage, links), document=present_document(document, passage.page))


def present_text(generation: Generation, document_id: str) -> TextOut:
    """A document with its whole text; its link is to the page on which it begins.

    Raises:
        NotFoundError: the index has none of that id.
    """
    catalogue = generation.catalogue
    document, passages = catalogue.document(document_id), catalogue.passages_of(document_id)
    versions = [version for version in catalogue.versions([document.work])[document.work] if version.id != document_id]
    page = passages[0].page if passages else None
    links = catalogue.links(document_id)
    return TextOut(
        document=present_document(document, page, versions, catalogue.copies([document])[document_id]),
        passages=[_linked(passage, links) for passage in passages],
    )


def _query(query: Query) -> QueryOut:
    return QueryOut(
        text=query.asked,
        language=query.language,
        concepts=[
            ConceptOut(uri=concept.uri, label=concept.label, labels=dict(concept.labels))
            for concept in query.across.concepts
        ],
        acronyms=[
            AcronymOut(written=each.written, meant=each.meant, ways=list(each.ways)) for each in query.across.acronyms
        ],
        phrases=list(query.phrases),
        excluded=list(query.excluded),
        loose_phrases=list(query.loose),
        corrected=query.corrected,
        corrections=[CorrectionOut(written=each.written, meant=each.meant) for each in query.corrections],
    )


def _result(hit: Hit, query: Query) -> ResultOut:
    return ResultOut(
        rank=hit.rank,
        score=round(hit.score, 4),
        why=WhyOut(
            passage_score=round(hit.passage_score, 4),
            dense_rank=hit.dense_rank,
            lexical_rank=hit.lexical_rank,
            reranker_rank=hit.reranker_rank,
            matched=hit.best.words,
            concepts=_concepts(query, hit.best),
            countries=[code for code in query.across.countries if code in hit.document.countries],
        ),
        passage=_passage(hit.best),
        more_passages=[_passage(matched) for matched in hit.more],
        document=present_document(hit.document, hit.best.passage.page, hit.versions, hit.copies),
        also_in=[_reprint(reprint) for reprint in hit.reprints],
    )


def _reprint(reprint: Reprint) -> AlsoInOut:
    document, page = reprint.document, reprint.passage.page
    return AlsoInOut(
        id=document.id,
        title=document.title,
        source_url=document.source_url,
        link=source_link(document, page),
        date=document.date,
        language=document.language,
        collection=document.collection,
        passage_id=reprint.passage.id,
        page=page,
    )


def _concepts(query: Query, best: MatchedPassage) -> list[str]:
    """The concepts of the query that the passage names, as it is called in the passage's language."""
    language = best.passage.language
    named = (concept for concept in query.across.concepts if concept.named(best.words, language))
    return [concept.labels.get(language, concept.label) for concept in named]


def _passage(matched: MatchedPassage) -> PassageOut:
    passage = matched.passage
    return PassageOut(
        id=passage.id,
        text=passage.text,
        highlights=matched.highlights,
        page=passage.page,
        page_label=passage.page_label,
        headings=list(passage.headings),
        language=passage.language,
    )


def _linked(passage: Passage, links: Sequence[Link]) -> PassageOut:
    """A passage with the links in it; of one that runs over its ends, what is within."""
    shown = _passage(MatchedPassage(passage, []))
    for link in links:
        start, end = max(link.start, passage.start), min(link.end, passage.end)
        if start < end:
            shown.links.append(LinkOut(start=start - passage.start, end=end - passage.start, url=link.url))
    return shown


def _index(generation: Generation) -> IndexOut:
    return IndexOut(generation=generation.id, model=generation.manifest.models)
