"""Collections as their collection.toml describes them: who publishes, how to read, which field comes from where."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from unescosearch.collections.dates import is_date_form
from unescosearch.collections.derived import Derived, derived_columns, wanted_rows
from unescosearch.collections.fetch_section import FetchSection, fetch_section
from unescosearch.collections.files import COLLECTION_FILE, collection_folders, document_paths
from unescosearch.collections.joined import Join, make_join
from unescosearch.collections.template import columns
from unescosearch.collections.toml_values import check_keys, section, sections, text, texts
from unescosearch.errors import CollectionError
from unescosearch.languages.codes import UNDETERMINED, normalise
from unescosearch.records import Document

# Where a document's text comes from; the rest of the fields describe it.
TEXT_FIELDS = ("text", "text_html", "text_file")
# Which part of a `text_file` it is: the sections whose heading begins so.
TEXT_PART = "text_part"
METADATA_FIELDS = tuple(field.name for field in fields(Document) if field.name not in ("collection", "path"))
FIELDS = (*METADATA_FIELDS, "date_format", *TEXT_FIELDS, TEXT_PART)
_KEYS = (
    "name",
    "publisher",
    "licence",
    "language",
    "homepage",
    "reader",
    "columns",
    "fields",
    "facts",
    "versions",
    "fetch",
)
_README = ("README.md",)


@dataclass(frozen=True, slots=True)
class DocumentsReader:
    """A folder of documents.

    Attributes:
        include: globs; one without a slash means files of that name at any depth. Without any, every file is meant.
        exclude: globs of files that are not documents.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = _README


@dataclass(frozen=True, slots=True)
class TableReader:
    """A table with a document in each row.

    Attributes:
        path: relative to the collection's folder; its ending says what kind of table it is.
        delimiter: one character; only for .csv and .tsv.
        encoding: as Python names it; not for .xlsx.
        sheet: the name of the sheet of an .xlsx; the first one without.
        only: columns and patterns that must be found in them; other rows are no documents.
        join: which rows are one document.
    """

    path: str
    delimiter: str = ","
    encoding: str = "utf-8"
    sheet: str = ""
    only: tuple[tuple[str, str], ...] = ()
    join: Join | None = None


@dataclass(frozen=True, slots=True)
class ThesaurusReader:
    """A thesaurus in SKOS, whose concepts help to find documents; it holds none itself.

    Attributes:
        path: of the Turtle file, relative to the collection's folder.
    """

    path: str


