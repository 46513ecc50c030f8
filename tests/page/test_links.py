from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from tests.page.sample_service import EVERY_FILTER
from unescosearch.page.links import Links, read, safe, site, toggled, unfiltered
from unescosearch.search.parameters import FILTERS, GROUPS, MODES, SearchParameters, filters_of

_WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).map(str.strip).filter(bool)
_SEARCHES = st.builds(
    SearchParameters,
    text=_WORDS,
    k=st.integers(1, 100),
    offset=st.integers(0, 10_000),
    mode=st.sampled_from(MODES),
    group=st.sampled_from(GROUPS),
    from_year=st.none() | st.integers(0, 9_999),
    prefer=st.lists(_WORDS, unique=True, max_size=2).map(tuple),
    spelling=st.booleans(),
    filters=st.fixed_dictionaries({name: st.lists(_WORDS, unique=True, max_size=2) for name in FILTERS}).map(
        filters_of
    ),
)


@given(_SEARCHES)
def test_every_search_survives_being_an_address(parameters: SearchParameters) -> None:
    address = Links("ru").search(parameters)
    assert read(QueryParams(address.partition("?")[2])) == (parameters, None)


def test_a_plain_search_has_a_plain_address() -> None:
    assert Links().search(SearchParameters("silk roads")) == "/?q=silk+roads"


def test_toggling_twice_gives_the_search_back_on_its_first_page() -> None:
    start = SearchParameters("silk", offset=30, filters={"language": ("fr",)})
    once = toggled(start, "language", "ru")
    assert (once.filter("language"), once.offset) == (("fr", "ru"), 0)
    assert toggled(once, "language", "ru") == SearchParameters("silk", filters={"language": ("fr",)})


def test_unfiltered_keeps_the_text_alone() -> None:
    assert unfiltered(EVERY_FILTER) == SearchParameters("temples")


def test_what_is_no_number_is_named_and_empty_fields_count_as_not_given() -> None:
    parameters, fault = read(QueryParams("q=a&from=MCM&to=&k=&language=&language=fr&language=fr"))
    assert parameters == SearchParameters("a", filters={"language": ("fr",)})
    assert fault
    assert fault.values == {"name": "from", "given": "MCM"}


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/\\evil", " https://a", "file:///etc", "", "x"],
)
def test_addresses_that_a_browser_should_not_follow_are_dropped(url: str) -> None:
    assert safe(url) == ""


@pytest.mark.parametrize("url", ["https://unesdoc.unesco.org/ark:/48223/pf0000040922#page=3", "HTTP://a.b", "/files/a"])
def test_addresses_of_sources_are_kept(url: str) -> None:
    assert safe(url) == url


def test_a_documents_address_keeps_its_id_whole_and_the_language_before_the_anchor() -> None:
    assert Links().document("report/1 a") == "/documents/report%2F1%20a"
    assert Links("fr").document("clubs", "p-1f") == "/documents/clubs?ui=fr#p-1f"


def test_a_site_is_the_host_of_an_address() -> None:
    assert site("http://vocabularies.unesco.org/thesaurus/concept1") == "vocabularies.unesco.org"
    assert site("/relative") == ""
