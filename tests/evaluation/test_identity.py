"""The identity of the engine: whatever decides what is found is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from unescosearch.answers.weights import ANSWERS
from unescosearch.evaluation.identity import identify, weight_values
from unescosearch.generation.generation import Generation
from unescosearch.search.weights import WEIGHTS


def changed(value: Any) -> Iterator[Any]:
    """A record, or a part of one, with one of its numbers changed, for each of them."""
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from (replace(value, **{each.name: other}) for other in changed(getattr(value, each.name)))
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from ((*value[:place], other, *value[place + 1 :]) for other in changed(each))
    else:
        assert isinstance(value, int | float), "the records hold numbers, tuples of them and further records"
        yield value + 1


def test_the_identity_changes_with_what_decides_the_ranking(generation: Generation) -> None:
    before = identify(generation.manifest)
    assert before == identify(generation.manifest)
    named = {
        "search.fusion.dense",
        "search.lexical.context",
        "encoder 1.weights",
        "encoder 1.model.onnx",
        "splitter",
        "program",
    }
    assert named <= before.values.keys()
    (encoder,) = generation.manifest.encoders
    other = replace(generation.manifest, encoders=(replace(encoder, precision="other"),))
    assert identify(other).id != before.id


def test_every_number_that_ranks_or_answers_is_in_the_identity(generation: Generation) -> None:
    ids = [identify(generation.manifest, search=other).id for other in changed(WEIGHTS)]
    ids += [identify(generation.manifest, answers=other).id for other in changed(ANSWERS)]
    assert len({*ids, identify(generation.manifest).id}) == len(ids) + 1
    assert len(ids) == len(weight_values())


def test_numbers_in_groups_and_in_tuples_have_names() -> None:
    values = weight_values()
    assert values["search.grouping.same_text"] == WEIGHTS.grouping.same_text
    assert values["search.lexical.k1"] == WEIGHTS.lexical.k1
    assert values["search.spelling.least_of_a_word.0.1"] == WEIGHTS.spelling.least_of_a_word[0][1]
    assert values["answers.evidence.bias"] == ANSWERS.evidence.bias
