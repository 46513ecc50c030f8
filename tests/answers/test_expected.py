"""The kind of thing that is asked for is seen in whatever script and signs it is written."""

from __future__ import annotations

import pytest

from unescosearch.answers.expected import NUMBER, TIME, expected_kind, holds


@pytest.mark.parametrize(
    ("question", "sentence", "kind", "held"),
    [
        ("苏州园林是哪年建成的？", "苏州园林于1541年建成。", TIME, True),
        ("متى بني الجسر؟", "بني الجسر عام ١٨٩٧ قرب السوق.", TIME, True),
        ("When was the mill built?", "The mill of 1１７0 planks stands.", TIME, True),
        ("When was the mill built?", "The mill had B1541 on its door.", TIME, False),
        ("When was the mill built?", "In the 1950s it was a barn.", TIME, False),
        ("When was the mill built in 1541?", "Built in 1541, they say.", TIME, False),
        ("村里有多少人？", "村里1953年建了磨坊。", NUMBER, False),
        ("村里有多少人？", "村里有２６０人。", NUMBER, True),
        ("كم شجرة في البستان؟", "في البستان ٧٠ شجرة.", NUMBER, True),
    ],
)
def test_a_year_and_a_number_are_told_in_any_script(question: str, sentence: str, kind: str, held: bool) -> None:
    assert expected_kind(question) == kind
    assert holds(sentence, kind, question) is held