Reader = DocumentsReader | TableReader | ThesaurusReader


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of sources and how to read it.

    Attributes:
        fields: templates by field; see `FIELDS`.
        versions: further templates; each entry makes one document of a row, all of one work.
        fetch: where it comes from.
        columns: of the table, made from others before the mapping.
        facts: templates of what no field is for, by the names that readers see.
    """

    name: str
    folder: Path
    reader: Reader
    publisher: str = ""
    licence: str = ""
    language: str = ""
    homepage: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[Mapping[str, str], ...] = ()
    fetch: FetchSection | None = None
    columns: tuple[Derived, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def load_collection(folder: Path) -> Collection:
    """The collection that `folder/collection.toml` describes.

    Raises:
        CollectionError: the file cannot be used; the message names it, the key and what to do.
    """
    path = folder / COLLECTION_FILE
    if path.exists() and not path.is_file():
        raise CollectionError(f"{path}: it is not a plain file; write the description there")
    try:
        return make_collection(folder, tomllib.loads(path.read_bytes().decode("utf-8")))
    except OSError as error:
        raise CollectionError(f"{path}: cannot be opened ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise CollectionError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CollectionError(f"{path}: not valid TOML: {error}") from error
    except ValueError as error:  # a number of thousands of digits cannot even be shown
        raise CollectionError(f"{path}: a value in it cannot be used: {error}") from error
    except CollectionError as error:
        raise CollectionError(f"{path}: {error}") from error


def discover(corpus: Path) -> list[Collection]:
    """All collections of a corpus, in the order of their folders.

    Files that lie under no collection.toml form a collection of their own, named after the corpus; it comes first.

    Raises:
        CollectionError: there is no such folder, a collection.toml cannot be used, or two collections share a name.
    """
    if not corpus.is_dir():
        raise CollectionError(f"{corpus}: there is no such folder; name the folder that holds the documents")
    folders = collection_folders(corpus)
    collections = [load_collection(folder) for folder in folders]
    if corpus not in folders and document_paths(corpus, (), _README):
        collections.insert(0, Collection(corpus.resolve().name or "documents", corpus, DocumentsReader()))
    named: dict[str, Path] = {}
    for collection in collections:
        other = named.setdefault(collection.name, collection.folder)
        if other != collection.folder:
            raise CollectionError(f"{other} and {collection.folder} are both called {collection.name!r}; rename one")
    return collections


def _language(given: str) -> str:
    found = normalise(given) if given else ""
    if found == UNDETERMINED:
        raise CollectionError(f"language {given!r} is no language code; write en, fr or ru, say, or leave it out")
    return found


def make_collection(folder: Path, values: Mapping[str, object]) -> Collection:
    """The collection that the values of a collection.toml describe.

    Raises:
        CollectionError: a key or value cannot be used; the message names it and says what to do.
    """
    check_keys(values, _KEYS)
    for key in ("name", "reader"):
        if not values.get(key):
            raise CollectionError(f"{key} is missing; write {'name = ...' if key == 'name' else 'a [reader] section'}")
    reader = _reader(section(values, "reader"))
    fields = _fields(section(values, "fields"), "fields")
    versions = tuple(_fields(version, "versions") for version in sections(values, "versions"))
    _check_texts(reader, fields, versions)
    return Collection(
        name=text(values, "name"),
        folder=folder,
        reader=reader,
        publisher=text(values, "publisher"),
        licence=text(values, "licence"),
        language=_language(text(values, "language")),
        homepage=text(values, "homepage"),
        fields=fields,
        versions=versions,
        columns=derived_columns(sections(values, "columns")),
        facts=_templates(section(values, "facts"), "facts"),
        fetch=fetch_section(section(values, "fetch"), METADATA_FIELDS),
    )


def _reader(values: Mapping[str, object]) -> Reader:
    kind = values.get("kind")
    if kind == "documents":
        check_keys(values, ("kind", "include", "exclude"), "reader.")
        exclude = texts(values, "exclude", "reader.") if "exclude" in values else _README
        return DocumentsReader(texts(values, "include", "reader."), exclude)
    if kind == "table":
        check_keys(values, ("kind", "path", "delimiter", "encoding", "sheet", "only", "join"), "reader.")
        return _table_reader(values)
    if kind == "thesaurus":
        check_keys(values, ("kind", "path"), "reader.")
        path = text(values, "path", "reader.")
        if not path:
            raise CollectionError("reader.path is missing; name the Turtle file, relative to this folder")
        return ThesaurusReader(path)
    raise CollectionError(f'reader.kind is {kind!r}; write kind = "documents", "table" or "thesaurus"')


def _table_reader(values: Mapping[str, object]) -> TableReader:
    path = text(values, "path", "reader.")
    if not path:
        raise CollectionError("reader.path is missing; name the table, relative to this folder")
    delimiter = text(values, "delimiter", "reader.") or ("\t" if path.lower().endswith(".tsv") else ",")
    if len(delimiter) != 1:
        raise CollectionError(f"reader.delimiter is {delimiter!r}; write a single character")
    encoding = text(values, "encoding", "reader.") or "utf-8"
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise CollectionError(f"reader.encoding {encoding!r} is unknown; write for example cp1252 or utf-16") from error
    sheet = text(values, "sheet", "reader.")
    if sheet and not path.lower().endswith(".xlsx"):
        raise CollectionError(f"reader.sheet is for .xlsx only, and {path} has no sheets; remove it")
    only, join = wanted_rows(section(values, "only")), make_join(section(values, "join"))
    return TableReader(path, delimiter, encoding, sheet, only, join)


def _fields(values: Mapping[str, object], place: str) -> Mapping[str, str]:
    check_keys(values, FIELDS, f"{place}.")
    templates = _templates(values, place)
    if not is_date_form(templates.get("date_format", "%Y")):
        raise CollectionError(f"{place}.date_format tells no year; write it as %d-%m-%Y or in another such form")
    return templates


def _templates(values: Mapping[str, object], place: str) -> Mapping[str, str]:
    templates = {key: text(values, key, f"{place}.") for key in values}
    for key, template in templates.items():
        try:
            columns(template)
        except CollectionError as error:
            raise CollectionError(f"{place}.{key}: {error}") from error
    return templates


def _check_texts(reader: Reader, fields: Mapping[str, str], versions: tuple[Mapping[str, str], ...]) -> None:
    mappings: list[Mapping[str, str]] = [{**fields, **version} for version in versions] or [fields]
    for mapping in mappings:
        found = [key for key in TEXT_FIELDS if key in mapping]
        if isinstance(reader, TableReader) and len(found) != 1:
            raise CollectionError(f"a document needs exactly one of {', '.join(TEXT_FIELDS)}; found {found or 'none'}")
        if TEXT_PART in mapping and "text_file" not in mapping:
            raise CollectionError("text_part is a part of a file; name the file in text_file")
        if isinstance(reader, ThesaurusReader) and (fields or versions):
            raise CollectionError("a thesaurus has no fields; remove [fields] and [[versions]]")
        if isinstance(reader, DocumentsReader) and (found or versions):
            raise CollectionError(f"{(found or ['versions'])[0]} is for tables only; the text is that of the files")
