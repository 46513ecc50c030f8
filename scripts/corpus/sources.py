"""The real collections that the facts of the starter corpus come from: their records, titles and texts."""

from __future__ import annotations

import csv
import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TABLES = {  # file, separator, column of the number, column of the text's file, columns of titles
    "instrument": ("legal_instruments/legal_instrument_index.csv", ";", "unesco_id", "{filename}", ["x.title"]),
    "courier": ("courier/document_index.csv", "\t", "record_number", "corpus/{filename}", ["catalogue_title"]),
    "whc": ("world_heritage/whc-sites-2023.csv", ",", "id_no", "", ["name_en", "name_fr"]),
}
# Pages of the web that the collections themselves quote or point to.
PAGE = (
    r"(http://en\.unesco\.kz/[a-z0-9-]*|https://ru\.unesco\.org/node/\d+"
    r"|http://whc\.unesco\.org/pg_friendly_print\.cfm\?id_decision=\d+&cid=\d+)"
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the collections hold: text of rows by kind and number, files of texts, and titles."""

    rows: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    files: dict[tuple[str, str], Path] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)

    def text(self, kind: str, number: str) -> str:
        """A row and the text that belongs to it, tags and entities resolved."""
        file = self.files.get((kind, number))
        full = file.read_text(encoding="utf-8", errors="replace") if file and file.is_file() else ""
        return f"{plain(self.rows[kind].get(number, ''))}\n{full}"


def read_sources(folder: Path) -> Sources:
    """Read the indexes of the collections under `folder`; a collection that is not there is left out."""
    sources = Sources()
    for kind, (name, delimiter, key, file, titles) in TABLES.items():
        path = folder / name
        if not path.is_file():
            continue
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream, delimiter=delimiter):
                sources.rows[kind][row[key]] = "\n".join(value for value in row.values() if value)
                for title in titles:  # a title is often named without its subtitle
                    sources.titles.update([plain(row[title]), *re.split("[:;]", plain(row[title]))])
                if file:
                    sources.files[kind, row[key]] = path.parent / file.format(filename=row["filename"])
    for name in ("almaty", "unesco_pages"):
        _read_folder(sources, folder / name)
    notes = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/collection.toml")))
    texts = "\n".join([notes, *sources.rows["folder"].values()])
    if sources.rows["courier"]:  # UNESDOC holds more than the Courier
        sources.rows["courier"] |= dict.fromkeys(re.findall(r"pf0000(\d{6})", texts), "")
    sources.rows["page"] |= dict.fromkeys(re.findall(PAGE, texts), "")
    thesaurus = folder / "thesaurus/unesco-thesaurus.ttl"
    if thesaurus.is_file():
        found = re.findall(r"^:(concept\d+) a ", thesaurus.read_text(encoding="utf-8"), re.MULTILINE)
        sources.rows["concept"] |= dict.fromkeys(found, "")
    return sources


def _read_folder(sources: Sources, folder: Path) -> None:
    if folder.is_dir():
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
        sources.rows["folder"][folder.name] = "\n".join(texts)


def plain(text: str) -> str:
    """Text without tags, entities resolved (the World Heritage export escapes some twice)."""
    return html.unescape(re.sub(r"<[^>]+>", " ", html.unescape(text)))


def words_of(text: str) -> list[str]:
    """Lower-case words; a word parted at the end of a line is put together again."""
    return re.findall(r"[^\W_]+", text.replace("-\n", "").lower())


def text_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and content of every text of the collections, one at a time."""
    for pattern in ("legal_instruments/*.txt", "courier/corpus/*.txt", "almaty/*.txt"):
        for path in sorted(folder.glob(pattern)):
            yield path.name, path.read_text(encoding="utf-8", errors="replace")
