"""The real collections, as they stand: every file and row is a document or a failure with a reason."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from unescosearch.collections.preset import discover
from unescosearch.collections.reading import items
from unescosearch.errors import UnreadableError
from unescosearch.records import Source

pytestmark = pytest.mark.corpora


def account(folder: Path, first: int | None = None) -> tuple[int, list[Source], list[str]]:
    """How many items a collection has, and the documents and failures of the first ones."""
    (collection,) = discover(folder)
    found = list(items(collection))
    sources: list[Source] = []
    failures: list[str] = []
    for item in islice(found, first):
        try:
            sources += item.load()
        except UnreadableError as error:
            failures.append(f"{item.path}: {error}")
    identifiers = [source.document.id for source in sources]
    assert len(set(identifiers)) == len(identifiers)
    for source in sources:
        assert source.extracted.text == source.extracted.text.strip() != ""
        assert source.document.title
    return len(found), sources, failures


def test_legal_instruments(corpora: Path) -> None:
    count, sources, failures = account(corpora / "legal_instruments")
    assert (count, len(sources), len(failures)) == (82, 79, 3)
    constitution = next(source.document for source in sources if source.document.id == "instrument-15244")
    assert (constitution.title, constitution.date, constitution.places) == (
        "UNESCO Constitution",
        "1945-11-16",
        ("London",),
    )


def test_world_heritage(corpora: Path) -> None:
    count, sources, failures = account(corpora / "world_heritage")
    assert (count, failures) == (1199, [])
    assert {source.document.language for source in sources} == {"en", "fr"}
    assert len({source.document.work for source in sources}) == 1199
    assert not any("<p>" in source.extracted.text or "&" in source.document.title for source in sources)


def test_almaty(corpora: Path) -> None:
    count, (source,), failures = account(corpora / "almaty")
    assert (count, failures, source.document.countries, source.document.date) == (1, [], ("KZ",), "2022-10-06")


def test_open_science_reports(corpora: Path) -> None:
    count, sources, failures = account(corpora / "open_science_pdf")
    assert (count, len(sources), failures) == (22, 22, [])
    languages = {source.document.path[:3]: source.document.language for source in sources}
    french = sorted(code for code, language in languages.items() if language == "fr")
    assert french == ["BEN", "CIV", "COG", "FRA", "MAR", "SEN", "TUN"]
    ivory_coast = next(source for source in sources if source.document.path == "CIV.pdf")
    assert ivory_coast.document.countries == ("CI",)
    assert len(ivory_coast.extracted.pages) == 68
    assert (
        "La première consultation de la mise en œuvre de la Recommandation de l’UNESCO de 2021 sur la science ouverte,"
        " a été réalisé de manière collaborative"
    ) in ivory_coast.extracted.text


def test_ai_competency_framework(corpora: Path) -> None:
    count, (source,), failures = account(corpora / "ai_competency_pdf")
    assert (count, failures) == (1, [])
    numbers = {page.number: page.label for page in source.extracted.pages}
    assert (numbers[1], numbers[15]) == ("", "16")
    assert "• Debunking AI hype: The design and use of AI is human led." in source.extracted.text


def test_courier(corpora: Path) -> None:
    count, sources, failures = account(corpora / "courier", first=500)
    assert (count, len(sources), len(failures)) == (7736, 497, 3)
    assert all("the file is empty" in failure for failure in failures)
    assert sources[0].document.pages == "3, 4"
    assert sources[0].document.source_url == "https://unesdoc.unesco.org/ark:/48223/pf0000146885"
