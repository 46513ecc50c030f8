"""A generation, opened: all parts of the index that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.catalogue.columns import columns_of
from unescosearch.encoder.onnx import Encoder, OnnxEncoder
from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.layout import GenerationLayout, IndexLayout
from unescosearch.generation.manifest import load_manifest, verify
from unescosearch.lexicon.store import Lexicon
from unescosearch.reranker.onnx import OnnxReranker
from unescosearch.vectors.faiss_index import VectorIndex
from unescosearch.words.lexical import LexicalIndex


class Generation:
    """The parts of one generation; safe to use from several threads.

    Args:
        layout: its files.
        checksums: read every byte first and compare it with the manifest; otherwise only sizes are compared.
        encoder: used instead of the generation's own; the tests' small encoder comes in here.

    Raises:
        IndexUnavailableError: something is missing, damaged, of another version, or does not fit the rest.
    """

    def __init__(self, layout: GenerationLayout, checksums: bool = True, encoder: Encoder | None = None) -> None:
        self.layout = layout
        self.manifest = load_manifest(layout)
        verify(layout, self.manifest, checksums)
        with ExitStack() as opened:
            self.catalogue = opened.enter_context(closing(Catalogue(layout.catalogue)))
            self.lexicon = opened.enter_context(closing(Lexicon(layout.lexicon)))
            self.columns = columns_of(self.catalogue)
            self.lexical = LexicalIndex(layout.lexical)
            self.vectors = VectorIndex(layout.vectors, layout.embeddings)
            self.encoder: Encoder = encoder or OnnxEncoder(layout.encoder)
            self.reranker = OnnxReranker(layout.reranker) if self.manifest.reranker else None
            self._compare()
            opened.pop_all()  # whole: from here on `close` lets go

    @property
    def id(self) -> str:
        """The generation's name."""
        return self.layout.id

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()
        self.lexicon.close()

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
        manifest, encoder, counts = self.manifest, self.encoder.description, self.manifest.counts
        for name in ("weights", "dimension", "precision"):
            yield name, getattr(manifest, name), getattr(encoder, name)
        yield "model", manifest.model, encoder.name
        yield "reranker", manifest.reranker, self.reranker.description.name if self.reranker else ""
        yield "documents", counts.get("documents"), len(self.columns.ids)
        yield "passages", counts.get("passages"), len(self.columns.documents)
        yield "vectors", counts.get("vectors"), self.vectors.count
        yield "embeddings", (counts.get("passages"), manifest.dimension), self.vectors.shape
        yield "languages", manifest.languages, dict(Counter(self.columns.languages))


def open_current(root: Path, checksums: bool = True) -> Generation:
    """Open the live generation of an index.

    Raises:
        IndexUnavailableError: there is none, or it is damaged.
    """
    return Generation(IndexLayout(root).current(), checksums)
