from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("unescosearch.page") / "static" / "style.css").read_text("utf-8")
_BLOCKS = re.findall(r":root \{([^}]*--ground[^}]*)\}", STYLE.partition("@media print")[0])
SCHEMES = dict(zip(("light", "dark"), (dict(re.findall(r"--([\w-]+): (#\w{6})", b)) for b in _BLOCKS), strict=True))

TEXT = [
    *[
        (front, ground)
        for front in ("ink", "soft", "accent", "accent-strong")
        for ground in ("ground", "raised", "sunken")
    ],
    ("visited", "ground"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-mark", "mark"),
    ("warn", "warn-ground"),
    ("ink", "warn-ground"),
]
SHAPES = [("edge", "ground"), ("edge", "raised"), ("focus", "ground"), ("focus", "raised"), ("accent", "ground")]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, ground: str) -> float:
    light, dark = sorted((_luminance(front), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_reaches_the_contrast_of_wcag_aa(scheme: str, front: str, ground: str) -> None:
    assert contrast(SCHEMES[scheme][front], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground"), SHAPES)
def test_borders_of_controls_and_the_focus_reach_three_to_one(scheme: str, front: str, ground: str) -> None:
    assert contrast(SCHEMES[scheme][front], SCHEMES[scheme][ground]) >= 3


def test_motion_waits_for_readers_who_accept_it() -> None:
    before, _, inside = STYLE.partition("@media (prefers-reduced-motion: no-preference)")
    after = inside[inside.index("\n}") :]
    assert "transition" not in before + after
    assert "animation" not in STYLE
