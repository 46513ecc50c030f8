"""The stored forms: each with the number of its version and what it makes of the samples."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.versions import exports, generations, texts
from unescosearch.build.lexicon.build import LEXICON_VERSION
from unescosearch.build.likeness import SIGNATURE_VERSION
from unescosearch.collections.item import EXTRACTION_VERSION
from unescosearch.generation.manifest import SCHEMA_VERSION
from unescosearch.models import e5_export, encoder_export, reranker_export, scale
from unescosearch.passages import SPLITTER_VERSION
from unescosearch.records import digest
from unescosearch.words.analysis import ANALYSIS_VERSION

_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class Form:
    """A stored form.

    Attributes:
        name: of the number, and the module that it stands in.
        number: the version.
        output: what is made of the samples.
    """

    name: str
    number: str
    output: Callable[[], object]

    def digest(self) -> str:
        """A digest of the output, the same on every machine."""
        return digest(json.dumps(self.output(), sort_keys=True, ensure_ascii=False))[:_CHARACTERS]


FORMS = (
    Form("collections.item.EXTRACTION_VERSION", EXTRACTION_VERSION, texts.extraction),
    Form("passages.SPLITTER_VERSION", str(SPLITTER_VERSION), texts.splitting),
    Form("words.analysis.ANALYSIS_VERSION", str(ANALYSIS_VERSION), texts.analysis),
    Form("build.likeness.SIGNATURE_VERSION", str(SIGNATURE_VERSION), texts.signatures),
    Form("generation.manifest.SCHEMA_VERSION", str(SCHEMA_VERSION), generations.schema),
    Form("build.lexicon.build.LEXICON_VERSION", str(LEXICON_VERSION), generations.lexicon),
    Form("models.encoder_export.EXPORT_VERSION", str(encoder_export.EXPORT_VERSION), exports.encoder),
    Form("models.e5_export.EXPORT_VERSION", str(e5_export.EXPORT_VERSION), exports.packaged),
    Form("models.scale.SCALE_VERSION", str(scale.SCALE_VERSION), exports.scale),
    Form("models.reranker_export.EXPORT_VERSION", str(reranker_export.EXPORT_VERSION), exports.reranker),
)
