"""Headings that begin a page: a link to a page of the file that the text was made from."""

from __future__ import annotations

import re

_TARGET = re.compile(r"#(?:[^#]*&)?page=([1-9]\d{0,4})(?:&[^#]*)?$")
_NUMBER = r"\d{1,5}|[ivxlcdm]{1,8}"
# "Page 12", "p. iv", "12", "第 12 页", and what a program counted behind it.
_MARK = re.compile(
    rf"(?:page|pp?|página|pág|seite|страница|стр|с|бет|صفحة|第)?\.?\s*({_NUMBER})\s*(?:页|頁|бет)?(?:\s+\d+)?",
    re.IGNORECASE,
)


def page_of_link(target: str, text: str) -> tuple[int, str] | None:
    """Number and label of the page that a link in a heading leads to, None where it leads to no page.

    Args:
        target: address of the link.
        text: of the heading; the number in it is the page's label where it says nothing else.
    """
    found = _TARGET.search(target)
    if not found:
        return None
    mark = _MARK.fullmatch(text.strip())
    return int(found[1]), mark[1] if mark else found[1]


def says_only_page(text: str) -> bool:
    """Whether a heading says which page begins, and nothing else."""
    return bool(_MARK.fullmatch(text.strip()))
