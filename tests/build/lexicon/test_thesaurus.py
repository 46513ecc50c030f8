from __future__ import annotations

from pathlib import Path

import pytest

from tests.thesaurus import write_thesaurus
from unescosearch.build.lexicon.thesaurus import read_thesaurus
from unescosearch.errors import CollectionError


def test_concepts_have_their_labels_in_all_languages_the_preferred_ones_first(tmp_path: Path) -> None:
    concepts = read_thesaurus(write_thesaurus(tmp_path) / "concepts.ttl")
    assert [concept.uri.rpartition("/")[2] for concept in concepts] == ["1", "2", "3", "4", "5"]
    assert concepts[0].labels("en") == ["Wetlands", "Marshes"]
    assert concepts[0].labels("ru") == ["Водно-болотные угодья", "Болота"]
    assert concepts[0].labels("kk") == []
    assert concepts[2].notes == {"en": "Birds"}


@pytest.mark.parametrize("turtle", ["", "not turtle", "<http://a> <http://b> <http://c> ."])
def test_what_is_no_thesaurus_is_refused_with_its_path(tmp_path: Path, turtle: str) -> None:
    path = write_thesaurus(tmp_path, turtle) / "concepts.ttl"
    with pytest.raises(CollectionError, match=r"concepts\.ttl"):
        read_thesaurus(path)


def test_a_thesaurus_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"absent\.ttl"):
        read_thesaurus(tmp_path / "absent.ttl")


@pytest.mark.corpora
def test_the_official_thesaurus_is_read_whole(corpora: Path) -> None:
    concepts = read_thesaurus(corpora / "thesaurus" / "unesco-thesaurus.ttl")
    assert len(concepts) == 4485
    assert sum({"en", "fr", "es", "ru", "ar"} <= concept.preferred.keys() for concept in concepts) == 4446
