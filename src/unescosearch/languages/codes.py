"""Codes of languages: the forms that catalogues and browsers give them, made one."""

from __future__ import annotations

import re

from unescosearch.languages.table import LANGUAGES

UNDETERMINED = "und"

_ISO_639_2 = {long: code for code, record in LANGUAGES.items() for long in record.iso639_2}


def normalise(code: str) -> str:
    """The primary subtag of a language tag in lower case ("fr-CA" and "fra" give "fr"), "und" for what is none."""
    primary = re.split(r"[-_]", code.strip().lower())[0]
    found = _ISO_639_2.get(primary, primary)
    return found if re.fullmatch("[a-z]{2,3}", found) else UNDETERMINED
