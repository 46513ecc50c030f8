"""Every number that ranks or answers stands in the records of weights; none is a constant of a module."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import unescosearch
from unescosearch.generation.generation import Generation
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters
from unescosearch.search.weights import WEIGHTS

SOURCE = Path(unescosearch.__file__).parent
PLACES = (*sorted((SOURCE / "search").glob("*.py")), *sorted((SOURCE / "answers").glob("*.py")))
# Numbers that do not rank, each with its reason.
ALLOWED: Mapping[str, str] = {
    "search.parameters.LONGEST_TEXT": "a limit on what is asked, of safety",
    "search.parameters.MOST_RESULTS": "a limit on what is asked, of safety",
    "search.parameters.DEEPEST_OFFSET": "a limit on what is asked, of safety",
    "search.parameters.LAST_YEAR": "a limit on what is asked",
    "search.highlights._MOST_PARTS": "how far a word may reach that is shown, not what is found",
    "search.retrieve._PASSAGES_WORTH_A_THREAD": "decides in which thread, not what is found",
    "words.lexical._REMOVALS": "attempts to delete a passing folder",
    "words.lexical._REMEMBERED_FROM": "words kept in memory; the word that was meant has as many passages",
}


def has_number(node: ast.expr) -> bool:
    """Whether an expression is a number, or a group or calculation of values with one among them."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.Dict):
        return any(has_number(each) for each in (*node.values, *filter(None, node.keys)))
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(map(has_number, node.elts))
    if isinstance(node, ast.BinOp):
        return has_number(node.left) or has_number(node.right)
    return isinstance(node, ast.UnaryOp) and has_number(node.operand)


def names_in(target: ast.expr) -> Iterator[str]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id


def constants(text: str) -> set[str]:
    """The names at the top of a module that stand for numbers."""
    found = set[str]()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and has_number(node.value):
            found.update(name for target in node.targets for name in names_in(target))
        elif isinstance(node, ast.AnnAssign) and node.value and has_number(node.value):
            found.update(names_in(node.target))
    return {name for name in found if name.isupper()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LEAST = 0.3", {"LEAST"}),
        ("_LEAST: Final = -1", {"_LEAST"}),
        ("A, B = 6, 4", {"A", "B"}),
        ("STEPS = {5: 25}\nPAIRS = ((1, 2), (3, 4))", {"STEPS", "PAIRS"}),
        ("NAMES = ('a', 'b')\nFLAG = True\nWEIGHTS = Weights()", set()),
    ],
)
def test_numbers_are_seen_in_whatever_form(text: str, found: set[str]) -> None:
    assert constants(text) == found


def test_no_number_that_ranks_is_a_constant_of_a_module() -> None:
    found = set[str]()
    for path in (*PLACES, SOURCE / "words" / "lexical.py"):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        found |= {f"{module}.{name}" for name in constants(path.read_text(encoding="utf-8"))}
    assert found == set(ALLOWED)


def test_a_search_ranks_by_the_weights_that_it_is_given(generation: Generation) -> None:
    parameters = SearchParameters("birds and lakes")
    shipped = search(generation, parameters).hits
    assert len({hit.score for hit in shipped}) > 1
    only_the_best = replace(WEIGHTS, fusion=replace(WEIGHTS.fusion, least_share=1.0))
    assert [hit.score for hit in search(generation, parameters, only_the_best).hits] == [shipped[0].score]
    silent_words = replace(WEIGHTS, lexical=replace(WEIGHTS.lexical, k1=1e9))
    by_meaning = search(generation, parameters, silent_words).hits
    assert [hit.dense_rank for hit in by_meaning] == sorted(hit.dense_rank or 0 for hit in by_meaning)
