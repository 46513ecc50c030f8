"""Reads bilingual dictionaries that lie on the machine: those of dictd, CC-CEDICT, and plain tables."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from unescosearch.errors import CollectionError
from unescosearch.languages.codes import UNDETERMINED, normalise
from unescosearch.languages.table import facts
from unescosearch.writing import letters

_DIGITS = {
    digit: value for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
_NAME = re.compile(r"(?:^|[-_.])([a-z]{2,3})[-_]([a-z]{2,3})$")
# Pronunciation, kinds of words, what is said in brackets, numbers of senses.
_NOISE = re.compile(r"\[[^\]]*\]|/[^/]*/|<[^>]*>|\([^)]*\)|\b_[\w-]+\.?|^\s*\w{1,2}[.)]|\b_[IVX]+\b")
_SPLIT = re.compile(r"[,;:=\n/]|\b\d{1,2}[.)]")
_LONGEST_WORDS = 4
_MOST_SENSES = 8
# Dictionaries whose name does not say their languages.
_KNOWN = {"mueller7": ("en", "ru"), "mueller": ("en", "ru"), "cedict_ts": ("zh", "en")}


Entries = list[tuple[str, str, float]]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary on disk.

    Attributes:
        path: the file that holds its entries.
        source: language of its headwords.
        target: language of its translations.
    """

    path: Path
    source: str
    target: str

    @property
    def files(self) -> list[Path]:
        """All files that it consists of."""
        return [path for ending in (".dict.dz", ".dict") if (path := self.path.with_suffix(ending)).exists()] + [
            self.path
        ]


def find_dictionaries(folder: Path) -> list[Dictionary]:
    """The dictionaries in a folder, by name: `freedict-fra-eng.index`, `cedict_ts.u8`, `kaz-eng.tsv`."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.suffix in {".index", ".u8", ".tsv"} and (languages := _languages(path.stem)):
            found.append(Dictionary(path, *languages))
    return found


@dataclass(frozen=True, slots=True)
class Glossary:
    """What a dictionary says: (headword, translation, weight) of each translation.

    Attributes:
        source: language of its headwords.
        target: language of its translations.
        entries: what stands first in an entry weighs most.
    """

    source: str
    target: str
    entries: Entries

    @property
    def forth(self) -> tuple[str, str, Entries]:
        """Its languages and entries as they stand."""
        return self.source, self.target, self.entries

    @property
    def back(self) -> tuple[str, str, Entries]:
        """Its languages and entries the other way round."""
        return self.target, self.source, [(there, here, weight) for here, there, weight in self.entries]


def read_dictionary(dictionary: Dictionary) -> Glossary:
    """Everything that a dictionary says.

    Raises:
        CollectionError: a file of it is missing or damaged.
    """
    try:
        return Glossary(dictionary.source, dictionary.target, list(_entries(dictionary)))
    except (OSError, EOFError, zlib.error) as error:
        raise CollectionError(
            f"The dictionary {dictionary.path} cannot be read ({error}); install it anew, or remove it"
        ) from error


def _entries(dictionary: Dictionary) -> Iterator[tuple[str, str, float]]:
    readers = {".index": _dictd, ".u8": _cedict, ".tsv": _table}
    target = letters(*facts(dictionary.target).scripts)
    for headword, meanings in readers[dictionary.path.suffix](dictionary.path):
        rank = 0
        for meaning in meanings:
            cleaned = " ".join(_NOISE.sub(" ", meaning).split()).strip(" .-!?\"'«»")
            if cleaned and len(cleaned.split()) <= _LONGEST_WORDS and _only(cleaned, target):
                rank += 1
                yield headword, cleaned, 1 / rank
            if rank >= _MOST_SENSES:
                break


def _languages(name: str) -> tuple[str, str] | None:
    if name in _KNOWN:
        return _KNOWN[name]
    match = _NAME.search(name)
    source, target = (normalise(match[1]), normalise(match[2])) if match else (UNDETERMINED, UNDETERMINED)
    return None if UNDETERMINED in (source, target) or len(source + target) != 4 else (source, target)


def _only(text: str, script: re.Pattern[str]) -> bool:
    found = [letter for letter in text if letter.isalpha()]
    return bool(found) and all(map(script.match, found))


def _dictd(path: Path) -> Iterator[tuple[str, Iterable[str]]]:
    packed, plain = path.with_suffix(".dict.dz"), path.with_suffix(".dict")
    text = packed if packed.exists() else plain
    data = gzip.decompress(text.read_bytes()) if text.suffix == ".dz" else text.read_bytes()
    seen = set()
    for line in path.read_text("utf-8", "replace").splitlines():
        headword, _, place = line.partition("\t")
        start, _, length = place.partition("\t")
        if headword.startswith(("00database", "00-database", "_")) or not length or line in seen:
            continue
        seen.add(line)
        at = _number(start)
        first, _, rest = data[at : at + _number(length)].decode("utf-8", "replace").partition("\n")
        # The index writes headwords in small letters and without marks; the entry has them as they are.
        shown = _NOISE.sub(" ", first).strip()
        yield (shown if shown and len(shown) <= len(headword) + 4 else headword), _SPLIT.split(_joined(rest))


def _joined(text: str) -> str:
    """Lines that only go on belong together."""
    return re.sub(r"\n(?=\s+[^\W\d])", " ", _NOISE.sub(" ", text))


def _number(digits: str) -> int:
    value = 0
    for digit in digits.split("\t")[0]:
        value = value * 64 + _DIGITS.get(digit, 0)
    return value


def _cedict(path: Path) -> Iterator[tuple[str, Iterable[str]]]:
    for line in path.read_text("utf-8", "replace").splitlines():
        match = re.match(r"(\S+) (\S+) \[[^\]]*\] /(.*)/", line)
        if match:
            for headword in dict.fromkeys(match.groups()[:2]):
                yield headword, re.split("[/;,]", re.sub(r"\[[^\]]*\]|\b(?:to|a|the|an) ", "", match[3]))


def _table(path: Path) -> Iterator[tuple[str, Iterable[str]]]:
    for line in path.read_text("utf-8-sig", "replace").splitlines():
        headword, _, meanings = line.partition("\t")
        yield headword.strip(), re.split("[;,\t]", meanings)
