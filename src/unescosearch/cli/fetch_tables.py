"""What fetch and collections print: figures with reasons of failures, and the list of collections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from unescosearch.fetching.fetch import Fetch
    from unescosearch.fetching.status import Status

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


def print_statuses(console: Console, found: Sequence[Status]) -> None:
    """The presets and collections; those that can be fetched first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Collection", overflow="fold", ratio=3)
    table.add_column("State", ratio=2)
    table.add_column("Size", ratio=2)
    table.add_column("Licence", ratio=2)
    for status in found:
        fetched_as = status.preset or (status.folder if status.kind else "")
        named = Text.assemble((f"{fetched_as}\n" if fetched_as else "", "bold"), status.name)
        if status.folder and status.folder != fetched_as:
            named.append(f"\n{status.folder}", style="dim")
        table.add_row(named, _state(status), status.size, status.licence)
    console.print(table)


def _state(status: Status) -> str:
    when = f" {status.fetched[:10]}" if status.fetched else ""
    figures = ["" if status.documents is None else f"{status.documents:,} here"]
    figures.append(f"{status.failures:,} failed" if status.failures else "")
    why = status.note if status.state == "cannot be used" else ""
    return "\n".join(filter(None, (f"{status.state}{when}", ", ".join(filter(None, figures)), why)))
