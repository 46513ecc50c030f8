"""The behaviour cases as tests: one a case, marked by what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from unescosearch.evaluation.behaviour.cases import Case, load_tipping

FOLDER = Path(__file__).parent
TIPPING = load_tipping(FOLDER / "tipping.toml")


def as_parameters(cases: Sequence[Case], tipping: Mapping[str, str] = TIPPING) -> list[object]:
    """Each case under its name. One that is known to fail must fail; one that rounding decides may or may not."""
    return [pytest.param(case, id=case.name, marks=_marks(case, tipping)) for case in cases]


def _marks(case: Case, tipping: Mapping[str, str]) -> list[pytest.MarkDecorator]:
    if case.name in tipping:
        return [pytest.mark.xfail(reason=tipping[case.name], strict=False, raises=AssertionError)]
    if case.known_failure:
        reason = f"{case.name} is known to fail; where it does not, take its known_failure away: {case.known_failure}"
        return [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)]
    return []
