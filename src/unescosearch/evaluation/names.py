"""Finds the document of an index that a question file names.

Question files are written beside the sources and name their documents as the sources do, an index by its own ids. A
document is the one that is named if, in this order,

1. its id is the name,
2. its id is the name with hyphens for what is neither letter nor digit ("whc:785" is whc-785),
3. its path in the collection is the name, or ends in it ("articles/clubs.txt" for "clubs.txt"),
4. its id ends in one of the numbers in the name, zeros before it aside, and it holds the quote, letter for letter: the
   file that a row of a table names ("1949_073912_73927.txt" is courier-73927).

Where this leaves several, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.writing import NO_SIGN, bare

_NUMBER = re.compile(r"\d+")


class Names:
    """The names under which the documents of a catalogue may be asked for.

    Args:
        catalogue: of the index.
        ids: of all its documents.
    """

    def __init__(self, catalogue: Catalogue, ids: list[str]) -> None:
        self._catalogue = catalogue
        self._ids = set(ids)
        self._paths: dict[str, list[str]] = {}
        self._numbers: dict[str, list[str]] = {}
        for document in catalogue.documents(ids).values():
            parts = document.path.split("/")
            for start in range(len(parts)):
                self._paths.setdefault("/".join(parts[start:]), []).append(document.id)
            if number := re.search(r"\d+$", document.id):
                self._numbers.setdefault(number[0].lstrip("0"), []).append(document.id)

    def document(self, name: str, quote: str) -> str | None:
        """The id of the document that a name stands for, None where none does, or several do.

        Args:
            name: as a question file writes it.
            quote: a passage of the document, "" where none is known.
        """
        for candidate in (name, NO_SIGN.sub("-", name)):
            if candidate in self._ids:
                return candidate
        named = self._paths.get(name) or [each for each in self._with_number(name) if self._holds(each, quote)]
        return named[0] if len(named) == 1 else None

    def _with_number(self, name: str) -> list[str]:
        numbers: Iterable[str] = dict.fromkeys(number.lstrip("0") for number in _NUMBER.findall(name))
        return [candidate for number in numbers for candidate in self._numbers.get(number, ())]

    def _holds(self, document_id: str, quote: str) -> bool:
        passages = self._catalogue.passages_of(document_id) if quote else []
        return bool(passages) and bare(quote) in bare("".join(each.lead + each.text for each in passages))
