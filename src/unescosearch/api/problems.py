"""Maps errors to HTTP answers, once: problem details as RFC 9457 has them."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from unescosearch.errors import IndexUnavailableError, NotFoundError, UnescosearchError, UsageError

MEDIA_TYPE = "application/problem+json"

_STATUS: dict[type[UnescosearchError], HTTPStatus] = {
    UsageError: HTTPStatus.BAD_REQUEST,
    NotFoundError: HTTPStatus.NOT_FOUND,
    IndexUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}
_log = logging.getLogger(__name__)


def status_of(error: UnescosearchError) -> HTTPStatus:
    """The HTTP status of an error; what has none of its own is the server's fault."""
    kinds = (kind for kind in type(error).__mro__ if kind in _STATUS)
    return next((_STATUS[kind] for kind in kinds), HTTPStatus.INTERNAL_SERVER_ERROR)


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every error of an app with problem details; an unforeseen one tells nothing of the inside."""

    @app.exception_handler(UnescosearchError)
    def known(request: Request, error: UnescosearchError) -> JSONResponse:
        return _problem(status_of(error), str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return _problem(HTTPStatus.BAD_REQUEST, "; ".join(_place(fault) for fault in error.errors()))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        return _problem(HTTPStatus(error.status_code), str(error.detail))

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> JSONResponse:
        _log.error("Unforeseen error at %s", request.url.path, exc_info=error)
        detail = "Something went wrong in the service; its log has the details. The same request may work later."
        return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _place(fault: dict[str, object]) -> str:
    location = fault.get("loc")
    names = [str(part) for part in location] if isinstance(location, tuple) else []
    return f"{'.'.join(names[1:]) or 'body'}: {fault.get('msg', 'invalid')}"


def _problem(status: HTTPStatus, detail: str) -> JSONResponse:
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE)
