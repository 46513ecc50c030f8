"""A reader's way through the real service in a real browser: ask, read the answer, open its source."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.wait import WebDriverWait

from tests.page.chromium import open_browser, without_browser
from tests.samples import DOCUMENTS, write_sample_corpus
from unescosearch.app import create_app
from unescosearch.build.build import BuildOptions, build
from unescosearch.service.live import LiveIndex

pytestmark = [pytest.mark.browser, without_browser]

QUESTION = "How many clubs did the federation have in September 2022?"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A web server with the source of a document."""
    folder = tmp_path_factory.mktemp("source")
    (folder / "clubs.html").write_text("<title>The source itself</title><h1>Clubs</h1>")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/clubs.html"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path, source: str) -> Iterator[str]:
    """The real service over a real index."""
    folder = tmp_path_factory.mktemp("service")
    corpus = write_sample_corpus(folder / "corpus")
    text = DOCUMENTS["clubs.md"].replace("https://example.org/clubs", source)
    (corpus / "clubs.md").write_text(text, encoding="utf-8")
    build([corpus], folder / "index", BuildOptions(models=(str(tiny_encoder),)))
    live = LiveIndex(folder / "index")
    server = uvicorn.Server(uvicorn.Config(create_app(live), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
    live.close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = open_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


def test_a_question_is_answered_and_its_source_opens(browser: webdriver.Chrome, service: str, source: str) -> None:
    browser.get(service)
    browser.find_element(By.NAME, "q").send_keys(QUESTION, Keys.ENTER)
    WebDriverWait(browser, 10).until(expected_conditions.title_contains("How many clubs"))
    assert "175 clubs" in browser.find_element(By.TAG_NAME, "main").text
    links = browser.find_elements(By.CSS_SELECTOR, f"main a[href='{source}']")
    assert len(links) >= 2, "the answer and the result both link to the source"
    links[-1].click()
    WebDriverWait(browser, 10).until(lambda driver: len(driver.window_handles) > 1 or "source" in driver.title)
    browser.switch_to.window(browser.window_handles[-1])
    WebDriverWait(browser, 10).until(expected_conditions.title_is("The source itself"))
