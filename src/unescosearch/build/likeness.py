"""How alike two texts are: the share of runs of three words that they have in common, and signatures that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from datasketch import MinHash, MinHashLSH

from unescosearch.writing import SAID

Shingles = npt.NDArray[np.uint32]

# Raise it when a signature of the same text changes: old ones are then made anew.
SIGNATURE_VERSION = 1

_RUN = 3
_FACTOR = np.uint32(0x9E3779B1)
# 16 bands of 4: of pairs with a likeness of 0.7 they find 99 in 100.
_BANDS, _ROWS = 16, 4
_NEW = MinHash(num_perm=_BANDS * _ROWS)
# Shorter texts of one template (a name, a country, a year) are alike without being the same.
FEWEST_WORDS = 100


def shingles(text: str) -> Shingles:
    """The runs of three words of a text as numbers, each once; capitals and punctuation do not count."""
    words = np.fromiter(map(_number, SAID.findall(text.casefold())), dtype=np.uint32)
    runs = words[: max(0, len(words) - _RUN + 1)]
    for place in range(1, _RUN):
        runs = runs * _FACTOR + words[place : len(runs) + place]
    return np.unique(runs)


def likeness(first: Shingles, second: Shingles) -> float:
    """Jaccard similarity: 1 where both texts have the same runs of words, 0 where they have none in common."""
    common = len(np.intersect1d(first, second, assume_unique=True))
    return common / max(1, len(first) + len(second) - common)


def signature(text: str) -> bytes:
    """What tells roughly how alike a text is to others; nothing for one of fewer than 100 words."""
    found = shingles(text)
    if len(found) < FEWEST_WORDS:
        return b""
    made = MinHash(hashvalues=_NEW.hashvalues, permutations=_NEW.permutations, scheme=_NEW.scheme, hashfunc=int)
    made.update_batch(found.tolist())
    return bytes(made.hashvalues.astype("<u4").tobytes())


def alike(signatures: Iterable[tuple[int, bytes]], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of keys whose texts may have at least this likeness; each pair once, the one met first in front."""
    index = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))
    met: dict[int, npt.NDArray[np.uint32]] = {}
    for key, stored in signatures:
        values = np.frombuffer(stored, dtype="<u4")
        made = MinHash(hashvalues=values, permutations=_NEW.permutations, scheme=_NEW.scheme)
        for other in sorted(index.query(made)):
            if np.mean(met[other] == values) >= least:
                yield other, key
        index.insert(key, made)
        met[key] = values


@lru_cache(maxsize=1 << 18)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
