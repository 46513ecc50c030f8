"""Expected scores: written once with what gave them, and compared with what the program gives later."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from unescosearch.errors import UsageError
from unescosearch.evaluation.run import SetResult

NEAR = 0.005
# Half of the last of the four digits that are kept, and a little.
_SAME = 0.000_051
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file of expected scores holds.

    Attributes:
        sets: the names of the sets, as the command takes them.
        language_pairs: whether the files of a folder were crossed.
        over_index: whether the questions are asked of an index that must be there.
        engine: id and values of what gave the scores.
        results: as `result_json` writes them.
        together: whether the files of a folder were one collection.
    """

    sets: tuple[str, ...]
    language_pairs: bool
    over_index: bool
    engine: Mapping[str, Any]
    results: Sequence[Mapping[str, Any]]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of scores against the expected one.

    Attributes:
        verdict: "OK" (equal to four digits), "nearly" (within 0.005) or "FAIL".
        where: mode and measure with the greatest difference, or what is missing.
        difference: found minus expected; 0 where a row is missing.
    """

    set: str
    pair: str
    kind: str
    verdict: str
    where: str
    difference: float


def result_json(result: SetResult) -> dict[str, Any]:
    """A result as plain values, scores to four digits."""
    rows = []
    for row in result.rows:
        plain = {"pair": row.pair, "kind": row.kind, "questions": row.questions, **_rounded(row.scores)}
        if row.own_language is not None:
            plain["own_language"] = round(row.own_language, _DIGITS)
        if row.difference:
            plain["difference"] = {"to": row.better, **_rounded(asdict(row.difference))}
        rows.append(plain)
    described = {"set": result.name, "documents": result.documents, "passages": result.passages}
    return {**described, "languages": dict(result.languages), "left_out": result.left_out, "rows": rows}


def save(path: Path, expected: Expected) -> None:
    """Write a file of expected scores.

    Raises:
        UsageError: it cannot be written.
    """
    crossed, asked = " --language-pairs" * expected.language_pairs, " --index INDEX" * expected.over_index
    mixed = " --together" * expected.together
    command = f"unescosearch evaluate {' '.join(expected.sets)}{crossed}{mixed}{asked}"
    text = json.dumps({"command": command, **asdict(expected)}, indent=1, ensure_ascii=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror or error}). Name another file.") from error


def load(path: Path) -> Expected:
    """Read a file of expected scores.

    Raises:
        UsageError: it is none.
    """
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        del fields["command"]
        return Expected(**{**fields, "sets": tuple(fields["sets"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} holds no expected scores ({error}). Write them with --save.") from error


def compare(expected: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> list[Comparison]:
    """Each expected row against the one that was found; rows that nobody expected are left out.

    Args:
        expected: results as `result_json` writes them.
        found: the same.
    """
    rows = {(each["set"], row["pair"], row["kind"]): row for each in found for row in each["rows"]}
    return [
        _compared((each["set"], row["pair"], row["kind"]), row, rows.get((each["set"], row["pair"], row["kind"])))
        for each in expected
        for row in each["rows"]
    ]


def changed_values(expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """What decides the ranking now and did not when the scores were written, a line each."""
    before, now = expected["values"], found["values"]
    names = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    return [f"{name}: {before.get(name, 'none')} -> {now.get(name, 'none')}" for name in names]


def _compared(key: tuple[str, str, str], expected: Mapping[str, Any], found: Mapping[str, Any] | None) -> Comparison:
    if found is None:
        return Comparison(*key, "FAIL", "missing", 0.0)
    if found["questions"] != expected["questions"]:
        return Comparison(*key, "FAIL", f"{found['questions']} questions, not {expected['questions']}", 0.0)
    differences = {
        f"{mode} {name}": found.get(mode, {}).get(name, 0.0) - score
        for mode, scores in expected.items()
        if isinstance(scores, dict) and mode != "difference" and mode in found
        for name, score in scores.items()
    }
    where = max(differences, key=lambda name: abs(differences[name]))
    size = abs(differences[where])
    verdict = "OK" if size <= _SAME else "nearly" if size <= NEAR else "FAIL"
    return Comparison(*key, verdict, where, differences[where])


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _rounded(value) if isinstance(value, Mapping) else round(value, _DIGITS) for name, value in values.items()
    }
