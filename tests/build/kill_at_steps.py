"""Kills a build of a copy of an index just before each kind of step on the disk, and looks at what is left.

Run by test_kills.py in a process of its own, which only forks: the index is opened in its children alone.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.generation import Generation, open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.lineage import KEPT_GENERATIONS
from unescosearch.languages.detection import detect
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect"}


def in_child(task: Callable[[], None]) -> int:
    """Do something in a fork; its exit code, negative for the signal that ended it."""
    process = os.fork()
    if process == 0:
        try:
            task()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def watch(index: Path, met: Callable[[str, str], None]) -> None:
    """Tell of every step on the disk below an index, before it is taken."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS and str(index) in str(arguments[0]):
            met(event, str(arguments[0]))

    sys.addaudithook(hook)


def steps(index: Path, corpus: Path, options: BuildOptions, log: Path) -> list[str]:
    """The steps of a build, in order."""

    def task() -> None:
        with log.open("w", buffering=1) as stream:
            watch(index, lambda event, path: print(event, path, file=stream))
            build([corpus], index, options)

    assert in_child(task) == 0
    return log.read_text().splitlines()


def chosen(taken: list[str]) -> list[int]:
    """Of the steps that write the generation the first of each run of one kind; from its publication on all."""
    kinds = [step.split()[0] for step in taken]
    published = kinds.index("os.rename")
    return [n for n, kind in enumerate(kinds) if n >= published or n == 0 or kinds[n - 1] != kind]


def killed_before(step: int, index: Path, corpus: Path, options: BuildOptions) -> int:
    """Build, and die just before a step."""
    left = step

    def met(event: str, path: str) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    def task() -> None:
        watch(index, met)
        build([corpus], index, options)

    return in_child(task)


def look(index: Path, corpus: Path, options: BuildOptions) -> None:
    """What must hold after a kill: the live generation answers, none is damaged, and the next build makes all good."""
    layout = IndexLayout(index)
    live = Generation(layout.current())
    assert search(live, SearchParameters("clubs in Kazakhstan")).hits
    live.close()
    for name in layout.generation_ids():
        Generation(layout.generation(name)).close()
    build([corpus], index, options)
    assert layout.leftovers() == []
    assert len(layout.generation_ids()) <= KEPT_GENERATIONS
    open_current(index).close()
    assert sorted(path.name for path in index.iterdir()) == ["build.lock", "current", "current.lock", "generations"]


def main() -> None:
    """Kill at each chosen step; say how many there were."""
    index, corpus, model, scratch = (Path(argument) for argument in sys.argv[1:])
    options = BuildOptions(models=(str(model),))
    copy = scratch / "copy"
    detect("What the children need and would each load.")
    shutil.copytree(index, copy)
    taken = steps(copy, corpus, options, scratch / "steps")
    kills = chosen(taken)
    for step in kills:
        shutil.rmtree(copy)
        shutil.copytree(index, copy)
        died = killed_before(step, copy, corpus, options)
        assert died == -signal.SIGKILL, f"step {step} ({taken[step]}) was not met: exit code {died}"
        assert in_child(lambda: look(copy, corpus, options)) == 0, f"killed before step {step}: {taken[step]}"
    sys.stdout.write(f"{len(kills)} of {len(taken)}")


if __name__ == "__main__":
    main()
