"""Tells somebody how far a build is, and notes how long each stage took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


def _say_start(stage: str, total: int | None) -> None:
    """Tell nobody."""


def _say_steps(steps: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Progress:
    """Who is told how far a build is; by default nobody.

    Attributes:
        start: called with a stage's name and its number of steps, None where that is not known.
        advance: called with the steps done since the last call.
        seconds: time that each finished stage took.
    """

    start: Callable[[str, int | None], None] = _say_start
    advance: Callable[[int], None] = _say_steps
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[None]:
        """Run a stage and note how long it took."""
        self.start(name, total)
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)
