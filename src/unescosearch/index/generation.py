"""A generation, opened: all parts of the index that belong together."""

from __future__ import annotations

from pathlib import Path

from unescosearch.encoder.onnx import Encoder, OnnxEncoder
from unescosearch.index.catalogue import Catalogue
from unescosearch.index.layout import GenerationLayout, IndexLayout
from unescosearch.index.lexical import LexicalIndex
from unescosearch.index.manifest import load_manifest, verify
from unescosearch.index.vectors import VectorIndex


class Generation:
    """The parts of one generation; safe to use from several threads.

    Args:
        layout: its files.
        checksums: read every byte first and compare it with the manifest; otherwise only sizes are compared.
        encoder: used instead of the generation's own; the tests' small encoder comes in here.

    Raises:
        IndexUnavailableError: something is missing, damaged or of another version.
    """

    def __init__(self, layout: GenerationLayout, checksums: bool = True, encoder: Encoder | None = None) -> None:
        self.layout = layout
        self.manifest = load_manifest(layout)
        verify(layout, self.manifest, checksums)
        self.catalogue = Catalogue(layout.catalogue)
        self.columns = self.catalogue.columns()
        self.lexical = LexicalIndex(layout.lexical)
        self.vectors = VectorIndex(layout.vectors, layout.embeddings)
        self.encoder: Encoder = encoder or OnnxEncoder(layout.encoder)

    @property
    def id(self) -> str:
        """The generation's name."""
        return self.layout.id

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()


def open_current(root: Path, checksums: bool = True) -> Generation:
    """Open the live generation of an index.

    Raises:
        IndexUnavailableError: there is none, or it is damaged.
    """
    return Generation(IndexLayout(root).current(), checksums)
