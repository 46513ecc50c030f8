from __future__ import annotations

from tests.extract.pdf.pdf_factory import pdf
from unescosearch.extract.asides import asides
from unescosearch.extract.pdf.document import extract_pdf

PROSE = "The programme began in 1966 and reached forty countries, as https://www.unesco.org says."
BOOK = "UNESCO. 2022. Open Science Outlook. Paris, UNESCO. Available at: https://unesdoc.unesco.org"
CONTENTS = "Foreword … 5\nChapter 1: Aims … 7\nAnnex … xii"


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in asides(text)]


def test_a_table_of_contents_is_an_aside() -> None:
    assert parts(f"{PROSE}\n\n{CONTENTS}\n\n{PROSE}") == [CONTENTS]


def test_a_list_of_references_is_one_from_its_heading_to_its_last_entry() -> None:
    for heading in ("References", "6. Bibliographie", "Список литературы", "参考文献"):
        listed = f"{heading}\n\n{BOOK}\n\n[Information in Chinese.]\n\n{BOOK}"
        after = "\n\n".join(["Annex", "The schools are listed here.", "And so are the museums.", "Thanks go to all."])
        assert parts(f"{PROSE}\n\n{listed}\n\n{after}") == [listed]


def test_prose_that_names_sources_and_a_heading_without_a_list_are_none() -> None:
    assert parts(f"{PROSE}\n\n{BOOK}") == []
    assert parts(f"References\n\nPeace is taught.\n\nWater is shared.\n\nScience is open.\n\n{BOOK}") == []


def test_a_pdf_marks_its_table_of_contents() -> None:
    extracted = extract_pdf(pdf(["Contents\nForeword ......... 5\nAims of the work ......... 7", PROSE]))
    assert [extracted.text[a:b] for a, b in extracted.asides] != []
    assert "programme" not in "".join(extracted.text[a:b] for a, b in extracted.asides)


def test_contents_without_dots_are_told_by_their_heading_and_their_numbers() -> None:
    listed = "Contents Introduction 3\n1. The schools of Lamu 9\n2. The harbour and its boats 14 3. The market 20"
    prose = "The contents of 3 boxes were shown in 1911 and again in 1894, in all 20 rooms of the house."
    text = f"{listed}\n\n{prose}"
    assert [text[start:end] for start, end in asides(text)] == [listed]
    parted = "Table des matières\n\nPréface 5 Les écoles 7 Les ports 12\n\nLes écoles furent fondées en 1911."
    assert [parted[start:end] for start, end in asides(parted)] == ["Préface 5 Les écoles 7 Les ports 12"]
    assert not asides("Contents of the chest in 1911 were 3 coins and 9 rings, and some letters.")
