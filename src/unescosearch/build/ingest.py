"""Reads collections into the catalogue, taking over from the live one what has not changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.catalogue.catalogue import Item as KnownItem
from unescosearch.collections.reading import Item
from unescosearch.errors import UnreadableError
from unescosearch.passages import CountTokens, context, split
from unescosearch.records import Document, Duplicate, Failure, Layout, Passage, Source, digest
from unescosearch.sentences import searchable
from unescosearch.writing import WIDE, letters

# A document, the digest of its text, where its pages begin and its links stand, its passages.
_Part = tuple[Document, str, Layout, list[Passage]]

_KEY_CHARACTERS = 32
_WIDE = letters(WIDE)
_LONGEST_REASON = 200
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Splitting:
    """How texts are cut.

    Attributes:
        count_tokens: tokens of each text, as the encoder counts them.
        limit: most tokens a passage may have with its title and headings.
        languages: those whose texts the encoder counts; empty for all.
    """

    count_tokens: CountTokens
    limit: int
    languages: tuple[str, ...]

    def counter(self, language: str) -> CountTokens:
        """How to measure text of a language; one that the encoder cannot read is measured by its letters."""
        counted = not self.languages or language == "und" or language in self.languages
        return self.count_tokens if counted else _count_letters


class Ingest:
    """Takes items into a catalogue one by one.

    Args:
        catalogue: the new catalogue.
        splitting: how to cut.
        previous: the live catalogue, to take over from, or None.
        anew: its passages were cut in another way, or are not wanted: what can be read is read.
        today: ISO 8601, the day since which is stale what cannot be read any more.
    """

    def __init__(
        self,
        catalogue: CatalogueWriter,
        splitting: Splitting,
        previous: Catalogue | None,
        anew: bool = False,
        today: str = "",
    ) -> None:
        self._catalogue = catalogue
        self._splitting = splitting
        self._previous = previous
        self._anew = anew
        self._today = today
        self._good = (
            {key: item for key, item in previous.items().items() if item.outcome == "document"} if previous else {}
        )
        self._known = dict(self._good) if not anew else {}
        self._stale = {(one.collection, one.path): one for one in previous.stale()} if previous else {}
        # What could not be read: number, collection, item and reason.
        self._failed: list[tuple[int, str, Item, str]] = []
        self._reason = ""
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
        return known is None or known.digest != item.digest

    def take(self, collection: str, item: Item) -> None:
        """Read one file or row, or take it over; what cannot be read becomes a failure."""
        if not self.loads(collection, item):
            row = self._catalogue.add_item(collection, item.path, item.digest, "document")
            self._run.append((row, self._known[collection, item.path].row))
            return
        self.finish()
        row = self._catalogue.add_item(collection, item.path, item.digest, "failure")
        if self._read(collection, item, row) == "failure":
            self._failed.append((row, collection, item, self._reason))

    def keep(self, collection: str, path: str, known: KnownItem) -> None:
        """Take over what an item of a collection gave that cannot be read at the moment."""
        row = self._catalogue.add_item(collection, path, known.digest, "document")
        if stale := self._stale.get((collection, path)):
            self._catalogue.add_stale(row, stale.since, stale.reason)
        if self._anew:
            self._take_singly(row, known.row)
        else:
            self._run.append((row, known.row))

    def keep_unreadable(self) -> None:
        """Give what could not be read its last good version, and mark it as stale; to be called after all others.

        What stands in the index by now under another path or id is left out.
        """
        for row, collection, item, reason in self._failed:
            known = self._good.get((collection, item.path))
            parts = self._last_good(item, known) if known else []
            if parts:
                stale = self._stale.get((collection, item.path))
                self._add_parts(collection, item.path, row, parts)
                self._catalogue.add_stale(row, stale.since if stale else self._today, reason)

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
        parts = self._earlier(earlier)
        document = parts[0][0]
        self._add_parts(document.collection, document.path, row, parts)

    def _earlier(self, item: int) -> list[_Part]:
        """What an item of the earlier catalogue gave."""
        assert self._previous is not None
        return [(*found, self._previous.passages_of(found[0].id)) for found in self._previous.documents_of_item(item)]

    def _last_good(self, item: Item, known: KnownItem) -> list[_Part]:
        """What an item gave when it could be read, as far as it is the same and stands nowhere else now."""
        parts, ids = self._earlier(known.row), item.ids()
        # A row is told by its id where it has one: its place is another's as soon as a row is put in before it.
        if ids and not any(f"{document.id}-".startswith(f"{each}-") for document, *_ in parts for each in ids):
            return []
        return [
            part
            for part in parts
            if not (self._catalogue.path_of(part[0].id) or self._catalogue.document_with_text(part[1]))
        ]

    def _read(self, collection: str, item: Item, row: int) -> str:
        """Read an item; gives what became of it."""
        try:
            sources = item.load()
            parts = [self._part(source) for source in sources]
        except UnreadableError as error:
            self._fail(collection, item.path, "read", str(error))
            return "failure"
        except Exception as error:  # whatever an item makes its reader raise, it must not end the build
            what = " ".join(str(error).split())[:_LONGEST_REASON]
            self._fail(collection, item.path, "read", f"the reader failed on it: {type(error).__name__}: {what}")
            return "failure"
        for source in sources:
            for remark in source.extracted.remarks:
                self._fail(collection, item.path, "extract", remark)
        return self._add_parts(collection, item.path, row, parts)

    def _part(self, source: Source) -> _Part:
        passages = split(source, self._splitting.counter, self._splitting.limit)
        extracted = source.extracted
        layout = Layout(extracted.pages, extracted.links)
        return source.document, digest(_SPACE.sub(" ", extracted.text)), layout, passages

    def _fail(self, collection: str, path: str, stage: str, reason: str) -> None:
        self._reason = reason
        self._catalogue.add_failure(Failure(collection, path, stage, reason))

    def _add_parts(self, collection: str, path: str, row: int, parts: Iterable[_Part]) -> str:
        outcome = min((self._add(collection, path, row, *part) for part in parts), default="failure")
        self._catalogue.set_outcome(row, outcome)
        return outcome

    def _add(
        self,
        collection: str,
        path: str,
        row: int,
        document: Document,
        text_digest: str,
        layout: Layout,
        passages: list[Passage],
    ) -> str:
        if not passages:
            self._fail(collection, path, "split", "it holds no text")
            return "failure"
        taken = self._catalogue.path_of(document.id)
        kept = self._catalogue.document_with_text(text_digest)
        if kept is not None:
            given = document.id, document.title, document.source_url
            self._catalogue.add_duplicate(Duplicate(collection, path, kept, 1.0, *given))
            return "duplicate"
        if taken is not None:
            reason = f"its id {document.id!r} is the id of {taken} already; give it another in its metadata or mapping"
            self._fail(collection, path, "collect", reason)
            return "failure"
        keyed = [(passage, self._key(document, passage)) for passage in passages]
        self._catalogue.add_document(row, document, text_digest, layout, keyed)
        return "document"

    def _key(self, document: Document, passage: Passage) -> str:
        # The first part was for passages that were not encoded: vectors of earlier indexes are found by it.
        return digest("read", encoded_text(document.title, passage.headings, passage.text))[:_KEY_CHARACTERS]


def encoded_text(title: str, headings: Sequence[str], text: str) -> str:
    """What the encoder is given of a passage."""
    return f"{context(title, headings)}\n{searchable(text)}"


def _count_letters(texts: Sequence[str]) -> list[int]:
    """About as many units as an English encoder would count for the same content."""
    return [(len(text) + len(_WIDE.findall(text))) // 4 + 1 for text in texts]
