"""What `evaluate` prints: scores, and how they compare with the expected ones, within the width of the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from unescosearch.evaluation.bootstrap import Interval
from unescosearch.evaluation.expected import Comparison
from unescosearch.evaluation.metrics import MEASURES
from unescosearch.evaluation.run import DIFFERENCE_OF, Row, SetResult


def print_results(console: Console, results: Sequence[SetResult], metric: str) -> None:
    """A line for each set, pair of languages and kind of question; all modes that were run."""
    modes = list(results[0].rows[0].scores)
    compared = metric == DIFFERENCE_OF and results[0].rows[0].difference is not None
    table = Table(box=None, pad_edge=False, title=metric, title_justify="left")
    table.add_column("set", overflow="fold")
    for heading in ("n", *modes, *(["hybrid - better part"] if compared else [])):
        table.add_column(heading, justify="right", no_wrap=True)
    for result in results:
        for row in result.rows:
            scores = [f"{row.scores[mode][metric]:.3f}" for mode in modes]
            difference = [_difference(row.difference)] if compared and row.difference else []
            table.add_row(_label(result, row), f"{row.questions:,}", *scores, *difference)
    console.print(table)
    if metric == DIFFERENCE_OF:
        console.print()
        console.print(_measures(results, modes[0]))
    for result in results:
        for row in result.rows:
            if row.own_language is not None and not row.kind:
                console.print(f"{_label(result, row)}: first result in the asker's language {row.own_language:.1%}")
        if result.left_out:
            console.print(f"{result.name}: {result.left_out} questions left out, their documents are not in the index.")
    console.print(f"engine {results[0].engine.id}; its values: --json", highlight=False)


def _measures(results: Sequence[SetResult], mode: str) -> Table:
    """All measures of one mode; the other modes' stand in the JSON."""
    table = Table(box=None, pad_edge=False, title=mode, title_justify="left")
    table.add_column("set", overflow="fold")
    for name in MEASURES:
        table.add_column(name, justify="right", no_wrap=True)
    for result in results:
        for row in result.rows:
            table.add_row(_label(result, row), *(f"{row.scores[mode][name]:.3f}" for name in MEASURES))
    return table


def print_comparisons(console: Console, comparisons: Sequence[Comparison], changes: Sequence[str]) -> None:
    """OK, nearly or FAIL for each expected row, and what has changed in the engine since."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for each in comparisons:
        size = f"{each.difference:+.4f}" if each.verdict != "OK" and each.difference else ""
        where = "" if each.verdict == "OK" else each.where
        table.add_row(each.verdict, " ".join(filter(None, (each.set, each.pair, each.kind))), where, size)
    console.print(table)
    if changes:
        console.print("The engine is not the one that gave the expected scores:")
        console.print(Padding("\n".join(changes), (0, 0, 0, 2)), highlight=False)


def _label(result: SetResult, row: Row) -> str:
    return f"  {row.kind}" if row.kind else f"{result.name} {row.pair}"


def _difference(interval: Interval) -> str:
    return f"{interval.mean:+.3f} [{interval.low:+.3f}, {interval.high:+.3f}]"
