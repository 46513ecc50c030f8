from __future__ import annotations

import pytest

from unescosearch.errors import UnreadableError
from unescosearch.extract.html import extract_html

PAGE = """<!doctype html><html lang="fr-FR"><head><title>Les routes de la soie | UNESCO</title>
<meta property="og:title" content="Les routes de la soie"><meta name="author" content="Jeanne Dupont; Ali Khan">
<meta property="article:published_time" content="2019-05-06T10:00:00Z">
<link rel="canonical" href="https://www.unesco.org/fr/articles/routes"></head>
<body><nav><ul><li>Menu</li><li>Aller au contenu</li></ul></nav><main><article><h1>Les routes de la soie</h1>
<p>Les marchands <b>ont traversé</b> l'Asie centrale, avec leurs caravanes
et leurs langues.<br>Deuxième ligne.</p><h2>Samarcande</h2>
<p>La ville de Samarcande fut un carrefour où se rencontraient les savants et les voyageurs.</p>
<ul><li>Premier <a href="x">lien</a></li><li>Deuxième</li></ul>
<table><tr><td>Boukhara</td><td>Ouzbékistan</td></tr><tr><td>Khiva</td><td>Ouzbékistan</td></tr></table>
</article></main><footer>Tous droits réservés</footer></body></html>"""


def test_the_main_text_is_found_with_its_headings_and_without_menus() -> None:
    extracted = extract_html(PAGE.encode())
    assert extracted.text.split("\n\n") == [
        "Les routes de la soie",
        "Les marchands ont traversé l'Asie centrale, avec leurs caravanes et leurs langues.\nDeuxième ligne.",
        "Samarcande",
        "La ville de Samarcande fut un carrefour où se rencontraient les savants et les voyageurs.",
        "• Premier lien\n• Deuxième",
        "Boukhara | Ouzbékistan\nKhiva | Ouzbékistan",
    ]
    for heading in extracted.headings:
        assert extracted.text[heading.start : heading.end] == heading.title
    assert [(heading.level, heading.title) for heading in extracted.headings] == [
        (1, "Les routes de la soie"),
        (2, "Samarcande"),
    ]


def test_metadata_come_from_the_page_s_markup() -> None:
    assert extract_html(PAGE.encode()).metadata == {
        "title": "Les routes de la soie",
        "authors": "Jeanne Dupont; Ali Khan",
        "date": "2019-05-06",
        "source_url": "https://www.unesco.org/fr/articles/routes",
        "language": "fr-FR",
    }


def test_the_declared_encoding_is_used() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Наследие Казахстана и культура.</p></body></html>'
    assert extract_html(page.encode("windows-1251")).text == "Наследие Казахстана и культура."


def test_a_piece_of_a_page_is_read_too() -> None:
    assert extract_html(b"<p>Only a piece.</p>").text == "Only a piece."


@pytest.mark.parametrize(
    "page", ["<html><head><title>T</title></head><body></body></html>", "<html><script>x</script>"]
)
def test_a_page_without_text_is_unreadable(page: str) -> None:
    with pytest.raises(UnreadableError, match="no text of its own"):
        extract_html(page.encode())
