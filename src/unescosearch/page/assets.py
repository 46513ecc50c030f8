"""The files that the page needs (style, script, icon): kept in memory, named by their content, cached by browsers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from importlib.resources import files

from fastapi import Request, Response

_YEAR_SECONDS = 365 * 24 * 3600
_MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file; `version` is a short hash of its content."""

    content: bytes
    media_type: str
    version: str

    @property
    def tag(self) -> str:
        """The ETag."""
        return f'"{self.version}"'


def load_assets() -> dict[str, Asset]:
    """The files of the folder `static`, by name."""
    assets = {}
    for file in (files("unescosearch.page") / "static").iterdir():
        media_type = _MEDIA_TYPES.get(file.name.rpartition(".")[2])
        if media_type:
            content = file.read_bytes()
            assets[file.name] = Asset(content, media_type, hashlib.sha256(content).hexdigest()[:16])
    return assets


def file_answer(request: Request, asset: Asset | None) -> Response:
    """The file, "not modified" where the browser has it already, or 404."""
    if asset is None:
        return Response("There is no such file.\n", HTTPStatus.NOT_FOUND, media_type="text/plain")
    # The page names each file with its version: such an address never changes its content.
    lasting = request.query_params.get("v") == asset.version
    cache = f"public, max-age={_YEAR_SECONDS}, immutable" if lasting else "public, max-age=3600"
    headers = {"Cache-Control": cache, "ETag": asset.tag, "X-Content-Type-Options": "nosniff"}
    if asset.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(asset.content, headers=headers, media_type=asset.media_type)
