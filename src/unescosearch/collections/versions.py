"""Language versions: the name of the work that documents share, from what their sources say of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from unescosearch.collections.values import slug

# UNESDOC numbers a publication once; its language versions are told by what follows (_fre, /fre, /PDF/374266fre.pdf).
_UNESDOC = re.compile(r"https?://unesdoc\.unesco\.org/(?:[^?#]*/)?ark:/48223/(pf\d{10})(?:[_/][^#]*)?", re.IGNORECASE)


def work_of_versions(addresses: Sequence[str], source_url: str) -> str:
    """The work of a page that lists the addresses of its language versions, "" where it does not rightly do so.

    A page must stand in its own list: sites whose pages all name the start pages of the other languages would
    otherwise become one work.

    Args:
        addresses: those that the page names with hreflang.
        source_url: its own.
    """
    same = {_bare(address) for address in addresses}
    return slug([min(same)]) if len(same) > 1 and _bare(source_url) in same else ""


def work_in_catalogue(source_url: str, pages: str) -> str:
    """The work of a publication in UNESDOC, from its address; "" for another address, and for a part of a publication.

    Args:
        source_url: address of the document.
        pages: where it stands in a publication, "" where it is a whole one.
    """
    found = _UNESDOC.fullmatch(source_url)
    return f"unesdoc-{found[1].lower()}" if found and not pages else ""


def _bare(address: str) -> str:
    """An address without what does not make it another page."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"
