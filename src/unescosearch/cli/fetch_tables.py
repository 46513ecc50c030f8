"""What fetch prints: figures, and the reasons of failures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from unescosearch.fetching.fetch import Fetch

_SHOWN_FAILURES = 10


def print_fetched(console: Console, fetched: Fetch) -> None:
    """What came of a fetch, with the reasons of what could not be had."""
    outcome = fetched.outcome
    console.print(Text(f"{fetched.name}{', taken up again' if fetched.resumed else ''}", style="bold"))
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_row("folder", str(fetched.folder))
    table.add_row("new, changed, unchanged", f"{outcome.new:,}, {outcome.changed:,}, {outcome.unchanged:,}")
    if outcome.gone or outcome.same or outcome.left_out:
        table.add_row("gone, the same, left out", f"{outcome.gone:,}, {outcome.same:,}, {outcome.left_out:,}")
    if outcome.rows is not None:
        expected = "" if outcome.expected is None else f" of {outcome.expected:,}"
        table.add_row("rows or files", f"{outcome.rows:,}{expected}")
    table.add_row("came", f"{outcome.bytes:,} bytes in {fetched.seconds:.1f} seconds")
    table.add_row("failed", f"{len(outcome.failures):,}")
    console.print(table)
    for failed in outcome.failures[:_SHOWN_FAILURES]:
        console.print(Padding(Text(f"{failed.url}: {failed.reason}".removeprefix(": ")), (0, 0, 0, 2)))
    if rest := Counter(failed.reason for failed in outcome.failures[_SHOWN_FAILURES:]):
        listed = "; ".join(f"{count:,} times: {reason}" for reason, count in rest.most_common(_SHOWN_FAILURES))
        console.print(Padding(Text(f"and {rest.total():,} more ({listed}); all of them with --json"), (0, 0, 0, 2)))
