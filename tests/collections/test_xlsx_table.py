from __future__ import annotations

import datetime
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.collections.folders import PROSE, collection, read, table
from tests.extract.docx_factory import part, repacked
from unescosearch.collections.table import Table
from unescosearch.collections.xlsx_table import xlsx_table
from unescosearch.errors import CollectionError, UnreadableError

HEAD = ["id", "text"]


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def cells(value: object) -> str:
    return xlsx_table(workbook(a=[["v", "x"], [value, "x"]])).rows[0].values["v"]


def test_rows_become_documents_with_the_number_a_spreadsheet_shows(tmp_path: Path) -> None:
    data = workbook(
        First=[["Id", "Date of\nissue", "Text"], [], [7.0, datetime.date(2019, 5, 6), PROSE]], Second=[HEAD]
    )
    source = table(tmp_path, data, 'id = "r-{Id:0>3}"\ndate = "{Date of issue}"\ntext = "{Text}"', path="t.xlsx")
    ((path, (found,)),) = read(source).items()
    assert (path, found.document.id, found.document.date) == ("t.xlsx#row 3", "r-007", "2019-05-06")
    assert found.extracted.text == PROSE


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2019, "2019"),
        (2019.0, "2019"),
        (0.5, "0.5"),
        (True, "true"),
        (datetime.datetime(2019, 5, 6), "2019-05-06"),
        (datetime.datetime(2019, 5, 6, 10, 30), "2019-05-06T10:30:00"),
        (datetime.time(10, 30), "10:30:00"),
        ("  two\r\nlines ", "two\nlines"),
        ("Қазақстан", "Қазақстан"),
        ("#N/A", ""),
        ("=1+1", ""),
        (None, ""),
    ],
)
def test_a_cell_is_text_as_a_reader_sees_it(value: object, text: str) -> None:
    assert cells(value) == text


def test_a_named_sheet_is_read(tmp_path: Path) -> None:
    data = workbook(Notes=[["a"], ["b"]], Records=[HEAD, ["1", PROSE]])
    source = table(tmp_path, data, 'text = "{text}"', path="t.xlsx", reader='sheet = "Records"')
    assert list(read(source)) == ["t.xlsx#row 2"]
    with pytest.raises(ValueError, match="no sheet 'Record'; there are: Notes, Records"):
        xlsx_table(data, "Record")
    with pytest.raises(CollectionError, match=r"reader.sheet is for .xlsx only, and t.csv has no sheets"):
        collection(tmp_path, '[reader]\nkind = "table"\npath = "t.csv"\nsheet = "x"\n[fields]\ntext = "{a}"')


def test_a_wrong_size_beside_the_table_and_short_rows_do_no_harm() -> None:
    data = workbook(a=[HEAD, ["1", "x", None, "a note"], ["2"]])
    sheet = part(data, "xl/worksheets/sheet1.xml").replace(b'<dimension ref="A1:D3"', b'<dimension ref="A1:A1"')
    found = xlsx_table(repacked(data, {"xl/worksheets/sheet1.xml": sheet}))
    assert [row.values for row in found.rows] == [{"id": "1", "text": "x"}, {"id": "2", "text": ""}]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [([], "the table is empty"), ([["a", "a"]], "column 'a' stands there twice")],
)
def test_a_sheet_without_a_usable_header_says_why(rows: list[list[str]], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        xlsx_table(workbook(a=rows))


def test_a_sheet_beyond_the_limits_is_refused() -> None:
    data = workbook(a=[HEAD, ["1", "x"], ["2", "y"]])
    far = part(data, "xl/worksheets/sheet1.xml").replace(b'r="3"', b'r="99999999999"')

    def read_within(data: bytes, rows: int, cells: int) -> Table:
        return xlsx_table(data, max_rows=rows, max_cells=cells)

    assert len(read_within(data, 3, 6).rows) == 2
    for refused, rows, cells in ((data, 2, 6), (data, 3, 5), (repacked(data, {"xl/worksheets/sheet1.xml": far}), 9, 9)):
        with pytest.raises(ValueError, match="the sheet has more than"):
            read_within(refused, rows, cells)


def test_a_damaged_workbook_is_refused() -> None:
    data = workbook(a=[HEAD, ["1", "x"]])
    name = "xl/worksheets/sheet1.xml"
    cut = part(data, name).partition(b'<row r="2"')[0]
    with pytest.raises(UnreadableError, match="row 2 of the sheet is damaged"):
        xlsx_table(repacked(data, {name: cut}))
    with pytest.raises(UnreadableError, match=r"the .xlsx file is damaged; open it in a spreadsheet"):
        xlsx_table(repacked(data, {"xl/workbook.xml": b"<workbook>"}))
    with pytest.raises(UnreadableError, match="defines a document type"):
        xlsx_table(repacked(data, {name: b"<!DOCTYPE a []><worksheet/>"}))


def test_a_workbook_that_cannot_be_read_is_an_error_of_its_collection(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"t.xlsx: it is not a .xlsx file, whatever its name"):
        read(table(tmp_path, "id,text\n", 'text = "{text}"', path="t.xlsx"))


def test_merged_cells_give_their_value_to_each_row_and_a_title_is_no_head() -> None:
    made = Workbook()
    sheet = made.active
    for row in (["Schools of the valley"], [], ["Town", "Pupils"], ["Piran", 40], [None, 50], ["Izola", 60]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A4:A5")
    written = BytesIO()
    made.save(written)
    found = xlsx_table(written.getvalue())
    assert found.columns == ("Town", "Pupils")
    assert [(row.number, *row.values.values()) for row in found.rows] == [
        (4, "Piran", "40"),
        (5, "Piran", "50"),
        (6, "Izola", "60"),
    ]


def test_a_table_of_one_column_has_no_title() -> None:
    assert xlsx_table(workbook(a=[["name"], ["Piran"], ["Izola"]])).columns == ("name",)
