"""Check the sheets of the starter corpus: fields, ids, links, numbers, wording and language versions.

Where the collections that the facts come from are at hand (--sources), the check also reads them: a link must
lead to a record that exists, a number must stand in a named source, and no eight words in a row may be theirs.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scripts.corpus.sheets import (
    LANGUAGES,
    Sheet,
    blocks,
    links,
    numbers,
    ordinals,
    read_sheet,
    shape,
    sheet_files,
    without_sources,
)
from scripts.corpus.sources import PAGE, Sources, plain, read_sources, text_files, words_of

REPOSITORY = Path(__file__).resolve().parents[2]
REQUIRED = ("id", "title", "source_url", "language", "date", "type", "publisher", "licence", "themes", "sources")
TYPES = ("instrument sheet", "programme sheet", "teaching sheet")
RUN = 8  # words in a row that count as copied
TITLE = 4  # a title shorter than this is common speech, and does not excuse a copied run
LINKS = {
    "instrument": r"http://portal\.unesco\.org/en/ev\.php-URL_ID=(\d+)&URL_DO=DO_TOPIC&URL_SECTION=201\.html",
    "courier": r"https://unesdoc\.unesco\.org/ark:/48223/pf0000(\d{6})",
    "whc": r"https://whc\.unesco\.org/(?:en|fr|es|ru|ar|zh)/list/(\d+)",
    "page": PAGE,
    "clubs": r"https://unescoclubs\.kz/(?:kluby/)?",
    "concept": r"http://vocabularies\.unesco\.org/thesaurus/(concept\d+)",
}


def check_fields(sheet: Sheet) -> Iterator[str]:
    """Front matter: complete, of the right form, id and language in agreement."""
    for name in REQUIRED:
        # A sidecar takes only fields that the index knows; the sources stay in the original.
        if sheet.fields.get(name) in (None, "", []) and not (name == "sources" and sheet.path.suffix == ".toml"):
            yield f"front matter lacks {name}"
    themes, language, identifier = sheet.fields.get("themes"), sheet.text("language"), sheet.text("id")
    if themes and not (isinstance(themes, list) and 2 <= len(themes) <= 4):
        yield "themes must be a list of two to four"
    if language and language not in LANGUAGES:
        yield f"language {language} is none of {', '.join(LANGUAGES)}"
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", sheet.text("date")):
        yield f"date {sheet.text('date')!r} is not a year, a month or a day"
    if sheet.text("type") not in TYPES:
        yield f"type {sheet.text('type')!r} is none of {', '.join(TYPES)}"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier):
        yield f"id {identifier!r} is not lower case with hyphens"
    suffix = identifier.rpartition("-")[2]
    if (suffix if suffix in LANGUAGES[1:] else "en") != language:
        yield f"id {identifier} does not fit the language {language}"
    wrong = [code for code in sheet.values("countries") if not re.fullmatch("[A-Z]{2}", code)]
    if wrong:
        yield f"countries {', '.join(wrong)}: two capital letters are wanted, in quotes where YAML needs them"


def check_links(sheet: Sheet, sources: Sources) -> Iterator[str]:
    """Links of an allowed kind that lead to something the collections know."""
    for link in links(f"{sheet.text('source_url')}\n{sheet.body}"):
        match = next(((kind, found) for kind, form in LINKS.items() if (found := re.fullmatch(form, link))), None)
        if match is None:
            yield f"link of no allowed form: {link}"
        elif match[1].groups() and sources.rows[match[0]]:
            number = match[1][1].lstrip("0")
            if number not in sources.rows[match[0]]:
                yield f"link leads to nothing in the collections: {link}"


def source_texts(sheet: Sheet, sources: Sources) -> Mapping[str, str | None]:
    """The text behind each entry of `sources`, None for one that names nothing."""
    bare = "instrument" if sheet.text("type") == "instrument sheet" else "courier"
    found: dict[str, str | None] = {}
    for entry in sheet.values("sources"):
        kind, _, number = entry.rpartition("-")
        kind, number = ("folder", entry) if entry in sources.rows["folder"] else (kind or bare, number)
        found[entry] = sources.text(kind, number) if number in sources.rows.get(kind, {}) else None
    return found


def check_numbers(sheet: Sheet, sources: Sources) -> Iterator[str]:
    """Sources that exist; in sheets of instruments and programmes, numbers that stand in one of them."""
    texts = source_texts(sheet, sources)
    yield from (f"sources: {entry} is in no collection" for entry, text in texts.items() if text is None)
    if sheet.text("type") in TYPES[:2]:
        everything = "\n".join(text for text in texts.values() if text)
        known = {str(int(run)) for run in re.findall(r"\d+", everything)} | set(numbers(everything))
        unknown = [run for run in numbers(without_sources(sheet.body)) if run not in known]
        if unknown:
            yield f"numbers that stand in no source: {', '.join(dict.fromkeys(unknown))}"


def check_length(sheet: Sheet) -> Iterator[str]:
    """The length of a sheet on an instrument."""
    count = len(sheet.body.split())
    if sheet.text("type") == "instrument sheet" and not 250 <= count <= 500:
        yield f"{count} words, where 250 to 500 are wanted"


def check_version(version: Sheet, original: Sheet) -> Iterator[str]:
    """A language version has the sections, list items and numbers of its original."""
    name = original.path.name
    for what, mine, theirs in zip(("sections", "list items"), shape(version.body), shape(original.body), strict=True):
        if mine != theirs:
            yield f"{mine} {what}, {name} has {theirs}"
    here, there = Counter(numbers(version.body)), Counter(numbers(original.body))
    missing, added = there - Counter(ordinals(original.body)) - here, here - there
    for what, difference in (("lacks", missing), ("adds", added)):
        if difference:
            yield f"{what} numbers against {name}: {', '.join(difference.elements())}"


def segments(body: str, titles: Mapping[tuple[str, ...], list[str]]) -> list[list[str]]:
    """The words of each block of a body, parted where a title of a source is named."""
    parts: list[list[str]] = []
    for block in blocks(body):
        words = words_of(block)
        line = f" {' '.join(words)} "
        named = {title for start in zip(*(words[i:] for i in range(TITLE)), strict=False) for title in titles[start]}
        for title in sorted(named, key=len, reverse=True):
            line = line.replace(f" {title} ", " | ")
        parts.extend(part.split() for part in line.split("|"))
    return parts


def _shingles(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(RUN)), strict=False)


def check_wording(sheets: Sequence[Sheet], sources: Sources, folder: Path) -> Iterator[tuple[Sheet, str]]:
    """Runs of eight words that a sheet shares with a source; the sources are streamed past the sheets' runs."""
    titles: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for words in map(words_of, sources.titles):
        titles[tuple(words[:TITLE])].append(" ".join(words))
    parts = {id(sheet): segments(sheet.body, titles) for sheet in sheets}
    wanted = {run for segment in parts.values() for words in segment for run in _shingles(words)}
    found: dict[tuple[str, ...], str] = {}
    sites = ((f"World Heritage site {number}", plain(row)) for number, row in sources.rows["whc"].items())
    for source in (text_files(folder), sites):
        for name, text in source:
            found |= dict.fromkeys(wanted.intersection(_shingles(words_of(text))), name)
    for sheet in sheets:
        for words in parts[id(sheet)]:
            hits = [at for at, run in enumerate(_shingles(words)) if run in found]
            for at in (at for at in hits if at - 1 not in hits):
                end = next(end for end in range(at, len(words)) if end + 1 not in hits) + RUN
                run = tuple(words[at : at + RUN])
                yield sheet, f'shares "{" ".join(words[at:end])}" with {found[run]}'


