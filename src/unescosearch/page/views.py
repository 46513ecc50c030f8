"""What the templates are given to steer a search: facets, chips of the filters in use, pages of results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unescosearch.answers.expected import expected_kind
from unescosearch.facets import FACETS, PAGE_GROUPS, Facet
from unescosearch.page.interface import Interface
from unescosearch.page.links import Links, changed, toggled, unfiltered
from unescosearch.search.parameters import DEEPEST_OFFSET, GROUPS, MODES, SearchParameters
from unescosearch.service.schemas import DocumentOut, FacetValueOut, SearchOut
from unescosearch.writing import COUNTED

_QUESTION_MARKS = ("?", "？", "؟")


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that switches something on or off.

    Attributes:
        count: documents it would leave, None where that is not known.
    """

    label: str
    href: str
    active: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A filter with the values that the results have."""

    name: str
    title: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use and the address of the search without it."""

    title: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class Paging:
    """Pages of results, counted from 1.

    Attributes:
        number: the page shown.
        last: the last page that can be reached.
        numbers: pages worth a link, None for a gap between them.
        hrefs: address of each page of `numbers`.
        previous: address of the page before, "" on the first.
        next: address of the page after, "" on the last.
    """

    number: int
    last: int
    numbers: list[int | None]
    hrefs: dict[int, str]
    previous: str
    next: str


def asks(text: str) -> bool:
    """Whether a text wants an answer: it is a question, or has more than two words."""
    return _is_marked(text) or len(COUNTED.findall(text)) > 2


def asks_outright(text: str) -> bool:
    """Whether a text is a question by its mark or its words: who only looks for a subject misses no answer."""
    return _is_marked(text) or bool(expected_kind(text))


def _is_marked(text: str) -> bool:
    return text.rstrip().endswith(_QUESTION_MARKS)


def only_by_meaning(found: SearchOut, parameters: SearchParameters) -> bool:
    """Whether words were looked for, and no result shown holds any of them."""
    held = [result.why.matched for result in found.results]
    return parameters.mode != "dense" and bool(held) and not any(held)


def facets(
    found: dict[str, list[FacetValueOut]], parameters: SearchParameters, ui: Interface, links: Links
) -> list[Group]:
    """The facets that have values, each value a link that switches the filter."""
    shown = []
    for facet in PAGE_GROUPS:
        choices = [
            Choice(
                label=ui.capital(ui.value_name(facet.name, value.value)),
                href=links.search(toggled(parameters, facet.name, value.value)),
                active=value.value in parameters.filter(facet.name),
                count=value.count,
            )
            for value in found.get(facet.name, [])
        ]
        if choices:
            shown.append(Group(facet.name, ui.text(facet.label), choices))
    return shown


def labelled(document: DocumentOut) -> list[tuple[Facet, list[str]]]:
    """The facets whose values a result shows with the facet's label before them, as far as the document has any."""
    shown = []
    for facet in FACETS.values():
        held = getattr(document, facet.field) if facet.labelled else None
        if held:
            shown.append((facet, held if facet.many else [held]))
    return shown


def chips(parameters: SearchParameters, ui: Interface, links: Links) -> list[Chip]:
    """The filters in use, each with the address of the search without it."""
    shown = [
        Chip(
            title=ui.text(facet.label),
            value=ui.value_name(name, value),
            href=links.search(toggled(parameters, name, value)),
        )
        for name, facet in FACETS.items()
        for value in parameters.filter(name)
    ]
    years = _years(parameters, ui)
    if years:
        href = links.search(changed(parameters, from_year=None, to_year=None))
        shown.append(Chip(ui.text("filters.years"), years, href))
    return shown


def switches(parameters: SearchParameters, ui: Interface, links: Links) -> list[Group]:
    """The ways to match and to group, as groups of which one value always holds."""
    shown = []
    for name, values in (("group", GROUPS), ("mode", MODES)):
        choices = [
            Choice(
                label=ui.text(f"{name}.{value}"),
                href=links.search(changed(parameters, **{name: value})),
                active=getattr(parameters, name) == value,
            )
            for value in values
        ]
        shown.append(Group(name, ui.text(f"filters.{name}"), choices))
    return shown


def paging(total: int, parameters: SearchParameters, links: Links) -> Paging:
    """The pages of `total` results; those beyond the deepest offset are left out."""
    last = max(1, min(-(-total // parameters.k), DEEPEST_OFFSET // parameters.k + 1))
    number = parameters.offset // parameters.k + 1

    def href(page: int) -> str:
        return links.search(changed(parameters, offset=(page - 1) * parameters.k))

    near = {page for page in (1, *range(number - 1, number + 2), last) if 1 <= page <= last}
    numbers = _with_gaps(sorted(near))
    return Paging(
        number=number,
        last=last,
        numbers=numbers,
        hrefs={page: href(page) for page in near},
        previous=href(min(number - 1, last)) if number > 1 else "",
        next=href(number + 1) if number < last else "",
    )


def without_filters(parameters: SearchParameters, links: Links) -> str:
    """The address of the search without any filter."""
    return links.search(unfiltered(parameters))


def _years(parameters: SearchParameters, ui: Interface) -> str:
    first, last = parameters.from_year, parameters.to_year
    if first is not None and last is not None:
        return ui.text("filters.between", first=first, last=last) if first != last else str(first)
    if first is not None:
        return ui.text("filters.since", year=first)
    return ui.text("filters.until", year=last) if last is not None else ""


def _with_gaps(pages: Sequence[int]) -> list[int | None]:
    shown: list[int | None] = []
    for page in pages:
        if shown and shown[-1] is not None and page - shown[-1] > 1:
            shown.append(None)
        shown.append(page)
    return shown
