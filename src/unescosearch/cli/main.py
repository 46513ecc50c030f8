"""The entry point: runs a command and maps errors to exit codes, once."""

from __future__ import annotations

import sys

import typer
from pydantic import ValidationError
from rich.console import Console

from unescosearch.cli import build, collections, evaluate, fetch, query, service
from unescosearch.errors import CollectionError, MissingExtraError, NotFoundError, UnescosearchError, UsageError

DONE, FAILED, WRONG_USE, DONE_WITH_FAILURES = 0, 1, 2, 3

_WRONG_USE = (UsageError, NotFoundError, CollectionError, MissingExtraError)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Semantic search and answers in quotes over UNESCO documents.",
)
build.register(app)
fetch.register(app)
collections.register(app)
query.register(app)
evaluate.register(app)
service.register(app)


def main(arguments: list[str] | None = None) -> int:
    """Run a command.

    Returns:
        0 done, 1 failed, 2 wrong use, 3 done but with failures in the report.
    """
    try:
        app(arguments, prog_name="unescosearch")
    except SystemExit as end:  # how the command line ends in any case, well or not
        return end.code if isinstance(end.code, int) else DONE
    except KeyboardInterrupt:
        return _say("Stopped.", FAILED)
    except ValidationError as error:
        faults = "; ".join(f"UNESCOSEARCH_{str(f['loc'][0]).upper()}: {f['msg']}" for f in error.errors() if f["loc"])
        return _say(f"A setting cannot be used: {faults}", WRONG_USE)
    except UnescosearchError as error:
        return _say(str(error), WRONG_USE if isinstance(error, _WRONG_USE) else FAILED)
    return DONE


def _say(message: str, code: int) -> int:
    Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(f"unescosearch: {message}")
    return code


def run() -> None:
    """The installed command."""
    sys.exit(main())
