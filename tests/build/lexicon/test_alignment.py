from __future__ import annotations

from unescosearch.build.lexicon.alignment import align


def test_words_that_go_together_in_parallel_texts_are_taken_for_each_others_translation() -> None:
    pairs = [
        (["zone", "humide"], ["wetland", "area"]),
        (["zone", "rurale"], ["rural", "area"]),
        (["ville", "rurale"], ["rural", "town"]),
        (["ville", "humide"], ["wetland", "town"]),
    ]
    best: dict[str, str] = {}
    for word, translation, _ in align(pairs):
        best.setdefault(word, translation)
    assert best == {"zone": "area", "humide": "wetland", "rurale": "rural", "ville": "town"}


def test_confidence_is_a_share_and_falls() -> None:
    found = align([(["a", "b"], ["x", "y"]), (["a"], ["x"]), (["c", "a"], ["x"])])
    assert all(0 < confidence <= 1 for _, _, confidence in found)
    for word in "abc":
        own = [confidence for known, _, confidence in found if known == word]
        assert own == sorted(own, reverse=True)


def test_nothing_is_learned_from_nothing() -> None:
    assert align([]) == []
    assert align([([], ["x"]), (["a"], [])]) == []


def test_words_of_a_form_that_stand_in_all_texts_are_taken_for_nothing() -> None:
    names = [f"n{number}" for number in range(120)]
    pairs = [(["world", "heritage", name], ["patrimoine", "mondial", name]) for name in names]
    found = align(pairs)
    assert {word for word, _, _ in found} == set(names)
    assert all(word == translation for word, translation, _ in found)
