"""Writing systems: the ranges of their letters, what counts as a word, and the normal forms of a text.

Ranges are written as they stand within the brackets of a regular expression; `letters` makes one of them.
"""

from __future__ import annotations

import re
import unicodedata

LATIN = "A-Za-z\u00c0-\u024f"
CYRILLIC = "\u0400-\u052f"
ARABIC = "\u0600-\u06ff"
ARMENIAN = "\u0531-\u058f"
# Ideographs: the unified ones with their first extension, and those of compatibility.
HAN = "\u3400-\u9fff\uf900-\ufaff"
KANA = "\u3040-\u30ff"
HANGUL = "\uac00-\ud7af"
# Chinese and Japanese set no space between words; the Thai, Lao, Burmese and Khmer neither.
WITHOUT_SPACES = KANA + HAN
SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Punctuation and forms of full width, which stand between Chinese letters without a space too.
WIDE_SIGNS = "\u3000-\u303f\uff00-\uffef"
# Everything between the first syllable and the last ideograph, signs such as ㎡ too: two of them cost an encoder about
# as much as four Latin letters. Parts of stored texts are counted by it, so it is kept apart from the letters above.
WIDE = "\u3040-\u9fff"
# Hebrew, Syriac and their like run from the right as Arabic does; the figures among them do not.
RIGHT_TO_LEFT_FORMS = "\ufb1d-\ufdff\ufe70-\ufefc"
RIGHT_TO_LEFT = "\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff" + RIGHT_TO_LEFT_FORMS
# A mark after one of these is no opening quotation mark: 5", ארה"ב. Scripts without spaces are left out.
SPACED = "0-9A-Za-z\u00c0-\u04ff\u0590-\u05ff"
# Of Arabic: vowels and the stroke that only widens a word.
ARABIC_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670"
# Of Hebrew: points and accents.
HEBREW_MARKS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
# Signs in the Koran, beside the vowels.
_KORANIC_MARKS = "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
# Accents that make no single letter with what they stand on, such as the stress in Russian.
LOOSE_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# What may be left out in writing.
SILENT_MARKS = ARABIC_MARKS + _KORANIC_MARKS + HEBREW_MARKS + LOOSE_ACCENTS
# What nobody sees: soft hyphens, joiners and non-joiners, marks of direction, of width and of variants.
INVISIBLE = "\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f" + (
    "\U000e0000-\U000e0fff"
)
# As Arabic and as Persian write them.
ARABIC_DIGITS = "٠-٩۰-۹"
# Figures above and below the line, fractions and figures in circles: after a figure they are another number.
RAISED = "¹²³⁰⁴-⁹½¼¾⅐-⅟↉①-⒛⓪"
LOWERED = "₀-₉"
# The hyphens that bind words, the one that no line breaks at too.
HYPHENS = "\u2010\u2011\\-"

# Capitals at which names begin: those of the lexicon in Latin letters, of an answer in all alphabets of the page. At a
# line's end a Kazakh one does not yet keep a hyphen: texts are stored as engines see them.
LATIN_CAPITALS = "A-ZÀ-ÖØ-Þ"
CAPITALS = "A-ZА-Я"
KAZAKH_CAPITALS = "ӘҒҚҢӨҰҮҺІ"

# One letter, and one letter or digit.
LETTER = r"[^\W\d_]"
SIGN = r"[^\W_]"

# What a word is differs with a reason. The engines index runs of letters, digits and low lines.
WORD = re.compile(r"\w+")
# Letters alone: whether a page can be read is told by them.
LETTERS = re.compile(f"{LETTER}+")
# A reader takes what a hyphen or an apostrophe binds for one word.
COMPOUND = re.compile(rf"{SIGN}+(?:['’\-]{SIGN}+)*")
# One that may be spelt wrong holds no digit.
SPELT = re.compile(rf"{LETTER}+(?:['’\-]{LETTER}+)*")
# One that is broken at the end of a line is broken at a hyphen, never at an apostrophe.
HYPHENATED = re.compile(rf"{LETTER}+(?:-{LETTER}+)*")
# Texts are alike in their words: a row of low lines is a place to write on, and a letter of Chinese says a word.
SAID = re.compile(f"[{WITHOUT_SPACES}]|{SIGN}+")
# The lexicon lets numbers stand for themselves whatever is glued to them (1932年, 1970-х), and a word of Chinese begin
# at any letter; kana make words of their own.
TOKEN = re.compile(rf"[0-9]+|[{HAN}]|[^\W0-9{HAN}]+")
# The page counts words to tell a question from a few words: about two letters of Chinese make one.
COUNTED = re.compile(f"[{HAN}]{{1,2}}|{COMPOUND.pattern}")
# What stands between words and says nothing.
NO_SIGN = re.compile(r"[\W_]+")


