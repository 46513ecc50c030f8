"""The questions with their texts in seven languages by which encoders are measured."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Pair = tuple[str, str]


@cache
def sample_pairs() -> Mapping[str, tuple[Pair, ...]]:
    """For each language the questions, each with the text that answers it, in the same order in all languages."""
    stored = tomllib.loads(_text())["pairs"]
    languages = list(stored[0])
    return {language: tuple((said[language][0], said[language][1]) for said in stored) for language in languages}


@cache
def sample_digest() -> str:
    """What tells one version of the sample from another."""
    return hashlib.sha256(_text().encode()).hexdigest()[:16]


def _text() -> str:
    return (files("unescosearch.encoder") / "sample.toml").read_text("utf-8")
