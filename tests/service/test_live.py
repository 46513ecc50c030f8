"""The live index: requests go on while the generation is switched, and a damaged one is not taken up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import anyio.to_thread
import pytest
from httpx import ASGITransport, AsyncClient

from tests.tiny_encoder import write_tiny_encoder
from unescosearch.app import create_app
from unescosearch.build.build import BuildOptions, build
from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.layout import IndexLayout
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.live import LiveIndex
from unescosearch.service.service import SearchService


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
    # Of another model: its vectors and its encoder come together.
    other = BuildOptions(models=(str(write_tiny_encoder(tmp_path / "other", seed=8)),))
    report = build([corpus], root, other)
    assert "the model changed" in report.reason
    generations.append(report.generation)
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
    damaged = layout.generation(first).dense_part("tiny").vectors / "en.faiss"
    damaged.write_bytes(b"\0" * damaged.stat().st_size)
    layout.switch(first)
    wait_for(lambda: bool(live.problem))
    assert "checksum" in live.problem
    assert SearchService(live).search(SearchParameters("clubs")).index.generation == second
    layout.switch(second)
    live.close()


@pytest.fixture
def two(corpus: Path, tmp_path: Path, options: BuildOptions) -> tuple[IndexLayout, str, str]:
    """An index, its earlier generation and its live one."""
    layout = IndexLayout(tmp_path / "index")
    first = build([corpus], layout.root, options).generation
    (corpus / "new.txt").write_text("A text that makes another generation necessary.")
    return layout, first, build([corpus], layout.root, options).generation


def test_a_flipped_byte_in_any_file_of_a_generation_is_refused_at_the_switch(two: tuple[IndexLayout, str, str]) -> None:
    layout, first, second = two
    live = LiveIndex(layout.root, poll_seconds=0.01)
    folder = layout.generation(first).folder
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    assert {"manifest.json", "catalogue.sqlite", "en.faiss", "embeddings.npy"} <= {path.name for path in paths}
    for path in paths:
        content = path.read_bytes()
        place = len(content) // 2
        path.write_bytes(content[:place] + bytes([content[place] ^ 1 if content else 1]) + content[place + 1 :])
        layout.switch(first)
        wait_for(lambda: bool(live.problem))
        # A manifest that is wrong about a file names that file.
        assert path.name == "manifest.json" or path.relative_to(folder).as_posix() in live.problem
        assert SearchService(live).search(SearchParameters("clubs")).index.generation == second
        layout.switch(second)
        wait_for(lambda: not live.problem)
        path.write_bytes(content)
    layout.switch(first)
    wait_for(lambda: SearchService(live).search(SearchParameters("clubs")).index.generation == first)
    live.close()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"../../elsewhere", b"20200101T000000.000000Z"])
def test_a_pointer_that_makes_no_sense_leaves_the_old_one_serving(
    two: tuple[IndexLayout, str, str], content: bytes | None
) -> None:
    layout, first, second = two
    pointer = layout.root / "current"
    live = LiveIndex(layout.root, poll_seconds=0.01)
    pointer.unlink()
    if content is None:
        pointer.mkdir()
    else:
        pointer.write_bytes(content)
    wait_for(lambda: bool(live.problem))
    assert SearchService(live).search(SearchParameters("clubs")).index.generation == second
    pointer.rmdir() if content is None else pointer.unlink()
    layout.switch(first)
    wait_for(lambda: SearchService(live).search(SearchParameters("clubs")).index.generation == first)
    assert not live.problem
    live.close()


def test_a_damaged_generation_that_is_mended_is_taken_up(two: tuple[IndexLayout, str, str]) -> None:
    layout, first, _ = two
    live = LiveIndex(layout.root, poll_seconds=0.01)
    damaged = layout.generation(first).dense_part("tiny").embeddings
    content = damaged.read_bytes()
    damaged.write_bytes(b"")
    layout.switch(first)
    wait_for(lambda: bool(live.problem))
    damaged.write_bytes(content)
    wait_for(lambda: SearchService(live).search(SearchParameters("clubs")).index.generation == first)
    live.close()


def test_a_generation_is_closed_when_its_last_request_has_ended_and_not_before(
    two: tuple[IndexLayout, str, str],
) -> None:
    layout, first, second = two
    live = LiveIndex(layout.root, poll_seconds=0.01)
    with live.lease() as early:
        layout.switch(first)
        wait_for(lambda: live_id(live) == first)
        layout.switch(second)
        wait_for(lambda: live_id(live) == second)
        with live.lease() as late:
            assert (early.id, late.id) == (second, second)
            assert early.catalogue.document("clubs") == late.catalogue.document("clubs")
    with pytest.raises(IndexUnavailableError, match="closed"):
        early.catalogue.document("clubs")
    assert late.catalogue.document("clubs").title == "UNESCO clubs in Kazakhstan"
    live.close()


def live_id(live: LiveIndex) -> str:
    with live.lease() as generation:
        return generation.id


def test_requests_end_well_on_a_generation_that_was_deleted_meanwhile(two: tuple[IndexLayout, str, str]) -> None:
    layout, first, second = two
    live = LiveIndex(layout.root, poll_seconds=3600)
    layout.switch(first)
    layout.discard(second)
    with ThreadPoolExecutor(16) as pool:
        asked = SearchParameters("clubs", filters={"country": ("KZ",)})
        found = list(pool.map(lambda _: SearchService(live).search(asked), range(64)))
    assert {answer.index.generation for answer in found} == {second}
    assert all(answer.results for answer in found)
    live.close()


def test_who_watches_is_answered_while_all_threads_search(sample_index: Path) -> None:
    live = LiveIndex(sample_index)

    async def ask(path: str, seconds: float) -> int | None:
        """The status, or None where no answer came in time."""
        limiter = anyio.to_thread.current_default_thread_limiter()
        limiter.total_tokens = 1
        await limiter.acquire_on_behalf_of("a search that takes long")
        transport = ASGITransport(create_app(live))
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            with anyio.move_on_after(seconds):
                return (await client.get(path)).status_code
        return None

    assert anyio.run(ask, "/health/live", 10) == anyio.run(ask, "/health/ready", 10) == 200
    assert anyio.run(ask, "/api/search?q=clubs", 0.5) is None
    live.close()


def test_results_and_answer_of_a_page_come_from_one_generation(two: tuple[IndexLayout, str, str]) -> None:
    layout, _, live_id = two
    live = LiveIndex(layout.root)
    found, answered = SearchService(live).search_and_ask(SearchParameters("How many clubs did it have in 2022?"))
    live.close()
    assert found.index.generation == answered.index.generation == live_id
    assert [result.document.id for result in found.results] == [result.document.id for result in answered.results]
    assert "175" in answered.answer.text
