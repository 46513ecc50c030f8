from __future__ import annotations

from io import BytesIO

import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from tests.extract.pdf.pdf_factory import encrypted, labelled, narrowed, pdf
from unescosearch.errors import UnreadableError
from unescosearch.extract.pdf.document import extract_pdf
from unescosearch.records import page_at

PROSE = (
    "The Organization was founded in 1945 to build peace in the minds of men and\n"
    "women through education, the sciences and culture, and it has kept to that aim in\n"
    "all regions of the world."
)
NEXT = "A second paragraph follows the first one and says more about the same programme."


def test_lines_of_a_paragraph_are_joined_and_paragraphs_parted_by_one_empty_line() -> None:
    text = extract_pdf(pdf([f"{PROSE}\n{NEXT}"])).text
    assert text == PROSE.replace("\n", " ") + "\n\n" + NEXT


def test_a_heading_stands_apart_from_the_text_below_it() -> None:
    assert extract_pdf(pdf([f"# Aims of UNESCO\n{PROSE}"])).text.startswith("Aims of UNESCO\n\nThe Organization")


def test_items_of_a_list_keep_their_lines() -> None:
    text = extract_pdf(
        pdf([f"{PROSE}\n1. First the schools are asked about their wishes\n2. Then the books are printed"])
    )
    assert "world.\n1. First the schools are asked about their wishes\n2. Then the books" in text.text


def test_a_word_broken_at_a_line_end_is_made_whole_and_a_compound_keeps_its_hyphen() -> None:
    lines = (
        "The conference recommended that all Member States should promote interna-\n"
        "tional understanding, which the post-war years had made more urgent than be-\n"
        "fore, and it recalled that the aims of its post-\n"
        "war programme, with the help of the Member States of Latin-\n"
        "American origin, had been reached."
    )
    text = extract_pdf(pdf([lines])).text
    assert "international understanding" in text
    assert "urgent than before" in text
    assert "its post-war programme" in text
    assert "Latin-American origin" in text


def test_an_address_broken_at_a_hyphen_is_joined_unchanged() -> None:
    text = extract_pdf(pdf([f"{PROSE} It is described at https://www.unesco.org/open-\nscience-portal in full."])).text
    assert "https://www.unesco.org/open-science-portal in full" in text


def test_page_starts_are_exact_and_a_sentence_runs_over_the_page() -> None:
    pages = [
        "The campaign for Abu Simbel began in",
        "the year 1960 and ended well.",
        "# Philae\nThe island was flooded.",
    ]
    extracted = extract_pdf(pdf(pages))
    assert extracted.text == (
        "The campaign for Abu Simbel began in the year 1960 and ended well.\n\nPhilae\n\nThe island was flooded."
    )
    starts = [extracted.text[page.offset :].split()[0] for page in extracted.pages]
    assert starts == ["The", "the", "Philae"]
    assert [page.number for page in extracted.pages] == [1, 2, 3]
    assert [page.label for page in extracted.pages] == ["1", "2", "3"]


def test_a_page_without_text_has_no_start() -> None:
    extracted = extract_pdf(pdf(["First page of the report.", "", "Third page of the report."]))
    assert [page.number for page in extracted.pages] == [1, 3]


def test_running_heads_and_printed_page_numbers_are_removed_and_become_labels() -> None:
    bodies = ("Peace is taught.", "Water is shared.", "Heritage is kept.", "Letters are learned.", "Science is open.")
    pages = ["# Cover"]
    pages += [f"Report on Open Science\n{body}\n- {n + 10} -" for n, body in enumerate(bodies, start=1)]
    extracted = extract_pdf(pdf(pages))
    assert extracted.text.split("\n\n") == ["Cover", *bodies]
    found = page_at(extracted.pages, extracted.text.index("Heritage"))
    assert found is not None
    assert (found.number, found.label) == (4, "13")
    assert extracted.pages[0].label == ""


def test_what_differs_on_pages_that_are_alike_is_kept() -> None:
    sites = ("Mill of Prizren", "Bridge of Mostar", "Salt pans of Ston", "Tower of Trogir", "Walls of Kotor")
    cards = [f"REGISTER CARD\nNumber {n}\nSite: {site}\nHectares {7 * n}\nArticle {n}" for n, site in enumerate(sites)]
    text = extract_pdf(pdf(cards)).text
    for n, site in enumerate(sites):
        assert f"Number {n}" in text
        assert site in text
        assert f"Hectares {7 * n}" in text
        assert f"Article {n}" in text
    years = [
        f"# {year}\nThe jury of {town} gave a prize." for year, town in ((1990, "Bar"), (1991, "Nin"), (1992, "Zadar"))
    ]
    assert "1991" in extract_pdf(pdf(years)).text


def test_a_value_that_most_cards_share_is_kept_on_each() -> None:
    cards = [f"Inventory number {n}\nMade of bronze\nCountry: {'Croatia' if n % 4 else 'Italy'}" for n in range(20, 32)]
    assert extract_pdf(pdf(cards)).text.count("Croatia") == 9


