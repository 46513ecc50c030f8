"""Counts the names of the 193 Member States that give their code: by each of two libraries, and as we read them.

Names: those of the list beside this script (the United Nations' and what people say, in English), and in seven
languages the official and short ones of ISO 3166 and the everyday ones of the CLDR.

Run: .venv/bin/python -m scripts.measure.country_names
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pycountry
from babel import Locale

from unescosearch.countries.names import ALSO, SHOWN
from unescosearch.countries.reading.codes import codes
from unescosearch.countries.reading.every import every_name

LIST = Path(__file__).with_name("member_states.txt")
LANGUAGES = tuple(next(iter(SHOWN.values())))
Reader = Callable[[str], str]


def listed() -> Iterator[tuple[str, str, str]]:
    """(kind, code, name) of the list."""
    for line in LIST.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, usual, *others = line.split("; ")
            yield "as the United Nations list it", code, usual
            yield from (("as people say it, and former names", code, other) for other in others)


def known() -> Iterator[tuple[str, str, str]]:
    """(kind, code, name) in each language, without our own names."""
    members = {code for _, code, _ in listed()}
    for language in LANGUAGES:
        for code in sorted(members):
            ours = {*ALSO.get(code, {}).get(language, ()), *SHOWN.get(code, {}).values()}
            for name in every_name(language)[code]:
                if name not in ours:
                    yield f"ISO 3166 and CLDR, {language}", code, name


def by_babel(name: str) -> str:
    """The code by the English names of the CLDR."""
    return _english().get(name.casefold(), "")


@cache
def _english() -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale("en").territories.items()}


def by_pycountry(name: str) -> str:
    """The code that pycountry looks up."""
    try:
        return str(pycountry.countries.lookup(name).alpha_2)
    except LookupError:
        return ""


def by_us(name: str) -> str:
    """The code as the reader of metadata has it."""
    return ",".join(codes(name))


def main() -> int:
    """Print a row for each kind of names, and what we lose."""
    readers: dict[str, Reader] = {"babel": by_babel, "pycountry": by_pycountry, "ours": by_us}
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, code, name in [*listed(), *known()]:
        found.setdefault(kind, []).append((code, name))
    print(f"{'names':<36} {'count':>5} " + " ".join(f"{reader:>9}" for reader in readers))
    for kind, names in found.items():
        right = [sum(read(name) == code for code, name in names) for read in readers.values()]
        print(f"{kind:<36} {len(names):>5} " + " ".join(f"{count:>9}" for count in right))
    lost = [(code, name) for names in found.values() for code, name in names if by_us(name) != code]
    print(f"lost: {lost}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
