"""The manifest: what a generation is made of, with size and checksum of each of its files, sealed by its own one."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.layout import GenerationLayout

SCHEMA_VERSION = 3
# Read at once for a checksum: after each piece the thread waits for its turn, in a service with many others at work.
_CHUNK_BYTES = 16_000_000

_REBUILD = "Rebuild it with: unescosearch build --full"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Size in bytes and SHA-256 of one file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EncoderRecord:
    """An encoder of a generation and what it made.

    Attributes:
        place: name of its folder.
        model: the encoder as the user named it.
        weights: SHA-256 of the model's weights.
        dimension: length of a vector.
        precision: "int8" or "fp32".
        vectors: passages that can be found by its vectors.
        vector_index: kind of the search structure of each language, those of one kind together.
        vector_recall: the least recall@10 against exact search, measured when they were built; 1 for exact ones.
        address: of the store that holds the vectors, "" for the files of the generation.
    """

    place: str
    model: str
    weights: str
    dimension: int
    precision: str
    vectors: int
    vector_index: str
    vector_recall: float
    address: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of.

    Attributes:
        schema: version of the layout and of the catalogue's tables.
        created: UTC time of the build, ISO 8601.
        program: version of unescosearch that built it.
        predecessor: id of the generation that was live when it was built, "" for the first.
        encoders: in the order in which they are asked: a pair of languages goes to the first that reads both.
        passage_tokens: the splitter's limit.
        splitter: version of the splitter's rules.
        corpus: digest of all that was read, with the settings it was read under.
        counts: documents, passages, encoded (vectors that were not known before), items, failures, duplicates.
        languages: passages in each language.
        files: path inside the generation to its record.
        reranker: the reranker as the user named it, "" where there is none.
        knowledge: digest of the thesauri, dictionaries and acronyms that the lexicon is made from.
    """

    schema: int
    created: str
    program: str
    predecessor: str
    encoders: tuple[EncoderRecord, ...]
    passage_tokens: int
    splitter: int
    corpus: str
    counts: dict[str, int]
    languages: dict[str, int]
    files: dict[str, FileRecord]
    reranker: str = ""
    knowledge: str = ""

    @property
    def models(self) -> str:
        """The names of the encoders."""
        return ", ".join(record.model for record in self.encoders)

    def save(self, layout: GenerationLayout) -> None:
        """Write the manifest as indented JSON, and its seal: the checksum that `sha256sum --check` compares."""
        content = (json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n").encode()
        layout.manifest.write_bytes(content)
        layout.seal.write_bytes(_seal(layout, content))


def load_manifest(layout: GenerationLayout) -> Manifest:
    """Read a generation's manifest.

    Raises:
        IndexUnavailableError: it is missing, damaged, or of another schema.
    """
    try:
        content = layout.manifest.read_bytes()
        fields = json.loads(content)
        schema = fields["schema"]
        if schema != SCHEMA_VERSION:
            raise IndexUnavailableError(
                f"The index in {layout.folder} has schema {schema}, this program reads {SCHEMA_VERSION}. {_REBUILD}"
            )
        if layout.seal.read_bytes() != _seal(layout, content):
            raise ValueError(f"its checksum is not the one in {layout.seal.name}")
        files = {name: FileRecord(**record) for name, record in fields.pop("files").items()}
        encoders = tuple(EncoderRecord(**record) for record in fields.pop("encoders"))
        return Manifest(files=files, encoders=encoders, **fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexUnavailableError(
            f"The manifest of the index generation {layout.folder} cannot be read ({error}). {_REBUILD}"
        ) from error


def record_files(layout: GenerationLayout) -> dict[str, FileRecord]:
    """The record of every file of a generation but the manifest and its seal."""
    own = layout.manifest, layout.seal
    paths = [path for path in sorted(layout.folder.rglob("*")) if path.is_file() and path not in own]
    return {path.relative_to(layout.folder).as_posix(): _record(path) for path in paths}


def intact(layout: GenerationLayout, part: Path) -> bool:
    """Whether a file or folder of a generation, of whatever schema, is to the last byte what its manifest records."""
    try:
        records = json.loads(layout.manifest.read_text(encoding="utf-8"))["files"]
        wanted = {layout.folder / name: FileRecord(**record) for name, record in records.items()}
        within = {path: record for path, record in wanted.items() if path.is_relative_to(part)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return bool(within) and not any(_damage(path, record, checksums=True) for path, record in within.items())


def damaged_files(layout: GenerationLayout, manifest: Manifest, checksums: bool) -> list[str]:
    """Files that are missing or not as the manifest records them, each with what is wrong.

    Args:
        layout: the generation.
        manifest: its manifest.
        checksums: also read every byte; otherwise only presence and size are compared.
    """

    def damage(entry: tuple[str, FileRecord]) -> str:
        name, record = entry
        return _damage(layout.folder / name, record, checksums)

    # Side by side: hashing leaves the interpreter to others.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = zip(manifest.files, pool.map(damage, manifest.files.items()), strict=True)
        return [f"{name}: {problem}" for name, problem in found if problem]


def _damage(path: Path, expected: FileRecord, checksums: bool) -> str:
    try:
        size = path.stat().st_size
        if size != expected.size:
            return f"{size} bytes instead of {expected.size}"
        intact = not checksums or _record(path) == expected
    except FileNotFoundError:
        return "missing"
    except (OSError, ValueError) as error:  # no permission, a fault of the disk, a folder; a name no file can have
        return f"cannot be read ({error})"
    return "" if intact else "its checksum is not the recorded one"


def verify(layout: GenerationLayout, manifest: Manifest, checksums: bool) -> None:
    """Raise where a generation is damaged.

    Raises:
        IndexUnavailableError: naming the first damaged files.
    """
    damaged = damaged_files(layout, manifest, checksums)
    if damaged:
        raise IndexUnavailableError(
            f"The index generation {layout.folder} is damaged ({'; '.join(damaged[:3])}). "
            f"Go back to the one before with: unescosearch rollback. Or: {_REBUILD}"
        )


def _seal(layout: GenerationLayout, content: bytes) -> bytes:
    return f"{hashlib.sha256(content).hexdigest()}  {layout.manifest.name}\n".encode()


def _record(path: Path) -> FileRecord:
    state = hashlib.sha256()
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            state.update(chunk)
    return FileRecord(path.stat().st_size, state.hexdigest())
