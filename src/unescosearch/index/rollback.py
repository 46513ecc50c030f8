"""Goes back to an earlier generation, passing over those that could not be served."""

from __future__ import annotations

from dataclasses import dataclass

from unescosearch.errors import BuildError, IndexUnavailableError
from unescosearch.index.generation import Generation
from unescosearch.index.layout import IndexLayout


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
    """Make the newest sound generation before the live one live; where nobody knows the live one, the newest of all.

    Every byte of it is compared with its manifest and it is opened first: what goes live can be served.

    Raises:
        BuildError: there is none to go back to, or the folder cannot be written.
    """
    passed_over: list[str] = []
    for name in reversed(_earlier(layout)):
        try:
            Generation(layout.generation(name)).close()
        except IndexUnavailableError as error:
            passed_over.append(str(error))
            continue
        layout.switch(name)
        return RolledBack(name, tuple(passed_over))
    none = f"{layout.root} keeps no sound generation older than the live one: there is nothing to go back to."
    raise BuildError(" ".join([none, *passed_over]))


def _earlier(layout: IndexLayout) -> list[str]:
    try:
        live = layout.current_id()
    except IndexUnavailableError:
        live = None
    return [name for name in layout.generation_ids() if live is None or name < live]
