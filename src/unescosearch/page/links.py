"""Addresses of the page: a search is read from a query string and written back to one: every state is a link."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

from starlette.datastructures import QueryParams

from unescosearch.search.parameters import FILTERS, Problem, SearchParameters, filters_of, not_a_number

_DEFAULTS = SearchParameters("")
_SAFE = re.compile(r"https?://[^\s\\]+|/(?![/\\])[^\s\\]*", re.IGNORECASE)
_LEADS = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.IGNORECASE)
_NUMBERS = {"k": "k", "offset": "offset", "from": "from_year", "to": "to_year"}
_NO = ("false", "0", "no", "off")


def read(query: QueryParams) -> tuple[SearchParameters, Problem | None]:
    """The search that a query string asks for, and the first number in it that is none.

    Empty values count as not given, because a form sends its empty fields too. The rules on the values are not
    checked here.
    """
    numbers: dict[str, int] = {}
    fault: Problem | None = None
    for name, attribute in _NUMBERS.items():
        given = query.get(name, "").strip()
        if given:
            try:
                numbers[attribute] = int(given[:20])
            except ValueError:
                fault = fault or not_a_number(name, given)
    parameters = changed(
        _DEFAULTS,
        text=query.get("q", "").strip(),
        mode=query.get("mode") or _DEFAULTS.mode,
        group=query.get("group") or _DEFAULTS.group,
        prefer=_values(query, "prefer"),
        spelling=query.get("spelling", "").strip().lower() not in _NO,
        filters=filters_of({name: _values(query, name) for name in FILTERS}),
        **numbers,
    )
    return parameters, fault


def fields(parameters: SearchParameters) -> list[tuple[str, str]]:
    """The search as pairs of a query string, without what has its default value."""
    pairs = [("q", parameters.text)] if parameters.text else []
    for name, attribute in (*_NUMBERS.items(), ("mode", "mode"), ("group", "group")):
        value = getattr(parameters, attribute)
        if value != getattr(_DEFAULTS, attribute):
            pairs.append((name, str(value)))
    pairs.extend(("prefer", language) for language in parameters.prefer)
    if not parameters.spelling:
        pairs.append(("spelling", "false"))
    pairs.extend((name, value) for name in FILTERS for value in parameters.filter(name))
    return pairs


@dataclass(frozen=True, slots=True)
class Links:
    """Writes the page's addresses.

    Attributes:
        ui: the interface language to carry along, "" where the browser remembers it.
    """

    ui: str = ""

    def search(self, parameters: SearchParameters) -> str:
        """The address of a search."""
        pairs = self.carried(fields(parameters))
        return f"/?{urlencode(pairs)}" if pairs else "/"

    def home(self) -> str:
        """The address of the start page."""
        return self.search(_DEFAULTS)

    def in_language(self, language: str, parameters: SearchParameters) -> str:
        """The address of a search in another language of the page."""
        return Links(language).search(parameters)

    def report(self, narrowing: list[tuple[str, str]]) -> str:
        """The address of the report of the last build, of what the parameters leave of it."""
        pairs = self.carried(narrowing)
        return f"/report?{urlencode(pairs)}" if pairs else "/report"

    def document(self, document_id: str, anchor: str = "") -> str:
        """The address of a document's whole text, at one of its passages where an anchor is given."""
        pairs = self.carried([])
        address = f"/documents/{quote(document_id, safe='')}"
        return f"{address}{'?' if pairs else ''}{urlencode(pairs)}{'#' if anchor else ''}{quote(anchor)}"

    def carried(self, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The pairs with the interface language, where it has to be carried along."""
        return [*pairs, ("ui", self.ui)] if self.ui else pairs

    def export(self, path: str, parameters: SearchParameters) -> str:
        """The address of another form of the same search (a table, a feed), from its first result on."""
        return f"{path}?{urlencode(fields(replace(parameters, offset=0)))}"

    def cite(self, passage_id: str, style: str) -> str:
        """The address of a passage's citation for reference software."""
        return f"/api/passages/{quote(passage_id, safe='')}/cite?style={style}"


def toggled(parameters: SearchParameters, name: str, value: str) -> SearchParameters:
    """The search with a value of a filter added, or taken away where it was there; back on the first page."""
    held = parameters.filter(name)
    values = tuple(kept for kept in held if kept != value) if value in held else (*held, value)
    return changed(parameters, filters=filters_of({**parameters.filters, name: values}))


def unfiltered(parameters: SearchParameters) -> SearchParameters:
    """The search without any filter, on its first page."""
    return changed(parameters, filters={}, from_year=None, to_year=None)


def changed(parameters: SearchParameters, **changes: object) -> SearchParameters:
    """The search with some parameters changed, back on the first page."""
    return replace(parameters, **{"offset": 0, **changes})  # type: ignore[arg-type]


def safe(url: str) -> str:
    """The address itself where a browser may follow it (http, https, a path of this site), else ""."""
    return url if _SAFE.fullmatch(url) else ""


def leads(url: str) -> str:
    """The address itself where a browser may follow a link of a text to it (http, https, mailto), else ""."""
    return url if _LEADS.fullmatch(url) else ""


def site(url: str) -> str:
    """The host that an address leads to."""
    return urlsplit(url).hostname or ""


def _values(query: QueryParams, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in query.getlist(name) if value))
