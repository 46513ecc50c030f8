"""Makes pairs of texts that are alike: letters of one form with other names, sums and dates, and scans and reprints."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

FORMS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("forms.toml").read_text("utf-8"))
_WORD = re.compile(r"[^\W\d_]{6,}")


def letters(form: str) -> list[str]:
    """The letters of a form."""
    return [FORMS[form]["text"].format(*copy) for copy in FORMS[form]["copies"]]


def made_pairs() -> Iterator[tuple[str, str, str, bool]]:
    """(name, one text, the other, whether they are two documents)."""
    for name in FORMS:
        copies = letters(name)
        for first, second in combinations(copies, 2):
            yield f"{name}: two copies", first, second, True
        for number, letter in enumerate(copies):
            yield f"{name}: scanned", letter, scanned(letter, number), False
            yield f"{name}: reprinted", letter, reprinted(letter), False


def scanned(text: str, seed: int) -> str:
    """The text as a scan has it: one long word in nine broken at the end of a line, one in twenty misread."""
    chance = random.Random(seed)

    def damaged(word: re.Match[str]) -> str:
        drawn, middle = chance.random(), len(word[0]) // 2
        if drawn < 0.11:
            return f"{word[0][:middle]} {word[0][middle:]}"
        return word[0][:middle] + word[0][middle + 1 :] if drawn < 0.16 else word[0]

    return _WORD.sub(damaged, text)


def reprinted(text: str) -> str:
    """The text with a line in front, and without its last sentence."""
    return "Printed once more from the journal of the house. " + text[: text[:-1].rindex(". ") + 1]
