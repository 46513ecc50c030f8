from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts.measure.ocr import main
from tests.extract.pdf.pdf_factory import pdf
from tests.extract.test_ocr import needs_tesseract


@needs_tesseract
def test_the_words_of_the_file_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf(["Peace is taught in the schools of the valley."]))
    given = ["ocr.py", str(tmp_path / "report.pdf"), "--pages", "1", "--languages", "en"]
    monkeypatch.setattr(sys, "argv", given)
    main()
    assert "| 1.000 |" in capsys.readouterr().out
