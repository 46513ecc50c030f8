from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts.quality.dump_pdf_pages import main
from tests.extract.pdf.pdf_factory import pdf


def test_the_pages_that_are_asked_for_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf(["Peace is taught.", "Water is shared.", "Letters are learned."]))
    monkeypatch.setattr(sys, "argv", ["dump", str(tmp_path / "report.pdf"), "--pages", "2"])
    main()
    assert capsys.readouterr().out == "=== page 2, printed 2\nWater is shared.\n"
