from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from pypdf import PdfReader

from scripts.corpus import make_formats as script
from scripts.corpus.sheet_blocks import read_blocks

CORPUS = Path(__file__).parents[3] / "corpus"
ORIGINAL = """---
id: sheet-education-water-fr
title: "L'eau & la ville"
source_url: http://portal.unesco.org/en/ev.php-URL_ID=1&URL_DO=DO_TOPIC&URL_SECTION=201.html
language: fr
date: 2011-11-10
type: teaching sheet
publisher: unescosearch starter corpus
licence: CC BY 4.0
themes: [water, towns]
---

Une **ville** boit
[le fleuve](https://whc.unesco.org/fr/list/1).

## Mesurer

- Un litre.
- Dix litres.

| Lieu | Eau |
|---|---|
| école | peu |
"""


def make(folder: Path, kind: str) -> Path:
    (folder / "heritage-education").mkdir(exist_ok=True)
    original = folder / f"water.fr.{kind}.md"
    original.write_text(ORIGINAL, encoding="utf-8")
    made: Path = script.make(original, folder, script.FONTS)
    return made


def test_markdown_is_read_as_blocks_of_runs() -> None:
    blocks = read_blocks(ORIGINAL.split("---\n", 2)[2])
    kinds = [(block.kind, block.text or block.rows) for block in blocks]
    assert kinds == [
        ("paragraph", "Une ville boit le fleuve."),
        ("heading", "Mesurer"),
        ("item", "Un litre."),
        ("item", "Dix litres."),
        ("table", (("Lieu", "Eau"), ("école", "peu"))),
    ]


def test_a_page_states_its_fields_as_meta_tags_and_json_ld(tmp_path: Path) -> None:
    page = make(tmp_path, "html").read_text(encoding="utf-8")
    record = json.loads(re.findall(r'ld\+json">(.*?)</script>', page, re.DOTALL)[0])
    assert '<html lang="fr" dir="ltr">' in page
    assert '<meta name="themes" content="towns">' in page
    assert "<h1>L&#x27;eau &amp; la ville</h1>" in page
    assert (record["identifier"], record["keywords"]) == ("sheet-education-water-fr", ["water", "towns"])


def test_a_sidecar_carries_the_fields(tmp_path: Path) -> None:
    made = make(tmp_path, "html")
    fields = tomllib.loads(made.with_name("water.fr.html.toml").read_text(encoding="utf-8"))
    assert (fields["title"], fields["date"], fields["themes"]) == ("L'eau & la ville", "2011-11-10", ["water", "towns"])


def test_a_pdf_has_labels_links_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    pytest.importorskip("fpdf")
    if not script.FONTS["latin"].is_file():
        pytest.skip("needs the fonts of fonts-dejavu-core")
    made = make(tmp_path, "pdf")
    first, reader = made.read_bytes(), PdfReader(made)
    assert reader.page_labels == ["i", "ii", "1"]
    assert reader.metadata is not None
    assert reader.metadata.title == "L'eau & la ville"
    assert "Mesurer … 1" in reader.pages[1].extract_text()
    assert make(tmp_path, "pdf").read_bytes() == first


def test_a_word_document_has_headings_and_a_table(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    made = make(tmp_path, "docx")
    document = docx.Document(str(made))
    assert [part.text for part in document.paragraphs if part.style.name == "Heading 1"] == ["Mesurer"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["école", "peu"]
    assert make(tmp_path, "docx").read_bytes() == made.read_bytes()


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.pdf")), ids=lambda path: path.name)
def test_every_pdf_of_the_corpus_has_printed_labels_and_a_sidecar(path: Path) -> None:
    reader = PdfReader(path)
    assert reader.page_labels[:3] == ["i", "ii", "1"]
    assert all(page.extract_text().strip() for page in reader.pages)
    assert path.with_name(f"{path.name}.toml").is_file()
