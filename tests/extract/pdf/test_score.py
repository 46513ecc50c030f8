from __future__ import annotations

import pytest

from tests.extract.pdf.pdf_factory import pdf
from unescosearch.extract.pdf.pdfium import Pdfium
from unescosearch.extract.pdf.score import READABLE, text_score

PROSE = "Peace is built in the minds of men and women through education, the sciences and culture. " * 3


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Ғибадатханалардың бағдарламаларымен танысқан оқушылар өз ауылының тарихын жазады. " * 3,
        "À l'école, l'élève visite un musée à pied et y apprend à lire les objets de la vie quotidienne. " * 3,
        "教科文组织成立于一九四五年，总部设在巴黎，其宗旨是促进和平与安全。" * 6,
        "See https://unesdoc.unesco.org/averyveryveryverylongaddressindeed for more on heritage. " * 4,
        "12 | 13 | 14",
        "",
    ],
    ids=["English", "Kazakh", "French", "Chinese", "address", "figures", "empty"],
)
def test_good_text_scores_as_readable(text: str) -> None:
    assert text_score(text) >= READABLE


@pytest.mark.parametrize(
    "text",
    [
        PROSE.replace(" in the minds of men ", "inthemindsofmen"),
        PROSE.replace("e", "\ufffd"),
        PROSE.replace("Peace", "(cid:12)(cid:13)(cid:14)(cid:12)(cid:13)"),
        " ".join(PROSE),
    ],
    ids=["glued", "replaced", "unnamed letters", "drawn apart"],
)
def test_bad_text_scores_below(text: str) -> None:
    assert text_score(text) < READABLE


def test_the_second_reader_finds_words_with_their_place() -> None:
    runs = Pdfium(pdf(["# Aims\nPeace is taught."])).runs(0)
    assert "".join(run.text for run in runs).split() == ["Aims", "Peace", "is", "taught."]
    heading, body = runs[0], runs[1]
    assert (heading.bold, body.bold) == (True, False)
    assert heading.size > body.size > 10
    assert heading.bottom > body.bottom
    assert runs[2].left > body.left
