from __future__ import annotations

import pytest

from unescosearch.extract.json_ld import described


def pairs(*scripts: str) -> list[tuple[str, str]]:
    return list(described(scripts))


def test_the_work_is_found_among_what_describes_the_site() -> None:
    graph = """{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Site"},
      {"@type": "WebPage", "name": "Page"}, {"@type": ["schema:Report"], "headline": "Work", "author":
      [{"@type": "Person", "name": "A B"}, "C D"], "license": {"@id": "https://l.org/by"},
      "publisher": {"@id": ""}}]}"""
    assert pairs("no JSON", graph) == [
        ("ld.headline", "Work"),
        ("ld.author", "A B"),
        ("ld.author", "C D"),
        ("ld.license", "https://l.org/by"),
    ]
    assert pairs('[{"@type": "WebPage", "name": "Page"}]') == [("ld.name", "Page")]
    assert pairs('{"@type": "BreadcrumbList", "name": "Menu"}', "[1, null]") == []


@pytest.mark.parametrize(
    ("properties", "place"),
    [
        ('"@type": "LearningResource"', "ld.subject"),
        ('"@type": "Article", "educationalLevel": ""', "ld.keywords"),
        ('"@type": "http://schema.org/CreativeWork", "learningResourceType": "x"', "ld.subject"),
    ],
)
def test_only_what_is_meant_for_learning_has_a_school_subject(properties: str, place: str) -> None:
    assert (place, "History") in pairs(f'{{{properties}, "about": {{"name": "History"}}}}')
