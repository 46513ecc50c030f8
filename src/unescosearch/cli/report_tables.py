"""What build and report print, within the width of the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from unescosearch.generation.report import BuildReport

_SHOWN_FAILURES = 10


def print_report(console: Console, report: BuildReport) -> None:
    """What a build did, with the reasons of what could not be read."""
    changes, spread = report.changes, report.passages_per_document
    if not report.rebuilt:
        console.print("Nothing changed: the index is up to date.")
    if report.reason:
        console.print(f"Everything was read anew: {report.reason.rstrip('.')}.", soft_wrap=True)
    _print_stale(console, report)
    for note in report.notes:
        console.print(note, soft_wrap=True)
    table = Table(show_header=False, box=None, pad_edge=False)
    outcomes = report.outcomes
    table.add_row("files and rows", f"{changes.files:,}")
    table.add_row("  gave documents", f"{outcomes.get('document', 0):,}")
    if report.stale:
        table.add_row("    of an earlier build", f"{len(report.stale):,}")
    table.add_row("  failed", f"{outcomes.get('failure', 0):,}")
    table.add_row("  duplicates", f"{outcomes.get('duplicate', 0):,}")
    table.add_row("added, changed", f"{changes.added:,}, {changes.changed:,}")
    table.add_row("removed, unchanged", f"{changes.removed:,}, {changes.unchanged:,}")
    if changes.kept:
        table.add_row("kept", f"{changes.kept:,} files and rows of collections that cannot be read now")
    table.add_row("documents", f"{report.documents:,}")
    table.add_row("passages", f"{report.passages:,} ({report.encoded:,} encoded)")
    per = f"{spread.least:,} to {spread.most:,}, median {spread.median:,.0f}"
    table.add_row("  per document", f"{per}; {spread.without_prose:,} without sentences")
    table.add_row("languages", ", ".join(f"{name} {count:,}" for name, count in report.languages.items()))
    table.add_row("suspected scans", f"{len(report.scans):,}")
    table.add_row("suspected wrong order", f"{len(report.suspected_order):,}")
    table.add_row("model", report.model)
    if report.ocr:
        table.add_row("pages read by OCR", f"{len(report.ocr):,} ({len(report.doubtful):,} doubtful)")
    if report.reranker:
        table.add_row("reranker", report.reranker)
    table.add_row("vector index", f"{report.vector_index}, recall@10 {report.vector_recall:.3f}")
    table.add_row("seconds", ", ".join(f"{name} {seconds:.1f}" for name, seconds in report.seconds.items()))
    table.add_row("generation", report.generation)
    console.print(table)
    _print_collections(console, report)
    _print_failures(console, report)
    _print_duplicates(console, report)
    _print_suspects(console, report)
    _print_doubtful(console, report)


def _print_stale(console: Console, report: BuildReport) -> None:
    if report.stale:
        console.print(f"{len(report.stale)} cannot be read now and are kept from an earlier build:")
        for one in report.stale[:_SHOWN_FAILURES]:
            named = f"{one.collection}: {one.path}: since {one.since}: {one.reason}"
            console.print(Padding(Text(named), (0, 0, 0, 2)))
        _print_rest(console, len(report.stale))
        console.print()


def _print_doubtful(console: Console, report: BuildReport) -> None:
    if report.doubtful:
        console.print(f"\n{len(report.doubtful)} pages were read by OCR with little confidence:")
    for page in report.doubtful[:_SHOWN_FAILURES]:
        named = f"{page.collection}: {page.path}: page {page.page}: {page.confidence:.0%}"
        console.print(Padding(Text(named), (0, 0, 0, 2)))


def _print_collections(console: Console, report: BuildReport) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("\ncollection", ratio=1)
    for title in ("files\nor rows", "failed", "dupli-\ncates", "docu-\nments", "passages"):
        table.add_column(title if "\n" in title else f"\n{title}", justify="right")
    for each in report.collections:
        counts = (each.files, each.failed, each.duplicates, each.documents, each.passages)
        table.add_row(each.name, *(f"{count:,}" for count in counts))
    console.print()
    console.print(table)


def _print_failures(console: Console, report: BuildReport) -> None:
    if not report.failures:
        return
    console.print(f"\n{len(report.failures)} could not be read:")
    for failure in report.failures[:_SHOWN_FAILURES]:
        named = f"{failure.collection}: {failure.path}: {failure.reason} ({failure.stage})"
        console.print(Padding(Text(named), (0, 0, 0, 2)))
    if len(report.failures) > _SHOWN_FAILURES:
        console.print("The reasons of all:")
        for reason in report.reasons:
            console.print(Padding(Text(f"{reason.count:,} × {reason.reason} ({reason.stage})"), (0, 0, 0, 2)))
        console.print("Each of them: unescosearch report --json")


def _print_duplicates(console: Console, report: BuildReport) -> None:
    if report.duplicates:
        console.print(f"\n{len(report.duplicates)} left out because the text is, or nearly is, that of another:")
    for one in report.duplicates[:_SHOWN_FAILURES]:
        alike = f"{one.similarity:.0%} {one.kept}"
        console.print(Padding(Text(f"{one.collection}: {one.path}: {one.title} = {alike}"), (0, 0, 0, 2)))
    _print_rest(console, len(report.duplicates))


def _print_suspects(console: Console, report: BuildReport) -> None:
    if report.suspected_order:
        console.print(f"\n{len(report.suspected_order)} may have been read in a wrong order:")
    for suspect in report.suspected_order[:_SHOWN_FAILURES]:
        broken = f"{suspect.share:.0%} of {suspect.passages} passages begin in the middle of a sentence"
        console.print(Padding(Text(f"{suspect.collection}: {suspect.path}: {suspect.title}: {broken}"), (0, 0, 0, 2)))
    _print_rest(console, len(report.suspected_order))


def _print_rest(console: Console, count: int) -> None:
    if count > _SHOWN_FAILURES:
        console.print(f"  and {count - _SHOWN_FAILURES:,} more; all of them: unescosearch report --json")
