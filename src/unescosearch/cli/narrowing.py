"""The options that narrow a search: one for each facet, and the years."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any

import typer

from unescosearch.facets import FACETS
from unescosearch.search.parameters import filters_of

_FIRST, _LAST = "from_year", "to_year"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a command was told to restrict results to.

    Attributes:
        filters: the accepted values by the name of the filter.
        from_year: first year, inclusive.
        to_year: last year, inclusive.
    """

    filters: Mapping[str, tuple[str, ...]]
    from_year: int | None
    to_year: int | None


def narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """The command with these options in the place of its parameter `narrowing`, which is made of them."""
    signature = inspect.signature(command, eval_str=True)
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        parameters += _options() if parameter.name == "narrowing" else [parameter]

    @wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 - the values of all options, as typer read them
        filters = filters_of({name: given.pop(name) for name in FACETS})
        command(narrowing=Narrowing(filters, given.pop(_FIRST), given.pop(_LAST)), **given)

    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _options() -> list[inspect.Parameter]:
    first, *others = (
        _option(name, Annotated[list[str] | None, typer.Option(facet.option, help=facet.help)])
        for name, facet in FACETS.items()
    )
    years = (
        _option(_FIRST, Annotated[int | None, typer.Option("--from", help="First year.")]),
        _option(_LAST, Annotated[int | None, typer.Option("--to", help="Last year.")]),
    )
    # The years stand behind the language, before what is asked for more seldom.
    return [first, *years, *others]


def _option(name: str, annotation: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