def test_running_heads_that_bear_the_page_s_number_or_the_chapter_s_title_go() -> None:
    words = ("peace", "water", "heritage", "letters", "science", "islands", "rivers", "songs")
    pages = [
        f"#{'Schools' if n < 4 else 'Museums'}\nEverybody in {word} knows the way to it.\nUNESCO report | {n + 5}"
        for n, word in enumerate(words)
    ]
    pages = [f"{page}\n{n + 5}" for n, page in enumerate(pages)]
    text = extract_pdf(pdf(pages)).text
    assert "report" not in text
    assert "Schools" not in text
    assert "Museums" not in text
    assert text.count("Everybody") == len(words)


def test_a_foot_with_the_label_of_its_page_goes() -> None:
    feet = ("i", "ii", "iii", "1", "2")
    pages = [f"Everybody of {foot * 3} sings.\nReport of the year - {foot}" for foot in feet]
    assert "Report" not in extract_pdf(pdf([page.replace(" - ", " · ") for page in pages])).text


def test_a_damaged_page_is_named_and_the_others_are_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([PROSE, NEXT, "The third page is sound."]))))
    broken = StreamObject()
    broken._data = b"this is not compressed"
    broken[NameObject("/Filter")] = NameObject("/FlateDecode2")
    writer.pages[1][NameObject("/Contents")] = writer._add_object(broken)
    target = BytesIO()
    writer.write(target)
    extracted = extract_pdf(target.getvalue())
    assert "The third page is sound." in extracted.text
    assert [page.number for page in extracted.pages] == [1, 3]
    (remark,) = extracted.remarks
    assert remark.startswith("page 2 of 3: damaged")


def test_a_line_that_repeats_on_few_pages_stays() -> None:
    pages = [f"{'Yes' if n % 3 else 'Yes, partly'}\nAnswer number {n} of the questionnaire." for n in range(2)]
    assert extract_pdf(pdf(pages)).text.count("Yes") == 2


def test_the_file_s_own_page_labels_are_kept() -> None:
    pages = [f"{word} is what this page speaks of." for word in ("Peace", "Water", "Heritage", "Literacy")]
    assert [page.label for page in extract_pdf(labelled(pdf(pages))).pages] == ["i", "ii", "1", "2"]


def test_title_author_and_date_are_those_of_the_file() -> None:
    metadata = extract_pdf(pdf([PROSE], title="A report", author="Persic, Ana")).metadata
    assert metadata["title"] == "A report"
    assert metadata["authors"] == "Persic, Ana"
    assert str(metadata["date"]).startswith("D:20")


def test_a_log_in_name_is_no_author() -> None:
    assert "authors" not in extract_pdf(pdf([PROSE], author="as.machu@example.org")).metadata


def test_an_encrypted_file_with_an_empty_password_is_opened() -> None:
    assert "minds of men" in extract_pdf(encrypted(pdf([PROSE]), "")).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (encrypted(pdf([PROSE]), "secret"), "encrypted.*save it without password"),
        (pdf([PROSE])[:900], "truncated"),
        (b"GIF89a, not a PDF at all", "not a PDF"),
        (b"%PDF-1.7\ngarbage\n%%EOF", "damaged"),
        (pdf([""]), "scan, needs OCR"),
        (pdf(["A cover of some words.", *[""] * 19]), "1 of 20 pages hold text: a scan, needs OCR"),
    ],
    ids=["encrypted", "truncated", "garbage", "damaged", "scan", "scan with a cover"],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        extract_pdf(data)


def test_limits_of_pages_and_time_are_clear_failures() -> None:
    data = pdf([PROSE, NEXT])
    with pytest.raises(UnreadableError, match="2 pages are more than the limit of 1"):
        extract_pdf(data, max_pages=1)
    with pytest.raises(UnreadableError, match="too long"):
        extract_pdf(data, max_seconds=-1)


def test_what_pypdf_remarks_stays_off_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    damaged = pdf([PROSE]).replace(b"startxref\n", b"startxref\n9")
    assert "minds of men" in extract_pdf(damaged).text
    assert capfd.readouterr() == ("", "")


def test_a_scanned_page_among_others_is_named_and_the_others_are_kept() -> None:
    document = FPDF(format="A4")
    document.set_font("Helvetica", size=11)
    for page in (PROSE, "picture", "", NEXT):
        document.add_page()
        if page == "picture":
            document.image(Image.new("L", (20, 20)), w=100)
        elif page:
            document.multi_cell(0, 6, page)
    extracted = extract_pdf(bytes(document.output()), languages="xx")
    assert [page.number for page in extracted.pages] == [1, 4]
    (remark,) = extracted.remarks
    assert remark.startswith("page 2 of 4: scan, needs OCR: pip install")
    assert remark.endswith("tesseract-ocr-xx; or save the file with a text layer")


def test_words_that_the_first_reader_glues_together_are_read_apart() -> None:
    text = extract_pdf(narrowed(PROSE.split("\n"))).text
    assert text == PROSE.replace("\n", " ")


def test_two_columns_are_read_one_after_the_other() -> None:
    left = "The schools of the valley measure the river every spring, and they keep the figures in a book."
    right = "Museums of the town lend their old maps, so that pupils can see how the banks have moved."
    document = FPDF(format="A4")
    document.add_page()
    document.set_font("Helvetica", size=11)
    for at, column in ((15, left), (110, right)):
        document.set_xy(at, 30)
        document.multi_cell(80, 6, column, align="L")
    assert extract_pdf(bytes(document.output())).text.replace("\n\n", " ") == f"{left} {right}"
