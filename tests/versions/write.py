"""Writes down the digest of each stored form whose version was raised.

Run: python -m tests.versions.write [--samples]
"""

from __future__ import annotations

import argparse
import sys

from tests.versions.forms import FORMS
from tests.versions.record import RECORDED, Record, read, refused, write


def main() -> int:
    """Write recorded.toml, unless a number and what it stands for did not change together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", action="store_true", help="the samples changed, not what is made of them")
    samples = parser.parse_args().samples
    now = {form.name: Record(form.number, form.digest()) for form in FORMS}
    wrong = refused(read() if RECORDED.exists() else {}, now, samples)
    if wrong:
        sys.stderr.write("\n".join(wrong) + "\n")
        return 1
    write(now)
    return 0


if __name__ == "__main__":
    sys.exit(main())
