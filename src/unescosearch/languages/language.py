"""What a record of a language holds."""

from __future__ import annotations

from dataclasses import dataclass

from unescosearch.writing import LATIN


@dataclass(frozen=True, slots=True)
class Questions:
    """Regular expressions for the words with which a question asks for something, "" where none are known.

    Attributes:
        time: a year, a date.
        number: how many, how much.
        person: who.
    """

    time: str = ""
    number: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language, as far as the program has to know it; the defaults are those of one that nobody described.

    Attributes:
        code: BCP 47 primary subtag.
        label: in its own name, for whoever chooses the language of the page.
        cldr: its locale in the CLDR where its code alone is not enough: "en_GB", "zh_Hans".
        iso639_2: its codes of three letters, for libraries and for books, as catalogues write them.
        tesseract: its name for OCR where it is not its code.
        detected: whether texts are tried for it.
        asked: whether queries are looked for in it even where no document is in it.
        interface: whether the page speaks it; it then has a file in `page/locales`.
        named: whether names of countries, languages and towns in it are part of the lexicon.
        scripts: ranges of letters (`writing`) that it is written in.
        own_script: the range whose letters tell it, but for neighbours with letters of their own.
        own_letters: what none of its neighbours in a script writes: they stand in every tenth place.
        shared_letters: what few of them write, and what counts beside its own letters.
        spaced: whether spaces part its words.
        spelt: whether a slip can be told by letters: there are words, and the index does not cut them short.
        stemmer: name of the Snowball stemmer that the engine brings.
        engine_stop_words: whether the engine brings stop words under that name.
        stop_words: further ones, or all; regular expressions where no spaces part the words.
        stem_letters: letters to which the index cuts a word that has endings and no stemmer, 0 for no cut.
        endings: what the index cuts off a word that has no stemmer, the longest first.
        same_letters: (regular expression, meant) for letters that are often written for each other.
        simplified: whether its traditional ideographs are read as the simplified ones.
        decimal_comma: whether its decimals stand after a comma, and its figures in groups between points.
        prefixes: what is written together with the word after it or with a hyphen: cooperation, co-operation.
        apart_prefixes: those of them that also stand apart, for they are no words: non formal.
        compounds: words that are written together or with a hyphen, by their hyphened beginnings: text-book.
        plurals: (ending of the plural, what stands for it in the singular), the longest first.
        clitics: what is written together with the word after it, the longest first.
        name_endings: letters at the end of a name that its stemmer may wrongly take off, at most.
        g_for_h: whether a g may stand for the h of a foreign name.
        vocabulary_of: code of the language whose words it writes as its own, "" for none.
        conjunctions: what joins two words, and can stand after a hyphen at a line's end ("pre- and post-war").
        questions: its question words.
        number_words: regular expression for the numbers that it writes out.
        centuries: regular expression for a century.
        references: regular expression for the heading of a list of references.
        citing: regular expression for words that only an entry of such a list has.
        page: regular expression for what stands before the number of a page.
        out_of: what stands between that and the number of all pages.
        heading_style: regular expression for the name of the style that word processors give to headings.
    """

    code: str
    label: str = ""
    cldr: str = ""
    iso639_2: tuple[str, ...] = ()
    tesseract: str = ""
    detected: bool = False
    asked: bool = False
    interface: bool = False
    named: bool = False
    scripts: tuple[str, ...] = (LATIN,)
    own_script: str = ""
    own_letters: str = ""
    shared_letters: str = ""
    spaced: bool = True
    spelt: bool = True
    stemmer: str = ""
    engine_stop_words: bool = False
    stop_words: tuple[str, ...] = ()
    stem_letters: int = 0
    endings: tuple[str, ...] = ()
    same_letters: tuple[tuple[str, str], ...] = ()
    simplified: bool = False
    decimal_comma: bool = False
    prefixes: tuple[str, ...] = ()
    apart_prefixes: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    plurals: tuple[tuple[str, str], ...] = ()
    clitics: tuple[str, ...] = ()
    name_endings: int = 0
    g_for_h: bool = False
    vocabulary_of: str = ""
    conjunctions: tuple[str, ...] = ()
    questions: Questions = Questions()
    number_words: str = ""
    centuries: str = ""
    references: str = ""
    citing: str = ""
    page: str = ""
    out_of: str = ""
    heading_style: str = ""

    @property
    def locale(self) -> str:
        """Its name in the CLDR."""
        return self.cldr or self.code
