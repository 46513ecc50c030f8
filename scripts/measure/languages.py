"""Measures how well languages are told: of single texts, of documents, and of each part of a bilingual document.

The texts are the titles of goals, targets and indicators of the set `sdg` and the paragraphs of the set `xquad`.

Run: .venv/bin/python -m scripts.measure.languages [--sets FOLDER]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import yaml

from unescosearch.languages.detection import detect, language_runs
from unescosearch.languages.table import ASKED
from unescosearch.settings import Settings

T = TypeVar("T")

# Letters of a text, in UTF-8 bytes as the program counts them: up to the first, up to the second, more.
SHORT, MEDIUM = 60, 120
PARAGRAPHS = 8  # of a document
BLOCK = 2  # paragraphs in a row of one language, in a bilingual document

Part = tuple[str, str]  # a text and its language


def batched(values: Sequence[T], size: int) -> list[Sequence[T]]:
    """The values in groups of a size; the last may be smaller."""
    return [values[at : at + size] for at in range(0, len(values), size)]


def texts(folder: Path, language: str) -> list[str]:
    """The texts of both sets in a language, without markup."""
    return [
        squeezed for text in [*_goals(folder, language), *_paragraphs(folder, language)] if (squeezed := _plain(text))
    ]


def _goals(folder: Path, language: str) -> Iterator[str]:
    for path in sorted((folder / "sdg").glob(f"{language}*/*.yml")):
        values = yaml.safe_load(path.read_text("utf-8"))
        yield from (value for value in values.values() if isinstance(value, str))


def _paragraphs(folder: Path, language: str) -> Iterator[str]:
    path = folder / "xquad" / f"xquad.{language}.json"
    articles = json.loads(path.read_text("utf-8"))["data"] if path.exists() else []
    yield from (paragraph["context"] for article in articles for paragraph in article["paragraphs"])


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def letters(text: str) -> int:
    """How many letters a text has, in bytes."""
    return len("".join(filter(str.isalpha, text)).encode())


def share(right: int, of: int) -> str:
    """A share with its base."""
    return f"{right / of:.3f} of {of:,}" if of else "none"


def told(chosen: Sequence[str], language: str) -> str:
    """The share of some texts whose language is told rightly."""
    return share(sum(detect(text) == language for text in chosen), len(chosen))


def documents(found: Sequence[str], language: str) -> list[list[Part]]:
    """The texts as documents of several paragraphs, each with its language."""
    return [[(text, language) for text in part] for part in batched(found, PARAGRAPHS)]


def bilingual(first: Sequence[Part], second: Sequence[Part]) -> list[Part]:
    """A document in which blocks of paragraphs of two others take turns."""
    blocks = zip(batched(first, BLOCK), batched(second, BLOCK), strict=False)
    return [part for pair in blocks for block in pair for part in block]


def right_letters(parts: Sequence[Part]) -> tuple[int, int]:
    """Of a document's letters those that are told to be in their language, and all.

    The document is said to be in the language of its first part.
    """
    text = "\n\n".join(part for part, _ in parts)
    runs = list(language_runs(text, parts[0][1]))
    right = offset = 0
    for part, language in parts:
        end = offset + len(part)
        told_so = [(start, stop) for start, stop, said in runs if said == language and start < end and offset < stop]
        right += sum(letters(text[max(start, offset) : min(stop, end)]) for start, stop in told_so)
        offset = end + 2
    return right, sum(letters(part) for part, _ in parts)


def in_all(whole: Sequence[Sequence[Part]]) -> str:
    """The share of right letters over several documents."""
    counted = [right_letters(parts) for parts in whole]
    return share(sum(right for right, _ in counted), sum(of for _, of in counted))


def row(language: str, found: dict[str, list[str]]) -> list[str]:
    """A line of the table."""
    sizes = [(0, SHORT), (SHORT, MEDIUM), (MEDIUM, 1 << 30)]
    of_size = [[text for text in found[language] if low < letters(text) <= high] for low, high in sizes]
    whole = documents(found[language], language)
    pairs = [
        bilingual(own, others)
        for other in found
        if other != language
        for own, others in zip(whole, documents(found[other], other), strict=False)
    ]
    joined = ["\n\n".join(text for text, _ in parts) for parts in whole]
    return [
        language,
        *(told(chosen, language) for chosen in of_size),
        told(joined, language),
        in_all(whole),
        in_all(pairs),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sets", type=Path, default=Settings().evaluation, help="folder of the evaluation sets")
    given = parser.parse_args(arguments)
    found = {language: texts(given.sets, language) for language in ASKED}
    if not all(found.values()):
        parser.error(f"{given.sets} has no texts in {', '.join(name for name in found if not found[name])}")
    titles = (f"to {SHORT}", f"to {MEDIUM}", "longer", "documents", "letters of them", "letters of bilingual ones")
    print("| language | " + " | ".join(titles) + " |\n" + "|---" * (len(titles) + 1) + "|")
    for language in found:
        print("| " + " | ".join(row(language, found)) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
