"""Builds a new generation beside the live one and switches to it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from unescosearch.build.ahead import load_ahead
from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.build.encoders import BuildEncoders, prepare_encoders
from unescosearch.build.ingest import Ingest, Splitting
from unescosearch.build.inventory import Inventory, compare, kept_items, take_inventory
from unescosearch.build.known_vectors import known_rerankers
from unescosearch.build.lexical_writer import LexicalEntry, build_lexical
from unescosearch.build.lexicon.build import DICTIONARIES, Knowledge, build_lexicon, find_knowledge
from unescosearch.build.near_duplicates import leave_out_near_duplicates
from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.collections.sidecar import read_sidecar
from unescosearch.encoder.description import DEFAULT_MODELS
from unescosearch.errors import BuildError, IndexUnavailableError, UnescosearchError
from unescosearch.extract.ocr import installed
from unescosearch.extract.sandbox import OF_COLLECTION, Sandbox
from unescosearch.generation.generation import Generation
from unescosearch.generation.layout import GenerationLayout, IndexLayout
from unescosearch.generation.lineage import pointed_to, prune
from unescosearch.generation.manifest import SCHEMA_VERSION, EncoderRecord, Manifest, record_files
from unescosearch.generation.report import BuildReport, Changes, nothing_new, read_report, within
from unescosearch.generation.self_test import self_test
from unescosearch.models.find import Overrides
from unescosearch.models.reranker_prepare import prepare_reranker
from unescosearch.passages import SPLITTER_VERSION, context
from unescosearch.progress import Progress
from unescosearch.records import Failure, digest
from unescosearch.reranker.description import RerankerDescription
from unescosearch.sentences import searchable
from unescosearch.words.analysis import ANALYSIS_VERSION

DEFAULT_PASSAGE_TOKENS = 224


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build.

    Attributes:
        models: names or folders of sentence-transformers models: a pair of languages goes to the first that reads both.
        precision: of the encoder, "int8" or "fp32".
        passage_tokens: most tokens a passage may have with its title and headings; never more than the model takes.
        full: take nothing over from the live generation.
        query_prefix: put before a query, in place of the model's own; None leaves it to the model.
        passage_prefix: put before a passage, in place of the model's own.
        languages: that the model reads, empty for all, in place of those that its card states.
        ocr_languages: what scans are written in, codes with commas between, or "collection" for what theirs says.
        reranker: name or folder of a sentence-transformers CrossEncoder, "" for none.
        thesaurus: a thesaurus in Turtle beside those of the collections, or None.
        dictionaries: a folder of bilingual dictionaries, or None.
        acronyms: a list of acronyms beside the one that comes with the program, or None.
    """

    models: tuple[str, ...] = DEFAULT_MODELS
    precision: str = "int8"
    passage_tokens: int = DEFAULT_PASSAGE_TOKENS
    full: bool = False
    query_prefix: str | None = None
    passage_prefix: str | None = None
    languages: tuple[str, ...] | None = None
    ocr_languages: str = OF_COLLECTION
    reranker: str = ""
    thesaurus: Path | None = None
    dictionaries: Path | None = None
    acronyms: Path | None = None


