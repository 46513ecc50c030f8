from __future__ import annotations

import pytest

from unescosearch.errors import UnreadableError
from unescosearch.extract.html import extract_html

ARTICLE = "Since 2016 nine potters of Safi fire their ovens with olive stones, which smoke less than brushwood does."
LONG = (
    "This site uses cookies and like techniques to measure how it is used, to keep your choices and to show adverts "
    "that suit you. With your consent we and our 812 partners store data on your device. You may change "
    "your choice at any time. "
) * 4


def text(inside: str, article: str = f"<main><h1>Potters</h1><p>{ARTICLE}</p></main>") -> str:
    page = f"<!doctype html><html><head><title>P</title></head><body>{inside}{article}<footer>Us</footer></body></html>"
    return extract_html(page.encode()).text


@pytest.mark.parametrize(
    "box",
    [
        "<div id='CybotCookiebotDialog'>{}<button>OK</button></div>",
        "<div class='x17 y4'><h2>Your choice</h2>{}<div><button>Alle akzeptieren</button></div></div>",
        "<section aria-label='Cookies'>{}<a role='button'>Tout accepter</a></section>",
        "<aside role='alertdialog'>{}<button>Принять</button></aside>",
        "<div class='privacy-popup'>{}<input type='submit' value='Aceptar todas'></div>",
        "<form id='gdpr_form'>{}<button>同意</button></form>",
        "<dialog open>{}<button>موافق</button></dialog>",
        "<div id='sp_message_container_77'>{}</div>",
    ],
)
@pytest.mark.parametrize("article", ["<main>{}</main>", "<article>{}</article>", "<div>{}</div>", "{}"])
def test_a_short_article_is_found_beside_a_long_dialogue(box: str, article: str) -> None:
    for first in (True, False):
        parts = box.format(f"<p>{LONG}</p>"), article.format(f"<h1>Potters</h1><p>{ARTICLE}</p>")
        found = text("".join(parts if first else reversed(parts)), "")
        assert ARTICLE in found
        assert "cookies" not in found


@pytest.mark.parametrize(
    "words",
    [
        "Nous utilisons des cookies pour mesurer l’audience. Vous pouvez tout refuser.",
        "Utilizamos cookies propias y de terceros con fines de análisis de sus datos personales.",
        "Мы используем файлы cookie и обрабатываем персональные данные посетителей.",
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على هذا الموقع.",
        "我们使用 Cookie 来改善您的体验，并保护您的个人信息。",
        "Біз cookie файлдарын қолданамыз, дербес деректер қорғалады.",
    ],
)
def test_dialogues_of_other_languages_are_known(words: str) -> None:
    assert text(f"<div class='consent-layer'><p>{words * 5}</p></div>") == f"Potters\n\n{ARTICLE}"


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden>{}</div>",
        "<div style='color:red; display: none'>{}</div>",
        "<div style='visibility:hidden'>{}</div>",
        "<div aria-hidden='true'>{}</div>",
        "<dialog>{}</dialog>",
        "<template>{}</template>",
    ],
)
def test_what_is_hidden_is_no_text(hidden: str) -> None:
    secret = "<p>The ovens of the palace are heated with peat from the northern marshes, as everybody knows.</p>"
    article = f"<main><h1>Potters</h1><p>{ARTICLE}</p>{hidden.format(secret)}</main>"
    assert text("", article) == f"Potters\n\n{ARTICLE}"
    with pytest.raises(UnreadableError, match="no text of its own"):
        text(hidden.format(secret), "")


@pytest.mark.parametrize(
    "kept",
    [
        "<article class='tag-consent'><h1>Consent</h1><p>{}</p></article>",
        "<div class='page has-cookie-banner'><main><p>{}</p></main></div>",
        "<main><section id='consent'><h2>Informed consent</h2><p>{}</p></section></main>",
        "<main><h1>Baking</h1><p>{}</p><a href='/next'>Accept the invitation</a></main>",
        "<body style='visibility:hidden'><main><p>{}</p></main>",
    ],
)
def test_an_article_about_consent_or_cookies_is_an_article(kept: str) -> None:
    sentence = "Elders of the village gave their consent before the songs were recorded, over tea and cookies, in 1987."
    assert sentence in text("", kept.format(sentence))


def test_content_for_readers_without_scripts_is_read_once() -> None:
    lazy = f"<main><h1>Potters</h1><p>{ARTICLE}</p><noscript><p>{ARTICLE}</p></noscript></main>"
    assert text("", lazy).count(ARTICLE) == 1
    alone = f"<main><h1>Potters</h1><noscript><p>{ARTICLE}</p></noscript></main>"
    assert text("", alone).count(ARTICLE) == 1
    notice = f"<main><h1>Potters</h1><noscript>Please enable JavaScript.</noscript><p>{ARTICLE}</p></main>"
    assert "JavaScript" not in text("", notice)
