"""Loads items some steps ahead of the one that takes them in, several at a time, without changing their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from unescosearch.collections.reading import Item

_STEPS_PER_THREAD = 4


def load_ahead(
    listed: Iterable[tuple[str, Item]], wanted: Callable[[str, Item], bool], threads: int
) -> Iterator[tuple[str, Item]]:
    """The items in their order, those that are wanted loaded or being loaded already.

    Only a few are ahead at any time, so that their texts need not all be held.

    Args:
        listed: items with the names of their collections.
        wanted: whether an item is going to be loaded at all.
        threads: how many are loaded at a time.
    """
    coming: deque[tuple[str, Item]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for collection, item in listed:
                ahead = replace(item, load=pool.submit(item.load).result) if wanted(collection, item) else item
                coming.append((collection, ahead))
                if len(coming) > _STEPS_PER_THREAD * threads:
                    yield coming.popleft()
            yield from coming
        finally:
            pool.shutdown(cancel_futures=True)
