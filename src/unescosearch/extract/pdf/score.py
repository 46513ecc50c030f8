"""How readable a page's text is, so that another reader can be asked where it is not."""

from __future__ import annotations

import re

from unescosearch.writing import HANGUL, LETTERS, SOUTH_EAST_ASIAN, WITHOUT_SPACES

# Below this score the second reader is asked. Pages whose words are glued reach 0.92 at most, others 0.96 at least.
READABLE = 0.95
# Fewer letters tell nothing.
_FEWEST_LETTERS = 100
# Words this long are rare in any of our languages; in glued text they are common.
_GLUED = 20
# French and Russian have many words of one letter, but never this share of all; letters drawn apart have.
_USUAL_SINGLES = 0.35
_NOT_WORDS = re.compile(r"\S*[/@]\S*|www\.\S*")
# What stands for a letter that a font does not name.
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\(cid:\d+\)|/(?:g|uni|G)[\dA-F]{2,5}\b")
# Chinese, Japanese, Thai and their like write no spaces.
_UNSPACED = re.compile(f"[{SOUTH_EAST_ASIAN}{WITHOUT_SPACES}{HANGUL}]+")


def text_score(text: str) -> float:
    """The share of a text's letters that stand in readable words, 1.0 where it has too few to tell.

    Taken off are the letters of words that are glued together and signs that are no letters, and the share of
    words of one letter, as far as it is more than usual.
    """
    unreadable = len(_UNREADABLE.findall(text))
    spaced = _UNSPACED.sub(" ", _NOT_WORDS.sub(" ", text))
    words = LETTERS.findall(spaced)
    letters = sum(map(len, words)) + unreadable
    if letters < _FEWEST_LETTERS:
        return 1.0
    glued = sum(len(word) for word in words if len(word) >= _GLUED)
    singles = sum(len(word) == 1 for word in words) / max(1, len(words))
    return max(0.0, 1 - (glued + unreadable) / letters - max(0.0, singles - _USUAL_SINGLES))
