"""Searches, answers and the report over the live generation: what the API, the page and the command line call."""

from __future__ import annotations

import time

from unescosearch.answers.answer import answer
from unescosearch.generation.generation import Generation
from unescosearch.generation.report import BuildReport, narrowed, read_report
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.live import LiveIndex
from unescosearch.service.present import present_answer, present_search, present_text
from unescosearch.service.schemas import AskOut, SearchOut, TextOut


def run_search(generation: Generation, parameters: SearchParameters) -> SearchOut:
    """Search one generation.

    Raises:
        UsageError: the parameters make no sense.
    """
    began = time.perf_counter()
    found = search(generation, parameters)
    return present_search(generation, found, 1000 * (time.perf_counter() - began))


def run_ask(generation: Generation, parameters: SearchParameters) -> AskOut:
    """Answer a question from one generation.

    Raises:
        UsageError: the parameters make no sense.
    """
    found = search(generation, parameters)
    return present_answer(generation, found, answer(generation, found))


class SearchService:
    """The questions that a reader can ask, each answered from whatever generation is live."""

    def __init__(self, live: LiveIndex) -> None:
        self._live = live

    def search(self, parameters: SearchParameters) -> SearchOut:
        """The results from `parameters.offset` on."""
        with self._live.lease() as generation:
            return run_search(generation, parameters)

    def ask(self, parameters: SearchParameters) -> AskOut:
        """An answer in quotes, with the results it was taken from."""
        with self._live.lease() as generation:
            return run_ask(generation, parameters)

    def search_and_ask(self, parameters: SearchParameters) -> tuple[SearchOut, AskOut]:
        """The results and an answer in quotes, from one search of one generation."""
        with self._live.lease() as generation:
            began = time.perf_counter()
            found = search(generation, parameters)
            results = present_search(generation, found, 1000 * (time.perf_counter() - began))
            return results, present_answer(generation, found, answer(generation, found))

    def text(self, document_id: str) -> TextOut:
        """A document with its whole text."""
        with self._live.lease() as generation:
            return present_text(generation, document_id)

    def report(self, collection: str = "", stage: str = "", reason: str = "") -> BuildReport:
        """What the build of the live generation did; its lists may be narrowed."""
        with self._live.lease() as generation:
            return narrowed(read_report(generation), collection, stage, reason)
