"""The report of a build as the page shows it: figures and tables in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unescosearch.generation.report import BuildReport
from unescosearch.page.interface import Interface
from unescosearch.records import Failure

# Of each list the page shows so many; GET /api/report has all.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        number: it is written towards the end of the line.
        foreign: its text is in English, or the name of a file, whatever the page's language.
        only: the parameter and value that narrow the report to what this cell names.
    """

    text: str
    number: bool = False
    foreign: bool = False
    only: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the report.

    Attributes:
        name: a key of the texts below `report`, which is the heading.
        headings: keys of the texts of the columns.
        more: how many rows are not shown.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    more: int = 0


def figures(report: BuildReport, ui: Interface) -> list[tuple[str, str]]:
    """What can be said of the build in one figure each, under keys of the texts."""
    changes, spread, outcomes = report.changes, report.passages_per_document, report.outcomes
    least, middle, most = (ui.number(each) for each in (spread.least, spread.median, spread.most))
    counts = {
        "report.files": changes.files,
        "report.gave": outcomes.get("document", 0),
        "report.failed": outcomes.get("failure", 0),
        "report.duplicate": outcomes.get("duplicate", 0),
        "report.added": changes.added,
        "report.changed": changes.changed,
        "report.removed": changes.removed,
        "report.unchanged": changes.unchanged,
        "report.kept": changes.kept,
        "report.documents": report.documents,
        "report.passages": report.passages,
        "report.encoded": report.encoded,
        "report.without_prose": spread.without_prose,
        "report.ocr": len(report.ocr),
    }
    shown = [(key, ui.number(count)) for key, count in counts.items()]
    shown.append(("report.per_document", ui.text("report.spread", least=least, median=middle, most=most)))
    return shown


def tables(report: BuildReport, ui: Interface) -> list[Table]:
    """The lists of the report; those that are empty too, which say that there is nothing."""
    return [
        *_stale(report, ui),
        _collections(report, ui),
        _languages(report, ui),
        _times(report, ui),
        *_troubles(report, ui),
    ]


def _stale(report: BuildReport, ui: Interface) -> list[Table]:
    rows = [
        (*_place(each.collection, each.path), Cell(ui.date(each.since)), Cell(each.reason, foreign=True))
        for each in report.stale
    ]
    return [_table("stale", ("collection", "file", "since", "reason"), rows)] if rows else []


def _collections(report: BuildReport, ui: Interface) -> Table:
    headings = ("collection", "files", "gave", "failed", "duplicate", "documents", "passages")
    rows = [
        (
            Cell(each.name, only=("collection", each.name)),
            *_numbers(ui, each.files, each.gave, each.failed, each.duplicates, each.documents, each.passages),
        )
        for each in report.collections
    ]
    return _table("collections", headings, rows)


def _languages(report: BuildReport, ui: Interface) -> Table:
    rows = [(Cell(ui.language_name(code)), *_numbers(ui, count)) for code, count in report.languages.items()]
    return _table("languages", ("language", "passages"), rows)


def _times(report: BuildReport, ui: Interface) -> Table:
    rows = [
        (Cell(ui.texts.get(f"stage.{name}", name)), *_numbers(ui, round(seconds, 1)))
        for name, seconds in report.seconds.items()
    ]
    return _table("times", ("stage", "seconds"), rows)


def _troubles(report: BuildReport, ui: Interface) -> list[Table]:
    return [
        _reasons(report, ui),
        _failures("failures", report.failures, ui),
        _failures("scans", report.scans, ui),
        _disorder(report, ui),
        _doubtful(report, ui),
        _copies(report, ui),
    ]


def _reasons(report: BuildReport, ui: Interface) -> Table:
    rows = [
        (Cell(one.reason, foreign=True, only=("reason", one.reason)), _stage(one.stage, ui), *_numbers(ui, one.count))
        for one in report.reasons
    ]
    return _table("reasons", ("reason", "stage", "count"), rows)


def _disorder(report: BuildReport, ui: Interface) -> Table:
    rows = [
        (*_place(each.collection, each.path), Cell(each.title), _share(each.share, ui), *_numbers(ui, each.passages))
        for each in report.suspected_order
    ]
    return _table("order", ("collection", "file", "title_of", "broken", "passages"), rows)


def _doubtful(report: BuildReport, ui: Interface) -> Table:
    rows = [
        (*_place(each.collection, each.path), *_numbers(ui, each.page), _share(each.confidence, ui))
        for each in report.doubtful
    ]
    return _table("doubtful", ("collection", "file", "page", "confidence"), rows)


def _copies(report: BuildReport, ui: Interface) -> Table:
    rows = [
        (*_place(one.collection, one.path), Cell(one.title), Cell(one.kept, foreign=True), _share(one.similarity, ui))
        for one in report.duplicates
    ]
    return _table("duplicates", ("collection", "file", "title_of", "instead", "similarity"), rows)


def _failures(name: str, failures: Iterable[Failure], ui: Interface) -> Table:
    rows = [
        (*_place(each.collection, each.path), _stage(each.stage, ui), Cell(each.reason, foreign=True))
        for each in failures
    ]
    return _table(name, ("collection", "file", "stage", "reason"), rows)


def _table(name: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    return Table(f"report.{name}", [f"report.{heading}" for heading in headings], rows[:_SHOWN], len(rows[_SHOWN:]))


def _place(collection: str, path: str) -> tuple[Cell, Cell]:
    return Cell(collection), Cell(path, foreign=True)


def _stage(stage: str, ui: Interface) -> Cell:
    return Cell(ui.texts.get(f"stage.{stage}", stage))


def _share(share: float, ui: Interface) -> Cell:
    return Cell(ui.percent(share), number=True)


def _numbers(ui: Interface, *numbers: float) -> list[Cell]:
    return [Cell(ui.number(number), number=True) for number in numbers]
