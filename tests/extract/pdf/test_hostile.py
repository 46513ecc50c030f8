from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, StreamObject

from tests.extract.pdf.pdf_factory import pdf
from unescosearch.errors import UnreadableError
from unescosearch.extract.pdf.document import extract_pdf


def saved(writer: PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def bomb(pages: int, size: int) -> bytes:
    """A PDF of a few kilobytes all of whose pages show one stream that unpacks to this many bytes."""
    writer = PdfWriter()
    stream = StreamObject()
    stream.set_data(b"q Q\n" * (size // 4))
    packed = writer._add_object(stream.flate_encode())
    for _ in range(pages):
        writer.add_blank_page(200, 200)[NameObject("/Contents")] = packed
    return saved(writer)


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused() -> None:
    data = bomb(pages=40, size=100_000)
    assert len(data) < 20_000
    with pytest.raises(UnreadableError, match="unpack to more than the limit of 1000000 bytes"):
        extract_pdf(data, max_unpacked=1_000_000)


def test_a_page_tree_that_holds_itself_is_a_named_failure() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(["Peace is taught in schools."]))))
    tree = writer.root_object["/Pages"]
    root = writer.root_object.raw_get("/Pages")
    tree[NameObject("/Kids")] = ArrayObject([*tree["/Kids"], root])
    tree[NameObject("/Count")] = NumberObject(2)
    with pytest.raises(UnreadableError):
        extract_pdf(saved(writer))


def test_a_file_of_a_thousand_pages_is_read_within_the_limits() -> None:
    names = ["".join("bdfgklmnpr"[int(digit)] for digit in f"{number:03}") for number in range(1000)]
    pages = [f"{name} is the name of a village whose school has a garden." for name in names]
    extracted = extract_pdf(pdf(pages))
    assert len(extracted.pages) == 1000
