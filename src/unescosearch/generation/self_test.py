"""Asks a new generation a few questions that it must be able to answer before it goes live."""

from __future__ import annotations

import numpy as np

from unescosearch.catalogue.conditions import Conditions
from unescosearch.errors import BuildError
from unescosearch.generation.generation import Generation
from unescosearch.generation.layout import GenerationLayout
from unescosearch.words.analysis import query_words
from unescosearch.words.groups import single_words

_SAMPLED = 5
_LEAST_SIMILARITY = 0.98
_NO_CONDITIONS = Conditions({})


def self_test(layout: GenerationLayout) -> Generation:
    """Open a generation and find a few of its passages again, by their words and by their vectors.

    Raises:
        BuildError: a passage that is in it cannot be found in it.
        IndexUnavailableError: it cannot be opened.
    """
    generation = Generation(layout, checksums=False)
    count = generation.manifest.counts["passages"]
    rows = sorted({count * place // _SAMPLED for place in range(_SAMPLED)})
    places = [layout.dense_part(record.place) for record in generation.manifest.encoders]
    embeddings = [np.load(files.embeddings, mmap_mode="r") for files in places]
    for row, passage in generation.catalogue.passages(rows).items():
        for part, vectors in zip(generation.dense, embeddings, strict=True):
            if part.encoder.description.reads(passage.language):
                scores, _ = part.vectors.search(vectors[row].astype(np.float32), 1, passage.language)
                if not len(scores) or scores[0] < _LEAST_SIMILARITY:
                    raise BuildError(
                        f"The new generation does not find passage {passage.id} by its vector. Build with --full."
                    )
        words = query_words(passage.text, passage.language)
        known = generation.lexical.rarity(words, passage.language)
        if known and not generation.lexical.search(single_words(words), passage.language, 1, _NO_CONDITIONS):
            raise BuildError(f"The new generation does not find passage {passage.id} by its words. Build with --full.")
    return generation
