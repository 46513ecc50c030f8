from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts.compare.pdf_readers import main
from tests.extract.pdf.pdf_factory import narrowed, pdf

WORDS = "Peace is built in the minds of men and women through education, the sciences and culture"


def test_only_pages_of_glued_words_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.pdf").write_bytes(pdf([f"{WORDS}\n{WORDS}"]))
    (tmp_path / "glued.pdf").write_bytes(narrowed([WORDS, WORDS]))
    monkeypatch.setattr(sys, "argv", ["compare", str(tmp_path / "good.pdf"), str(tmp_path / "glued.pdf")])
    main()
    shown = capsys.readouterr().out
    assert "| `glued.pdf` 1 | 0.00 | 1.00 |" in shown
    assert "good.pdf" not in shown
    assert "2 pages" in shown
