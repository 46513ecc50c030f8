"""The command that serves page and API."""

from __future__ import annotations

import logging
import socket
from typing import Annotated

import typer
import uvicorn

from unescosearch.app import create_app
from unescosearch.cli.options import Index
from unescosearch.errors import ServiceError
from unescosearch.service.live import LiveIndex
from unescosearch.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(serve)


def serve(
    index: Index = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on, 0 for a free one [default: 8000].")] = None,
) -> None:
    """Serve the page and the API; a newly built index is taken up without a restart."""
    settings = Settings()
    host, port = host or settings.host, settings.port if port is None else port
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    live = LiveIndex(index or settings.index)
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        live.close()
        raise ServiceError(f"Cannot listen on {host} port {port} ({error}). Choose another with --port.") from error
    # Accepted connections inherit this: without it each answer may wait for an acknowledgement of its first half.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"unescosearch is at http://{shown}:{listener.getsockname()[1]}/  (stop it with Ctrl+C)")
    try:
        uvicorn.Server(uvicorn.Config(create_app(live), log_level="warning")).run(sockets=[listener])
    finally:
        live.close()
