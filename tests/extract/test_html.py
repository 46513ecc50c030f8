from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.collections.folders import PROSE
from unescosearch.collections.values import as_list
from unescosearch.errors import UnreadableError
from unescosearch.extract.html import extract_html

CORPUS = Path(__file__).parents[2] / "corpus"
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


def head(*tags: str) -> dict[str, object]:
    return dict(extract_html(f"<html><head>{''.join(tags)}</head><body><p>{PROSE}</p></body></html>".encode()).metadata)


def test_an_address_stays_as_it_stands() -> None:
    address = "http://portal.unesco.org/en/ev.php-URL_ID=49556&URL_DO=DO_TOPIC&URL_SECTION=201.html?source=b&a=1#c"
    escaped = address.replace("&", "&amp;")
    assert head(f'<link rel="canonical" href="{escaped}">')["source_url"] == address
    assert head(f'<meta property="og:url" content="{escaped}">')["source_url"] == address
    assert head('<base href="https://u.org/x/"><link rel="canonical" href="../y?a=1&amp;b=2">')["source_url"] == (
        "https://u.org/y?a=1&b=2"
    )
    assert "source_url" not in head('<link rel="canonical" href="/only/a/path">')


def test_the_tags_of_libraries_and_journals_are_read() -> None:
    assert head(
        '<meta name="DC.Title" content="T"><meta name="dcterms.creator" content="A B">'
        '<meta name="dc:creator" content="C D"><meta name="DC.date" content="1960">',
        '<meta name="DC.type" content="Text"><meta name="dc.language" content="fr">',
        '<meta name="citation_publisher" content="UNESCO"><meta name="citation_keywords" content="peace">',
        '<meta property="article:tag" content="unused"><meta property="article:author" content="https://f.com/x">',
        '<link rel="license" href="https://creativecommons.org/licenses/by-sa/3.0/igo/">',
    ) == {
        "title": "T",
        "authors": ["A B", "C D"],
        "date": "1960",
        "language": "fr",
        "publisher": "UNESCO",
        "themes": "peace",
        "licence": "CC BY-SA 3.0 IGO",
    }


def test_json_ld_is_read() -> None:
    record = """{"@type": "LearningResource", "name": "T", "datePublished": "2019-05-06T10:00:00Z", "inLanguage": "es",
      "license": "https://creativecommons.org/publicdomain/zero/1.0/", "keywords": ["peace", "water"],
      "about": {"name": "History"}, "educationalLevel": "primary", "learningResourceType": "lesson plan",
      "author": {"name": "Ali Khan"}, "publisher": {"name": "UNESCO"}}"""
    assert head(f'<script type="application/ld+json">{record}</script>') == {
        "title": "T",
        "date": "2019-05-06",
        "language": "es",
        "licence": "CC0 1.0",
        "themes": ["peace", "water"],
        "subject": "History",
        "level": "primary",
        "resource_type": "lesson plan",
        "authors": "Ali Khan",
        "publisher": "UNESCO",
    }


def test_each_place_of_a_field_counts_once_those_before_it_are_gone() -> None:
    tags = {
        "ours": '<meta name="date" content="1961"><meta name="publisher" content="Ours">',
        "journals": '<meta name="citation_date" content="1962"><meta name="citation_publisher" content="Journal">',
        "libraries": '<meta name="DC.date" content="1963"><meta name="DC.publisher" content="Library">'
        '<meta name="DC.title" content="Library">',
        "open graph": '<meta property="article:published_time" content="1964"><meta property="og:title" content="OG">',
        "json-ld": '<script type="application/ld+json">{"@type": "Article", "datePublished": "1965", '
        '"publisher": {"name": "LD"}, "headline": "LD", "author": "Ali Khan"}</script>',
        "the page": '<title>Page</title><meta name="author" content="Page Author">',
    }
    found = []
    while tags:
        told = head(*tags.values())
        found.append(tuple(told.get(field) for field in ("date", "publisher", "title", "authors")))
        del tags[next(iter(tags))]
    assert found[:5] == [
        ("1961", "Ours", "Library", "Ali Khan"),
        ("1962", "Journal", "Library", "Ali Khan"),
        ("1963", "Library", "Library", "Ali Khan"),
        ("1964", "LD", "OG", "Ali Khan"),
        ("1965", "LD", "LD", "Ali Khan"),
    ]
    assert found[5][2:] == ("Page", "Page Author")


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.html")), ids=lambda path: path.name)
def test_the_pages_of_the_starter_corpus_need_no_sidecar(path: Path) -> None:
    stated = extract_html(path.read_bytes()).metadata
    sidecar = tomllib.loads(path.with_name(f"{path.name}.toml").read_text(encoding="utf-8"))
    assert {name: as_list(stated.get(name, "")) for name in sidecar} == {
        name: as_list(value) for name, value in sidecar.items()
    }


def test_the_declared_encoding_is_used() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Наследие Казахстана и культура.</p></body></html>'
    assert extract_html(page.encode("windows-1251")).text == "Наследие Казахстана и культура."


@pytest.mark.parametrize("charset", ["windows-1251", "no-such-encoding", "hex"])
def test_the_encoding_that_the_server_named_goes_before_and_nonsense_is_passed_over(charset: str) -> None:
    declared = "utf-8" if charset == "windows-1251" else "windows-1251"
    page = f'<html><head><meta charset="{declared}"></head><body><p>Наследие Казахстана и культура.</p></body></html>'
    assert extract_html(page.encode("windows-1251"), charset).text == "Наследие Казахстана и культура."


def test_a_piece_of_a_page_is_read_too() -> None:
    assert extract_html(b"<p>Only a piece.</p>").text == "Only a piece."


@pytest.mark.parametrize(
    "page", ["<html><head><title>T</title></head><body></body></html>", "<html><script>x</script>"]
)
def test_a_page_without_text_is_unreadable(page: str) -> None:
    with pytest.raises(UnreadableError, match="no text of its own"):
        extract_html(page.encode())


def test_links_of_a_page_keep_their_addresses() -> None:
    extracted = extract_html(PAGE.replace("<b>ont", '<a href="https://a.example/x?a=1&amp;b">ont</a> <b>').encode())
    assert [(extracted.text[link.start : link.end], link.url) for link in extracted.links] == [
        ("ont", "https://a.example/x?a=1&b"),
        ("lien", "https://www.unesco.org/x"),
    ]


def test_items_of_a_list_with_numbers_keep_them() -> None:
    page = PAGE.replace("<ul><li>Premier", "<ol><li>Premier").replace("Deuxième</li></ul>", "Deuxième</li></ol>")
    assert "\n\n1. Premier lien\n2. Deuxième\n\n" in extract_html(page.encode()).text


def test_rows_below_a_head_say_the_names_of_their_columns_also_where_they_are_most_of_a_page() -> None:
    rows = "".join(f"<tr><td>Town number {n}</td><td>{n} small schools and a library</td></tr>" for n in range(30))
    table = f"<table><tr><th>Town</th><th>Schools</th></tr>{rows}</table>"
    text = extract_html(PAGE.replace("<h2>", f"{table}<h2>").encode()).text
    assert "Town | Schools\nTown: Town number 0 | Schools: 0 small schools and a library\n" in text