def check_folder(folder: Path, sources: Sources, sources_folder: Path | None) -> Iterator[tuple[Path, str]]:
    """All findings in the sheets under one folder."""
    sheets: list[Sheet] = []
    for path in sheet_files(folder):
        try:
            sheets.append(read_sheet(path))
        except ValueError as error:
            yield path, str(error)
    seen: dict[str, Sheet] = {}
    for sheet in sheets:
        if (first := seen.setdefault(sheet.text("id"), sheet)) is not sheet:
            yield sheet.path, f"id {sheet.text('id')} stands in {first.path.name} too"
    originals: dict[str, Sheet] = {}
    for sheet in sorted(sheets, key=lambda sheet: sheet.text("language") != "en"):
        originals.setdefault(sheet.original, sheet)
    for sheet in sheets:
        original = originals[sheet.original]
        findings = [check_fields(sheet), check_links(sheet, sources)]
        if original is not sheet:
            findings.append(check_version(sheet, original))
        elif sheet.body:
            findings += [check_length(sheet), check_numbers(sheet, sources) if sources_folder else iter(())]
        yield from ((sheet.path, finding) for found in findings for finding in found)
    if sources_folder:
        yield from ((sheet.path, what) for sheet, what in check_wording(sheets, sources, sources_folder))


def main() -> int:
    """Print the findings, one a line, and their number; exit code 1 if there are any."""
    beside = REPOSITORY.parent / "shared" / "corpora"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", help="folder of sheets (default: corpus)")
    parser.add_argument("--sources", type=Path, default=beside, help="the real collections, if you have them")
    options = parser.parse_args()
    folder = options.sources if options.sources.is_dir() else None
    sources = read_sources(folder) if folder else Sources()
    folders = options.corpus or [REPOSITORY / "corpus", REPOSITORY / "scripts" / "corpus" / "originals"]
    found = sorted({(str(path), what) for place in folders for path, what in check_folder(place, sources, folder)})
    for path, what in found:
        print(f"{path}: {what}")
    print(f"{len(found)} findings{'' if folder else ' (without the collections: links and wording only by form)'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
