"""Passages: whole sentences, within the limit, and the text can be put together again from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from unescosearch.passages import CountTokens, context, split
from unescosearch.records import Document, Extracted, Heading, PageStart, Passage, Source
from unescosearch.sentences import searchable, sentence_spans

LIMIT = 40


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def document(language: str = "en") -> Document:
    return Document(id="d", title="A title", source_url="", language=language, collection="c", path="p")


def passages_of(text: str, headings: Sequence[Heading] = (), pages: Sequence[PageStart] = ()) -> list[Passage]:
    return split(
        Source(document(), Extracted(text, tuple(headings), tuple(pages))), lambda language: count_words, LIMIT
    )


SENTENCES = st.lists(
    st.tuples(
        st.text(alphabet="abcdefgé ,-", min_size=1, max_size=300).filter(lambda text: text.strip()),
        st.sampled_from([". ", "! ", ".\n\n", "\n", "\n\n", "? "]),
    ),
    min_size=1,
    max_size=30,
).map(lambda parts: "".join(sentence.strip() + end for sentence, end in parts).strip())


@given(SENTENCES, st.lists(st.integers(0, 5000), max_size=4), st.data())
def test_text_rebuilt_from_passages_is_the_extracted_text(text: str, starts: list[int], data: st.DataObject) -> None:
    lines = list(re.finditer(r"[^\n]+", text))
    chosen = sorted(data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=3)))
    headings = [Heading(lines[n].start(), lines[n].end(), 1 + n % 3, lines[n].group()) for n in chosen]
    pages = [PageStart(offset, n + 1, f"p{n}") for n, offset in enumerate(sorted({0, *starts})) if offset < len(text)]
    passages = passages_of(text, headings, pages)
    assert "".join(passage.lead + passage.text for passage in passages) == text
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        page = max((page for page in pages if page.offset <= passage.start), key=lambda page: page.offset)
        assert (passage.page, passage.page_label) == (page.number, page.label)


@given(SENTENCES)
def test_no_passage_exceeds_the_limit(text: str) -> None:
    room = LIMIT - len(context("A title", ()).split())
    assert all(len(passage.text.split()) <= room for passage in passages_of(text))


def test_a_sentence_that_fits_is_never_cut() -> None:
    sentences = [f"Sentence {number} has exactly these seven words." for number in range(40)]
    for passage in passages_of(" ".join(sentences)):
        assert passage.text.startswith("Sentence ")
        assert passage.text.endswith("words.")


def test_a_section_of_several_passages_is_shared_out_evenly() -> None:
    text = " ".join(f"Sentence {number} has exactly these seven words." for number in range(11))
    lengths = count_words([passage.text for passage in passages_of(text)])
    assert max(lengths) - min(lengths) <= 7


def test_headings_name_the_section_and_are_not_quoted() -> None:
    text = "First words here.\n\nOne\n\nText of one.\n\nInside\n\nText inside.\n\nTwo\n\nText of two."
    headings = [
        Heading(text.index(name), text.index(name) + len(name), level, name)
        for name, level in (("One", 1), ("Inside", 2), ("Two", 1))
    ]
    found = {passage.text: passage.headings for passage in passages_of(text, headings)}
    assert found == {
        "First words here.": (),
        "Text of one.": ("One",),
        "Text inside.": ("One", "Inside"),
        "Text of two.": ("Two",),
    }


def test_a_heading_without_text_below_it_is_not_lost() -> None:
    text = "Some text.\n\nThe end"
    passages = passages_of(text, [Heading(12, 19, 1, "The end")])
    assert [passage.text for passage in passages] == ["Some text.", "The end"]


def test_ids_survive_a_change_in_another_section() -> None:
    second = " ".join(f"Sentence {number} has exactly these seven words." for number in range(9))

    def ids(first: str) -> list[str]:
        text = f"{first}\n\nNext\n\n{second}"
        at = len(first) + 2
        return [passage.id for passage in passages_of(text, [Heading(at, at + 4, 1, "Next")])][1:]

    assert len(ids("Opening.")) == 2
    assert ids("Opening.") == ids("A longer opening, which moves all that follows.")


def test_the_same_words_twice_have_two_ids() -> None:
    text = "Same words.\n\nX\n\nSame words."
    ids = [passage.id for passage in passages_of(text, [Heading(13, 14, 1, "X")])]
    assert len(set(ids)) == 2


def test_sentences_keep_abbreviations_together_and_run_over_line_breaks() -> None:
    text = "Dr. K. G. Jansky tuned\nin to it. In 1932 (Art. 5) he said so."
    assert [text[a:b] for a, b, _ in sentence_spans(text, "en")] == [
        "Dr. K. G. Jansky tuned\nin to it.",
        "In 1932 (Art. 5) he said so.",
    ]


def test_words_broken_at_line_ends_are_joined_for_the_engines() -> None:
    assert searchable("the suc-\ncess of the Lau- rel award, pre- and post-war") == (
        "the success of the Laurel award, pre- and post-war"
    )


def test_each_passage_is_in_the_language_of_its_text() -> None:
    """A French part of an English document is found by French words, and counted as French is."""
    english = "The school stands by the river and measures the water every spring. " * 4
    french = "L'école se trouve au bord de la rivière et mesure la hauteur de l'eau. " * 4
    text = f"{english.strip()}\n\n{french.strip()}\n\n{english.strip()}"
    counted: set[str] = set()

    def counter(language: str) -> CountTokens:
        counted.add(language)
        return count_words

    passages = split(Source(document(), Extracted(text)), counter, LIMIT)
    assert counted == {"en", "fr"}
    assert "".join(passage.lead + passage.text for passage in passages) == text
    for passage in passages:
        assert passage.language == ("fr" if "rivière" in passage.text else "en")
        assert not ("rivière" in passage.text and "river " in passage.text)
