from __future__ import annotations

from unescosearch.extract.pdf.layout import join_lines
from unescosearch.extract.pdf.line import Line


def lines(*texts: str, page: int = 0) -> list[Line]:
    return [Line(text, page, size=10, bottom=700 - 12 * at) for at, text in enumerate(texts)]


def test_starts_point_at_the_first_letter_of_each_page() -> None:
    text, starts = join_lines(lines("It was multi-", page=0) + lines("layered and deep.", page=2))
    assert text == "It was multilayered and deep."
    assert {page: text[start:] for page, start in starts.items()} == {0: text, 2: "layered and deep."}


def test_a_larger_distance_begins_a_paragraph() -> None:
    near = lines("These are words of a paragraph", "Which Goes On In Capitals Here", "And Ends With The Third Line")
    far = Line("Another one begins farther down", 0, size=10, bottom=640)
    text, _ = join_lines([*near, far])
    assert text.endswith("Third Line\n\nAnother one begins farther down")


def test_chinese_lines_are_joined_without_a_space() -> None:
    assert (
        join_lines(lines("教科文组织成立于一九四五", "年，总部设在巴黎。"))[0]
        == "教科文组织成立于一九四五年，总部设在巴黎。"
    )


def test_entries_of_a_table_of_contents_keep_their_lines() -> None:
    text, _ = join_lines(lines("Conclusion of the whole report … 65", "Annexes to it all … 70"))
    assert "\n" in text


def test_no_lines_give_no_text() -> None:
    assert join_lines([]) == ("", {})
