"""What an answer that is no success says, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

_LONGEST = 200
_ADVICE = {
    HTTPStatus.UNAUTHORIZED: "it is not open to everybody",
    HTTPStatus.FORBIDDEN: "the host refuses programs, or this address",
    HTTPStatus.TOO_MANY_REQUESTS: "the host has had enough requests for now",
}


def told_problem(status: int, headers: Mapping[str, str], body: bytes) -> str:
    """Status, its meaning, and the message of an API where there is one."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    parts = [
        f"{status} {phrase}".strip(),
        _ADVICE.get(HTTPStatus(status), "") if phrase else "",
        _message(headers, body),
    ]
    return ": ".join(filter(None, parts))


def _message(headers: Mapping[str, str], body: bytes) -> str:
    if "json" not in headers.get("content-type", ""):
        return ""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(told, dict):
        return ""
    named = (told.get(key) for key in ("error_code", "message", "error"))
    return ", ".join(text for text in named if isinstance(text, str))[:_LONGEST]
