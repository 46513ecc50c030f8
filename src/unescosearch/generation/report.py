"""What a build did, as a record for people and scripts."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from unescosearch.generation.facts import CollectionFacts, Facts, Spread, Suspect, read_facts
from unescosearch.generation.generation import Generation
from unescosearch.records import Duplicate, Failure, OcrPage, Stale

# Below this confidence a page read by OCR holds more wrong words than one can guess from the others.
LEAST_CONFIDENCE = 0.7

# What the extractors say of files whose pages are pictures: they were not read, or OCR found nothing on them.
_SCAN = re.compile("needs OCR|OCR finds no words")
_FILE = re.compile(r"^[^\s:]+\.\w{1,5}: ")
_CASE = re.compile(r"'[^']*'|\"[^\"]*\"|\b\d[\d,.]*\b")


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
class Reason:
    """How often something could not be read for like reasons.

    Attributes:
        stage: where the build was then: "collect", "read" or "split".
        reason: what the reasons say, with … for names and numbers.
    """

    stage: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Every one of `changes.files` and `changes.kept` gave documents, failed, or repeats another: `outcomes` has the
    account. What is stale gave documents, in an earlier build, and stands among the failures with its reason too.

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
        collections: what became of the files and rows of each collection.
        passages_per_document: how many passages the documents have.
        reasons: like failures counted together, the most frequent first.
        scans: those of the failures that are pictures of pages without a text.
        suspected_order: documents that may have been read in a wrong order.
        failures: what could not be read, and why.
        duplicates: what was left out because its text, or nearly its text, is in the index already.
        ocr: the pages that were read by OCR, with its confidence.
        vector_index: kind of the FAISS index.
        vector_recall: its recall@10 against exact search.
        seconds: time of each stage.
        model: the encoder in a line, with the languages it reads and its prefixes.
        reranker: the cross-encoder in a line, "" where there is none.
        stale: what cannot be read now and keeps the documents of an earlier build, the longest so first.
        notes: what the operator should know besides: a model that is not installed.
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
    collections: tuple[CollectionFacts, ...]
    passages_per_document: Spread
    reasons: tuple[Reason, ...]
    scans: tuple[Failure, ...]
    suspected_order: tuple[Suspect, ...]
    failures: tuple[Failure, ...]
    duplicates: tuple[Duplicate, ...]
    ocr: tuple[OcrPage, ...]
    vector_index: str
    vector_recall: float
    seconds: dict[str, float] = field(default_factory=dict)
    model: str = ""
    reranker: str = ""
    stale: tuple[Stale, ...] = ()
    notes: tuple[str, ...] = ()

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
    facts = read_facts(stored["facts"]) if "facts" in stored else Facts()
    failures = catalogue.failures()
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
        collections=facts.collections,
        passages_per_document=facts.per_document,
        reasons=like_reasons(failures),
        scans=tuple(failure for failure in failures if _SCAN.search(failure.reason)),
        suspected_order=facts.disorder,
        failures=tuple(failures),
        duplicates=tuple(catalogue.duplicates()),
        ocr=tuple(catalogue.ocr_pages()),
        vector_index="; ".join(dict.fromkeys(record.vector_index for record in manifest.encoders)),
        vector_recall=min(record.vector_recall for record in manifest.encoders),
        seconds=stored["seconds"],
        model=generation.dense.summary,
        reranker=generation.reranker.description.summary if generation.reranker else "",
        stale=tuple(catalogue.stale()),
        notes=tuple(stored.get("notes", ())),
    )


def narrowed(report: BuildReport, collection: str = "", stage: str = "", reason: str = "") -> BuildReport:
    """The report with only some of what it lists; its counts are those of the whole build.

    Args:
        report: the whole.
        collection: only what is of this collection.
        stage: of the failures only those of this stage.
        reason: of the failures only those for this reason, as `reasons` names it.
    """

    def wanted(failure: Failure) -> bool:
        return (
            collection in ("", failure.collection)
            and stage in ("", failure.stage)
            and reason in ("", likened(failure.reason))
        )

    return replace(
        report,
        failures=tuple(filter(wanted, report.failures)),
        scans=tuple(filter(wanted, report.scans)),
        stale=tuple(each for each in report.stale if collection in ("", each.collection)),
        duplicates=tuple(each for each in report.duplicates if collection in ("", each.collection)),
        suspected_order=tuple(each for each in report.suspected_order if collection in ("", each.collection)),
    )


def like_reasons(failures: Iterable[Failure]) -> tuple[Reason, ...]:
    """Failures for like reasons counted together, the most frequent first."""
    counts = Counter((failure.stage, likened(failure.reason)) for failure in failures)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Reason(stage, reason, count) for (stage, reason), count in ordered)


def likened(reason: str) -> str:
    """A reason without the names and numbers of its one case."""
    return _CASE.sub("…", _FILE.sub("", reason))


def within(folder: Path, message: str) -> str:
    """A message without the path of a folder: the report is shown to others, and names no folder of this machine."""
    return message.replace(f"{folder}{os.sep}", "").replace(str(folder), ".")


def nothing_new(generation: Generation, changes: Changes, seconds: dict[str, float]) -> BuildReport:
    """The report of a build that left the live generation as it is."""
    return replace(read_report(generation), rebuilt=False, changes=changes, encoded=0, reason="", seconds=seconds)
