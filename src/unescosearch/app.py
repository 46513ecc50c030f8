"""Puts page and API together as one application over a live index."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request, Response
from fastapi_offline import FastAPIOffline

from unescosearch.api.problems import install_problem_handlers
from unescosearch.api.routes import api_router
from unescosearch.page.routes import page_router
from unescosearch.service.live import LiveIndex
from unescosearch.service.service import SearchService

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
_PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data:; form-action 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
# The API's documentation page is not ours and holds a script inside: the page's policy is not for it.
_WITHOUT_POLICY = ("/docs", "/redoc")
# Searching is arithmetic: of the 40 threads that the framework would use some wait for seconds while others answer
# twice, and all take memory. Who asks while all threads are busy is served in turn (docs/robustness.md).
_THREADS = min(40, max(4, 2 * (os.cpu_count() or 1)))


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = _THREADS
    yield


def create_app(live: LiveIndex) -> FastAPI:
    """The application; the caller closes the live index when it stops."""
    app = FastAPIOffline(
        title="unescosearch",
        version=version("unescosearch"),
        description="Semantic search and answers in quotes over UNESCO documents.",
        redoc_url=None,
        lifespan=_few_threads,
    )
    install_problem_handlers(app)
    app.include_router(api_router(live))
    app.include_router(page_router(SearchService(live), lambda: live.document_count))

    @app.middleware("http")
    async def secure(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await proceed(request)
        response.headers.update(_HEADERS)
        if request.url.path not in _WITHOUT_POLICY:
            response.headers["Content-Security-Policy"] = _PAGE_POLICY
        return response

    return app
