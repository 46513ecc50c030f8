"""What a build did, as a record for people and scripts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

from unescosearch.index.generation import Generation
from unescosearch.records import Duplicate, Failure, OcrPage

# Below this confidence a page read by OCR holds more wrong words than one can guess from the others.
LEAST_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Changes:
    """Files and table rows against those of the generation before.

    Attributes:
        files: all that were met.
        kept: those of collections that could not be read this time, whose documents stay; not counted in `files`.
    """

    files: int
    added: int
    changed: int
    removed: int
    unchanged: int
    kept: int = 0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Every one of `changes.files` and `changes.kept` gave documents, failed, or repeats another: `outcomes` has the
    account.

    Attributes:
        generation: the live generation after the build.
        rebuilt: False where nothing had changed and the live generation stayed.
        changes: against the generation before.
        outcomes: files and rows by what became of them: "document", "failure", "duplicate".
        documents: documents in the index; a row with two language versions gives two.
        passages: passages in the index.
        encoded: passages that had to be encoded; the others kept their vectors.
        reason: why nothing was taken over from the generation before, or "".
        languages: passages in each language.
        failures: what could not be read, and why.
        duplicates: what was left out because its text is in the index already.
        ocr: the pages that were read by OCR, with its confidence.
        vector_index: kind of the FAISS index.
        vector_recall: its recall@10 against exact search.
        seconds: time of each stage.
        model: the encoder in a line, with the languages it reads and its prefixes.
        reranker: the cross-encoder in a line, "" where there is none.
    """

    generation: str
    rebuilt: bool
    changes: Changes
    outcomes: dict[str, int]
    documents: int
    passages: int
    encoded: int
    reason: str
    languages: dict[str, int]
    failures: tuple[Failure, ...]
    duplicates: tuple[Duplicate, ...]
    ocr: tuple[OcrPage, ...]
    vector_index: str
    vector_recall: float
    seconds: dict[str, float] = field(default_factory=dict)
    model: str = ""
    reranker: str = ""

    @property
    def doubtful(self) -> tuple[OcrPage, ...]:
        """The pages that OCR read with little confidence, those with the least first."""
        pages = (page for page in self.ocr if page.confidence < LEAST_CONFIDENCE)
        return tuple(sorted(pages, key=lambda page: page.confidence))

    def to_json(self) -> dict[str, object]:
        """The report as plain values."""
        return asdict(self)


def read_report(generation: Generation) -> BuildReport:
    """The report of the build that made a generation."""
    catalogue, manifest = generation.catalogue, generation.manifest
    stored = catalogue.report()
    return BuildReport(
        generation=generation.id,
        rebuilt=True,
        changes=Changes(**stored["changes"]),
        outcomes=catalogue.outcomes(),
        documents=manifest.counts["documents"],
        passages=manifest.counts["passages"],
        encoded=manifest.counts["encoded"],
        reason=stored["reason"],
        languages=manifest.languages,
        failures=tuple(catalogue.failures()),
        duplicates=tuple(catalogue.duplicates()),
        ocr=tuple(catalogue.ocr_pages()),
        vector_index=manifest.vector_index,
        vector_recall=manifest.vector_recall,
        seconds=stored["seconds"],
        model=generation.encoder.description.summary,
        reranker=generation.reranker.description.summary if generation.reranker else "",
    )


def nothing_new(generation: Generation, changes: Changes, seconds: dict[str, float]) -> BuildReport:
    """The report of a build that left the live generation as it is."""
    return replace(read_report(generation), rebuilt=False, changes=changes, encoded=0, reason="", seconds=seconds)