def build(
    corpora: Sequence[Path], root: Path, options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildReport:
    """Bring the index in a folder up to date with some corpora.

    The live generation answers until the new one is complete and tested; a build that is killed leaves it untouched.
    Where nothing changed, the live generation stays.

    Raises:
        BuildError: another build is running, the disk is full, the folder cannot be written, nothing can be read.
        CollectionError: a corpus does not exist.
        ModelError: the model cannot be had.
    """
    layout = IndexLayout(root)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(layout.lock, timeout=0):
            return _Build(layout, options or BuildOptions(), progress or Progress()).run(corpora)
    except Timeout as error:
        raise BuildError(f"Another build of {root} is running. Wait for it to end.") from error
    except (OSError, sqlite3.Error, RuntimeError, ValueError, MemoryError, IndexUnavailableError) as error:
        raise _failed(root, error) from error


def _failed(root: Path, error: Exception) -> BuildError:
    reason = str(error).rstrip(".") or type(error).__name__
    return BuildError(
        f"The index in {root} could not be built: {reason}. A live generation goes on. Mend the "
        f"cause (a full disk: {_free(root)}; a folder that cannot be written; too little memory) and build again."
    )


def _free(folder: Path) -> str:
    """The space left where a folder is or would be, in words."""
    there = next((place for place in (folder, *folder.absolute().parents) if place.is_dir()), None)
    try:
        return f"{shutil.disk_usage(there).free / 1e6:,.1f} MB are free" if there else "nobody knows how much is free"
    except OSError as error:
        return f"nobody knows how much is free, {error}"


class _Build:
    """One run of a build."""

    def __init__(self, layout: IndexLayout, options: BuildOptions, progress: Progress) -> None:
        self._layout = layout
        self._options = options
        self._progress = progress
        self._sandbox = Sandbox(languages=options.ocr_languages)
        self._live, self._reason = _open_live(layout)
        if options.full:
            self._reason = "a full build was asked for"

    @property
    def _known(self) -> Catalogue | None:
        """The live catalogue, as far as something may be taken over from it."""
        return self._live.catalogue if self._live and not self._options.full else None

    def run(self, corpora: Sequence[Path]) -> BuildReport:
        with ExitStack() as stack:
            if self._live:
                stack.callback(self._live.close)
            report = self._run(corpora, stack)
        prune(self._layout)
        return report

    def _run(self, corpora: Sequence[Path], stack: ExitStack) -> BuildReport:
        with self._progress.stage("collect"):
            stack.enter_context(self._sandbox)
            inventory = take_inventory(
                corpora, self._sandbox.extract_file, lambda path: self._sandbox.run(read_sidecar, path)
            )
            live = self._live.catalogue if self._live else None
            changes = compare(inventory, live, len(kept_items(inventory, live, self._options.full)))
        if not inventory.items:
            listed = ", ".join(str(corpus) for corpus in corpora)
            reasons = "".join(f" {failure.reason}" for failure in inventory.failures)
            raise BuildError(f"There is nothing to read in {listed}: put documents there.{reasons}")
        workspace = self._layout.workspace(self._layout.next_id())
        stack.callback(shutil.rmtree, workspace.folder, ignore_errors=True)
        try:
            return self._bring_up_to_date(workspace, inventory, changes, stack)
        except BaseException as error:
            # What a failed stage holds open would go on writing into the workspace while it is deleted.
            traceback.clear_frames(error.__traceback__)
            raise

    def _bring_up_to_date(
        self, workspace: GenerationLayout, inventory: Inventory, changes: Changes, stack: ExitStack
    ) -> BuildReport:
        with self._progress.stage("model"):
            encoders, reranker = self._prepare(workspace)
        knowledge = find_knowledge(
            inventory.thesauri, self._options.thesaurus, self._options.dictionaries, self._options.acronyms
        )
        corpus = self._digest(inventory, encoders, reranker, knowledge)
        if self._live and not self._reason and self._live.manifest.corpus == corpus:
            return nothing_new(self._live, changes, self._progress.seconds)
        self._reason = self._reason or self._what_changed(encoders)
        catalogue = CatalogueWriter(workspace.catalogue)
        stack.callback(catalogue.release)
        self._read(catalogue, encoders, inventory)
        with self._progress.stage("compare"):
            leave_out_near_duplicates(catalogue, self._known)
        with self._progress.stage("lexicon"):
            build_lexicon(knowledge, catalogue, encoders.languages, workspace.lexicon, self._known_lexicon())
        records, encoded = self._index(workspace, catalogue, encoders)
        counts = catalogue.counts() | {"encoded": encoded}
        languages = catalogue.languages()
        seconds = self._progress.seconds
        facts = asdict(catalogue.facts())
        told = {"changes": asdict(changes), "reason": self._reason, "seconds": seconds, "facts": facts}
        catalogue.add_report({**told, "notes": encoders.notes})
        catalogue.close()
        with self._progress.stage("check"):
            self._manifest(encoders, corpus, knowledge, counts, records, languages, workspace).save(workspace)
            generation = self_test(workspace)
            report = read_report(generation)
            generation.close()
            self._go_live(workspace)
        return report

    def _known_lexicon(self) -> Path | None:
        if self._live is None or self._options.full:
            return None
        # A dictionary that could not be read is tried again, and reported again.
        again = any(failure.collection == DICTIONARIES for failure in self._live.catalogue.failures())
        return None if again else self._live.layout.lexicon

    def _prepare(self, workspace: GenerationLayout) -> tuple[BuildEncoders, RerankerDescription | None]:
        options = self._options
        overrides = Overrides(options.query_prefix, options.passage_prefix, options.languages)
        try:
            layout = None if options.full else self._layout
            encoders = prepare_encoders(options.models, options.precision, overrides, workspace, layout)
            return encoders, self._prepare_reranker(workspace)
        except UnescosearchError:
            raise
        except Exception as error:  # the exporter's and the tokenizer's libraries raise plain ones, for a full disk too
            raise _failed(self._layout.root, error) from error

    def _prepare_reranker(self, workspace: GenerationLayout) -> RerankerDescription | None:
        options = self._options
        if not options.reranker:
            return None
        have = [] if options.full else known_rerankers(self._layout)
        return prepare_reranker(options.reranker, options.precision, workspace.reranker, have)

    def _go_live(self, workspace: GenerationLayout) -> None:
        try:
            self._layout.publish(workspace)
            self._layout.switch(workspace.id)
        except BaseException:
            self._layout.discard(workspace.id)
            raise

    def _read(self, catalogue: CatalogueWriter, encoders: BuildEncoders, inventory: Inventory) -> None:
        first = encoders.first
        splitting = Splitting(first.count_tokens, self._limit(encoders), first.description.languages)
        live = self._live.catalogue if self._live else None
        ingest = Ingest(catalogue, splitting, live, bool(self._reason), datetime.now(UTC).date().isoformat())
        kept = kept_items(inventory, live, self._options.full)
        with self._progress.stage("read", len(inventory.items)):
            for collection, item in load_ahead(inventory.items, ingest.loads, os.cpu_count() or 1):
                ingest.take(collection, item)
                self._progress.advance(1)
            for (name, path), known in kept.items():
                ingest.keep(name, path, known)
            ingest.finish()
            ingest.keep_unreadable()
            for failure in inventory.failures:
                stays = sum(name == failure.collection for name, _ in kept)
                catalogue.add_failure(
                    _with_kept(failure, stays, failure.collection in inventory.gone) if stays else failure
                )
        self._sandbox.close()
        if not catalogue.passage_count:
            raise BuildError("No document could be read. " + " ".join(catalogue.failure_reasons(3)))

    def _index(
        self, workspace: GenerationLayout, catalogue: CatalogueWriter, encoders: BuildEncoders
    ) -> tuple[tuple[EncoderRecord, ...], int]:
        """What each encoder made, and how many vectors were not known before."""
        with self._progress.stage("encode", catalogue.passage_count * len(encoders.parts)):
            made = [
                part.encode(catalogue, self._layout, self._options.full, self._progress.advance)
                for part in encoders.parts
            ]
        with self._progress.stage("index"), ThreadPoolExecutor(1) as beside:
            records = [beside.submit(part.record, vectors) for part, vectors in zip(encoders.parts, made, strict=True)]
            build_lexical(_entries(catalogue), workspace.lexical)
            return tuple(record.result() for record in records), sum(vectors.encoded for vectors in made)

    def _digest(
        self, inventory: Inventory, encoders: BuildEncoders, reranker: RerankerDescription | None, knowledge: Knowledge
    ) -> str:
        # Scans that failed are tried again as soon as OCR or a language of it is installed.
        scans = ",".join((self._options.ocr_languages, *sorted(installed())))
        rules = (SPLITTER_VERSION, ANALYSIS_VERSION, self._limit(encoders), scans)
        models = (*encoders.descriptions, reranker) if reranker else encoders.descriptions
        return digest(inventory.digest, knowledge.digest, *map(repr, models), *map(str, rules))

    def _limit(self, encoders: BuildEncoders) -> int:
        return encoders.limit(self._options.passage_tokens)

    def _what_changed(self, encoders: BuildEncoders) -> str:
        """Why passages cannot be taken over, "" where they can."""
        if self._live is None:
            return ""
        manifest, first = self._live.manifest, encoders.first.description
        before = next(iter(self._live.dense)).encoder.description
        if before.weights != first.weights:
            return f"the model changed from {before.name} to {first.name}"
        if before.languages != first.languages:
            return "the languages that the model reads changed"
        if (manifest.splitter, manifest.passage_tokens) != (SPLITTER_VERSION, self._limit(encoders)):
            return "the splitter's settings changed"
        return ""

    def _manifest(
        self,
        encoders: BuildEncoders,
        corpus: str,
        knowledge: Knowledge,
        counts: dict[str, int],
        records: tuple[EncoderRecord, ...],
        languages: dict[str, int],
        workspace: GenerationLayout,
    ) -> Manifest:
        return Manifest(
            schema=SCHEMA_VERSION,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            program=version("unescosearch"),
            predecessor=pointed_to(self._layout) or "",
            encoders=records,
            passage_tokens=self._limit(encoders),
            splitter=SPLITTER_VERSION,
            corpus=corpus,
            counts=counts,
            languages=languages,
            files=record_files(workspace),
            reranker=RerankerDescription.load(workspace.reranker).name if self._options.reranker else "",
            knowledge=knowledge.digest,
        )


def _with_kept(failure: Failure, kept: int, gone: bool) -> Failure:
    drop = "build with --full" if gone else "remove the collection"
    stays = f"the documents of {kept:,} files or rows stay as they were; {drop} to drop them"
    return replace(failure, reason=f"{failure.reason.rstrip('.')}; {stays}")


def _open_live(layout: IndexLayout) -> tuple[Generation | None, str]:
    """The live generation, or none and why it cannot be used."""
    try:
        if layout.current_id() is None:
            return None, ""
        return Generation(layout.current()), ""
    except IndexUnavailableError as error:
        return None, f"the live generation could not be read: {within(layout.root, str(error))}"


def _entries(catalogue: CatalogueWriter) -> Iterator[LexicalEntry]:
    attributes = {row: (years, pairs) for row, years, pairs in catalogue.attributes()}
    for row, document, language, title, headings, text, stated in catalogue.lexical_texts():
        years, pairs = attributes[document]
        facts = searchable("\n".join(": ".join(fact) for fact in json.loads(stated)))
        heading = searchable(context(title, json.loads(headings)))
        yield LexicalEntry(row, language, heading, searchable(text), years, pairs, facts)
