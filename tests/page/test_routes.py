from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.page.sample_service import EVERY_FILTER, HOSTILE, NUBIA_TEXT, SampleService
from unescosearch.citations import reference
from unescosearch.languages.table import INTERFACE
from unescosearch.page.interface import interface
from unescosearch.page.links import fields
from unescosearch.page.routes import page_router
from unescosearch.page.views import asks
from unescosearch.search.parameters import FILTERS
from unescosearch.service.schemas import DocumentOut

QUESTION = "How were the temples of Nubia saved from the water?"
ADDRESSES = {
    "home": "/",
    "results": f"/?{urlencode({'q': QUESTION})}",
    "filtered": f"/?{urlencode(fields(EVERY_FILTER))}",
    "unanswered": "/?q=an+unanswered+question%3F",
    "nothing": "/?q=nothing&language=kk&mode=lexical",
    "beyond": "/?q=temples&offset=500",
    "error": "/?q=temples&from=1990&to=1960",
    "refused": "/?q=refused",
    "broken": "/?q=broken",
    "report": "/report",
    "document": "/documents/nubia",
    "missing": "/documents/nothing",
}
_VOID = {"meta", "link", "input", "path"}


class Page(HTMLParser):
    """A parsed page: its elements with their attributes, and whether the tags close in the order they opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and all(attributes.get(key.strip("_")) == value for key, value in wanted.items())
        ]

    def link(self, label: str) -> dict[str, list[str]]:
        """The query of the link whose accessible name or address contains the label."""
        found = [a["href"] for a in self.all("a") if label in a.get("aria-label", "") or label in a["href"]]
        return parse_qs(found[0].partition("?")[2])


@pytest.fixture(scope="module")
def app() -> FastAPI:
    app = FastAPI()
    app.include_router(page_router(SampleService(), lambda: 1_284))
    return app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def page(client: TestClient, address: str, status: int = 200) -> Page:
    answer = client.get(address)
    assert answer.status_code == status
    return Page(answer.text)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize("language", INTERFACE)
def test_every_page_renders_in_every_language_with_its_landmarks(
    client: TestClient, language: str, address: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": language})
    shown = Page(answer.text)
    (html,) = shown.all("html")
    assert html == {"lang": interface(language).tag, "dir": "rtl" if language == "ar" else "ltr"}
    assert answer.headers["content-language"] == interface(language).tag
    assert [len(shown.all(tag)) for tag in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    assert len(shown.all("form", role="search")) == 1
    assert "unescosearch" in shown.text


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_pages_hold_nothing_that_the_content_security_policy_forbids(client: TestClient, address: str) -> None:
    shown = Page(client.get(address).text)
    assert not shown.all("style")
    assert all(script.get("src", "").startswith("/static/") for script in shown.all("script"))
    assert all(link["href"].startswith("/") for link in shown.all("link"))
    for _, attributes in shown.elements:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        assert not attributes.get("href", "").startswith(("javascript:", "data:"))


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_ids_are_unique_and_references_meet_them(client: TestClient, address: str) -> None:
    elements = Page(client.get(address).text).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in elements:
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert attributes.get(name, ids[0]) in ids


def test_the_query_and_titles_are_escaped(client: TestClient) -> None:
    html = client.get("/", params={"q": "<script>alert(1)</script>\" onfocus='x'"}).text
    assert "<script>alert" not in html
    assert "<img" not in html
    assert HOSTILE in Page(html).text
    assert Page(html).all("input", id="q")[0]["value"] == "<script>alert(1)</script>\" onfocus='x'"


def test_the_title_names_the_query_and_the_box_keeps_it(client: TestClient) -> None:
    shown = page(client, ADDRESSES["results"])
    assert shown.text.startswith(f"{QUESTION} – results – unescosearch")
    assert shown.all("input", id="q")[0]["value"] == QUESTION


def test_the_start_page_offers_six_questions(client: TestClient) -> None:
    shown = page(client, "/?q=++")
    assert len([a for a in shown.all("a") if a["href"].startswith("/?q=")]) == 6
    assert "1,284 documents" in shown.text


def test_results_open_their_source_at_the_page_and_say_how_they_may_be_used(client: TestClient) -> None:
    shown = page(client, ADDRESSES["results"])
    assert shown.all("a", class_="title")[0]["href"] == "https://example.org/nubia.pdf#page=14"
    for said in (
        "8 March 1960",
        "Egypt, Sudan",
        "p. 12",
        "What was done",
        "Licence: CC BY 4.0",
        "Licence not stated",
        "By its meaning: place 4",
        "By its words: not found",
        "Matching words in the passage: temples, saved, water",
        "School level: Lower secondary",
        "Teaching material: Lesson plan",
        "Veronese, V. (1960). Nubia",
    ):
        assert said in shown.text
    assert {"href": "/documents/clubs-fr", "hreflang": "fr"} in shown.all("a")
    assert {"href": "https://example.org/nubia.pdf#page=16"} in shown.all("a")
    assert " ".join(NUBIA_TEXT.split()) in shown.text.replace(" , ", ", ")


def test_highlights_are_marked(client: TestClient) -> None:
    assert "<mark>temples</mark>" in client.get(ADDRESSES["results"]).text


def test_each_passage_has_the_language_and_direction_of_its_text(client: TestClient) -> None:
    passages = page(client, ADDRESSES["results"] + "&ui=ar").all("div", class_="passage")
    shown = [(passage["lang"], passage["dir"]) for passage in passages]
    assert ("ar", "rtl") in shown
    assert ("ru", "ltr") in shown
    assert ("und", "auto") in shown


def test_an_answer_quotes_its_sources_by_number_and_marks_what_it_leaves_out(client: TestClient) -> None:
    shown = page(client, ADDRESSES["results"])
    assert "The temples were moved in parallel. Egypt took down Taffa" in shown.text
    assert "at its own cost; … Abu Simbel" in shown.text
    first, second = shown.all("a", class_="cited")
    assert first["href"] == "https://example.org/nubia.pdf#page=14"
    assert first["aria-label"].startswith("Source 1: Nubia")
    assert second["aria-label"].startswith("Source 2:")


def test_an_unanswered_question_is_told_so(client: TestClient) -> None:
    said = "No sentence in the collection answers this; here are the nearest passages."
    assert said in page(client, ADDRESSES["unanswered"]).text
    assert said in page(client, "/?q=when+was+the+unanswered").text
    for subject in ("unanswered", "an+unanswered+subject+of+many+words"):
        assert said not in page(client, f"/?q={subject}").text


@pytest.mark.parametrize(
    "text", ["temples of Nubia", "Nubia?", "النوبة؟", "谁？", "努比亚神庙的抢救", "ЮНЕСКО клубы деген"]
)
def test_questions_and_texts_of_three_words_want_an_answer(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["Nubia", "silk roads", "努比亚", "well-known temples"])
def test_one_or_two_words_want_none(text: str) -> None:
    assert not asks(text)


def test_further_pages_repeat_no_answer(client: TestClient) -> None:
    assert not page(client, ADDRESSES["results"] + "&offset=10").all("section", class_="answer")


def test_a_facet_link_adds_its_value_and_takes_it_away_again(client: TestClient) -> None:
    added = page(client, "/?q=temples&offset=20").link("country=EG")
    assert added == {"q": ["temples"], "country": ["EG"]}
    shown = page(client, "/?q=temples&country=EG&country=SD")
    assert shown.link("Remove the filter Country: Egypt") == {"q": ["temples"], "country": ["SD"]}
    active = [a["href"] for a in shown.all("a", class_="choice") if a.get("aria-current") and "country" in a["href"]]
    assert "/?q=temples&country=SD" in active


def test_every_filter_is_a_chip_and_stays_while_paging(client: TestClient) -> None:
    shown = page(client, ADDRESSES["filtered"])
    assert len(shown.all("a", class_="chip")) == len(FILTERS) + 1
    (following,) = shown.all("a", rel="next")
    kept = parse_qs(following["href"].partition("?")[2])
    assert kept.pop("offset") == ["10"]
    assert kept == parse_qs(urlencode(fields(EVERY_FILTER)))


def test_a_form_without_scripts_keeps_the_filters(client: TestClient) -> None:
    shown = page(client, ADDRESSES["filtered"])
    hidden = {(field["name"], field["value"]) for field in shown.all("input", type="hidden")}
    assert set(fields(EVERY_FILTER)) - {("q", "temples")} <= hidden


def test_pages_of_results_lead_to_the_first_the_near_and_the_last(client: TestClient) -> None:
    shown = page(client, "/?q=temples&offset=30")
    offsets = [
        parse_qs(a["href"].partition("?")[2]).get("offset", ["0"])[0]
        for a in shown.all("a")
        if "Page " in a.get("aria-label", "")
    ]
    assert offsets == ["0", "20", "40", "50"]
    assert "page 4 of 6" in shown.text


def test_a_phrase_that_is_nowhere_is_said_to_be_looked_for_by_its_words(client: TestClient) -> None:
    assert "No passage holds “stone age” word for word." in client.get('/?q=tools+"stone+age"').text.replace(
        "&#34;", '"'
    )


def test_where_a_phrase_finds_nothing_the_way_without_quotation_marks_is_offered(client: TestClient) -> None:
    page = client.get('/?q="nothing+else"').text
    assert 'href="/?q=nothing+else"' in page
    assert "Search again without the quotation marks" in page


def test_a_corrected_slip_is_told_with_a_way_to_what_was_written(client: TestClient) -> None:
    page = client.get("/?q=samarkhand&language=en").text
    assert "Showing results for “samarkand”." in page
    assert '<a href="/?q=samarkhand&amp;spelling=false&amp;language=en">Search instead for “samarkhand”</a>' in page
    as_written = client.get("/?q=samarkhand&spelling=false").text
    assert "Showing results for" not in as_written
    # The next search is corrected again.
    assert 'name="spelling"' not in as_written.partition('role="search"')[2].partition("</form>")[0]


def test_a_reprint_is_linked_under_its_result(client: TestClient) -> None:
    page = client.get("/?q=temples").text
    assert "The same text also in:" in page
    assert '<a href="https://example.org/reprint#page=4">Silk, a lesson printed again</a></bdi> (1980)' in page


def test_a_copy_that_was_left_out_is_linked_under_its_result(client: TestClient) -> None:
    page = client.get("/?q=temples").text
    assert "Other copies:" in page
    assert '<a href="https://example.org/nubia">Nubia, the web page</a></bdi> (<bdi>Web</bdi>)' in page
    assert 'href="javascript:' not in page


def test_beyond_the_last_page_there_is_a_way_back(client: TestClient) -> None:
    shown = page(client, ADDRESSES["beyond"])
    assert "page 6 is the last" in shown.text
    assert shown.link("offset=50")["q"] == ["temples"]


def test_nothing_found_comes_with_ways_out(client: TestClient) -> None:
    shown = page(client, "/?q=nothing&language=kk&type=game&mode=lexical")
    assert "Nothing found for “nothing”" in shown.text
    addresses = [a["href"] for a in shown.all("a")]
    for way in (
        "/?q=nothing&mode=lexical&type=game",
        "/?q=nothing&mode=lexical&language=kk",
        "/?q=nothing&mode=lexical",
        "/?q=nothing&language=kk&type=game",
    ):
        assert way in addresses


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=temples&from=1990&to=1960", "The first year (1990) is later than the last (1960)"),
        ("q=temples&from=MCM", "From the year: “MCM” is not a whole number"),
        ("q=temples&k=1000", "Results per page (k): 1000 is out of range. Choose a whole number from 1 to 100."),
        ("q=temples&mode=x", "Search by (mode): “x” is unknown. Choose one of: hybrid, dense, lexical."),
        ("q=refused", "q is refused: ask for something else."),
    ],
)
def test_what_cannot_be_searched_is_said_in_the_page_and_the_text_kept(
    client: TestClient, query: str, said: str
) -> None:
    shown = page(client, f"/?{query}", 400)
    assert said in shown.text
    assert shown.all("input", id="q")[0]["value"] == parse_qs(query)["q"][0]


def test_too_long_a_text_is_kept_whole_and_the_message_is_in_the_readers_language(client: TestClient) -> None:
    answer = client.get("/", params={"q": "я" * 1_001, "ui": "ru"})
    assert answer.status_code == 400
    assert "Этот поиск выполнить нельзя" in answer.text
    assert Page(answer.text).all("input", id="q")[0]["value"] == "я" * 1_001


def test_an_unreadable_index_is_a_503_that_tells_nothing_of_the_inside(client: TestClient) -> None:
    shown = page(client, ADDRESSES["broken"], 503)
    assert "The index cannot be read at the moment" in shown.text
    assert "/srv" not in shown.text


def test_the_language_switch_keeps_the_search_and_is_remembered(client: TestClient) -> None:
    shown = page(client, ADDRESSES["filtered"])
    assert shown.link("ui=kk") == parse_qs(urlencode([*fields(EVERY_FILTER), ("ui", "kk")]))
    client.get("/?ui=kk")
    assert client.cookies["ui"] == "kk"
    assert page(client, "/").all("html", lang="kk")


def test_the_language_travels_in_the_links_only_until_the_browser_remembers_it(client: TestClient) -> None:
    first, second = page(client, "/?q=temples&ui=fr"), page(client, "/?q=temples&ui=fr")
    assert first.link("offset=10")["ui"] == ["fr"]
    assert "ui" not in second.link("offset=10")


def test_links_to_neighbours_appear_only_where_somebody_answers(app: FastAPI) -> None:
    alone = FastAPI(docs_url=None)
    alone.include_router(page_router(SampleService()))
    html = TestClient(alone).get(ADDRESSES["results"]).text
    for neighbour in ("/docs", "/feed.atom", "/api/export.csv", "/opensearch.xml", "style=ris"):
        assert neighbour not in html
    for path in ("/feed.atom", "/api/export.csv", "/opensearch.xml", "/api/passages/{passage_id}/cite"):
        alone.add_api_route(path, lambda: None)
    html = TestClient(alone).get(ADDRESSES["results"]).text
    for neighbour in ("/feed.atom", "/api/export.csv", "/opensearch.xml", "/api/passages/nubia%2F1%20a/cite?style=ris"):
        assert neighbour in html


def test_static_files_are_cached_by_version_and_revalidated(client: TestClient) -> None:
    shown = page(client, "/")
    (style,) = shown.all("link", rel="stylesheet")
    answer = client.get(style["href"])
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert "max-age=3600" in client.get("/static/style.css").headers["cache-control"]
    again = client.get(style["href"], headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_static_files_reach_nothing_else(client: TestClient) -> None:
    for name in ("missing.css", "..%2Fpages.py", "%2e%2e/templates/base.html"):
        assert client.get(f"/static/{name}").status_code == 404


def test_the_style_and_script_ask_for_nothing_from_elsewhere(client: TestClient) -> None:
    for name in ("style.css", "page.js", "favicon.svg"):
        content = client.get(f"/static/{name}").text.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?:|url\(|@import|\bimport\(", content)


def test_head_requests_are_answered(client: TestClient) -> None:
    assert client.head("/").status_code == 200


def test_what_an_acronym_was_taken_for_is_told(client: TestClient) -> None:
    assert '<bdi>ESD</bdi>: <bdi lang="en">&lt;b&gt;education</bdi>' in client.get("/?q=ESD+temples").text
    assert "&lt;b&gt;education" not in client.get("/?q=temples").text


def test_the_concepts_of_a_query_are_links_in_the_readers_language(client: TestClient) -> None:
    page = client.get("/?q=temples&ui=fr&offset=10").text
    assert '<a href="/?q=Temple&amp;ui=fr"><bdi>Temple</bdi></a>' in page


def test_a_concept_links_to_its_entry_in_the_thesaurus(client: TestClient) -> None:
    (entry,) = page(client, "/?q=temples&ui=fr").all("a", class_="entry")
    assert entry["href"] == "https://example.org/1"
    assert entry["aria-label"] == "Temple : notice du thésaurus (example.org)"


def test_words_that_are_left_out_are_told(client: TestClient) -> None:
    assert "Left out is whatever holds “Egypt”, “Sudan”." in page(client, "/?q=temples+-Egypt+-Sudan").text
    assert "Left out" not in page(client, "/?q=temples").text


def test_a_result_leads_to_its_passage_in_the_whole_document(client: TestClient) -> None:
    html = client.get("/?q=temples&ui=ru").text
    assert '<a href="/documents/silk?ui=ru#p-silk-1">Документ целиком' in html


def test_a_document_is_shown_whole_with_its_headings_pages_and_source(client: TestClient) -> None:
    shown = page(client, "/documents/nubia")
    for said in (
        "Veronese, V.",
        "Egypt, Sudan",
        "What was done",
        " ".join(NUBIA_TEXT.split()),
        "The campaign closed on 10 March 1980. p. 15",
        "Egypt also gave temples away as thanks.",
        "Licence: CC BY 4.0",
        "Duration: 45 minutes",
        "Nubia: the campaign to save the monuments, 1960–1980. UNESCO. https://example.org/nubia.pdf",
    ):
        assert said in shown.text
    assert [a["href"] for a in shown.all("a") if "#page" in a["href"]] == [
        f"https://example.org/nubia.pdf#page={number}" for number in (14, 16, 17)
    ]
    assert {"href": "https://example.org/nubia.pdf"} in shown.all("a")


def test_a_document_that_is_not_there_is_a_404_in_the_readers_language(client: TestClient) -> None:
    shown = page(client, "/documents/nothing?ui=fr", 404)
    assert "Cette page ne peut pas être affichée" in shown.text
    assert "Cherchez-le par son titre" in shown.text
    assert "/srv" not in page(client, "/documents/broken", 503).text


def test_the_language_switch_keeps_the_document(client: TestClient) -> None:
    assert "/documents/nubia?ui=kk" in [a["href"] for a in page(client, "/documents/nubia").all("a")]


def test_results_that_hold_no_word_of_the_query_are_said_to_be_near_in_meaning_only(client: TestClient) -> None:
    said = "None of these results holds your words: they are only near in meaning."
    assert said in page(client, "/?q=zzzz").text
    for address in ("/?q=temples", "/?q=zzzz&mode=dense", "/?q=nothing"):
        assert said not in page(client, address).text


def test_a_publisher_who_is_the_author_is_named_once() -> None:
    document = DocumentOut(id="a", title="Water", source_url="", link="", authors=["UNESCO"], language="en")
    assert reference(document.model_copy(update={"publisher": "UNESCO", "date": "2006"}), "") == "UNESCO (2006). Water."
