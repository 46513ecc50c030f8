"""The command that measures how well the search ranks: evaluate."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from unescosearch.cli.build import build_options
from unescosearch.cli.options import Index, Json, index_folder
from unescosearch.cli.progress import BuildProgress
from unescosearch.cli.scores import print_comparisons, print_results
from unescosearch.errors import UsageError
from unescosearch.evaluation import expected
from unescosearch.evaluation.metrics import MEASURES
from unescosearch.evaluation.records import EvaluationSet
from unescosearch.evaluation.run import DIFFERENCE_OF, SetResult
from unescosearch.evaluation.run import evaluate as run
from unescosearch.evaluation.sets import located, read_sets
from unescosearch.generation.generation import open_current
from unescosearch.search.parameters import MODES
from unescosearch.settings import Settings

_ALL = "all"
_FAILED = 1

Sets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SET...",
        help="Folder or file of a set, or QUESTIONS.json:CORPUS.json; looked for here and in UNESCOSEARCH_EVALUATION.",
    ),
]
Mode = Annotated[str, typer.Option(help="hybrid, dense (meaning only), lexical (words only) or all.")]
Pairs = Annotated[
    bool, typer.Option("--language-pairs", help="Cross the SQuAD-like files of a folder: each language over each.")
]
Together = Annotated[
    bool, typer.Option("--together", help="Take the SQuAD-like files of a folder as one collection in all languages.")
]
Work = Annotated[
    Path | None, typer.Option(help="Folder that keeps the indexes of sets with documents of their own, for next time.")
]
Save = Annotated[Path | None, typer.Option(help="Write the scores to this file, to be expected later.")]
Check = Annotated[
    Path | None, typer.Option(help="Compare with the scores in this file, of its own sets where none is named.")
]
Metric = Annotated[str, typer.Option(help=f"What the table shows: {', '.join(MEASURES)}. --json gives all.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(evaluate)


def evaluate(
    sets: Sets = None,
    index: Index = None,
    mode: Mode = _ALL,
    language_pairs: Pairs = False,
    together: Together = False,
    work: Work = None,
    save: Save = None,
    check: Check = None,
    metric: Metric = DIFFERENCE_OF,
    as_json: Json = False,
) -> None:
    """Measure the ranking on sets of questions whose answers are known; exit code 1 where --check fails."""
    modes = _modes(mode, save, metric)
    if language_pairs and together:
        raise UsageError("--language-pairs builds an index a language, --together one for all: name one of them.")
    if (check is None and not sets) or (save and check):
        raise UsageError("Name one or more sets, with --save or without, or --check and a file of expected scores.")
    wanted = expected.load(check) if check else None
    names = sets or list(wanted.sets if wanted else ())
    crossed = language_pairs or bool(wanted and not sets and wanted.language_pairs)
    mixed = together or bool(wanted and not sets and wanted.together)
    home = Settings().evaluation
    read = [each for name in names for each in read_sets(name, home, crossed, mixed)]
    results = _results(read, index, work, modes)
    found = expected.Expected(
        sets=tuple(_portable(name, home) for name in names),
        language_pairs=crossed,
        over_index=index is not None or any(each.corpus is None for each in read),
        engine=_engine(results),
        results=[expected.result_json(result) for result in results],
        together=mixed,
    )
    if as_json:
        typer.echo(json.dumps({"engine": found.engine, "results": found.results}, ensure_ascii=False, indent=2))
    else:
        print_results(Console(), results, metric)
    if save:
        expected.save(save, found)
    if wanted:
        _compare(wanted, found)


def _modes(mode: str, save: Path | None, metric: str) -> tuple[str, ...]:
    if mode not in (*MODES, _ALL):
        raise UsageError(f"mode '{mode}' is unknown: choose one of {', '.join((*MODES, _ALL))}.")
    if metric not in MEASURES:
        raise UsageError(f"metric '{metric}' is unknown: choose one of {', '.join(MEASURES)}.")
    if save and mode != _ALL:
        raise UsageError("Scores to be expected are saved in all modes: leave --mode out.")
    return MODES if mode == _ALL else (mode,)


def _results(
    sets: Sequence[EvaluationSet], index: Path | None, work: Path | None, modes: Sequence[str]
) -> list[SetResult]:
    with _folder(work) as folder, BuildProgress() as progress:
        return [_result(each, index, folder, modes, progress) for each in sets]


def _result(
    each: EvaluationSet, index: Path | None, work: Path, modes: Sequence[str], progress: BuildProgress
) -> SetResult:
    if index is not None or each.corpus is None:
        generation = open_current(index_folder(index), checksums=False)
        names = None
    else:
        # Only sets with documents of their own need what building needs.
        options = build_options(Settings())
        from unescosearch.evaluation import index_cache

        generation = open_current(index_cache.index_of(each, work, options, progress), checksums=False)
        names = index_cache.names_in(generation, each.corpus)
    try:
        return run(each, generation, names, modes, progress)
    finally:
        generation.close()


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def _portable(name: str, home: Path) -> str:
    """The name of a set without the way to the folder of evaluation sets, where it lies in there."""
    parts = []
    for part in [name] if located(name, home) else name.split(":"):
        path, inside = Path(part).resolve(), home.resolve()
        parts.append(path.relative_to(inside).as_posix() if path.is_relative_to(inside) else part)
    return ":".join(parts)


def _engine(results: Sequence[SetResult]) -> dict[str, Any]:
    engines = {result.engine.id: result.engine for result in results}
    if len(engines) > 1:
        raise UsageError("The indexes of these sets were built with different settings: evaluate them one by one.")
    return asdict(next(iter(engines.values())))


def _compare(wanted: expected.Expected, found: expected.Expected) -> None:
    comparisons = expected.compare(wanted.results, found.results)
    changes = expected.changed_values(wanted.engine, found.engine)
    print_comparisons(Console(stderr=True), comparisons, changes)
    if any(comparison.verdict == "FAIL" for comparison in comparisons):
        raise typer.Exit(_FAILED)
