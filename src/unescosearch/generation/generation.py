"""A generation, opened: all parts of the index that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.catalogue.columns import columns_of
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.dense import Dense, DenseParts
from unescosearch.generation.layout import GenerationLayout, IndexLayout
from unescosearch.generation.manifest import EncoderRecord, load_manifest, verify
from unescosearch.generation.restriction import rows_within
from unescosearch.lexicon.store import Lexicon
from unescosearch.reranker.onnx import OnnxReranker
from unescosearch.vectors.opening import open_vectors
from unescosearch.words.lexical import LexicalIndex


class Generation:
    """The parts of one generation; safe to use from several threads.

    Args:
        layout: its files.
        checksums: read every byte first and compare it with the manifest; otherwise only sizes are compared.

    Raises:
        IndexUnavailableError: something is missing, damaged, of another version, or does not fit the rest.
    """

    def __init__(self, layout: GenerationLayout, checksums: bool = True) -> None:
        self.layout = layout
        self.manifest = load_manifest(layout)
        verify(layout, self.manifest, checksums)
        self._parts = ExitStack()
        try:
            self.catalogue = self._parts.enter_context(closing(Catalogue(layout.catalogue)))
            self.lexicon = self._parts.enter_context(closing(Lexicon(layout.lexicon)))
            self.columns = columns_of(self.catalogue)
            self.lexical = LexicalIndex(layout.lexical)
            self.dense = DenseParts(tuple(self._opened(record) for record in self.manifest.encoders))
            self.reranker = OnnxReranker(layout.reranker) if self.manifest.reranker else None
            self._compare()
        except BaseException:
            self.close()
            raise

    @property
    def id(self) -> str:
        """The generation's name."""
        return self.layout.id

    def close(self) -> None:
        """Let go of the files."""
        self._parts.close()

    def _opened(self, record: EncoderRecord) -> Dense:
        files = self.layout.dense_part(record.place)
        resolve = partial(rows_within, self.catalogue, self.columns)
        vectors = open_vectors(record.address, files.vectors, files.embeddings, resolve)
        return Dense(OnnxEncoder(files.encoder), self._parts.enter_context(closing(vectors)))

    def _compare(self) -> None:
        """Compare the manifest with what the files themselves say: files of two generations may have been mixed."""
        wrong = [f"{name} {said} instead of {found}" for name, said, found in self._facts() if said != found]
        if wrong:
            raise IndexUnavailableError(
                f"The manifest of the generation {self.layout.folder} does not fit its files ({'; '.join(wrong)})."
                " Go back to the one before with: unescosearch rollback. Or rebuild with: unescosearch build --full"
            )

    def _facts(self) -> Iterator[tuple[str, object, object]]:
        """What stands in the manifest and in the files too: its name and both values."""
        manifest, counts = self.manifest, self.manifest.counts
        for record, part in zip(manifest.encoders, self.dense, strict=True):
            encoder = part.encoder.description
            for name in ("weights", "dimension", "precision"):
                yield name, getattr(record, name), getattr(encoder, name)
            yield "model", record.model, encoder.name
            yield "vectors", record.vectors, part.vectors.count
            yield "embeddings", (counts.get("passages"), record.dimension), part.vectors.shape
        yield "reranker", manifest.reranker, self.reranker.description.name if self.reranker else ""
        yield "documents", counts.get("documents"), len(self.columns.ids)
        yield "passages", counts.get("passages"), len(self.columns.documents)
        yield "languages", manifest.languages, dict(Counter(self.columns.languages))


def open_current(root: Path, checksums: bool = True) -> Generation:
    """Open the live generation of an index.

    Raises:
        IndexUnavailableError: there is none, or it is damaged.
    """
    return Generation(IndexLayout(root).current(), checksums)
