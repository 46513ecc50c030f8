"""Reading the sheets of the starter corpus: their fields, their text, the links and the numbers in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "kk")

_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
_URL = re.compile(r"https?://[^\s<>()\"\]]+")
_MARKDOWN_TARGET = re.compile(r"\]\(([^)]*)\)")
_LIST_MARK = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", re.MULTILINE)
_SOURCES_SECTION = re.compile(r"^## Sources\b.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
# 30,000 and 30 000 are one number; the spaces are the plain, the no-break, the thin and the narrow one.
_THOUSANDS = re.compile(r"(?<=\d)[,\u0020\u00a0\u2009\u202f](?=\d{3}(?!\d))")
# Chinese writes the month as a number ("12月") where the other languages write its name.
_CHINESE_MONTH = re.compile(r"\d+\s*月")
_ORDINAL = re.compile(r"\d+(?=(?:st|nd|rd|th)\b)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or the fields alone (`body` is empty) where a sidecar stands in for a PDF, HTML or DOCX file."""

    path: Path
    fields: Mapping[str, object]
    body: str

    def text(self, name: str) -> str:
        """A field as text, "" where it is missing."""
        value = self.fields.get(name)
        return "" if value is None else str(value)

    def values(self, name: str) -> list[str]:
        """A field as a list of texts; a single value is a list of one."""
        value = self.fields.get(name)
        return [str(item) for item in value] if isinstance(value, list) else [str(value)] if value is not None else []

    @property
    def original(self) -> str:
        """Id of the work: the sheet's own id without the mark of its language."""
        return self.text("work") or self.text("id").removesuffix(f"-{self.text('language')}")


def read_sheet(path: Path) -> Sheet:
    """Read a Markdown file with front matter, or the sidecar of a file that cannot carry one.

    Raises:
        ValueError: the file has no front matter, or it cannot be parsed.
    """
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        return Sheet(path, tomllib.loads(content), "")
    parts = _FRONT_MATTER.fullmatch(content)
    if not parts:
        raise ValueError("no front matter between two lines of ---")
    try:
        fields = yaml.safe_load(parts[1])
    except yaml.YAMLError as error:
        raise ValueError(f"front matter is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(fields, dict):
        raise ValueError("front matter is not a list of fields")
    return Sheet(path, fields, parts[2].strip())


def sheet_files(folder: Path) -> Iterator[Path]:
    """The sheets under a folder, in order: Markdown files but README.md, and sidecars of other files."""
    for path in sorted(folder.rglob("*")):
        if path.name.endswith((".pdf.toml", ".html.toml", ".docx.toml")) or (
            path.suffix == ".md" and path.stem.upper() != "README"
        ):
            yield path


def links(text: str) -> list[str]:
    """Every address in a text and every target of a Markdown link, each once."""
    found = [target.rstrip(".,;:") for target in _URL.findall(text)]
    return list(dict.fromkeys([*found, *(target for target in _MARKDOWN_TARGET.findall(text) if target not in found)]))


def without_links(text: str) -> str:
    """The text without addresses and link targets; what a link says stays."""
    return _URL.sub("", _MARKDOWN_TARGET.sub("]", text))


def without_sources(body: str) -> str:
    """The body without its section of sources."""
    return _SOURCES_SECTION.sub("", body)


def numbers(text: str) -> list[str]:
    """Digit runs in order, thousands separators closed up; list marks, addresses and Chinese months left out."""
    plain = _CHINESE_MONTH.sub("", _LIST_MARK.sub("", without_links(text)))
    return [str(int(run)) for run in re.findall(r"\d+", _THOUSANDS.sub("", plain))]


def ordinals(text: str) -> list[str]:
    """Digit runs of English ordinals (19th), which other languages may write in Roman numerals."""
    return _ORDINAL.findall(without_links(text))


def shape(body: str) -> tuple[int, int]:
    """How many sections and how many list items a body has."""
    return len(re.findall(r"^## ", body, re.MULTILINE)), len(_LIST_MARK.findall(body))


def blocks(body: str) -> list[str]:
    """Paragraphs, headings and list items, each without its mark and without link targets."""
    return [block for block in re.split(r"\n\s*\n|\n(?=#)|\n(?=\s*[-*+] )", without_links(body)) if block.strip()]
