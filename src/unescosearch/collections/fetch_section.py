"""The `[fetch]` section of a collection.toml: where a collection comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from unescosearch.collections.toml_values import check_keys, text, texts
from unescosearch.errors import CollectionError

KINDS = ("file", "opendatasoft", "unesdoc", "urls", "sitemap", "feed")
DEFAULT_LIMIT = 10_000
_PREFIX = "fetch."
_COMMON = ("kind", "preset", "size", "note", "hosts")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "file": ("url", "save", "unpack"),
    "opendatasoft": ("base", "dataset", "select", "where", "save"),
    "unesdoc": ("base", "dataset", "select", "where", "save", "limit"),
    "urls": ("urls", "list", "limit"),
    "sitemap": ("url", "include", "exclude", "limit"),
    "feed": ("url", "include", "exclude", "limit"),
}
_TEXTS = ("preset", "size", "note", "list", "save", "base", "dataset", "where")
_LISTS = ("hosts", "include", "exclude", "unpack", "select")
FETCH_KEYS = tuple(dict.fromkeys((*_COMMON, *(key for keys in _KEYS.values() for key in keys))))


@dataclass(frozen=True, slots=True)
class Listed:
    """An address of a list of URLs, with what the list says about its document."""

    url: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FetchSection:
    """Where a collection comes from.

    Attributes:
        kind: one of `KINDS`.
        preset: the name of the preset that this section was made from.
        size: how much comes, in words for people.
        note: what else people should know.
        hosts: the hosts that may be asked, `host` or `host:port`; without any, those of the addresses.
        url: addresses of the file, the sitemaps or the feeds.
        urls: the addresses of a list.
        list: a file with more of them, an address a line, relative to the collection's folder.
        include: patterns of the addresses that are wanted, `*` for any letters; without any, all.
        exclude: patterns of those that are not.
        limit: the most addresses.
        save: the name that the file gets.
        unpack: patterns of the members of a ZIP file that are wanted.
        base: address of an Opendatasoft catalogue, up to the version of its API.
        dataset: id of a dataset there.
        select: its fields; without any, all.
        where: a condition on its rows.
    """

    kind: str
    preset: str = ""
    size: str = ""
    note: str = ""
    hosts: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    urls: tuple[Listed, ...] = ()
    list: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    limit: int = DEFAULT_LIMIT
    save: str = ""
    unpack: tuple[str, ...] = ()
    base: str = ""
    dataset: str = ""
    select: tuple[str, ...] = ()
    where: str = ""


def fetch_section(values: Mapping[str, object], fields: tuple[str, ...]) -> FetchSection | None:
    """The section; None where there is none.

    Args:
        values: the section as it stands in the file.
        fields: what may be said about the document of an address.

    Raises:
        CollectionError: a key or a value cannot be used.
    """
    if not values:
        return None
    kind = text(values, "kind", _PREFIX)
    if kind not in KINDS:
        raise CollectionError(f"fetch.kind is {kind!r}; write one of {', '.join(KINDS)}")
    check_keys(values, (*_COMMON, *_KEYS[kind]), _PREFIX)
    told = {key: text(values, key, _PREFIX) for key in _TEXTS}
    lists = {key: texts(values, key, _PREFIX) for key in _LISTS}
    made = FetchSection(
        kind,
        **told,  # type: ignore[arg-type]
        **lists,  # type: ignore[arg-type]
        url=_addresses(values),
        urls=_listed(values, fields),
        limit=_limit(values),
    )
    _check(made)
    return made


def _addresses(values: Mapping[str, object]) -> tuple[str, ...]:
    given = values.get("url", [])
    found = (given,) if isinstance(given, str) else texts(values, "url", _PREFIX)
    return tuple(_address(url, "url") for url in found)


def _listed(values: Mapping[str, object], fields: tuple[str, ...]) -> tuple[Listed, ...]:
    given = values.get("urls", [])
    if not isinstance(given, list):
        raise CollectionError(f'fetch.urls must be a list, such as ["https://..."], not {given!r}')
    return tuple(_one_listed(entry, fields) for entry in given)


def _one_listed(entry: object, fields: tuple[str, ...]) -> Listed:
    if isinstance(entry, str):
        return Listed(_address(entry, "urls"))
    if not isinstance(entry, dict) or "url" not in entry:
        raise CollectionError(f'fetch.urls has {entry!r}; write an address, or {{url = "...", title = "..."}}')
    check_keys(entry, ("url", *fields), "fetch.urls.")
    told = {key: text(entry, key, "fetch.urls.") for key in entry}
    return Listed(_address(told.pop("url"), "urls"), told)


def _address(url: str, key: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise CollectionError(f"fetch.{key}: {url!r} is no address; it must begin with https:// or http://")
    return url


def _limit(values: Mapping[str, object]) -> int:
    limit = values.get("limit", DEFAULT_LIMIT)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise CollectionError(f"fetch.limit is {limit!r}; write a whole number of at least 1")
    return limit


def _check(section: FetchSection) -> None:
    needed = {
        "file": (("url", section.url),),
        "opendatasoft": (("base", section.base), ("dataset", section.dataset), ("save", section.save)),
        "unesdoc": (("base", section.base), ("dataset", section.dataset), ("save", section.save)),
        "urls": (("urls or fetch.list", section.urls or section.list),),
        "sitemap": (("url", section.url),),
        "feed": (("url", section.url),),
    }
    for key, value in needed[section.kind]:
        if not value:
            raise CollectionError(f"fetch.{key} is missing; kind = {section.kind!r} needs it")
    if section.kind == "file" and not section.unpack and not section.save:
        raise CollectionError("fetch.save is missing; say what the file shall be called, or unpack what of a ZIP file")
    if section.base:
        _address(section.base, "base")
