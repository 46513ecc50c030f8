from __future__ import annotations

import pytest

from unescosearch.errors import UnreadableError
from unescosearch.extract.text import extract_text


def test_line_ends_and_empty_lines_are_brought_to_one_form() -> None:
    data = b"\xef\xbb\xbf  First line  \r\nsecond\rthird\n\n\n \nNext\n"
    assert extract_text(data).text == "First line\nsecond\nthird\n\nNext"


def test_letters_stay_as_they_are() -> None:
    text = "Cafe\u0301 и Қазақстан, «мәдениет» ﬁn"
    assert extract_text(text.encode()).text == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_an_encoding_announced_by_its_mark_is_read(encoding: str) -> None:
    assert extract_text("Мәдениет".encode(encoding)).text == "Мәдениет"


def test_another_encoding_names_the_first_wrong_byte_and_what_to_do() -> None:
    with pytest.raises(UnreadableError, match=r"byte 8 \(line 2\) is not UTF-8; save the file as UTF-8"):
        extract_text("line 1\nd\xe9j\xe0 vu".encode("latin-1"))


def test_control_characters_are_removed() -> None:
    assert extract_text(b"a\x00b\x07c\x1bd\te").text == "abcd\te"


def test_pages_ended_by_form_feeds_are_counted() -> None:
    extracted = extract_text(b"First page.\n\f\n\fThird page.\n\f")
    assert extracted.text == "First page.\n\nThird page."
    assert [(page.offset, page.number) for page in extracted.pages] == [(0, 1), (13, 3)]


def test_a_form_feed_in_the_middle_is_only_a_break() -> None:
    extracted = extract_text(b"One.\fTwo.")
    assert extracted.text == "One.\n\nTwo."
    assert extracted.pages == ()
