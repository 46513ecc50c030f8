"""Reads the picture of a page with Tesseract, a program that a machine has or not."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from unescosearch.errors import UnreadableError
from unescosearch.extract.cleaning import unwrap
from unescosearch.languages.codes import UNDETERMINED
from unescosearch.languages.table import facts

PROGRAM = "tesseract"
# Wall time of a page: a page of small print takes some ten seconds.
MAX_SECONDS = 60.0
_DEFAULT = "en"
_WORD_LEVEL = "5"
_FIELDS = 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """What Tesseract made of a page.

    Attributes:
        lines: each with whether it begins a paragraph.
        confidence: mean of the words' confidences, from 0 to 1; 0 where there are no words.
    """

    lines: tuple[tuple[str, bool], ...]
    confidence: float


def codes(languages: str) -> tuple[str, ...]:
    """Tesseract's names, which Debian's packages have too, of languages given as our codes with commas between.

    Codes that are none of ours are given as they are; where there are none, it is English.
    """
    wanted = [part.strip() for part in languages.split(",") if part.strip() not in ("", UNDETERMINED)]
    return tuple(facts(part).tesseract or part for part in wanted or [_DEFAULT])


@cache
def installed() -> frozenset[str]:
    """The languages that Tesseract can read here, by its names; none where it is missing."""
    try:
        done = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=MAX_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.split("\n")[1:]) - {"", "osd"}


def advice(wanted: Sequence[str]) -> str:
    """How to install what reading these languages takes."""
    packages = " ".join(f"tesseract-ocr-{code.replace('_', '-')}" for code in wanted)
    return f"pip install 'unescosearch[ocr]' and apt-get install tesseract-ocr {packages}"


def recognise(
    picture: bytes, wanted: Sequence[str], resolution: int, *, max_seconds: float = MAX_SECONDS
) -> Recognised:
    """The words of a page.

    Args:
        picture: in a format that Tesseract reads, as PGM.
        wanted: the languages of the page, by Tesseract's names.
        resolution: dots per inch.
        max_seconds: wall time.

    Raises:
        UnreadableError: Tesseract took too long or failed.
    """
    command = [PROGRAM, "stdin", "stdout", "-l", "+".join(wanted), "--dpi", str(resolution), "tsv"]
    # A build reads as many files at a time as there are cores.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=max_seconds, env=environment)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"OCR took longer than {max_seconds:.0f} seconds") from error
    except OSError as error:
        raise UnreadableError(f"Tesseract cannot be run: {error.strerror or error}") from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise UnreadableError(f"Tesseract failed: {said or f'exit code {done.returncode}'}")
    return _recognised(done.stdout.decode("utf-8", "replace"))


def _recognised(table: str) -> Recognised:
    """The lines in Tesseract's table of words, which names for each word its block, paragraph and line."""
    lines: dict[tuple[str, ...], list[str]] = {}
    confidences: list[float] = []
    for row in table.split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) == _FIELDS and fields[0] == _WORD_LEVEL and (word := fields[11].strip()):
            lines.setdefault(tuple(fields[2:5]), []).append(word)
            confidences.append(float(fields[10]) / 100)
    begun: set[tuple[str, ...]] = set()
    found = []
    for place, words in lines.items():
        found.append((unwrap(words), place[:2] not in begun))
        begun.add(place[:2])
    return Recognised(tuple(found), sum(confidences) / len(confidences) if confidences else 0.0)
