"""The TOML file beside a document: what its owner says of it, and what a fetch noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any

from unescosearch.collections.files import readable
from unescosearch.collections.preset import METADATA_FIELDS
from unescosearch.collections.toml_values import check_keys, section
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.extract.front_matter import parse_toml, plain
from unescosearch.records import MetadataValue

# What `fetch` writes into a sidecar.
_FETCHED = "fetched"
_FACTS = "facts"
# The address for readers of any other language: often a page of its own, which all works of a site share.
_ANY_LANGUAGE = "x-default"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says.

    Attributes:
        fields: metadata under our names, with the addresses of the language versions under "versions".
        facts: what no field is for, by its names, from the section `[facts]`.
        charset: the encoding that the server named, "" where none did.
    """

    fields: Mapping[str, MetadataValue] = field(default_factory=dict)
    facts: Mapping[str, MetadataValue] = field(default_factory=dict)
    charset: str = ""


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar at a path.

    Raises:
        UnreadableError: it cannot be read, or has keys that no field has.
    """
    try:
        values = parse_toml(path.read_bytes().decode("utf-8"))
        fetched = values.pop(_FETCHED, None)
        facts = plain(section(values, _FACTS))
        values.pop(_FACTS, None)
        check_keys(values, METADATA_FIELDS)
        fields = plain(values)
    except (OSError, ValueError, RecursionError, CollectionError) as error:
        raise UnreadableError(f"its description {readable(path.name)} cannot be used: {error}") from error
    noted: Mapping[str, Any] = fetched if isinstance(fetched, dict) else {}
    return Sidecar({**fields, **_versions(noted)}, facts, _charset(noted))


def _versions(noted: Mapping[str, Any]) -> dict[str, MetadataValue]:
    listed = noted.get("languages")
    if not isinstance(listed, dict):
        return {}
    return {"versions": [str(url) for tag, url in listed.items() if tag.lower() != _ANY_LANGUAGE]}


def _charset(noted: Mapping[str, Any]) -> str:
    header = Message()
    header["content-type"] = " ".join(str(noted.get("content_type", "")).split())
    return header.get_content_charset("")
