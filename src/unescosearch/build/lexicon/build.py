"""Finds what the lexicon is made from, notices where that changed, and builds it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, permutations
from pathlib import Path

from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.build.lexicon.acronyms import SHIPPED, Acronym, read_acronym_file, read_acronyms, shipped_acronyms
from unescosearch.build.lexicon.dictionaries import Dictionary, Glossary, find_dictionaries, read_dictionary
from unescosearch.build.lexicon.thesaurus import Concept, read_thesaurus
from unescosearch.build.lexicon.writer import Parallel, Sources, label_pairs, write_lexicon
from unescosearch.errors import CollectionError
from unescosearch.records import Failure, digest

# Part of what decides whether an index is up to date: raise it when the lexicon is made in another way.
LEXICON_VERSION = 3
# As a collection in failures.
DICTIONARIES = "dictionaries"
# Longer texts say too much at once for their words to be told apart.
_LONGEST_PARALLEL = 3_000
# Fewer works teach coincidences.
_FEWEST_WORKS = 100


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Where the lexicon's sources lie.

    Attributes:
        thesauri: name of the collection, or of the file, and the Turtle file.
        dictionaries: on this machine.
        acronyms: a list beside the one that comes with the program.
        digest: over the content of all of them.
    """

    thesauri: tuple[tuple[str, Path], ...]
    dictionaries: tuple[Dictionary, ...]
    acronyms: Path | None
    digest: str


def find_knowledge(
    thesauri: Sequence[tuple[str, Path]], thesaurus: Path | None, dictionaries: Path | None, acronyms: Path | None
) -> Knowledge:
    """What lies in the collections, and in the places that the settings name.

    Args:
        thesauri: name and Turtle file of each collection that is a thesaurus.
        thesaurus: another such file.
        dictionaries: a folder of dictionaries; it need not exist.
        acronyms: a list of acronyms beside the one that comes with the program.
    """
    turtles = (*thesauri, *([(thesaurus.name, thesaurus)] if thesaurus else []))
    found = tuple(find_dictionaries(dictionaries)) if dictionaries else ()
    paths = [path for _, path in turtles] + [path for each in found for path in each.files]
    paths += [acronyms] if acronyms else []
    return Knowledge(turtles, found, acronyms, digest(str(LEXICON_VERSION), shipped_acronyms(), *map(_content, paths)))


def build_lexicon(
    knowledge: Knowledge, catalogue: CatalogueWriter, readable: Sequence[str], path: Path, known: Path | None = None
) -> None:
    """Write the lexicon of a new generation; what cannot be read is noted in the catalogue.

    Args:
        knowledge: what to read.
        catalogue: the new one, with all passages.
        readable: the languages that the encoder reads.
        path: of the new file.
        known: the lexicon of an earlier generation, whose words are taken over where they would be the same.
    """
    targets = frozenset(catalogue.languages()) | frozenset(readable)
    concepts = list(_concepts(knowledge, catalogue))
    parallel = _parallel(concepts, catalogue, targets)
    write_lexicon(
        path,
        Sources(
            concepts=concepts,
            glossaries=_glossaries(knowledge, catalogue),
            parallel=parallel,
            targets=targets,
            texts=catalogue.plain_texts(),
            acronyms=_acronyms(knowledge, catalogue),
            digest=_digest(knowledge, parallel, targets),
        ),
        known,
    )


def _digest(knowledge: Knowledge, parallel: Mapping[tuple[str, str], Parallel], targets: frozenset[str]) -> str:
    """Of all that the translations of words depend on."""
    pairs = (digest(*languages, *chain.from_iterable(texts)) for languages, texts in parallel.items())
    return digest(knowledge.digest, ",".join(sorted(targets)), *pairs)


def _concepts(knowledge: Knowledge, catalogue: CatalogueWriter) -> Iterator[Concept]:
    for name, path in knowledge.thesauri:
        try:
            yield from read_thesaurus(path)
        except CollectionError as error:
            catalogue.add_failure(_failure(name, path, error))


def _acronyms(knowledge: Knowledge, catalogue: CatalogueWriter) -> list[Acronym]:
    found = read_acronyms(shipped_acronyms(), SHIPPED)
    if knowledge.acronyms:
        try:
            found += read_acronym_file(knowledge.acronyms)
        except CollectionError as error:
            catalogue.add_failure(Failure("acronyms", knowledge.acronyms.name, "collect", str(error)))
    return found


def _glossaries(knowledge: Knowledge, catalogue: CatalogueWriter) -> Iterator[Glossary]:
    for dictionary in knowledge.dictionaries:
        try:
            yield read_dictionary(dictionary)
        except CollectionError as error:
            catalogue.add_failure(_failure(DICTIONARIES, dictionary.path, error))


def _failure(collection: str, path: Path, error: CollectionError) -> Failure:
    # The report is shown to others: it names no folder of this machine.
    return Failure(collection, path.name, "collect", str(error).replace(f"{path.parent}{os.sep}", ""))


def _parallel(
    concepts: Sequence[Concept], catalogue: CatalogueWriter, targets: frozenset[str]
) -> dict[tuple[str, str], Parallel]:
    """Texts that mean the same: labels and notes of concepts, and the language versions of short works."""
    languages = dict.fromkeys(language for concept in concepts for language in concept.preferred)
    pairs = {
        (source, target): label_pairs(concepts, source, target)
        for source in languages
        for target in sorted(targets)
        if source != target and target in languages
    }
    works: dict[tuple[str, str], Parallel] = {}
    for versions in catalogue.short_versions(_LONGEST_PARALLEL):
        for source, target in permutations(versions, 2):
            works.setdefault((source, target), []).append((versions[source], versions[target]))
    for languages_of_works, texts in works.items():
        if len(texts) >= _FEWEST_WORKS:
            pairs.setdefault(languages_of_works, []).extend(texts)
    return pairs


def _content(path: Path) -> str:
    try:
        return digest(path.read_bytes())
    except OSError as error:
        return f"{path}: {error.strerror}"
