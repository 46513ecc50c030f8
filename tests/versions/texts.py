"""What becomes of texts: documents read, passages, words and signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from tests.versions.samples import CORPUS, MIXED, PASSAGES, QUERIES, TEXTS, source
from unescosearch.build.ingest import encoded_text
from unescosearch.build.likeness import signature
from unescosearch.collections.preset import discover
from unescosearch.collections.reading import items
from unescosearch.passages import CountTokens, split
from unescosearch.records import Passage
from unescosearch.sentences import is_prose
from unescosearch.words.analysis import all_words, content_word, content_words, index_word, query_words

_LIMIT = 60


def extraction() -> object:
    """Every document of the corpus, with its text and what is known of it."""
    return {
        f"{collection.name}/{item.path}": [asdict(read) for read in item.load()]
        for collection in discover(CORPUS)
        for item in items(collection)
    }


def splitting() -> object:
    """The passages of every text with all that is stored of them, what is encoded of each, and what is prose."""
    texts = [*TEXTS.items(), *MIXED.items()]
    cut = {f"{number} {language}": list(_passages(text, language)) for number, (language, text) in enumerate(texts)}
    return {**cut, "prose": [is_prose(passage["text"], passage["language"]) for passage in PASSAGES]}


def _passages(text: str, language: str) -> Iterator[dict[str, Any]]:
    for passage in split(source(text, language), _counter, _LIMIT):
        yield asdict(passage) | {"encoded": _encoded(passage)}


def _encoded(passage: Passage) -> str:
    return encoded_text("A sample", passage.headings, passage.text)


def _counter(language: str) -> CountTokens:
    def count(texts: Sequence[str]) -> list[int]:
        return [len(text) if language == "zh" else len(text.split()) for text in texts]

    return count


def analysis() -> object:
    """What the words of each text and query are in an index."""
    return {
        language: {
            "text": all_words(TEXTS.get(language, ""), language),
            "query": query_words(query, language),
            "words": [(index_word(word, language), content_word(word, language)) for word in query.split()],
            "stop words": len(content_words(query, language)) < len(all_words(query, language)),
        }
        for language, query in QUERIES.items()
    }


def signatures() -> object:
    """The signature of each text, of all together, and of one that is too short."""
    return [signature(text).hex() for text in (*TEXTS.values(), " ".join(TEXTS.values()), "a lake")]
