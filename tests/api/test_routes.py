"""The JSON interface over a real index: shapes, errors as problem details, hostile input."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from unescosearch.app import create_app
from unescosearch.service.live import LiveIndex
from unescosearch.service.schemas import AskOut, SearchOut


@pytest.fixture(scope="module")
def client(sample_index: Path) -> Iterator[TestClient]:
    live = LiveIndex(sample_index)
    yield TestClient(create_app(live), raise_server_exceptions=False)
    live.close()


def test_search_answers_in_the_documented_shape(client: TestClient) -> None:
    body = client.get("/api/search", params={"q": "How many clubs in Kazakhstan?", "k": 2}).json()
    assert SearchOut.model_validate(body).model_dump(mode="json") == body
    first = body["results"][0]
    assert (first["rank"], first["document"]["id"]) == (1, "clubs")
    assert first["document"]["link"] == "https://example.org/clubs"
    assert [version["id"] for version in first["document"]["languages"]] == ["clubs-fr"]
    assert {"clubs", "kazakhstan"} & set(first["why"]["matched"])
    assert body["index"]["model"] == "tiny"


def test_highlights_are_offsets_into_the_passage(client: TestClient) -> None:
    passage = client.get("/api/search", params={"q": "clubs"}).json()["results"][0]["passage"]
    assert {passage["text"][start:end].lower() for start, end in passage["highlights"]} == {"clubs"}


def test_a_quote_stands_in_its_passage_word_for_word(client: TestClient) -> None:
    question = "How many clubs did the federation have in September 2022?"
    body = client.post("/api/ask", json={"question": question}).json()
    assert AskOut.model_validate(body).model_dump(mode="json") == body
    assert body["answer"]["status"] == "answered"
    for sentence, citation in zip(body["answer"]["sentences"], body["citations"], strict=True):
        stored = client.get(f"/api/passages/{sentence['passage_id']}").json()
        assert stored["passage"]["text"][sentence["start"] : sentence["end"]] == sentence["text"] == citation["quote"]
        assert stored["document"]["id"] == citation["document"]["id"]
    assert "175" in body["answer"]["text"]


def test_a_question_nothing_answers_is_not_found(client: TestClient) -> None:
    body = client.post("/api/ask", json={"question": "Who composed the opera about the submarine?"}).json()
    assert (body["answer"]["status"], body["answer"]["text"], body["citations"]) == ("not_found", "", [])


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({}, "q is empty"),
        ({"q": ""}, "q is empty"),
        ({"q": "?!"}, "no word"),
        ({"q": "x" * 10_000}, "10,000 characters"),
        ({"q": "a", "k": "0"}, "k is 0"),
        ({"q": "a", "k": "many"}, "k:"),
        ({"q": "a", "offset": "-1"}, "offset is -1"),
        ({"q": "a", "from": "1990", "to": "1980"}, "1990"),
        ({"q": "a", "mode": "magic"}, "magic"),
        ({"q": "a", "contry": "KZ"}, "contry"),
    ],
)
def test_bad_parameters_are_problems_that_name_them(client: TestClient, parameters: dict[str, str], named: str) -> None:
    response = client.get("/api/search", params=parameters)
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert named in response.json()["detail"]


@pytest.mark.parametrize("body", [{}, {"question": ""}, {"question": 7}, {"question": "a", "k": 1000}, [], "text"])
def test_bad_bodies_are_problems(client: TestClient, body: Any) -> None:
    response = client.post("/api/ask", json=body)
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("path", ["/api/documents/none", "/api/passages/none", "/api/nothing"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.json()["status"]) == (404, 404)


def test_filters_work_over_http(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "birds", "country": ["KZ"], "language": ["ru", "en"]}).json()
    assert {result["document"]["language"] for result in found["results"]} <= {"ru", "en"}
    assert all("KZ" in result["document"]["countries"] for result in found["results"])


def test_a_language_is_a_filter_or_a_preference(client: TestClient) -> None:
    def found(**parameters: str) -> dict[str, str]:
        body = client.get("/api/search", params={"q": "Almaty", **parameters}).json()
        return {result["document"]["id"]: result["document"]["language"] for result in body["results"]}

    plain, preferred, filtered = found(), found(prefer="fr"), found(language="fr")
    assert {"clubs-fr"} <= preferred.keys()
    assert "clubs" not in preferred
    assert len(preferred) == len(plain)  # only another version is shown
    assert set(filtered.values()) == {"fr"}
    assert set(preferred.values()) > {"fr"}


def test_the_page_prefers_its_own_language_and_leaves_nothing_out(client: TestClient) -> None:
    titles = ("Les clubs UNESCO au Kazakhstan", "UNESCO clubs in Kazakhstan")
    shown = [
        [f">{title}</a>" in client.get("/", params=parameters).text for title in titles]
        for parameters in ({"q": "Almaty", "ui": "fr"}, {"q": "Almaty", "ui": "en"}, {"q": "Almaty", "language": "en"})
    ]
    assert shown == [[True, False], [False, True], [False, True]]


def test_a_document_names_its_versions(client: TestClient) -> None:
    body = client.get("/api/documents/clubs-fr").json()
    assert (body["title"], [version["language"] for version in body["languages"]]) == (
        "Les clubs UNESCO au Kazakhstan",
        ["en"],
    )


def test_the_documentation_of_the_api_needs_no_other_host(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "swagger-ui" in page
    assert "https://" not in page


def test_health_names_the_generation(client: TestClient, sample_index: Path) -> None:
    assert client.get("/health/live").json()["status"] == "ok"
    ready = client.get("/health/ready").json()
    assert (ready["status"], ready["generation"]) == ("ok", (sample_index / "current").read_text().strip())
    assert ready["documents"] == 5


def test_the_page_shows_answer_and_results_and_keeps_scripts_out(client: TestClient) -> None:
    response = client.get("/", params={"q": "How many clubs did the federation have in September 2022?"})
    assert response.status_code == 200
    assert "https://example.org/clubs" in response.text
    assert "default-src 'self'" in response.headers["content-security-policy"]
