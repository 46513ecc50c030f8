"""A sheet as a web page: its fields as meta tags under their own names, as Dublin Core and as JSON-LD."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator

from markdown_it import MarkdownIt

from scripts.corpus.sheets import Sheet

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DUBLIN_CORE = {
    "title": "title",
    "id": "identifier",
    "language": "language",
    "date": "date",
    "type": "type",
    "publisher": "publisher",
    "licence": "rights",
    "themes": "subject",
    "countries": "coverage",
    "source_url": "source",
}
STYLE = (
    "body{margin:2rem auto;max-width:42rem;padding:0 1rem;font:1.05rem/1.6 Georgia,serif}"
    "h1,h2{line-height:1.25}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3rem .6rem}"
)


def make_html(sheet: Sheet) -> bytes:
    """The page in UTF-8."""
    title, language = html.escape(sheet.text("title")), sheet.text("language")
    direction = "rtl" if language == "ar" else "ltr"
    link, publisher = html.escape(sheet.text("source_url")), html.escape(sheet.text("publisher"))
    body = MarkdownIt("commonmark").enable("table").render(sheet.body).strip()
    licence = f'<a rel="license" href="{LICENCE}">{html.escape(sheet.text("licence"))}</a>'
    lines = [
        "<!doctype html>",
        f'<html lang="{language}" dir="{direction}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f'<link rel="canonical" href="{link}">',
        f'<link rel="license" href="{LICENCE}">',
        *_meta(sheet),
        f'<script type="application/ld+json">\n{_json_ld(sheet)}\n</script>',
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        "<article>",
        f"<h1>{title}</h1>",
        body,
        "</article>",
        "</main>",
        f'<footer><p>{publisher} · {licence} · <a href="{link}">{link}</a></p></footer>',
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _meta(sheet: Sheet) -> Iterator[str]:
    """A tag for each value of each field, and the keywords that every reader of pages looks for."""
    for name in sheet.fields:
        for value in sheet.values(name):
            yield _tag(name, value)
            if name in DUBLIN_CORE:
                yield _tag(f"DC.{DUBLIN_CORE[name]}", value)
    yield _tag("keywords", ", ".join(sheet.values("themes")))


def _tag(name: str, value: str) -> str:
    return f'<meta name="{html.escape(name)}" content="{html.escape(value)}">'


def _json_ld(sheet: Sheet) -> str:
    """A schema.org LearningResource."""
    record = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "identifier": sheet.text("id"),
        "name": sheet.text("title"),
        "headline": sheet.text("title"),
        "url": sheet.text("source_url"),
        "inLanguage": sheet.text("language"),
        "datePublished": sheet.text("date"),
        "publisher": {"@type": "Organization", "name": sheet.text("publisher")},
        "license": LICENCE,
        "genre": sheet.text("type"),
        "keywords": sheet.values("themes"),
        "spatialCoverage": sheet.values("countries"),
        "educationalLevel": sheet.text("level"),
        "about": sheet.values("subject"),
        "learningResourceType": sheet.text("resource_type"),
        "audience": {"@type": "Audience", "audienceType": sheet.text("audience")} if sheet.text("audience") else "",
    }
    kept = {name: value for name, value in record.items() if value}
    return json.dumps(kept, ensure_ascii=False, indent=2).replace("</", "<\\/")
