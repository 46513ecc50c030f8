from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.extract import misbehaving
from tests.extract.pdf.pdf_factory import pdf
from unescosearch.errors import UnreadableError
from unescosearch.extract.dispatch import extract_file
from unescosearch.extract.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(max_seconds=30) as opened:
        yield opened


def test_a_file_reads_the_same_in_a_sandbox(tmp_path: Path, sandbox: Sandbox) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(["Peace is built in the minds of men and women.", "Page two."], title="A report"))
    assert sandbox.extract_file(path) == extract_file(path)


def test_a_reason_comes_out_of_the_sandbox_as_it_is(tmp_path: Path, sandbox: Sandbox) -> None:
    with pytest.raises(UnreadableError, match=r"^there is no such file$"):
        sandbox.extract_file(tmp_path / "missing.pdf")
    with pytest.raises(UnreadableError, match=r"^encrypted; save it without password$"):
        sandbox.run(misbehaving.complain)


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (misbehaving.fail, "failed on it: KeyError: '/Root'"),
        (misbehaving.crash, "crashed .SIG"),
        (misbehaving.leave, "crashed .without a word."),
        (misbehaving.swell, "more than the limit of 1000000000 bytes of memory"),
    ],
)
def test_whatever_a_reader_does_is_a_failure_of_its_file_alone(
    function: Callable[[], object], reason: str, sandbox: Sandbox
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        sandbox.run(function)
    assert sandbox.run(misbehaving.fine, "the next one")[0] == "the next one"


@pytest.mark.parametrize("function", [misbehaving.hang, misbehaving.hang_in_c])
def test_a_reader_that_hangs_is_stopped(function: Callable[[], None]) -> None:
    with Sandbox(max_seconds=1) as hasty:
        with pytest.raises(UnreadableError, match="took too long"):
            hasty.run(function)
        assert hasty.run(misbehaving.take_longer) == "done"


def test_a_process_that_is_killed_is_replaced() -> None:
    with Sandbox() as opened:
        with pytest.raises(UnreadableError, match="killed from outside"):
            opened.run(misbehaving.kill_the_process_itself)
        assert opened.run(misbehaving.fine, "again")[0] == "again"


def test_nothing_is_left_of_one_file_when_the_next_is_read(sandbox: Sandbox) -> None:
    assert [sandbox.run(misbehaving.remember, Path(name)) for name in "abc"] == ["", "", ""]


def test_several_threads_are_served_at_once() -> None:
    with Sandbox() as opened, ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda text: opened.run(misbehaving.fine, text), "abcdefgh"))
    assert [text for text, _ in answers] == list("abcdefgh")
    assert len({process for _, process in answers}) == 8
    assert os.getpid() not in {process for _, process in answers}


def test_closing_does_not_wait_for_a_reader() -> None:
    opened = Sandbox()
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(opened.run, misbehaving.hang_in_c)
        time.sleep(2)
        opened.close()
        with pytest.raises(UnreadableError, match="killed from outside"):
            waiting.result(20)
