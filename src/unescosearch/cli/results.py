"""What search and ask print, within the width of the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from unescosearch.citations import printed_page
from unescosearch.service.schemas import AlsoInOut, AskOut, DocumentOut, PassageOut, SearchOut

_SHOWN_CHARACTERS = 600


def print_results(console: Console, found: SearchOut) -> None:
    """The results of a search: title, facts, passage, link."""
    _print_understood(console, found)
    if not found.results:
        console.print("Nothing was found. Try other words, another language, or fewer filters.")
        return
    for result in found.results:
        console.print(_heading(result.rank, result.document, result.passage))
        console.print(Padding(_passage_text(result.passage), (0, 0, 0, 4)))
        _print_link(console, result.document.link)
        for copy in result.document.copies:
            console.print(Text(f"    another copy: {copy.title}"))
            _print_link(console, copy.source_url)
        for other in result.also_in:
            console.print(Text(f"    the same text also in: {other.title}{_when(other)}"))
            _print_link(console, other.link)
    console.print(f"{len(found.results)} of {found.total} results in {found.took_ms:.0f} ms")


def _print_understood(console: Console, found: SearchOut) -> None:
    """What was searched for, where it is not what was written."""
    query = found.query
    if query.corrected:
        console.print(Text(f"Showing results for: {query.corrected}. As it was written: --no-spelling\n"))
    for phrase in query.loose_phrases:
        console.print(Text(f"No passage holds “{phrase}” word for word: these results are for its single words.\n"))


def print_answer(console: Console, answered: AskOut) -> None:
    """The quotes of an answer with their sources, or the nearest passages where there is none."""
    if answered.answer.status == "not_found":
        console.print("No sentence in the collections answers this. The nearest passages:\n")
        for result in answered.results:
            console.print(_heading(result.rank, result.document, result.passage))
            _print_link(console, result.document.link)
        return
    for sentence in answered.answer.sentences:
        console.print(Text(f"{_quoted(sentence.text)} [{sentence.citation}]", style="bold"))
    console.print()
    for citation in answered.citations:
        place = f", page {citation.page}" if citation.page else ""
        console.print(Text(f"[{citation.number}] {citation.document.title}{_when(citation.document)}{place}"))
        _print_link(console, citation.link)


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if line.startswith(("“", '"', "«")) else f"“{line}”"


def _heading(rank: int, document: DocumentOut, passage: PassageOut) -> Text:
    page = f", page {printed}" if (printed := printed_page(passage)) else ""
    facts = "".join(f" · {fact}" for fact in (document.type, document.language) if fact)
    return Text.assemble((f"{rank:>2}. {document.title}", "bold"), f"{_when(document)}{page}{facts}")


def _when(document: DocumentOut | AlsoInOut) -> str:
    return f" ({document.date})" if document.date else ""


def _passage_text(passage: PassageOut) -> Text:
    text = Text(passage.text[:_SHOWN_CHARACTERS].replace("\n", " "))
    for start, end in passage.highlights:
        text.stylize("underline", start, min(end, _SHOWN_CHARACTERS))
    return text.append(" …") if len(passage.text) > _SHOWN_CHARACTERS else text


def _print_link(console: Console, link: str) -> None:
    console.print(Text(f"    {link or 'no source address is known'}\n", style="blue"), soft_wrap=True)
