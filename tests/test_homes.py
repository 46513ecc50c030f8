"""One home for each fact: ranges of scripts stand in `writing`, and what is known of a language in its record."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest

from tests.test_imports import modules
from unescosearch.languages.table import LANGUAGES

HOMES = ("writing", "languages")
# (module, what stands there): languages that are no fact about a language.
ALLOWED = {
    ("build.lexicon.dictionaries", "en, ru"): "a dictionary whose file name does not say its languages",
    ("build.lexicon.dictionaries", "zh, en"): "the same",
    ("countries.reading.every", "en"): "ISO 3166 is written in English, and translated into the others",
    ("extract.fragment", "tr"): "an element of HTML",
    ("build.lexicon.names", "en"): "the CLDR names zones in English, and so leaves the English names of towns out",
}
_END = r"(\\u[0-9a-fA-F]{4}|[^\x00-\x7f])"
_ORDER = ast.Lt | ast.LtE | ast.Gt | ast.GtE
_RANGE = re.compile(f"{_END}-{_END}")


@cache
def trees() -> dict[str, ast.Module]:
    return {
        name: ast.parse(path.read_text(encoding="utf-8"))
        for name, path in modules().items()
        if name.split(".")[0] not in HOMES
    }


def ranges(tree: ast.AST) -> Iterator[str]:
    """The ranges of letters and digits beyond ASCII in the strings of a module, and comparisons with such letters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (found[0] for found in _RANGE.finditer(node.value) if any(map(is_sign, found.groups())))
        elif isinstance(node, ast.Compare) and any(
            not isinstance(way, ast.Eq | ast.In | ast.NotEq) for way in node.ops
        ):
            yield from (text for text in strings([node.left, *node.comparators]) if len(text) == 1 and is_sign(text))


def is_sign(end: str) -> bool:
    """Whether the end of a range is a letter, a mark or a digit; controls and private use are no script."""
    letter = chr(int(end[2:], 16)) if len(end) > 1 else end
    category = unicodedata.category(letter)
    return not letter.isascii() and (category[0] in "LMN" or category == "Cn")


def codes(tree: ast.AST) -> Iterator[str]:
    """The literals that list languages, and the languages that something is compared with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            found, least = strings(node.elts), 2
        elif isinstance(node, ast.Dict):
            found, least = strings(node.keys), 2
        elif isinstance(node, ast.Compare):
            found, least = strings([node.left, *node.comparators]), 1
        else:
            continue
        named = [text for text in found if text in LANGUAGES]
        if len(named) >= least:
            yield ", ".join(named)


def strings(nodes: list[ast.expr | None] | list[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@pytest.mark.parametrize("module", sorted(trees()))
def test_ranges_of_scripts_stand_in_writing(module: str) -> None:
    assert list(ranges(trees()[module])) == []


@pytest.mark.parametrize("module", sorted(trees()))
def test_languages_are_told_apart_by_their_records(module: str) -> None:
    assert [found for found in codes(trees()[module]) if (module, found) not in ALLOWED] == []


def test_every_exception_is_still_needed() -> None:
    found = {(module, what) for module, tree in trees().items() for what in codes(tree)}
    assert ALLOWED.keys() - found == set()


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ('HAN = re.compile(r"[\\u3400-\\u9fff]")', ["\\u3400-\\u9fff"]),
        ('NAME = re.compile(f"[A-ZА-Я]{WORD}")', ["А-Я"]),
        ('wide = "\u3040" <= letter <= "\u9fff"', ["\u3040", "\u9fff"]),
        ('UNWANTED = "[\\x00-\\x08\ue000-\uf8ff]"', []),
        ("SPAN = 'from 1 – 2-3'", []),
    ],
)
def test_a_range_is_seen(code: str, seen: list[str]) -> None:
    assert list(ranges(ast.parse(code))) == seen


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ('if language == "kk": pass', ["kk"]),
        ('ASKED = ("en", "fr")', ["en, fr"]),
        ('STEMMERS = {"ar": "arabic", "ru": "russian"}', ["ar, ru"]),
        ('text = say("en")', []),
        ('ONE = ("en",)', []),
    ],
)
def test_a_language_is_seen(code: str, seen: list[str]) -> None:
    assert list(codes(ast.parse(code))) == seen
