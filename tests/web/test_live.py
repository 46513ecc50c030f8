"""The live index: requests go on while the generation is switched, and a damaged one is not taken up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from unescosearch.index.build import BuildOptions, build
from unescosearch.index.layout import IndexLayout
from unescosearch.search.parameters import SearchParameters
from unescosearch.web.live import LiveIndex
from unescosearch.web.service import SearchService


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "the live index did not follow"
        time.sleep(0.02)


def test_a_new_generation_is_taken_up_without_a_failed_request(
    corpus: Path, tmp_path: Path, options: BuildOptions
) -> None:
    root = tmp_path / "index"
    build([corpus], root, options)
    live = LiveIndex(root)
    service, seen, faults, done = SearchService(live), set[str](), list[Exception](), threading.Event()

    def ask_on() -> None:
        while not done.is_set():
            try:
                answer = service.search(SearchParameters("clubs and birds"))
                seen.add(answer.index.generation)
                assert answer.results
            except Exception as error:
                faults.append(error)

    threads = [threading.Thread(target=ask_on) for _ in range(8)]
    for thread in threads:
        thread.start()
    generations = []
    for number in range(3):
        (corpus / "new.txt").write_text(f"A text about clubs that is another each time: number {number}.")
        generations.append(build([corpus], root, options).generation)
        wait_for(lambda: generations[-1] in seen)
    done.set()
    for thread in threads:
        thread.join()
    live.close()
    assert faults == []
    assert set(generations) <= seen


def test_a_damaged_generation_leaves_the_old_one_serving(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    layout = IndexLayout(tmp_path / "index")
    first = build([corpus], layout.root, options).generation
    live = LiveIndex(layout.root)
    (corpus / "new.txt").write_text("A text that makes another generation necessary.")
    second = build([corpus], layout.root, options).generation
    wait_for(lambda: SearchService(live).search(SearchParameters("clubs")).index.generation == second)
    damaged = layout.generation(first).vectors
    damaged.write_bytes(b"\0" * damaged.stat().st_size)
    layout.switch(first)
    wait_for(lambda: bool(live.problem))
    assert "checksum" in live.problem
    assert SearchService(live).search(SearchParameters("clubs")).index.generation == second
    layout.switch(second)
    live.close()
