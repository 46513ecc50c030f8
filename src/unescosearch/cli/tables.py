"""What the commands print: progress bars, results, answers and the report, within the width of the terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from unescosearch.index.progress import Progress
from unescosearch.index.report import BuildReport
from unescosearch.web.schemas import AlsoInOut, AskOut, DocumentOut, PassageOut, SearchOut

_STAGES = {
    "collect": "Looking at the corpus",
    "model": "Preparing the model",
    "read": "Reading",
    "compare": "Comparing",
    "lexicon": "Learning names and words",
    "encode": "Encoding passages",
    "index": "Indexing",
    "check": "Checking",
    "ask": "Asking questions",
}
_SHOWN_FAILURES = 10
_SHOWN_CHARACTERS = 600


class BuildProgress(Progress):
    """A progress bar a stage, on standard error, so that results can be piped."""

    def __init__(self) -> None:
        self._bars = Bars(
            TextColumn("{task.description:<22}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._task: TaskID | None = None
        super().__init__(start=self._start, advance=self._advance)

    def __enter__(self) -> BuildProgress:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._finish()
        self._bars.stop()

    def _start(self, stage: str, total: int | None) -> None:
        self._finish()
        self._task = self._bars.add_task(_STAGES.get(stage, stage), total=total)

    def _advance(self, steps: int) -> None:
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def _finish(self) -> None:
        if self._task is not None:
            task = self._bars.tasks[self._task]
            total = task.total or 1
            self._bars.update(self._task, total=total, completed=total)


def print_results(console: Console, found: SearchOut) -> None:
    """The results of a search: title, facts, passage, link."""
    _print_understood(console, found)
    if not found.results:
        console.print("Nothing was found. Try other words, another language, or fewer filters.")
        return
    for result in found.results:
        console.print(_heading(result.rank, result.document, result.passage))
        console.print(Padding(_passage_text(result.passage), (0, 0, 0, 4)))
        _print_link(console, result.document.link)
        for copy in result.document.copies:
            console.print(Text(f"    another copy: {copy.title}"))
            _print_link(console, copy.source_url)
        for other in result.also_in:
            console.print(Text(f"    the same text also in: {other.title}{_when(other)}"))
            _print_link(console, other.link)
    console.print(f"{len(found.results)} of {found.total} results in {found.took_ms:.0f} ms")


def _print_understood(console: Console, found: SearchOut) -> None:
    """What was searched for, where it is not what was written."""
    query = found.query
    if query.corrected:
        console.print(Text(f"Showing results for: {query.corrected}. As it was written: --no-spelling\n"))
    for phrase in query.loose_phrases:
        console.print(Text(f"No passage holds “{phrase}” word for word: these results are for its single words.\n"))


def print_answer(console: Console, answered: AskOut) -> None:
    """The quotes of an answer with their sources, or the nearest passages where there is none."""
    if answered.answer.status == "not_found":
        console.print("No sentence in the collections answers this. The nearest passages:\n")
        for result in answered.results:
            console.print(_heading(result.rank, result.document, result.passage))
            _print_link(console, result.document.link)
        return
    for sentence in answered.answer.sentences:
        console.print(Text(f"{_quoted(sentence.text)} [{sentence.citation}]", style="bold"))
    console.print()
    for citation in answered.citations:
        place = f", page {citation.page}" if citation.page else ""
        console.print(Text(f"[{citation.number}] {citation.document.title}{_when(citation.document)}{place}"))
        _print_link(console, citation.link)


def print_report(console: Console, report: BuildReport) -> None:
    """What a build did, with the reasons of what could not be read."""
    changes, spread = report.changes, report.passages_per_document
    if not report.rebuilt:
        console.print("Nothing changed: the index is up to date.")
    if report.reason:
        console.print(f"Everything was read anew: {report.reason.rstrip('.')}.", soft_wrap=True)
    table = Table(show_header=False, box=None, pad_edge=False)
    outcomes = report.outcomes
    table.add_row("files and rows", f"{changes.files:,}")
    table.add_row("  gave documents", f"{outcomes.get('document', 0):,}")
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


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if line.startswith(("“", '"', "«")) else f"“{line}”"


def _heading(rank: int, document: DocumentOut, passage: PassageOut) -> Text:
    page = f", page {passage.page_label or passage.page}" if passage.page else ""
    facts = "".join(f" · {fact}" for fact in (document.type, document.language) if fact)
    return Text.assemble((f"{rank:>2}. {document.title}", "bold"), f"{_when(document)}{page}{facts}")


def _when(document: DocumentOut | AlsoInOut) -> str:
    return f" ({document.date})" if document.date else ""


def _passage_text(passage: PassageOut) -> Text:
    text = Text(passage.text[:_SHOWN_CHARACTERS].replace("\n", " "))
    for start, end in passage.highlights:
        text.stylize("underline", start, min(end, _SHOWN_CHARACTERS))
    return text.append(" …") if len(passage.text) > _SHOWN_CHARACTERS else text


def _print_link(console: Console, link: str) -> None:
    console.print(Text(f"    {link or 'no source address is known'}\n", style="blue"), soft_wrap=True)
