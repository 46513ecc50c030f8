from __future__ import annotations

import codecs

import pytest

from unescosearch.extract.html_encoding import decode_page, known

CURLY = "L’œuvre coûte 20 € – “déjà” payés"


def page(text: str, label: str) -> str:
    return f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "ISO_8859-1", "latin1", "l1", "us-ascii", "ascii", "cp819", "x-cp1252"]
)
def test_what_calls_itself_latin_1_or_ascii_is_windows_1252(label: str) -> None:
    assert decode_page(page(CURLY, label).encode("cp1252")) == page(CURLY, label)
    assert decode_page(CURLY.encode("cp1252"), label) == CURLY


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("iso-8859-9", "cp1254", "İstanbul’da “şehir” ğ €"),
        ("latin5", "cp1254", "İstanbul’da “şehir” ğ €"),
        ("gb2312", "gb18030", "镕基与昇華"),
        ("gbk", "gb18030", "教育€"),
        ("shift_jis", "cp932", "①教育髙"),
        ("x-sjis", "cp932", "教育"),
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("big5", "big5hkscs", "教育部"),
        ("tis-620", "cp874", "การศึกษา…"),
        ("iso-8859-8-i", "iso8859-8", "שלום"),
        ("koi8-r", "koi8-r", "Наследие"),
        ("iso-2022-jp", "iso2022_jp", "教育の道"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, encoding: str, text: str) -> None:
    assert decode_page(page(text, label).encode(encoding)) == page(text, label)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_mark_in_the_file_goes_before_the_server_and_the_page(mark: bytes, encoding: str) -> None:
    text = page("Éducation", "windows-1251")
    read = decode_page(mark + text.encode(encoding), "koi8-r")
    assert isinstance(read, str)
    assert read.removeprefix("\ufeff") == text


def test_a_declaration_that_can_be_read_byte_by_byte_is_not_in_utf_16() -> None:
    assert decode_page(page("Éducation", "utf-16").encode()) == page("Éducation", "utf-16")
    assert decode_page("<p>Éducation</p>".encode("utf-16-le"), "utf-16le") == "<p>Éducation</p>"


def test_a_byte_without_meaning_loses_one_letter_not_the_page() -> None:
    read = decode_page(page("éducation ici", "iso-8859-1").encode("cp1252").replace(b"ici", b"\x81ci"))
    assert read == page("éducation \ufffdci", "iso-8859-1")


@pytest.mark.parametrize("label", ["", "hex", "utf-7", "rot13", "no-such", "\0", "utf-32"])
def test_a_label_that_browsers_do_not_know_counts_as_none(label: str) -> None:
    assert known(label) == ""
    assert decode_page(b"caf\xe9", label) == b"caf\xe9"
