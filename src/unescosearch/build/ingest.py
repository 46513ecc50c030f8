"""Reads collections into the catalogue, taking over from the live one what has not changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.catalogue.catalogue import Item as KnownItem
from unescosearch.collections.reading import Item
from unescosearch.errors import UnreadableError
from unescosearch.passages import CountTokens, context, split
from unescosearch.records import Document, Duplicate, Failure, PageStart, Passage, digest
from unescosearch.sentences import searchable
from unescosearch.writing import WIDE, letters

# A document, the digest of its text, where its pages begin, its passages.
_Part = tuple[Document, str, tuple[PageStart, ...], list[Passage]]

_KEY_CHARACTERS = 32
_WIDE = letters(WIDE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Splitting:
    """How texts are cut, and which languages are encoded.

    Attributes:
        count_tokens: tokens of each text, as the encoder counts them.
        limit: most tokens a passage may have with its title and headings.
        reads: whether the encoder can read a language.
    """

    count_tokens: CountTokens
    limit: int
    languages: tuple[str, ...]

    def reads(self, language: str) -> bool:
        """Whether passages of a language are encoded."""
        return not self.languages or language == "und" or language in self.languages

    def counter(self, language: str) -> CountTokens:
        """How to measure text of a language; one that the encoder cannot read is measured by its letters."""
        return self.count_tokens if self.reads(language) else _count_letters


class Ingest:
    """Takes items into a catalogue one by one.

    Args:
        catalogue: the new catalogue.
        splitting: how to cut.
        previous: the live catalogue, to take over from, or None.
        cut_anew: its passages were cut in another way: what can be read is read.
    """

    def __init__(
        self, catalogue: CatalogueWriter, splitting: Splitting, previous: Catalogue | None, cut_anew: bool = False
    ) -> None:
        self._catalogue = catalogue
        self._splitting = splitting
        self._previous = previous
        self._cut_anew = cut_anew
        self._known = previous.items() if previous and not cut_anew else {}
        if previous:
            catalogue.attach(previous.path)
        # An item of which a part was left out is read again: that part may have its place now.
        left_out: list[Duplicate | Failure] = [*previous.duplicates(), *previous.failures()] if previous else []
        for part in left_out:
            self._known.pop((part.collection, part.path), None)
        # Items to be taken over, by their numbers here and there: copied together as soon as another one is read.
        self._run: list[tuple[int, int]] = []

    def loads(self, collection: str, item: Item) -> bool:
        """Whether an item has to be loaded; an unchanged document is taken over."""
        known = self._known.get((collection, item.path))
        return known is None or known.digest != item.digest or known.outcome != "document"

    def take(self, collection: str, item: Item) -> None:
        """Read one file or row, or take it over; what cannot be read becomes a failure."""
        if not self.loads(collection, item):
            row = self._catalogue.add_item(collection, item.path, item.digest, "document")
            self._run.append((row, self._known[collection, item.path].row))
            return
        self.finish()
        row = self._catalogue.add_item(collection, item.path, item.digest, "failure")
        try:
            parts = list(self._parts(collection, item))
        except UnreadableError as error:
            self._catalogue.add_failure(Failure(collection, item.path, "read", str(error)))
            return
        self._add_parts(collection, item.path, row, parts)

    def keep(self, collection: str, path: str, known: KnownItem) -> None:
        """Take over what an item gave that cannot be read at the moment."""
        row = self._catalogue.add_item(collection, path, known.digest, "document")
        if self._cut_anew:
            self._take_singly(row, known.row)
        else:
            self._run.append((row, known.row))

    def finish(self) -> None:
        """Copy what is still to be taken over; to be called after the last item."""
        already_here = self._catalogue.already_here(self._run) if self._run else set()
        for singly, pairs in groupby(self._run, lambda pair: pair[0] in already_here):
            if singly:
                for row, earlier in pairs:
                    self._take_singly(row, earlier)
            else:
                self._catalogue.take_over(list(pairs))
        self._run = []

    def _take_singly(self, row: int, earlier: int) -> None:
        """Take over one item of which a text or an id stands in the catalogue already."""
        assert self._previous is not None
        parts = [
            (*found, self._previous.passages_of(found[0].id)) for found in self._previous.documents_of_item(earlier)
        ]
        document = parts[0][0]
        self._add_parts(document.collection, document.path, row, parts)

    def _add_parts(self, collection: str, path: str, row: int, parts: Iterable[_Part]) -> None:
        outcomes = [self._add(collection, path, row, *part) for part in parts]
        self._catalogue.set_outcome(row, min(outcomes, default="failure"))

    def _parts(self, collection: str, item: Item) -> Iterator[_Part]:
        for source in item.load():
            document, extracted = source.document, source.extracted
            for remark in extracted.remarks:
                self._catalogue.add_failure(Failure(collection, item.path, "extract", remark))
            passages = split(source, self._splitting.counter, self._splitting.limit)
            text_digest = digest(_SPACE.sub(" ", extracted.text))
            yield document, text_digest, extracted.pages, passages

    def _add(
        self,
        collection: str,
        path: str,
        row: int,
        document: Document,
        text_digest: str,
        pages: tuple[PageStart, ...],
        passages: list[Passage],
    ) -> str:
        if not passages:
            self._catalogue.add_failure(Failure(collection, path, "split", "it holds no text"))
            return "failure"
        taken = self._catalogue.path_of(document.id)
        kept = self._catalogue.document_with_text(text_digest)
        if kept is not None:
            given = document.id, document.title, document.source_url
            self._catalogue.add_duplicate(Duplicate(collection, path, kept, 1.0, *given))
            return "duplicate"
        if taken is not None:
            reason = f"its id {document.id!r} is the id of {taken} already; give it another in its metadata or mapping"
            self._catalogue.add_failure(Failure(collection, path, "collect", reason))
            return "failure"
        keyed = [(passage, self._key(document, passage)) for passage in passages]
        self._catalogue.add_document(row, document, text_digest, pages, keyed)
        return "document"

    def _key(self, document: Document, passage: Passage) -> str:
        readable = "read" if self._splitting.reads(passage.language) else "unread"
        return digest(readable, encoded_text(document.title, passage.headings, passage.text))[:_KEY_CHARACTERS]


def encoded_text(title: str, headings: Sequence[str], text: str) -> str:
    """What the encoder is given of a passage."""
    return f"{context(title, headings)}\n{searchable(text)}"


def _count_letters(texts: Sequence[str]) -> list[int]:
    """About as many units as an English encoder would count for the same content."""
    return [(len(text) + len(_WIDE.findall(text))) // 4 + 1 for text in texts]
