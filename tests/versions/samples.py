"""The texts that stored forms are tried on, as texts.toml and the folder corpus hold them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unescosearch.records import Document, Extracted, Heading, PageStart, Source

FOLDER = Path(__file__).parent
CORPUS = FOLDER / "corpus"
_ALL: Mapping[str, Any] = tomllib.loads((FOLDER / "texts.toml").read_text(encoding="utf-8"))
TEXTS: Mapping[str, str] = _ALL["texts"]
MIXED: Mapping[str, str] = _ALL["mixed"]
PASSAGES: list[dict[str, str]] = _ALL["passages"]
QUERIES: Mapping[str, str] = _ALL["queries"]
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def source(text: str, language: str) -> Source:
    """A document of two pages with the headings of a text, whose last third is aside from its prose."""
    text = text.strip()
    headings = tuple(Heading(found.start(), found.end(), 2, found[1]) for found in _HEADING.finditer(text))
    pages = (PageStart(0, 1, "i"), PageStart(len(text) // 2, 2, "1"))
    asides = ((2 * len(text) // 3, len(text)),)
    document = Document(f"sample-{language}", "A sample", "https://example.org", language, "samples", "sample.md")
    return Source(document, Extracted(text, headings, pages, asides=asides))
