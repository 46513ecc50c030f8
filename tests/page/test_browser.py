from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest
import uvicorn
from fastapi import FastAPI, Request, Response
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.wait import WebDriverWait

from tests.page.chromium import open_browser, without_browser
from tests.page.sample_service import SampleService
from unescosearch.languages.table import INTERFACE
from unescosearch.page.routes import page_router

pytestmark = [pytest.mark.browser, without_browser]

RESULTS = "/?q=How+were+the+temples+of+Nubia+saved%3F"
PAGES = [
    "/",
    RESULTS,
    "/documents/nubia",
    "/documents/nubia-ar",
    RESULTS + "&language=en&country=EG&from=1960",
    "/?q=nothing&type=game",
    "/?q=a&k=x",
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = FastAPI()
    app.include_router(page_router(SampleService()))

    @app.middleware("http")
    async def strict(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await proceed(request)
        response.headers["Content-Security-Policy"] = "default-src 'self'"
        return response

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = open_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


def _resize(browser: webdriver.Chrome, width: int, height: int, *, phone: bool) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.fixture
def desk(browser: webdriver.Chrome, address: str) -> webdriver.Chrome:
    _resize(browser, 1280, 900, phone=False)
    browser.get(f"{address}{RESULTS}&ui=en")
    return browser


def _press(browser: webdriver.Chrome, *keys: str) -> None:
    webdriver.ActionChains(browser).send_keys(*keys).perform()


def _focus(browser: webdriver.Chrome) -> str:
    return str(browser.execute_script("return document.activeElement.textContent || document.activeElement.id"))


@pytest.mark.parametrize("language", INTERFACE)
def test_phones_need_no_scrolling_sideways(browser: webdriver.Chrome, address: str, language: str) -> None:
    _resize(browser, 360, 800, phone=True)
    for page in PAGES:
        browser.get(f"{address}{page}{'&' if '?' in page else '?'}ui={language}")
        browser.execute_script("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360


def test_no_page_breaks_the_content_security_policy(browser: webdriver.Chrome, address: str) -> None:
    browser.get_log("browser")
    for page in PAGES:
        browser.get(address + page)
    assert [entry["message"] for entry in browser.get_log("browser") if "400" not in entry["message"]] == []


def test_slash_goes_to_the_box_and_j_and_k_move_between_results(desk: webdriver.Chrome) -> None:
    _press(desk, "j")
    assert _focus(desk).startswith("Nubia:")
    _press(desk, "j")
    assert _focus(desk).startswith("The Silk Roads")
    _press(desk, "k", "/")
    assert _focus(desk) == "q"
    assert desk.find_element(By.ID, "q").get_attribute("value") == "How were the temples of Nubia saved?"


def test_arrows_lead_from_the_box_through_the_results_and_back(desk: webdriver.Chrome) -> None:
    desk.find_element(By.ID, "q").click()
    _press(desk, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert _focus(desk).startswith("The Silk Roads")
    _press(desk, Keys.ARROW_UP, Keys.ARROW_UP)
    assert _focus(desk) == "q"


def test_escape_returns_to_the_box_and_enter_opens_the_source(desk: webdriver.Chrome, address: str) -> None:
    _press(desk, "j", Keys.ESCAPE)
    assert _focus(desk) == "q"
    desk.execute_script(f"document.querySelector('.title').href = '{address}/static/favicon.svg'")
    _press(desk, Keys.ARROW_DOWN, Keys.ENTER)
    WebDriverWait(desk, 10).until(expected_conditions.url_contains("favicon.svg"))


def test_the_letter_keys_can_be_switched_off(desk: webdriver.Chrome) -> None:
    desk.execute_script("document.querySelector('.keys').open = true; document.getElementById('letter-keys').click()")
    _press(desk, "j")
    assert not _focus(desk).startswith("Nubia:")
    desk.execute_script("document.getElementById('letter-keys').click()")
    _press(desk, "j")
    assert _focus(desk).startswith("Nubia:")


def test_filters_stand_open_on_desks_and_folded_on_phones(desk: webdriver.Chrome) -> None:
    # Selenium itself takes everything inside a closed <details> for hidden, whatever the style says.
    reach = "const link = document.querySelector('.choice'); link.focus(); return document.activeElement === link"
    seen = "return document.querySelector('.choice').checkVisibility()"
    assert desk.execute_script(seen)
    assert desk.execute_script(reach)
    _resize(desk, 360, 800, phone=True)
    assert not desk.execute_script(seen)


def test_a_citation_is_copied_and_the_reader_is_told(desk: webdriver.Chrome) -> None:
    desk.execute_script("document.querySelectorAll('.tools details').forEach(each => { each.open = true; })")
    button = desk.find_element(By.CSS_SELECTOR, "button[data-copy]")
    desk.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
    button.click()
    said = desk.find_element(By.ID, "said")
    WebDriverWait(desk, 10).until(lambda _: said.get_attribute("textContent") == "Copied")
    script = "navigator.clipboard.readText().then(arguments[arguments.length - 1])"
    assert str(desk.execute_async_script(script)).startswith("Veronese, V. (1960). Nubia")


def test_empty_fields_stay_out_of_the_address(desk: webdriver.Chrome) -> None:
    desk.find_element(By.NAME, "from").send_keys("1960", Keys.ENTER)
    WebDriverWait(desk, 10).until(expected_conditions.url_contains("from=1960"))
    assert "to=" not in desk.current_url


def test_titles_stand_on_the_side_where_the_reader_of_the_page_looks(desk: webdriver.Chrome, address: str) -> None:
    side = "return [...document.querySelectorAll('.result h3')].map(each => getComputedStyle(each).textAlign)"
    assert set(desk.execute_script(side)) == {"left"}
    desk.get(f"{address}{RESULTS}&ui=ar")
    assert set(desk.execute_script(side)) == {"right"}
    desk.get(f"{address}/?ui=en")


def test_the_search_box_is_as_wide_as_what_stands_below_it(desk: webdriver.Chrome, address: str) -> None:
    desk.get(f"{address}/documents/nubia")
    ends = "const end = each => document.querySelector(each).getBoundingClientRect().right;"
    box, below = desk.execute_script(f"{ends} return [end('.field'), end('.document article')]")
    assert abs(box - below) <= 1


def test_a_result_opens_its_document_at_the_passage(desk: webdriver.Chrome) -> None:
    desk.find_element(By.CSS_SELECTOR, "a[href^='/documents/silk']").click()
    WebDriverWait(desk, 10).until(expected_conditions.url_contains("/documents/silk"))
    assert "bolt of Chinese silk" in desk.find_element(By.CSS_SELECTOR, ".passage:target").text
    assert desk.find_element(By.CSS_SELECTOR, "[data-print]").is_displayed()


def test_a_printed_document_names_its_source(desk: webdriver.Chrome, address: str) -> None:
    desk.get(f"{address}/documents/nubia")
    line = desk.find_element(By.CSS_SELECTOR, ".printed")
    assert not line.is_displayed()
    desk.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert line.text.endswith("UNESCO. https://example.org/nubia.pdf")
    desk.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
