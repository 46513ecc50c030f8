"""A number cannot be forgotten: what is stored and its version change together, or a test names the number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.versions.forms import FORMS, Form
from tests.versions.record import Record, problem, read, refused, write

SOURCE = Path(__file__).parents[2] / "src" / "unescosearch"
OLD = Record("1", "a")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_is_stored_and_its_version_change_together(form: Form) -> None:
    wrong = problem(form.name, read().get(form.name), Record(form.number, form.digest()))
    assert not wrong, wrong


def test_every_version_of_a_stored_form_is_watched() -> None:
    found = {
        f"{'.'.join(path.relative_to(SOURCE).with_suffix('').parts)}.{name}"
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"^([A-Z_]+_VERSION) = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert found == {form.name for form in FORMS} == set(read())


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (Record("1", "a"), ""),
        (Record("1", "b"), "Raise passages.SPLITTER_VERSION"),
        (Record("2", "a"), "passages.SPLITTER_VERSION went from 1 to 2, but what is stored is the same"),
        (Record("2", "b"), "write its digest with: python -m tests.versions.write"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_number(now: Record, said: str) -> None:
    found = problem("passages.SPLITTER_VERSION", OLD, now)
    assert said in found
    assert bool(found) == bool(said)


def test_only_what_changed_together_is_written() -> None:
    for now, samples, allowed in (
        (Record("1", "a"), False, True),
        (Record("2", "b"), False, True),
        (Record("1", "b"), False, False),
        (Record("2", "a"), False, False),
        (Record("1", "b"), True, True),
        (Record("2", "a"), True, False),
    ):
        assert bool(refused({"one": OLD}, {"one": now}, samples)) != allowed
    assert not refused({}, {"one": OLD}, False)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    records = {"passages.SPLITTER_VERSION": Record("3", "abc"), "words.analysis.ANALYSIS_VERSION": OLD}
    write(records, tmp_path / "recorded.toml")
    assert read(tmp_path / "recorded.toml") == records
