from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from unescosearch.extract.formats import FORMATS, advice

SOURCE = Path(__file__).parents[2] / "src" / "unescosearch"


def test_no_two_formats_share_a_media_type() -> None:
    formats = {each.endings: each for each in FORMATS.values()}.values()
    assert max(Counter(kind for each in formats for kind in each.media_types).values()) == 1


def test_a_file_without_ending_is_told_of_every_format() -> None:
    assert advice("") == "a file without ending is not read; name it .txt, .md, .html, .docx or .pdf"


@pytest.mark.parametrize("ending", [".odt", ".RTF", ".xls", ".pptx"])
def test_what_is_not_read_has_its_advice(ending: str) -> None:
    assert re.fullmatch(rf"format \{ending} is not (?:read; save it as|a document; describe) .+", advice(ending))


def test_a_format_is_one_module_and_its_row_in_the_table() -> None:
    """No other module knows an ending, but for what the fetcher sees in the content and the format's own module."""
    others = set()
    for path in SOURCE.rglob("*.py"):
        texts = {node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)}
        others |= {(path.relative_to(SOURCE).as_posix(), text) for text in texts & set(FORMATS)}
    assert {(place, ending) for place, ending in others if place != "extract/formats.py"} == {
        # A kind of file of the program itself.
        ("evaluation/index_cache.py", ".txt"),
        ("extract/docx.py", ".docx"),
        ("fetching/store.py", ".html"),
        ("fetching/store.py", ".pdf"),
        ("fetching/unesdoc.py", ".pdf"),
    }
