"""The search as a whole: languages, filters, grouping, paging, hostile queries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unescosearch.errors import UsageError
from unescosearch.generation.generation import Generation
from unescosearch.search import retrieve
from unescosearch.search.engine import Found, search
from unescosearch.search.fusion import Candidate, Pair, fuse
from unescosearch.search.parameters import SearchParameters
from unescosearch.search.weights import WEIGHTS


def ids(found: Found) -> list[str]:
    return [hit.document.id for hit in found.hits]


def test_the_words_of_a_query_find_their_document_in_each_language(generation: Generation) -> None:
    for text, language, expected in (
        ("How many clubs are there in Kazakhstan?", "en", "clubs"),
        ("Combien de clubs compte la fédération ?", "fr", "clubs-fr"),
        ("Где отдыхают перелётные птицы?", "ru", "steppe"),
    ):
        found = search(generation, SearchParameters(text))
        assert (found.query.language, ids(found)[0]) == (language, expected)


def test_the_model_does_not_vote_on_a_language_it_cannot_read(generation: Generation) -> None:
    found = search(generation, SearchParameters("Где отдыхают перелётные птицы?"))
    assert [hit.dense_rank for hit in found.hits] == [None] * len(found.hits)
    english = search(generation, SearchParameters("birds that cross continents"))
    assert {hit.document.id: hit.dense_rank for hit in english.hits}.get("steppe") is None
    assert english.hits[0].dense_rank is not None


def test_adding_english_documents_does_not_move_the_russian_ones(generation: Generation) -> None:
    """The Russian scores depend on Russian passages alone."""
    alone = search(generation, SearchParameters("степи и озёра", filters={"language": ("ru",)}))
    among = search(generation, SearchParameters("степи и озёра"))
    assert among.hits[0].document.id == alone.hits[0].document.id == "steppe"
    assert among.hits[0].score == alone.hits[0].score


def test_language_versions_are_one_result(generation: Generation) -> None:
    found = search(generation, SearchParameters("clubs Kazakhstan UNESCO Almaty"))
    assert len({hit.document.work for hit in found.hits}) == len(found.hits)
    clubs = next(hit for hit in found.hits if hit.document.work == "clubs")
    assert {clubs.document.id, *(version.id for version in clubs.versions)} == {"clubs", "clubs-fr"}


def shown(found: Found, work: str) -> str:
    return next(hit.document.id for hit in found.hits if hit.document.work == work)


def test_a_work_is_shown_in_the_language_of_the_question_whatever_is_preferred(generation: Generation) -> None:
    for text, document in (
        ("How many clubs met in Almaty in the autumn?", "clubs"),
        ("Combien de clubs se sont réunis à Almaty en automne ?", "clubs-fr"),
    ):
        for prefer in ((), ("fr",), ("en",)):
            assert shown(search(generation, SearchParameters(text, prefer=prefer)), "clubs") == document


def test_a_work_is_shown_in_the_preferred_language_where_names_do_not_tell_one(generation: Generation) -> None:
    for prefer, document in ((("fr",), "clubs-fr"), (("en",), "clubs"), (("kk", "fr", "en"), "clubs-fr")):
        found = search(generation, SearchParameters("Almaty", prefer=prefer))
        assert shown(found, "clubs") == document


def test_a_preference_leaves_nothing_out_and_orders_works_as_before(generation: Generation) -> None:
    plain, preferring = (
        search(generation, SearchParameters("Almaty birds", prefer=prefer)) for prefer in ((), ("ru",))
    )
    assert [(hit.document.work, hit.score) for hit in preferring.hits] == [
        (hit.document.work, hit.score) for hit in plain.hits
    ]
    assert search(generation, SearchParameters("Almaty birds", filters={"language": ("ru",)})).total < plain.total


def test_ranks_and_score_are_those_of_the_passage_that_is_shown(generation: Generation) -> None:
    found = search(generation, SearchParameters("Almaty", prefer=("fr",)))
    clubs = next(hit for hit in found.hits if hit.document.work == "clubs")
    alone = search(generation, SearchParameters("Almaty", group="passage"))
    same = next(hit for hit in alone.hits if hit.best.passage.id == clubs.best.passage.id)
    assert (clubs.passage_score, clubs.dense_rank, clubs.lexical_rank) == (
        same.score,
        same.dense_rank,
        same.lexical_rank,
    )
    assert clubs.score == max(hit.score for hit in alone.hits if hit.document.work == "clubs")


def test_passages_can_be_asked_for_one_by_one(generation: Generation) -> None:
    found = search(generation, SearchParameters("clubs", group="passage"))
    assert ids(found).count("clubs") == 2


def test_filters_restrict_and_add_up(generation: Generation) -> None:
    assert set(ids(search(generation, SearchParameters("birds", filters={"country": ("KZ",)})))) <= {
        "clubs",
        "clubs-fr",
        "oasis",
        "steppe",
    }
    assert ids(search(generation, SearchParameters("birds", filters={"country": ("KZ",), "level": ("primary",)}))) == [
        "oasis"
    ]
    assert ids(search(generation, SearchParameters("birds", from_year=1970, to_year=1980))) == ["wetlands"]
    assert search(generation, SearchParameters("birds", filters={"type": ("poem",)})).total == 0


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_a_phrase_in_quotation_marks_stands_in_every_result(generation: Generation, mode: str) -> None:
    assert len(ids(search(generation, SearchParameters("old buildings birds", mode=mode)))) > 1
    found = search(generation, SearchParameters('"old buildings" birds', mode=mode))
    assert (ids(found), found.query.phrases) == (["clubs"], ("old buildings",))
    assert "old buildings" in found.hits[0].best.passage.text


def test_a_phrase_is_taken_to_the_letter_and_counts_in_titles_too(generation: Generation) -> None:
    assert ids(search(generation, SearchParameters('"old building"'))) == []
    assert ids(search(generation, SearchParameters('"lesson on oasis"'))) == ["oasis"]
    assert ids(search(generation, SearchParameters('"oasis lesson on"'))) == []
    assert ids(search(generation, SearchParameters("«перелётные птицы»"))) == ["steppe"]


def test_a_phrase_that_stands_nowhere_is_ordinary_words_beside_others(generation: Generation) -> None:
    found = search(generation, SearchParameters('who keeps "buildings old" today'))
    assert (found.query.phrases, found.query.loose) == ((), ("buildings old",))
    assert ids(found)[0] == "clubs"
    assert search(generation, SearchParameters('"buildings old"')).total == 0


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_what_stands_after_a_minus_is_in_no_result(generation: Generation, mode: str) -> None:
    with_birds = ids(search(generation, SearchParameters("clubs birds lakes", mode=mode)))
    assert "wetlands" in with_birds
    without = search(generation, SearchParameters("clubs birds lakes -wetland", mode=mode))
    assert (set(ids(without)), without.query.excluded) == (set(with_birds) - {"wetlands"}, ("wetland",))
    assert "wetlands" not in ids(search(generation, SearchParameters('clubs birds -"cross continents"', mode=mode)))


def test_signs_and_filters_add_up(generation: Generation) -> None:
    found = search(generation, SearchParameters("clubs -federation", filters={"language": ("en",), "country": ("KZ",)}))
    assert {
        passage.passage.text[:10] for hit in found.hits for passage in [hit.best] if hit.document.id == "clubs"
    } == {"Volunteers"}


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_pages_of_results_do_not_overlap(generation: Generation, mode: str) -> None:
    whole = ids(search(generation, SearchParameters("clubs and birds in the steppe", mode=mode)))
    parts = [
        ids(search(generation, SearchParameters("clubs and birds in the steppe", k=1, offset=n, mode=mode)))
        for n in range(len(whole))
    ]
    assert [part[0] for part in parts] == whole
    beyond = search(generation, SearchParameters("clubs and birds in the steppe", offset=500, mode=mode))
    assert (beyond.hits, beyond.total) == ([], len(whole))


@pytest.mark.parametrize("text", ["", "   ", "x" * 1_001, "?!… — ()", "\u200b", "-clubs", "(-clubs) ?"])
def test_queries_without_sense_are_clear_errors(generation: Generation, text: str) -> None:
    with pytest.raises(UsageError):
        search(generation, SearchParameters(text))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=60))
def test_any_other_text_is_answered(generation: Generation, text: str) -> None:
    try:
        found = search(generation, SearchParameters(text))
    except UsageError:
        return
    for hit in found.hits:
        for start, end in hit.best.highlights:
            assert 0 <= start < end <= len(hit.best.passage.text)


def test_what_a_translation_found_comes_after_what_holds_the_words_themselves() -> None:
    own, translated = Candidate(1, None, 0.5), Candidate(2, 0.6, 0.5, pair=Pair(trust=WEIGHTS.fusion.translated))
    assert [row for row, _ in fuse([translated, own])] == [1, 2]
    assert [row for row, _ in fuse([translated, replace(own, lexical=0.1)])] == [2, 1]


def test_fusion_leaves_the_ranking_to_words_where_the_encoder_is_silent() -> None:
    ranking = fuse([Candidate(1, None, 0.9), Candidate(2, None, 0.4), Candidate(3, 0.2, 0.0)])
    assert [row for row, _ in ranking] == [1, 2, 3]


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 1)), min_size=1, max_size=20))
def test_a_passage_better_on_both_sides_is_never_below(scores: list[tuple[float, float]]) -> None:
    ranking = dict(fuse(Candidate(row, dense, lexical) for row, (dense, lexical) in enumerate(scores)))
    for a, (dense_a, lexical_a) in enumerate(scores):
        for b, (dense_b, lexical_b) in enumerate(scores):
            if dense_a >= dense_b and lexical_a >= lexical_b:
                assert ranking[a] >= ranking[b]


def test_the_dense_side_beside_the_lexical_one_finds_the_same(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_after_the_other = search(generation, SearchParameters("clubs in Kazakhstan")).hits
    monkeypatch.setattr(retrieve, "_PASSAGES_WORTH_A_THREAD", 0)
    assert search(generation, SearchParameters("clubs in Kazakhstan")).hits == one_after_the_other
