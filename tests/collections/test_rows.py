from __future__ import annotations

from pathlib import Path

import pytest

from tests.collections.folders import PROSE, collection, digests, document, item, only, read, table, write
from unescosearch.collections.reading import items
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.extract.cleaning import squeeze

VERSIONS = """[reader]
kind = "table"
path = "t.csv"
[fields]
work = "w-{n}"
[[versions]]
language = "en"
id = "w-{n}"
text_html = "{en}\\n{more}"
[[versions]]
language = "fr"
id = "w-{n}-fr"
text_html = "{fr}"
"""


def test_rows_become_documents_with_the_number_a_spreadsheet_shows(tmp_path: Path) -> None:
    content = f'\ufeffid;x.title;text\n1;Peace;{PROSE}\n\n;;\n2;Water;"{PROSE}\n\nNext, with ""marks""."\n'
    found = read(
        table(tmp_path, content, 'id = "r-{id:0>3}"\ntitle = "{x.title}"\ntext = "{text}"', reader='delimiter = ";"')
    )
    assert list(found) == ["t.csv#row 2", "t.csv#row 5"]
    (second,) = found["t.csv#row 5"]
    assert (second.document.id, second.document.title) == ("r-002", "Water")
    assert second.extracted.text == f'{PROSE}\n\nNext, with "marks".'


def test_each_version_with_text_is_a_document_of_one_work(tmp_path: Path) -> None:
    write(
        tmp_path,
        t_csv=f"n,en,more,fr\n1,<p>{PROSE}</p>,More &amp; more,Texte en fran\xe7ais\n2,,,Un autre texte\n3,,,\n",
    )
    source = collection(tmp_path, VERSIONS)
    english, french = item(source, "t.csv#row 2").load()
    assert english.extracted.text == f"{PROSE}\n\nMore & more"
    assert [(each.document.id, each.document.language) for each in (english, french)] == [
        ("w-1", "en"),
        ("w-1-fr", "fr"),
    ]
    assert english.document.work == french.document.work == "w-1"
    assert [each.document.id for each in item(source, "t.csv#row 3").load()] == ["w-2-fr"]
    with pytest.raises(UnreadableError, match="no text"):
        item(source, "t.csv#row 4").load()


def test_versions_without_ids_and_works_have_different_ids_and_one_work(tmp_path: Path) -> None:
    write(tmp_path, t_csv=f"en,fr\n{PROSE},Un texte en fran\xe7ais\n")
    source = collection(
        tmp_path,
        '[reader]\nkind = "table"\npath = "t.csv"\n[[versions]]\nlanguage = "en"\ntext = "{en}"\n'
        '[[versions]]\nlanguage = "fr"\ntext = "{fr}"\n',
    )
    english, french = (each.document for each in item(source, "t.csv#row 2").load())
    assert english.id != french.id
    assert english.work == french.work == english.id


def test_a_column_may_name_a_file_of_any_kind(tmp_path: Path) -> None:
    write(tmp_path, d__a_md=f"---\ntitle: Inside\n---\n# Head\n\n{PROSE}", d__b_html=f"<p>{PROSE}</p>")
    found = read(table(tmp_path, "f\na.md\nb.html\n", 'text_file = "d/{f}"'))
    (first,), (second,) = found.values()
    assert (first.document.title, second.extracted.text) == ("Inside", PROSE)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../outside.txt", "leads out of the collection's folder"),
        ("/etc/hostname", "leads out"),
        ("link.txt", "leads out"),
        ("none.txt", r"none.txt: there is no such file"),
        ("empty.txt", r"empty.txt: the file is empty"),
        ("a\x00b", "usable path|no such file"),
        (f"{'n' * 300}.txt", "usable path|cannot be opened|no such file"),
        (" ", "no text"),
    ],
)
def test_a_file_that_cannot_be_had_is_a_failure_of_its_row(tmp_path: Path, name: str, reason: str) -> None:
    folder = tmp_path / "c"
    write(folder, empty_txt="")
    write(tmp_path, outside_txt=PROSE)
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (each,) = items(table(folder, f"t,f\nTitle,{name}\n", 'title = "{t}"\ntext_file = "{f}"'))
    with pytest.raises(UnreadableError, match=reason):
        each.load()


def test_a_missing_column_is_told_before_any_row(tmp_path: Path) -> None:
    source = table(tmp_path, "id,body\n1,x\n", 'id = "{number}"\ntext = "{body}"')
    with pytest.raises(CollectionError, match=r"id: in t.csv there is no column 'number'; there are: body, id"):
        items(source)
    source = table(tmp_path, "id;body\n1;x\n", 'text = "{body}"')
    with pytest.raises(CollectionError, match="set delimiter"):
        items(source)


def test_the_digest_looks_at_the_mapped_columns_and_the_file_named(tmp_path: Path) -> None:
    write(tmp_path, a_txt=PROSE)
    fields = 'id = "{i}"\ntext_file = "{f}"'
    first = digests(table(tmp_path, "i,f,seen\n1,a.txt,10\n", fields))
    assert digests(table(tmp_path, "seen,i,f\n11,1,a.txt\n", fields)) == first
    assert digests(table(tmp_path, "i,f\n2,a.txt\n", fields)) != first
    write(tmp_path, a_txt=PROSE + "!")
    assert digests(table(tmp_path, "i,f,seen\n1,a.txt,10\n", fields)) != first


def test_a_row_with_an_id_is_recognised_wherever_it_stands(tmp_path: Path) -> None:
    rows = ["i,t", f"1,{PROSE}", f"2,{PROSE}"]
    fields = 'id = "{i}"\ntext = "{t}"'
    first = digests(table(tmp_path, "\n".join(rows), fields))
    assert digests(table(tmp_path, "\n".join([rows[0], rows[2], rows[1]]), fields)) == first[::-1]


def test_lines_of_a_text_template_are_paragraphs(tmp_path: Path) -> None:
    assert only(table(tmp_path, f"a,b\n{PROSE},Next\n", 'text = "{a}\\n{b}"')).extracted.text == f"{PROSE}\n\nNext"


def test_lists_of_json_become_lists_of_the_document(tmp_path: Path) -> None:
    record = f'{{"results": [{{"s": ["Higher education", "Peace"], "c": ["FR", "KZ"], "d": null, "t": "{PROSE}"}}]}}'
    fields = 'themes = "{s}"\ncountries = "{c}"\ndate = "{d}"\ntext = "{t}"'
    found = document(table(tmp_path, record, fields, path="t.json"))
    assert (found.themes, found.countries, found.date) == (("Higher education", "Peace"), ("FR", "KZ"), "")
    assert found.path == "t.json#row 1"
    assert squeeze(found.title) == "T, row 1"
