"""The facets: what documents are filtered and counted by, one record each, from which every interface follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from unescosearch.records import LIST_FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One facet; its name is that of the filter in the API, in the page's addresses and in the index.

    Attributes:
        field: the field of `Document` that holds its values.
        help: what the option of the command line says of it.
        place: where the page shows it among the groups of filters, counted from 1; 0 for nowhere.
        shown: how the page writes a value: as the name of a "language" or a "country", as the "locale" file says
            it, or "plain", as it is.
        case: how codes are written, so that they can be asked for in any way; "" where capitals make a difference.
        labelled: whether a result of the page shows the values, the facet's label before them.
    """

    name: str
    field: str
    help: str
    place: int
    shown: Literal["language", "country", "locale", "plain"] = "locale"
    case: Literal["", "upper", "lower"] = ""
    labelled: bool = False

    @property
    def option(self) -> str:
        """The option of the command line."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def label(self) -> str:
        """The key of its name in the page's locale files."""
        return f"filters.{self.name}"

    @property
    def many(self) -> bool:
        """Whether a document can have several values."""
        return self.field in LIST_FIELDS

    def normal(self, value: str) -> str:
        """A value that was asked for, as the index writes it."""
        return {"upper": value.upper(), "lower": value.lower(), "": value}[self.case]


# By name, in the order of the options and parameters. Teachers and programme staff look for the type first, then for
# the language: that is the order of the places.
FACETS: Mapping[str, Facet] = MappingProxyType(
    {
        facet.name: facet
        for facet in (
            Facet(
                name="language",
                field="language",
                help="Language of the documents: fr. May be repeated.",
                place=2,
                shown="language",
                case="lower",
            ),
            Facet(name="type", field="type", help="Type of document, as the facets name it.", place=1),
            Facet(name="collection", field="collection", help="Name of a collection.", place=8, shown="plain"),
            Facet(
                name="country",
                field="countries",
                help="Country the document is about: KZ.",
                place=3,
                shown="country",
                case="upper",
            ),
            Facet(name="theme", field="themes", help="Theme.", place=4),
            Facet(name="level", field="level", help="School level of teaching material.", place=5, labelled=True),
            Facet(name="subject", field="subject", help="School subject of teaching material.", place=6, labelled=True),
            Facet(
                name="resource_type",
                field="resource_type",
                help="Kind of teaching material.",
                place=7,
                labelled=True,
            ),
        )
    }
)
# The groups of filters of the page, in their order.
PAGE_GROUPS = tuple(sorted((facet for facet in FACETS.values() if facet.place), key=lambda facet: facet.place))
