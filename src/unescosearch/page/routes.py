"""The page that people search with: start page, results, report and the files they need, as HTML without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Protocol

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.routing import Match

from unescosearch import citations
from unescosearch.errors import IndexUnavailableError, NotFoundError, UsageError
from unescosearch.generation.report import BuildReport
from unescosearch.languages.table import INTERFACE, facts
from unescosearch.page import excerpts, links, quoting, reading, report, views
from unescosearch.page.assets import Asset, file_answer, load_assets
from unescosearch.page.interface import Interface, choose, direction, interface
from unescosearch.page.links import Links
from unescosearch.search.parameters import LONGEST_TEXT, Problem, SearchParameters, problem
from unescosearch.search.syntax import unquoted
from unescosearch.service.schemas import AskOut, SearchOut, TextOut

_COOKIE = "ui"
_NARROWING = ("collection", "stage", "reason")
_YEAR_SECONDS = 365 * 24 * 3600
_NEIGHBOURS = {
    "api": "/docs",
    "cite": "/api/passages/x/cite",
    "feed": "/feed.atom",
    "report": "/report",
    "report_api": "/api/report",
    "opensearch": "/opensearch.xml",
    "table": "/api/export.csv",
}


class PageService(Protocol):
    """What the page asks of the search; all may raise UsageError and IndexUnavailableError, `text` NotFoundError."""

    def search(self, parameters: SearchParameters) -> SearchOut:
        """The results from `parameters.offset` on."""

    def search_and_ask(self, parameters: SearchParameters) -> tuple[SearchOut, AskOut]:
        """The results, and an answer in quotes to `parameters.text` from the same generation of the index."""

    def text(self, document_id: str) -> TextOut:
        """A document with its whole text."""

    def report(self, collection: str = "", stage: str = "", reason: str = "") -> BuildReport:
        """What the last build did; its lists may be narrowed."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request: who reads, and what was asked.

    Attributes:
        address: writes the address of what is shown; None for a search.
    """

    ui: Interface
    links: Links
    parameters: SearchParameters
    documents: int | None
    offers: frozenset[str]
    address: Callable[[Links], str] | None = None

    def in_language(self, language: str) -> str:
        """The address of what is shown in another language of the page."""
        elsewhere = Links(language)
        return self.address(elsewhere) if self.address else elsewhere.search(self.parameters)


def page_router(service: PageService, documents: Callable[[], int] | None = None) -> APIRouter:
    """The routes of the page: `/`, `/documents/{id}`, `/report` and `/static/{name}`.

    Args:
        service: answers the searches.
        documents: number of documents in the index, for the footer; left out where it is None.
    """
    router = APIRouter(include_in_schema=False)
    assets = load_assets()
    environment = _environment(assets)

    @router.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse)
    def page(request: Request) -> Response:
        visit, fault = _visit(request, documents)
        status, template, context = _page(service, visit, fault)
        return _answer(request, _html(environment, template, visit, context), status, visit.ui)

    @router.api_route("/documents/{document_id:path}", methods=["GET", "HEAD"], response_class=HTMLResponse)
    def document_page(request: Request, document_id: str) -> Response:
        visit, _ = _visit(request, documents)
        visit = replace(visit, parameters=SearchParameters(""), address=lambda each: each.document(document_id))
        try:
            status, template, context = HTTPStatus.OK, "document.html", _text(service, document_id)
        except NotFoundError:
            status, template, context = _not_shown(visit, HTTPStatus.NOT_FOUND, "missing")
        except IndexUnavailableError:
            status, template, context = _unavailable(visit)
        return _answer(request, _html(environment, template, visit, context), status, visit.ui)

    @router.api_route("/report", methods=["GET", "HEAD"], response_class=HTMLResponse)
    def report_page(request: Request) -> Response:
        visit, _ = _visit(request, documents)
        narrowing = [(name, request.query_params[name]) for name in _NARROWING if request.query_params.get(name)]
        visit = replace(visit, parameters=SearchParameters(""), address=lambda each: each.report(narrowing))
        try:
            status, template, context = HTTPStatus.OK, "report.html", _report(service, visit, dict(narrowing))
        except IndexUnavailableError:
            status, template, context = _unavailable(visit)
        return _answer(request, _html(environment, template, visit, context), status, visit.ui)

    @router.api_route("/static/{name}", methods=["GET", "HEAD"])
    def static(request: Request, name: str) -> Response:
        return file_answer(request, assets.get(name))

    return router


def _visit(request: Request, documents: Callable[[], int] | None) -> tuple[_Visit, Problem | None]:
    asked, remembered = request.query_params.get("ui"), request.cookies.get(_COOKIE)
    language = choose(asked, remembered, request.headers.get("accept-language"))
    parameters, fault = links.read(request.query_params)
    carried = language if asked and remembered != language else ""
    count = documents() if documents else None
    return _Visit(interface(language), Links(carried), parameters, count, _offers(request)), fault


def _offers(request: Request) -> frozenset[str]:
    """Which of the neighbours this application has: the page links to no address that nobody answers."""
    scopes = {name: {**request.scope, "method": "GET", "path": path} for name, path in _NEIGHBOURS.items()}
    routes = request.app.routes
    return frozenset(
        name for name, scope in scopes.items() if any(route.matches(scope)[0] is Match.FULL for route in routes)
    )


def _page(service: PageService, visit: _Visit, fault: Problem | None) -> tuple[int, str, dict[str, object]]:
    """Status, template and its context."""
    if not visit.parameters.text and not fault:
        return HTTPStatus.OK, "home.html", {}
    fault = fault or problem(visit.parameters)
    if fault:
        return HTTPStatus.BAD_REQUEST, "error.html", _error(visit, _in_words(fault, visit.ui), years=_on_years(fault))
    try:
        return HTTPStatus.OK, "results.html", _results(service, visit)
    except UsageError as error:
        return HTTPStatus.BAD_REQUEST, "error.html", _error(visit, str(error), foreign=True)
    except IndexUnavailableError:
        return _unavailable(visit)


def _not_shown(visit: _Visit, status: HTTPStatus, problem: str) -> tuple[HTTPStatus, str, dict[str, object]]:
    """The error page where there is nothing to show; `problem` is the key of what is wrong and what to do."""
    return status, "error.html", _error(visit, visit.ui.text(f"problem.{problem}"), heading="problem.not_shown")


def _unavailable(visit: _Visit) -> tuple[HTTPStatus, str, dict[str, object]]:
    return _not_shown(visit, HTTPStatus.SERVICE_UNAVAILABLE, "unavailable")


def _text(service: PageService, document_id: str) -> dict[str, object]:
    text = service.text(document_id)
    return {"text": text, "stretches": reading.stretches(text.passages, text.document.title)}


def _report(service: PageService, visit: _Visit, narrowing: dict[str, str]) -> dict[str, object]:
    made = service.report(**narrowing)
    return {
        "report": made,
        "narrowing": narrowing,
        "figures": report.figures(made, visit.ui),
        "tables": report.tables(made, visit.ui),
    }


def _html(environment: Environment, template: str, visit: _Visit, context: dict[str, object]) -> str:
    return environment.get_template(template).render(visit=visit, ui=visit.ui, links=visit.links, **context)


def _error(
    visit: _Visit, message: str, *, heading: str = "problem.heading", foreign: bool = False, years: bool = False
) -> dict[str, object]:
    """Context of the error page.

    Args:
        visit: the request.
        message: what is wrong and what to do.
        heading: key of the text above it.
        foreign: the message is in English whatever the page's language.
        years: the years are what has to be mended.
    """
    return {"message": message, "heading": heading, "foreign": foreign, "years": years, **_filters_in_use(visit)}


def _on_years(fault: Problem) -> bool:
    return fault.code == "years" or fault.values.get("name") in ("from", "to")


def _filters_in_use(visit: _Visit) -> dict[str, object]:
    return {
        "chips": views.chips(visit.parameters, visit.ui, visit.links),
        "unfiltered": views.without_filters(visit.parameters, visit.links),
    }


def _results(service: PageService, visit: _Visit) -> dict[str, object]:
    parameters, ui = visit.parameters, visit.ui
    # Who reads the page in a language reads documents in it, too, unless another one was named.
    asked = parameters if parameters.prefer else replace(parameters, prefer=(ui.language,))
    # An answer stands above the first page only: further pages are for those who look on.
    answered = parameters.offset == 0 and views.asks(parameters.text)
    found, answer = service.search_and_ask(asked) if answered else (service.search(asked), None)
    pages = quoting.sources(answer) if answer else {}
    return {
        "found": found,
        "answer": answer,
        "outright": views.asks_outright(parameters.text),
        "quotes": quoting.quotes(answer, pages) if answer else [],
        "sources": quoting.listed(pages),
        "by_meaning": views.only_by_meaning(found, parameters),
        "labels": quoting.page_labels([*found.results, *(answer.results if answer else [])]),
        "facets": views.facets(found.facets, parameters, ui, visit.links),
        "switches": views.switches(parameters, ui, visit.links),
        "paging": views.paging(found.total, parameters, visit.links),
        **_filters_in_use(visit),
    }


def _in_words(fault: Problem, ui: Interface) -> str:
    """The problem in the reader's language."""
    values: dict[str, object] = {key: ui.number(v) if isinstance(v, int) else v for key, v in fault.values.items()}
    if "name" in values:
        values["name"] = ui.text(f"parameter.{values['name']}")
    return ui.text(f"problem.{fault.code}", **values)


def _answer(request: Request, html: str, status: int, ui: Interface) -> Response:
    headers = {"Content-Language": ui.tag, "Vary": "Accept-Language, Cookie", "Cache-Control": "private, no-cache"}
    response = HTMLResponse(html, status, headers)
    if request.query_params.get("ui") == ui.language:
        response.set_cookie(
            _COOKIE,
            ui.language,
            max_age=_YEAR_SECONDS,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
    return response


def _environment(assets: Mapping[str, Asset]) -> Environment:
    environment = Environment(
        loader=PackageLoader("unescosearch.page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(
        languages={code: facts(code).label for code in INTERFACE},
        longest=LONGEST_TEXT,
        direction=direction,
        fields=links.fields,
        changed=links.changed,
        unquoted=unquoted,
        safe=links.safe,
        site=links.site,
        excerpt=excerpts.excerpt,
        linked=excerpts.linked,
        paragraphs=excerpts.paragraphs,
        reference=citations.reference,
        printed_page=citations.printed_page,
        labelled=views.labelled,
        anchor=reading.anchor,
        page_link=quoting.page_link,
        asset=lambda name: f"/static/{name}?v={assets[name].version}",
    )
    return environment
