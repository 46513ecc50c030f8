from __future__ import annotations

import time
from functools import partial

import pytest

from unescosearch.build.ahead import load_ahead
from unescosearch.collections.reading import Item
from unescosearch.errors import UnreadableError
from unescosearch.records import Source


def late(seconds: float) -> list[Source]:
    time.sleep(seconds)
    return []


def refused() -> list[Source]:
    raise UnreadableError("truncated")


def test_the_order_stays_however_long_each_takes() -> None:
    listed = [("a", Item(str(number), "", partial(late, 0.02 * (number % 3)))) for number in range(30)]
    met = []
    for collection, item in load_ahead(listed, lambda *_: True, 3):
        assert item.load() == []
        met.append((collection, item.path))
    assert met == [("a", str(number)) for number in range(30)]


def test_what_cannot_be_read_raises_where_it_is_taken_in() -> None:
    ((_, item),) = load_ahead([("a", Item("x", "", refused))], lambda *_: True, 2)
    with pytest.raises(UnreadableError, match="truncated"):
        item.load()


def test_what_is_not_wanted_is_not_loaded_and_only_a_few_are_ahead() -> None:
    loaded: list[int] = []

    def load(number: int) -> list[Source]:
        loaded.append(number)
        return []

    listed = [("a", Item(str(number), "", partial(load, number))) for number in range(100)]
    coming = load_ahead(listed, lambda _, item: int(item.path) % 2 == 0, 2)
    next(coming)
    coming.close()
    assert set(loaded) <= {0, 2, 4, 6, 8}
    assert loaded
