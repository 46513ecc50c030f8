"""The JSON interface: search, ask, documents, passages, report, health."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query

from unescosearch.generation.report import BuildReport
from unescosearch.search.parameters import SearchParameters, filters_of
from unescosearch.service.live import LiveIndex
from unescosearch.service.present import present_document, present_passage, present_text
from unescosearch.service.schemas import (
    AskIn,
    AskOut,
    DocumentOut,
    HealthOut,
    PassageInDocumentOut,
    SearchIn,
    SearchOut,
    TextOut,
)
from unescosearch.service.service import SearchService


def api_router(live: LiveIndex) -> APIRouter:
    """The routes below /api and /health."""
    router = APIRouter()
    service = SearchService(live)

    @router.get("/api/search", summary="Ranked passages for a query")
    def search(asked: Annotated[SearchIn, Query()]) -> SearchOut:
        parameters = _parameters(asked.q, asked)
        return service.search(replace(parameters, offset=asked.offset, mode=asked.mode, group=asked.group))

    @router.post("/api/ask", summary="An answer made of quotes, or not_found")
    def ask(asked: AskIn) -> AskOut:
        return service.ask(_parameters(asked.question, asked))

    @router.get("/api/documents/{document_id}", summary="A document and what is known of it")
    def document(document_id: str) -> DocumentOut:
        with live.lease() as generation:
            found = generation.catalogue.document(document_id)
            versions = generation.catalogue.versions([found.work])[found.work]
            others = [version for version in versions if version.id != found.id]
            return present_document(found, None, others, generation.catalogue.copies([found])[found.id])

    @router.get("/api/documents/{document_id}/text", summary="A document with its whole text, in passages")
    def text(document_id: str) -> TextOut:
        with live.lease() as generation:
            return present_text(generation, document_id)

    @router.get("/api/passages/{passage_id}", summary="A passage with its document")
    def passage(passage_id: str) -> PassageInDocumentOut:
        with live.lease() as generation:
            found = generation.catalogue.passage(passage_id)
            return present_passage(
                found, generation.catalogue.document(found.document_id), generation.catalogue.links(found.document_id)
            )

    @router.get("/api/report", summary="What the last build found, left out and could not read")
    def report(collection: str = "", stage: str = "", reason: str = "") -> BuildReport:
        return service.report(collection, stage, reason)

    # Not on a thread: whoever watches the service is answered although all threads are busy with searches.
    @router.get("/health/live", summary="The process answers")
    async def alive() -> HealthOut:
        return HealthOut(status="ok")

    @router.get("/health/ready", summary="An index is open; says which, and why a newer one is not used")
    async def ready() -> HealthOut:
        with live.lease() as generation:
            counts = generation.manifest.counts
            return HealthOut(
                status="degraded" if live.problem else "ok",
                generation=generation.id,
                documents=counts["documents"],
                passages=counts["passages"],
                problem=live.problem,
            )

    return router


def _parameters(text: str, asked: SearchIn | AskIn) -> SearchParameters:
    return SearchParameters(
        text=text,
        k=asked.k,
        filters=filters_of(asked.filters()),
        from_year=asked.from_year,
        to_year=asked.to_year,
        prefer=tuple(asked.prefer),
        spelling=asked.spelling,
    )