def letters(*ranges: str) -> re.Pattern[str]:
    """A pattern of one letter of some ranges."""
    return re.compile(f"[{''.join(ranges)}]")


def composed(text: str) -> str:
    """A text with each letter as one sign, ligatures and forms of width taken apart (NFKC)."""
    return unicodedata.normalize("NFKC", text)


_UNSEEN, _SILENT = letters(INVISIBLE), letters(SILENT_MARKS)
# Units after which a raised figure is a power; after any other word it is the mark of a note.
_UNITS = {"m", "km", "dm", "cm", "mm", "µm", "μm", "ha", "ft", "yd", "mi", "м", "км", "дм", "см", "мм", "م", "كم"}
_WITH_RAISED = re.compile(rf"([^\W{RAISED}]*)([{RAISED}]+)")
_RAISED_FIGURE = letters(RAISED)
_LOWERED_FIGURE = re.compile(rf"(?<=\d)(?=[{LOWERED}])")
# Stress that is written with a sign, or letter, of its own: Запове´дник, Запове́дник with a Latin é.
_STRESS = re.compile(rf"(?<=[{CYRILLIC}])\u00b4|(?<=[{CYRILLIC}])[áéóýÁÉÓÝ]|[áéóýÁÉÓÝ](?=[{CYRILLIC}])")
_UNSTRESSED = {"\u00b4": "", **dict(zip("áéóýÁÉÓÝ", "аеоуАЕОУ", strict=True))}
# Stressed letters that are letters of their own elsewhere, and letters that are apostrophes.
_ALIKE = str.maketrans({"ѐ": "е", "Ѐ": "Е", "ѝ": "и", "Ѝ": "И", "ʼ": "'", "ʻ": "'", "ʹ": "'", "ʽ": "'"})
_TRADE = re.compile("[™℠]")


def uniform(text: str) -> str:
    """A text with each letter and figure written in one way, and without marks that may be left out.

    A raised figure stays apart from the number or word that it stands after: 10³ is no 103.
    """
    if text.isascii():
        return text
    text = _LOWERED_FIGURE.sub("^", _TRADE.sub(" ", _UNSEEN.sub("", text)))
    if _RAISED_FIGURE.search(text):
        text = _WITH_RAISED.sub(_apart, text)
    text = _STRESS.sub(lambda found: _UNSTRESSED[found[0]], text)
    return with_plain_digits(_SILENT.sub("", composed(text)).translate(_ALIKE))


def _apart(found: re.Match[str]) -> str:
    word, figure = found.groups()
    return word + figure if not word or word.lower() in _UNITS else f"{word}^{figure}"


def plain(text: str) -> str:
    """A text without case and accents, the dotless i with its dot: what a reader takes for the same."""
    parted = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def plain_words(text: str) -> str:
    """The words of a text with a space between them, without case, accents and punctuation."""
    return " ".join(WORD.findall(plain(text)))


def caseless_words(text: str) -> list[str]:
    """The words of a text without case; accents are kept, for they part words of prints that are compared."""
    return WORD.findall(composed(text).casefold())


def bare(text: str) -> str:
    """The letters and digits of a text in lower case: what a copy or a scan leaves as it is."""
    return NO_SIGN.sub("", text.lower())


def with_plain_digits(text: str) -> str:
    """The text with all digits of other scripts as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(letter))
        if letter.isdigit() and not letter.isascii() and unicodedata.digit(letter, -1) >= 0
        else letter
        for letter in text
    )
