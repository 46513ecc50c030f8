"""The progress bars of long work, on standard error, so that results can be piped."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from unescosearch.progress import Progress

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


class FetchProgress:
    """A progress bar for a collection, on standard error, so that results can be piped."""

    def __init__(self, name: str) -> None:
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._task = self._bars.add_task(f"Fetching {name}", total=None)

    def __enter__(self) -> FetchProgress:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def tell(self, done: int, total: int) -> None:
        """Show how many addresses are done."""
        self._bars.update(self._task, completed=done, total=total)
