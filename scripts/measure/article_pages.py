"""Whether the articles of a collection are found on the pages that their records name.

Prints how many items there are, how many were read, and how many of those stand on exactly the pages of their field
`pages`; then the others, with both. Run: python -m scripts.measure.article_pages FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

from unescosearch.collections.preset import load_collection
from unescosearch.collections.reading import items
from unescosearch.errors import UnreadableError
from unescosearch.records import Source


def found_and_stated(source: Source) -> tuple[str, str]:
    """The pages that hold text of a document, and those that its record names."""
    return ", ".join(str(page.number) for page in source.extracted.pages), source.document.pages


def main() -> None:
    """Print the counts and the differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="of the collection.toml")
    collection = load_collection(parser.parse_args().folder)
    count, read, others = 0, 0, []
    for item in items(collection):
        count += 1
        try:
            sources = item.load()
        except UnreadableError as error:
            print(f"{item.path}: {error}")
            continue
        read += 1
        pairs = [(source.document.id, *found_and_stated(source)) for source in sources]
        others += [f"{name}: found {found}, stated {stated}" for name, found, stated in pairs if found != stated]
    print(f"{count} items, {read} read, {read - len(others)} on exactly their pages", *others, sep="\n")


if __name__ == "__main__":
    main()
