"""What a file's properties say of it, without what the program that wrote the file put there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from unescosearch.extract.cleaning import clean, squeeze
from unescosearch.records import MetadataValue
from unescosearch.writing import HAN

# A name of two words, an acronym or a Chinese name; others are log-in names of whoever saved the file.
_AUTHOR = re.compile(rf"(?!.*[@\d])(?:.*\w[\s,;]+\w.*|[A-Z]{{3,}}|[{HAN}]{{2,}})")


def is_author(name: str) -> bool:
    """Whether this may be the name of a person or an organisation."""
    return bool(_AUTHOR.fullmatch(name))


def properties(values: Mapping[str, str]) -> dict[str, MetadataValue]:
    """The values that say anything, each on one line; `authors` only where it is a name."""
    cleaned = {name: squeeze(clean(value)) for name, value in values.items()}
    if not is_author(cleaned.get("authors", "")):
        cleaned.pop("authors", None)
    return {name: value for name, value in cleaned.items() if value}
