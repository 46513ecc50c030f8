"""Answers a search: understand, retrieve, fuse, group; what every front end calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from unescosearch.catalogue.conditions import Conditions
from unescosearch.facets import FACETS
from unescosearch.generation.generation import Generation
from unescosearch.records import Document, Duplicate, Passage
from unescosearch.search.fusion import fuse
from unescosearch.search.grouping import Group, by_passage, by_work, fold_reprints
from unescosearch.search.highlights import highlights
from unescosearch.search.parameters import SearchParameters, checked, filters_of
from unescosearch.search.rerank import Reranked, rerank
from unescosearch.search.retrieve import Candidates, retrieve
from unescosearch.search.syntax import holds
from unescosearch.search.titles import titled_first
from unescosearch.search.understand import Query, understand
from unescosearch.search.weights import WEIGHTS, DepthWeights, GroupingWeights, SearchWeights
from unescosearch.sentences import ADDRESS


@dataclass(frozen=True, slots=True)
class MatchedPassage:
    """A passage with the spans of its text that match words of the query."""

    passage: Passage
    highlights: list[tuple[int, int]]

    @property
    def words(self) -> list[str]:
        """The matching words as they stand in the passage, in lower case, each once."""
        return list(dict.fromkeys(self.passage.text[start:end].lower() for start, end in self.highlights))


@dataclass(frozen=True, slots=True)
class Reprint:
    """Another work that says the same, with the passage that does."""

    document: Document
    passage: Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        rank: from 1, over all pages of results.
        score: of the work's best passage; higher is better; comparable within one search only.
        document: of the versions of a work the one for this reader.
        best: its best passage.
        more: the next best passages of the same document.
        versions: the other language versions of the same work.
        reprints: passages of other works that say the same.
        copies: what the build left out because it is nearly the same as the document, and has an address of its own.
        passage_score: of `best`: less than `score` where another version, or a mere list, has scored higher.
        dense_rank: of `best` among all passages found by meaning.
        lexical_rank: of `best` among all passages found by words.
        reranker_rank: of `best` among those that a cross-encoder read together with the query.
    """

    rank: int
    score: float
    document: Document
    best: MatchedPassage
    more: list[MatchedPassage]
    versions: list[Document]
    reprints: list[Reprint]
    copies: list[Duplicate]
    passage_score: float
    dense_rank: int | None
    lexical_rank: int | None
    reranker_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    Attributes:
        total: results that can be paged through.
        facets: for each facet its values among all results, with counts, most frequent first.
    """

    query: Query
    hits: list[Hit]
    total: int
    facets: Mapping[str, list[tuple[str, int]]]


def search(generation: Generation, parameters: SearchParameters, weights: SearchWeights = WEIGHTS) -> Found:
    """The passages that answer a query best, one result a work or a passage.

    Args:
        generation: where to search.
        parameters: what to search for.
        weights: all numbers that rank.

    Raises:
        UsageError: the parameters make no sense.
    """
    checked(parameters)
    query = understand(parameters.text, generation, parameters.spelling, weights)
    conditions, depth = conditions_of(parameters), _depth(parameters, query, weights.depth)
    candidates = retrieve(generation, query, parameters.mode, conditions, depth, weights)
    ranking = _saying(generation, query, fuse(candidates.passages, weights.fusion))
    # Who filters has said what is wanted: all of it is shown.
    ranking = ranking if conditions else _worth_showing(ranking, weights.fusion.least_share)
    # The single engines are asked for their own order.
    reranked = Reranked(ranking)
    if parameters.mode == "hybrid":
        reranked = rerank(generation, query, ranking, weights.reranking)
        titled = titled_first(generation, query, reranked.ranking, weights.titles)
        reranked = replace(reranked, ranking=titled)
    groups = _groups(generation, parameters, query, reranked, weights.grouping)
    shown = groups[parameters.offset : parameters.offset + parameters.k]
    documents = generation.columns.rows[[group.document for group in groups]]
    return Found(
        query=query,
        hits=_hits(generation, query, shown, candidates, reranked, parameters.offset, weights.grouping.more_passages),
        total=len(groups),
        facets=generation.catalogue.facets(documents.tolist()),
    )


def _depth(parameters: SearchParameters, query: Query, weights: DepthWeights) -> int:
    """How many hits are taken from each engine."""
    shown = parameters.offset + parameters.k
    return max(weights.of_phrases if query.phrases else weights.hits, weights.per_result * shown)


def conditions_of(parameters: SearchParameters) -> Conditions:
    """What the filters of a search restrict documents to.

    Raises:
        UsageError: there is no filter of a name.
    """
    values = {
        name: tuple(FACETS[name].normal(value) for value in given if value)
        for name, given in filters_of(parameters.filters).items()
    }
    return Conditions(
        {name: given for name, given in values.items() if given}, parameters.from_year, parameters.to_year
    )


def _saying(generation: Generation, query: Query, ranking: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """What holds the phrases of a query to the letter: the engines compare words without their endings."""
    if not query.phrases:
        return ranking
    passages = generation.catalogue.passages([row for row, _ in ranking])
    documents = generation.catalogue.documents(list({passage.document_id for passage in passages.values()}))

    def says(passage: Passage) -> bool:
        texts = (passage.text, documents[passage.document_id].title, *passage.headings)
        return all(any(holds(text, phrase, passage.language) for text in texts) for phrase in query.phrases)

    return [(row, score) for row, score in ranking if says(passages[row])]


def _worth_showing(ranking: list[tuple[int, float]], least_share: float) -> list[tuple[int, float]]:
    least = least_share * ranking[0][1] if ranking else 0.0
    return [(row, score) for row, score in ranking if score >= least]


def _groups(
    generation: Generation, parameters: SearchParameters, query: Query, reranked: Reranked, weights: GroupingWeights
) -> list[Group]:
    """The results, best first; the passages that had to be read for them are added to those of the reranking."""
    if parameters.group == "passage":
        return by_passage(generation.columns, reranked.ranking)
    languages = query.reader_languages(parameters.prefer)
    groups = by_work(generation.columns, reranked.ranking, languages, weights.most_rows)

    def texts(rows: Sequence[int]) -> dict[int, str]:
        reranked.passages.update(generation.catalogue.passages([row for row in rows if row not in reranked.passages]))
        return {row: reranked.passages[row].text for row in rows}

    return fold_reprints(groups, parameters.offset + parameters.k, texts, weights)


def _hits(
    generation: Generation,
    query: Query,
    groups: list[Group],
    candidates: Candidates,
    reranked: Reranked,
    offset: int,
    more_passages: int,
) -> list[Hit]:
    columns, catalogue, met = generation.columns, generation.catalogue, reranked.passages
    wanted = (row for group in groups for row in (*group.rows, *group.reprints))
    passages = met | catalogue.passages([row for row in wanted if row not in met])
    shown = {columns.ids[group.document] for group in groups} | {
        passages[row].document_id for group in groups for row in group.reprints
    }
    documents = catalogue.documents(list(shown))
    versions = catalogue.versions([documents[columns.ids[group.document]].work for group in groups])
    copies = catalogue.copies([documents[columns.ids[group.document]] for group in groups])
    words = {language: query.words(language) for language in _languages(passages)}
    hits = []
    for rank, group in enumerate(groups, offset + 1):
        document = documents[columns.ids[group.document]]
        rows = _prose_first(passages, group.rows)[: 1 + more_passages]
        best, *more = [_matched(words[passages[row].language], passages[row]) for row in rows]
        first = rows[0]
        hits.append(
            Hit(
                rank=rank,
                score=group.score,
                document=document,
                best=best,
                more=more,
                versions=[version for version in versions[document.work] if version.id != document.id],
                reprints=[Reprint(documents[passages[row].document_id], passages[row]) for row in group.reprints],
                copies=copies[document.id],
                passage_score=group.scores[first],
                dense_rank=candidates.dense_ranks.get(first),
                lexical_rank=candidates.lexical_ranks.get(first),
                reranker_rank=reranked.ranks.get(first),
            )
        )
    return hits


def _prose_first(passages: Mapping[int, Passage], rows: list[int]) -> list[int]:
    return sorted(rows, key=lambda row: not passages[row].prose)


def _languages(passages: Mapping[int, Passage]) -> set[str]:
    return {passage.language for passage in passages.values()}


def _matched(words: frozenset[str], passage: Passage) -> MatchedPassage:
    # The engines do not see addresses, so nothing in them has matched.
    seen = ADDRESS.sub(lambda address: " " * len(address.group()), passage.text)
    return MatchedPassage(passage, highlights(seen, words, passage.language))
