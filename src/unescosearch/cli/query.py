"""Commands that ask an index: search and ask."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer
from rich.console import Console

from unescosearch.cli import options
from unescosearch.cli.narrowing import Narrowing, narrowed
from unescosearch.cli.results import print_answer, print_results
from unescosearch.generation.generation import open_current
from unescosearch.service.service import run_ask, run_search


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(narrowed(search))
    app.command()(narrowed(ask))


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A few words or a question, in any language.")],
    k: options.Wanted = 10,
    offset: Annotated[int, typer.Option(help="Results to skip.")] = 0,
    mode: Annotated[str, typer.Option(help="hybrid, dense (meaning only) or lexical (words only).")] = "hybrid",
    group: Annotated[str, typer.Option(help="document (its best passage) or passage.")] = "document",
    *,
    narrowing: Narrowing,
    prefer: options.Prefer = None,
    spelling: options.Spelling = True,
    index: options.Index = None,
    as_json: options.Json = False,
) -> None:
    """Rank the passages that answer a query best, each with its source."""
    parameters = options.parameters(query, k, narrowing)
    parameters = options.placed(options.for_reader(parameters, prefer, spelling), offset, mode, group)
    with closing(open_current(options.index_folder(index), checksums=False)) as generation:
        found = run_search(generation, parameters)
    if as_json:
        typer.echo(found.model_dump_json(indent=2))
    else:
        print_results(Console(), found)


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question, in any language.")],
    k: options.Wanted = 5,
    *,
    narrowing: Narrowing,
    prefer: options.Prefer = None,
    spelling: options.Spelling = True,
    index: options.Index = None,
    as_json: options.Json = False,
) -> None:
    """Answer a question with sentences of the documents, word for word, or say that none was found."""
    parameters = options.parameters(question, k, narrowing)
    parameters = options.for_reader(parameters, prefer, spelling)
    with closing(open_current(options.index_folder(index), checksums=False)) as generation:
        answered = run_ask(generation, parameters)
    if as_json:
        typer.echo(answered.model_dump_json(indent=2))
    else:
        print_answer(Console(), answered)
