"""The links of a text are in the index, given by the API and shown on the page of their document."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.tiny_encoder import write_tiny_encoder
from unescosearch.app import create_app
from unescosearch.build.build import BuildOptions, build
from unescosearch.service.live import LiveIndex

SITE = "https://mill.example/grain?a=1&b=2"
SCRIPT = '<p>Read <a href="javascript:alert(1)">the script</a> of the play.</p>'
PAGE = """---
id: mill
title: The mill
source_url: https://mill.example/
---
# The mill

The mill of Damme grinds [the grain]({site}) of nine villages, every day but on Sunday.

## The lock

The lock of Ypres is opened by hand; ask [its keeper](mailto:keeper@lock.example).

{script}
"""


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """Of an index that was built twice: the second time the document is taken over."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "mill.md").write_text(PAGE.format(site=SITE, script=SCRIPT))
    options = BuildOptions(model=str(write_tiny_encoder(tmp_path / "encoder")))
    build([folder], tmp_path / "index", options)
    (folder / "quay.md").write_text("The quay of Zeebrugge has nine cranes and two lamps.")
    build([folder], tmp_path / "index", options)
    return TestClient(create_app(LiveIndex(tmp_path / "index")))


def test_links_come_with_the_passages_of_a_document(client: TestClient) -> None:
    passages = client.get("/api/documents/mill/text").json()["passages"]
    found = [(each["text"][link["start"] : link["end"]], link["url"]) for each in passages for link in each["links"]]
    assert found == [("the grain", SITE), ("its keeper", "mailto:keeper@lock.example")]
    assert "the script of the play" in passages[-1]["text"]
    (alone,) = client.get(f"/api/passages/{passages[0]['id']}").json()["passage"]["links"]
    assert alone["url"] == SITE


def test_links_can_be_followed_on_the_page_of_the_document(client: TestClient) -> None:
    html = client.get("/documents/mill").text
    assert f'<a href="{SITE.replace("&", "&amp;")}" rel="nofollow noopener">the grain</a> of nine' in html
    assert 'href="mailto:keeper@lock.example"' in html
    assert "javascript:" not in html
