"""The table of simplified ideographs: it is what the script makes, and no ideograph in it leads to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.tables import simplified as script
from unescosearch.words.spelling import spelled

DICTIONARY = "# A head\n\n圖\t图\n塢\t坞\n著\t著 着\n㑮\t㑮 𫝈\n甲\t乙\n乙\t丙\n子丑\t寅\n"


def test_the_first_other_ideograph_stands_for_a_traditional_one() -> None:
    assert script.pairs(DICTIONARY) == {"圖": "图", "塢": "坞", "著": "着", "甲": "丙", "乙": "丙"}


def test_two_that_stand_for_each_other_end() -> None:
    assert script.pairs("甲\t乙\n乙\t甲\n") == {"甲": "乙", "乙": "甲"}


def test_the_table_is_written_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "TABLE", tmp_path / "simplified.txt")
    (tmp_path / "dictionary").write_text(DICTIONARY, encoding="utf-8")
    script.main(str(tmp_path / "dictionary"))
    assert (tmp_path / "simplified.txt").read_text(encoding="utf-8").splitlines()[1:] == ["圖塢著甲乙", "图坞着丙丙"]


def test_what_is_simplified_is_simple() -> None:
    _, traditional, simplified = script.TABLE.read_text(encoding="utf-8").splitlines()
    assert len(traditional) == len(simplified) == len(set(traditional))
    assert set(traditional).isdisjoint(simplified)
    assert spelled(traditional, "zh") == simplified
    assert spelled(traditional, "ja") == traditional
