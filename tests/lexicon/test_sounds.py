from __future__ import annotations

import pytest

from unescosearch.lexicon.sounds import forms, latin, likely, smooth, sounds


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Самарканд", "Samarkand"),
        ("Флейшман", "Fleischmann"),
        ("فلايشمان", "Fleischmann"),
        ("弗莱施曼", "Fleischmann"),
        ("Вирунга", "Virunga"),
        ("فيرونغا", "Virunga"),
        ("Геркуланум", "Herculaneum"),
        ("Везувий", "Vesuvius"),
        ("Tombouctou", "Timbuktu"),
        ("Roudaki", "Rudaki"),
        ("Земмеринг", "Semmering"),
    ],
)
def test_a_name_sounds_the_same_in_every_script(written: str, name: str) -> None:
    assert set(sounds(latin(written), silent_g=True)) & forms(name)
    assert likely(latin(written), [(name, smooth(latin(name)))], 0.75)


def test_names_that_only_share_their_consonants_are_told_apart_by_their_likeness() -> None:
    names = [(name, smooth(name)) for name in ("samarkand", "osmorikondo")]
    assert list(likely(latin("Самарканд"), names, 0.75)) == ["samarkand"]


def test_a_single_consonant_is_too_little() -> None:
    assert sounds("noh") == []
