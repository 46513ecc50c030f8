"""Which generation was built from which: what is kept after a build, and what a rollback goes back to."""

from __future__ import annotations

import json
from collections.abc import Iterator

from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.layout import GenerationLayout, IndexLayout

KEPT_GENERATIONS = 3


def lineage(layout: IndexLayout) -> Iterator[str]:
    """The live generation, the one that was live when it was built, and so on back, as far as they are still there.

    What was rolled back from is not among them. Where a manifest does not tell, the next older generation follows;
    where the pointer names none that is there, all follow, newest first.
    """
    ids = layout.generation_ids()
    name = pointed_to(layout)
    if name not in ids:
        yield from reversed(ids)
        return
    while name:
        yield name
        before = [other for other in ids if other < name]
        told = _predecessor(layout.generation(name))
        name = told if told in before else next(reversed(before), "")


def prune(layout: IndexLayout, keep: int = KEPT_GENERATIONS) -> None:
    """Delete all generations but the newest of the lineage, and those newer than the live one.

    A newer one is what somebody has just rolled back from: until the next build goes live, it is a way forward.

    Raises:
        IndexUnavailableError: the pointer cannot be read, so that nobody knows which one is live.
        BuildError: the folder cannot be written.
    """
    live = layout.current_id() or ""
    kept = [*lineage(layout)][:keep]
    layout.discard(*(name for name in layout.generation_ids() if name not in kept and name < live))


def pointed_to(layout: IndexLayout) -> str | None:
    """The id of the live generation, or None where nobody knows it."""
    try:
        return layout.current_id()
    except IndexUnavailableError:
        return None


def _predecessor(files: GenerationLayout) -> str:
    """What a manifest of whatever schema says, "" where it says nothing."""
    try:
        return str(json.loads(files.manifest.read_text(encoding="utf-8"))["predecessor"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
