"""Goes back to an earlier generation, passing over those that could not be served."""

from __future__ import annotations

from dataclasses import dataclass

from unescosearch.errors import BuildError, IndexUnavailableError
from unescosearch.generation.generation import Generation
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.lineage import lineage, pointed_to


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What a rollback did.

    Attributes:
        generation: the generation that is live now.
        passed_over: why nearer generations were not taken, a sentence each.
    """

    generation: str
    passed_over: tuple[str, ...]


def roll_back(layout: IndexLayout) -> RolledBack:
    """Make the nearest sound generation that the live one was built from live, however far back.

    Where nobody knows the live one, it is the newest of all.
    Every byte of it is compared with its manifest and it is opened first: what goes live can be served.

    Raises:
        BuildError: there is none to go back to, or the folder cannot be written.
    """
    passed_over: list[str] = []
    live = pointed_to(layout)
    for name in lineage(layout):
        if name == live:
            continue
        try:
            Generation(layout.generation(name)).close()
        except IndexUnavailableError as error:
            passed_over.append(str(error))
            continue
        layout.switch(name)
        return RolledBack(name, tuple(passed_over))
    none = f"{layout.root} keeps no sound generation older than the live one: there is nothing to go back to."
    raise BuildError(" ".join([none, *passed_over]))
