"""Brings the index up to date as a nightly job wants it: silent unless something is wrong.

Reads the settings of the program (UNESCOSEARCH_CORPUS, UNESCOSEARCH_INDEX, UNESCOSEARCH_MODEL ...); options go before
them. The service may go on running: it takes up the new index by itself. Two runs at once are refused.

Exit code: 0 done, 1 failed (the index that was live still is), 2 wrong use, 3 done but some files could not be read.
What could not be read is printed on standard error, once: a file that failed in the same way last time is not
mentioned again. What is kept from an earlier build, because its file cannot be read now, comes first.

A line for cron:  15 3 * * *  /srv/unescosearch/.venv/bin/python /srv/unescosearch/scripts/rebuild_index.py
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pydantic import ValidationError

from unescosearch.build.build import build
from unescosearch.cli.build import build_options
from unescosearch.cli.main import DONE, DONE_WITH_FAILURES, FAILED, WRONG_USE
from unescosearch.errors import CollectionError, IndexUnavailableError, MissingExtraError, UnescosearchError
from unescosearch.generation.generation import open_current
from unescosearch.records import Failure
from unescosearch.settings import Settings


def known_failures(index: Path) -> frozenset[Failure]:
    """What the live index says could not be read; nothing where there is no index yet."""
    try:
        generation = open_current(index, checksums=False)
    except IndexUnavailableError:
        return frozenset()
    try:
        return frozenset(generation.catalogue.failures())
    finally:
        generation.close()


def main(arguments: list[str] | None = None) -> int:
    """Build, and say only what somebody must act on."""
    try:
        settings = Settings()
    except ValidationError as error:
        print(f"rebuild_index: a setting cannot be used: {error}", file=sys.stderr)
        return WRONG_USE
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, action="append", help="folder of documents; may be repeated")
    parser.add_argument("--index", type=Path, default=settings.index, help="folder of the index")
    parser.add_argument("--report", type=Path, help="write the whole report here as JSON")
    given = parser.parse_args(arguments)
    options = build_options(settings)
    known = known_failures(given.index)
    try:
        report = build(given.corpus or [settings.corpus], given.index, options)
    except UnescosearchError as error:
        print(f"rebuild_index: {error}", file=sys.stderr)
        return WRONG_USE if isinstance(error, CollectionError | MissingExtraError) else FAILED
    if given.report:
        given.report.write_text(json.dumps(report.to_json(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    kept = {(stale.collection, stale.path): stale.since for stale in report.stale}
    for failure in sorted(report.failures, key=lambda failure: (failure.collection, failure.path) not in kept):
        if failure not in known:
            since = kept.get((failure.collection, failure.path))
            named = f"{failure.collection}: {failure.path}"
            named = f"kept from the last build: {named} (stale since {since})" if since else named
            print(f"rebuild_index: {named}: {failure.reason}", file=sys.stderr)
    return DONE_WITH_FAILURES if report.failures else DONE


if __name__ == "__main__":
    sys.exit(main())
