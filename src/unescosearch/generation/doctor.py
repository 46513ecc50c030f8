"""Examines an index: for the pointer, each generation and its models, what is wrong and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.generation import Generation
from unescosearch.generation.layout import DenseLayout, GenerationLayout, IndexLayout
from unescosearch.generation.manifest import damaged_files, load_manifest
from unescosearch.reranker.onnx import OnnxReranker

_PROBE = "a few words to encode"
_INSTALLED = "Install the versions of requirements.lock: the installed onnxruntime cannot run it."
_REBUILD = "Rebuild it with: unescosearch build --full"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was examined.

    Attributes:
        subject: what it is, as a reader of the list should see it.
        problem: what is wrong with it, "" where it is sound.
        advice: what to do about the problem.
        harmless: the index can be served and built as it is.
    """

    subject: str
    problem: str = ""
    advice: str = ""
    harmless: bool = False


def examine(layout: IndexLayout) -> list[Finding]:
    """Examine everything in the folder of an index; reads every byte of every generation.

    Raises:
        IndexUnavailableError: there is no index.
    """
    if not layout.generation_ids():
        layout.current()
    live, findings = _pointer(layout)
    problems = {name: _problem(layout.generation(name)) for name in layout.generation_ids()}
    sound = [name for name, problem in problems.items() if not problem]
    for name, problem in problems.items():
        advice = _advice(layout.generation(name), name == live, any(other < name for other in sound)) if problem else ""
        findings.append(Finding(f"{name}{' (live)' if name == live else ''}", problem, advice))
        findings += _encoders(layout.generation(name))
        findings += _reranker(layout.generation(name))
    return [*findings, *_leftovers(layout)]


def _pointer(layout: IndexLayout) -> tuple[str | None, list[Finding]]:
    """The id of the live generation where it is known, and what is wrong with the pointer."""
    back = "Make the newest sound generation live with: unescosearch rollback. Or rebuild with: unescosearch build"
    try:
        live = layout.current_id()
    except IndexUnavailableError as error:
        return None, [Finding("pointer to the live generation", str(error), back)]
    if live is None:
        return None, [Finding("pointer to the live generation", "missing", back)]
    if live not in layout.generation_ids():
        return live, [Finding("pointer to the live generation", f"names {live}, which is not there", back)]
    return live, []


def _problem(files: GenerationLayout) -> str:
    try:
        damaged = damaged_files(files, load_manifest(files), checksums=True)
        if not damaged:
            Generation(files, checksums=False).close()
    except IndexUnavailableError as error:
        return str(error)
    return "; ".join(damaged)


def _advice(files: GenerationLayout, live: bool, older_is_sound: bool) -> str:
    if not live:
        return f"It is not live, nothing is lost: delete {files.folder}, or leave it to later builds."
    if older_is_sound:
        return f"Go back to a sound generation with: unescosearch rollback. Or: {_REBUILD}"
    return _REBUILD


def _encoders(files: GenerationLayout) -> Iterator[Finding]:
    for place in sorted(files.dense.iterdir()) if files.dense.is_dir() else ():
        yield _encoder(files, files.dense_part(place.name))


def _encoder(files: GenerationLayout, part: DenseLayout) -> Finding:
    try:
        encoder = OnnxEncoder(part.encoder)
    except IndexUnavailableError as error:
        return Finding(f"{files.id} encoder", str(error), _REBUILD)
    subject = f"{files.id} encoder ({encoder.description.name}, {encoder.description.precision})"
    try:
        vector = encoder.encode_query(_PROBE)
    except Exception as error:  # the runtime raises exceptions of its own
        return Finding(subject, f"it does not encode ({error})", f"{_INSTALLED} Or: {_REBUILD}")
    if vector.shape != (encoder.description.dimension,) or not abs(float(np.linalg.norm(vector)) - 1) < 0.01:
        return Finding(subject, f"its vectors are no unit vectors of {encoder.description.dimension} numbers", _REBUILD)
    return Finding(subject)


def _reranker(files: GenerationLayout) -> Iterator[Finding]:
    if not files.reranker.is_dir():
        return
    try:
        reranker = OnnxReranker(files.reranker)
    except IndexUnavailableError as error:
        yield Finding(f"{files.id} reranker", str(error), _REBUILD)
        return
    subject = f"{files.id} reranker ({reranker.description.name}, {reranker.description.precision})"
    try:
        reranker.scores(_PROBE, [_PROBE])
    except Exception as error:  # the runtime raises exceptions of its own
        yield Finding(subject, f"it does not score ({error})", f"{_INSTALLED} Or: {_REBUILD}")
    else:
        yield Finding(subject)


def _leftovers(layout: IndexLayout) -> Iterator[Finding]:
    for entry in layout.leftovers():
        advice = "Nothing has to be done, unless one is running now: the next build removes it."
        yield Finding(entry.name, "left behind by a build that was killed", advice, harmless=True)
