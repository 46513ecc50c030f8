"""Dates of catalogues in seven languages."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unescosearch.collections import dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *[("14 mars 1994", "1994-03-14"), ("14/03/1994", "1994-03-14"), ("03/14/1994", "1994-03-14")],
        *[("[1994]", "1994"), ("c. 1994", "1994"), ("ca. 1994", "1994"), ("c1994", "1994"), ("[ca. 1994?]", "1994")],
        *[("vers 1994", "1994"), ("hacia 1994", "1994"), ("около 1994 г.", "1994"), ("约1994年", "1994")],
        *[("14 de marzo de 1994", "1994-03-14"), ("marzo de 1994", "1994-03"), ("1er mai 1994", "1994-05-01")],
        *[
            ("14 марта 1994 г.", "1994-03-14"),
            ("март 1994", "1994-03"),
            ("1994年3月14日", "1994-03-14"),
            ("1994年", "1994"),
        ],
        *[("14 مارس 1994", "1994-03-14"), ("١٩٩٤", "1994"), ("1994 жылғы 14 наурыз", "1994-03-14")],
        *[("March 14th, 1994", "1994-03-14"), ("Sept. 1994", "1994-09"), ("1994 March", "1994-03")],
        *[("1990s", "1990/1999"), ("the 1990s", "1990/1999"), ("années 1990", "1990/1999"), ("años 1990", "1990/1999")],
        *[("década de 1990", "1990/1999"), ("1990-е годы", "1990/1999"), ("1990年代", "1990/1999")],
        *[
            ("19th century", "1801/1900"),
            ("XIXe siècle", "1801/1900"),
            ("siglo XIX", "1801/1900"),
            ("19世纪", "1801/1900"),
        ],
        *[("XIX век", "1801/1900"), ("20th c.", "1901/2000"), ("القرن 19", "1801/1900")],
        *[("1964-1985", "1964/1985"), ("1964 – 1985", "1964/1985"), ("c. 1964-1985", "1964/1985")],
        *[("[1964-85]", "1964/1985"), ("14 mars 1994 – 2 avril 1995", "1994-03-14/1995-04-02")],
        *[("1985-1964", ""), ("31 février 1994", ""), ("2001-02-30", ""), ("in the spring", ""), ("century", "")],
    ],
)
def test_dates_are_read_as_catalogues_write_them(text: str, found: str) -> None:
    assert dates.as_date(text) == found


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("1960", "", "1960"),
        ("1960-12", "", "1960-12"),
        ("1960-12-14", "", "1960-12-14"),
        ("1960/2/4", "", "1960-02-04"),
        ("2019-05-06T10:00:00Z", "", "2019-05-06"),
        ("19601214", "", "1960-12-14"),
        ("D:20220301120000+01'00'", "", "2022-03-01"),
        ("D:2022", "", "2022"),
        ("14 December 1960", "", "1960-12-14"),
        ("December 14, 1960", "", "1960-12-14"),
        ("October 2022", "", "2022-10"),
        ("16-11-1945", "%d-%m-%Y", "1945-11-16"),
        ("11.1945", "%m.%Y", "1945-11"),
        ("1945", "%d-%m-%Y", "1945"),
        ("16-11-1945", "", "1945-11-16"),
        ("2022-13-45", "", ""),
        ("1996-1999", "", "1996/1999"),
        ("1996–99", "", "1996/1999"),
        ("1996-97", "", "1996/1997"),
        ("1996/1999", "", "1996/1999"),
        ("1996 to 1999", "", "1996/1999"),
        ("1996-03-01/1999-12-31", "", "1996-03-01/1999-12-31"),
        ("June 1996 – August 1999", "", "1996-06/1999-08"),
        ("01.03.1996 - 31.12.1999", "%d.%m.%Y", "1996-03-01/1999-12-31"),
        ("1996–", "", ""),
        ("16/11/1945", "", "1945-11-16"),
        ("0000", "", ""),
        ("n.d.", "", ""),
        ("", "", ""),
    ],
)
def test_dates_are_iso_as_precise_as_given(text: str, form: str, found: str) -> None:
    assert dates.as_date(text, form) == found


@given(
    st.dates(min_value=datetime.date(1000, 1, 1)),
    st.sampled_from(["{0:%Y-%m-%d}", "{0.day}/{0.month}/{0.year:04}", "{0.year:04}年{0.month}月{0.day}日"]),
)
def test_a_day_comes_back_however_it_was_written(day: object, form: str) -> None:
    assert dates.as_date(form.format(day)) == str(day)


@given(st.text(max_size=30))
def test_whatever_is_written_there_it_is_a_date_or_none(text: str) -> None:
    assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?)?", dates.as_date(text))


def test_what_is_estimated_says_so() -> None:
    assert [dates.is_estimated(text) for text in ("c. 1994", "[1994?]", "vers 1994")] == [True] * 3
    assert [dates.is_estimated(text) for text in ("1994", "[1994]", "1990s")] == [False] * 3
