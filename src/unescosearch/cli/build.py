"""Commands that make and mend an index: build, report, rollback, doctor."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from unescosearch.cli.options import Index, Json, index_folder
from unescosearch.cli.progress import BuildProgress
from unescosearch.cli.report_tables import print_report
from unescosearch.errors import MissingExtraError
from unescosearch.generation.doctor import examine
from unescosearch.generation.generation import open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.report import narrowed, read_report
from unescosearch.generation.rollback import roll_back
from unescosearch.settings import Settings

if TYPE_CHECKING:
    from unescosearch.build.build import BuildOptions

_DONE_WITH_FAILURES = 3

Corpus = Annotated[
    list[Path] | None,
    typer.Option("--corpus", help="Folder of documents or collections; may be repeated.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(build)
    app.command()(report)
    app.command()(rollback)
    app.command()(doctor)


def build(
    corpus: Corpus = None,
    index: Index = None,
    model: Annotated[
        list[str] | None,
        typer.Option(help="sentence-transformers model: a name or a folder. May be repeated.", show_default=False),
    ] = None,
    reranker: Annotated[
        str | None,
        typer.Option(help="sentence-transformers CrossEncoder that sorts the best results: a name or a folder."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Take nothing over from the live generation.")] = False,
    as_json: Json = False,
) -> None:
    """Bring the index up to date with the corpora; the live one answers meanwhile."""
    settings = Settings()
    options = build_options(settings, model, reranker, full)
    from unescosearch.build import build as builder

    with BuildProgress() as progress:
        made = builder.build(corpus or [settings.corpus], index or settings.index, options, progress)
    if as_json:
        typer.echo(json.dumps(made.to_json(), ensure_ascii=False, indent=2))
    else:
        print_report(Console(), made)
    if made.failures:
        raise typer.Exit(_DONE_WITH_FAILURES)


def build_options(
    settings: Settings, models: Sequence[str] | None = None, reranker: str | None = None, full: bool = False
) -> BuildOptions:
    """How to build by the settings.

    Args:
        settings: of this machine.
        models: in place of the settings' models.
        reranker: in place of the settings' reranker.
        full: take nothing over from the live generation.

    Raises:
        MissingExtraError: what building needs is not installed.
    """
    # Only building needs the readers and the model: the other commands must start at once, and without that extra.
    try:
        from unescosearch.build.build import BuildOptions
    except ModuleNotFoundError as error:
        raise MissingExtraError("Building an index", "build") from error
    return BuildOptions(
        models=tuple(models or settings.models),
        precision=settings.precision,
        passage_tokens=settings.passage_tokens,
        full=full,
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
        languages=settings.languages,
        ocr_languages=settings.ocr_languages,
        reranker=(settings.reranker if reranker is None else reranker) or "",
        thesaurus=settings.thesaurus,
        acronyms=settings.acronyms,
        dictionaries=settings.dictionaries,
    )


def report(
    index: Index = None,
    collection: Annotated[str, typer.Option(help="List only what is of this collection.")] = "",
    stage: Annotated[str, typer.Option(help="List only failures of this stage: collect, read or split.")] = "",
    reason: Annotated[str, typer.Option(help="List only failures for this reason.")] = "",
    as_json: Json = False,
) -> None:
    """Show what the last build did, what it could not read or left out, and what looks odd."""
    generation = open_current(index_folder(index), checksums=False)
    made = narrowed(read_report(generation), collection, stage, reason)
    generation.close()
    if as_json:
        typer.echo(json.dumps(made.to_json(), ensure_ascii=False, indent=2))
    else:
        print_report(Console(), made)


def rollback(index: Index = None) -> None:
    """Go back to the newest sound generation before the live one."""
    done = roll_back(IndexLayout(index_folder(index)))
    for reason in done.passed_over:
        typer.echo(f"Passed over: {reason}", err=True)
    typer.echo(f"Generation {done.generation} is live.")


def doctor(index: Index = None) -> None:
    """Check every byte of every generation, open it, try its encoder; say what is wrong and what to do."""
    findings = examine(IndexLayout(index_folder(index)))
    for finding in findings:
        typer.echo(f"{finding.subject}: {finding.problem or 'sound'}")
        if finding.advice:
            typer.echo(f"    {finding.advice}")
    if any(finding.problem and not finding.harmless for finding in findings):
        raise typer.Exit(1)
