"""How names sound, so that one script's spelling finds another's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from anyascii import anyascii
from rapidfuzz.distance import Indel

# Each spelling to the sounds that it may stand for; "" where it may be silent. Longest first.
_SOUNDS: dict[str, tuple[str, ...]] = {
    "shch": ("s",),
    "sch": ("s",),
    "tch": ("s",),
    "dzh": ("g",),
    "sh": ("s",),
    "zh": ("s", "g"),
    "ch": ("s", "k"),
    "kh": ("k", ""),
    "gh": ("g",),
    "ph": ("f",),
    "th": ("t",),
    "dh": ("t",),
    "dj": ("g",),
    "ts": ("s",),
    "tz": ("s",),
    "ck": ("k",),
    "gu": ("g",),
    "qu": ("k",),
    "ce": ("s",),
    "ci": ("s",),
    "cy": ("s",),
    "x": ("ks",),
    "c": ("k",),
    "q": ("k",),
    "k": ("k",),
    "j": ("g",),
    "g": ("g",),
    "z": ("s",),
    "s": ("s",),
    "p": ("b",),
    "b": ("b",),
    "v": ("f",),
    "f": ("f",),
    "w": ("f", ""),
    "d": ("t",),
    "t": ("t",),
    "l": ("l",),
    "r": ("r",),
    "m": ("m",),
    "n": ("n",),
}
_PIECE = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)) + "|.")
_REPEATED = re.compile(r"(.)\1+")
_LATIN_ENDING = re.compile(r"(?<=\w{3})(?:ius|us|um|os|is|es|as)$")
# anyascii takes the Arabic letter for a long a as silent.
_ALIFS = str.maketrans(dict.fromkeys("اأإآ", "a"))
_MOST = 8
FEWEST_SOUNDS = 2


def latin(word: str) -> str:
    """A word of any script in small Latin letters."""
    return re.sub("[^a-z]", "", anyascii(word.translate(_ALIFS)).lower())


def sounds(word: str, silent_g: bool = False) -> list[str]:
    """The rows of consonants that a word in Latin letters may sound as, vowels left out; few, the likeliest first.

    Voiced and voiceless consonants count as one, since Arabic has no p and no v and others differ in them too.

    Args:
        word: as `latin` gives it.
        silent_g: a g may stand for an h, as in Russian names.
    """
    pieces = [_SOUNDS.get(piece, ("",)) for piece in _PIECE.findall(word)]
    if silent_g:
        pieces = [("g", "") if piece == ("g",) else piece for piece in pieces]
    found: dict[str, None] = {}
    for combination in product(*pieces):
        found.setdefault(_REPEATED.sub(r"\1", "".join(combination)))
        if len(found) >= _MOST:
            break
    return [sound for sound in found if len(sound) >= FEWEST_SOUNDS]


def forms(word: str) -> set[str]:
    """The sounds under which a word of the index is kept: as it is, and without a Latin ending."""
    plain = latin(word)
    return {sound for form in (plain, _LATIN_ENDING.sub("", plain)) for sound in sounds(form)[:4]}


_SMOOTH = (
    (re.compile("shch|sch|tch|sh|zh|ts|tz"), "s"),
    (re.compile("dzh|dj|gh"), "g"),
    (re.compile("ph|v"), "f"),
    (re.compile("ck|kh|ch|q|c(?![eiy])"), "k"),
    (re.compile("c|z"), "s"),
    (re.compile("th|dh"), "t"),
    (re.compile("j"), "g"),
    (re.compile("ou|oo|w"), "u"),
    (re.compile("y|ee"), "i"),
    (re.compile("h"), ""),
)


def smooth(word: str) -> str:
    """A word in Latin letters as it is compared: what differs between the ways to write names made one."""
    for pattern, plain in _SMOOTH:
        word = pattern.sub(plain, word)
    return _REPEATED.sub(r"\1", word)


def likely(word: str, names: Sequence[tuple[str, str]], least: float) -> dict[str, float]:
    """Those of some (name, smooth form) pairs that are at least so alike to a word in Latin letters, with how alike."""
    wanted = smooth(word)
    scored = ((name, Indel.normalized_similarity(wanted, form)) for name, form in names)
    return {name: alike for name, alike in scored if alike >= least}
