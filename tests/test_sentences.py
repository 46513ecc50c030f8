"""What says something is told from lists: of names and places, of figures, of references, however they are written."""

from __future__ import annotations

import pytest

from unescosearch.sentences import is_prose

RUNNING = (
    "and the pupils of the upper school, who had come by the first train, walked along a canal to the mill, where "
    "a guide was waiting with lamps and ropes; from there the path climbs through fields of barley to the edge "
    "of the forest, and those who were tired rested at the spring while the others went on with the"
)
SPACED = " ".join(letter for letter in "governmentsandschoolsofallregions")


@pytest.mark.parametrize(
    "text",
    [
        "The school stands by the river.",
        RUNNING,  # part of a sentence
        f"Never again, s a y s {SPACED} the report, {RUNNING}",  # a scan with a space after each letter
        "Almaty.\n\nUNESCO Almaty Cluster Office, Kazakhstan, Kyrgyzstan, Tajikistan, Uzbekistan opened in 1994.",
        "Эта школа стоит у реки, и её ученики каждую весну измеряют высоту воды.",
        "هذه المدرسة قريبة من النهر ويقيس تلاميذها ارتفاع الماء كل ربيع.",
        "这所学校在河边，学生们每年春天测量水位的高度。",
        "DO NOT TOUCH THE PAINTINGS IN THIS CAVE, SAID THE SIGN AT ITS DOOR, WHICH HAD BEEN THERE FOR YEARS. " * 2,
    ],
)
def test_what_says_something_is_prose(text: str) -> None:
    assert is_prose(text, "en" if text.isascii() else "zh" if "这" in text else "ar" if "ه" in text else "ru")


def test_words_with_an_elision_or_a_hyphen_are_words_of_running_text() -> None:
    french = (
        "l'eau d'un étang qu'on n'avait jamais vu d'aussi près que l'été d'avant, car l'éclusier d'alors l'avait vidé "
        "jusqu'au fond d'argile et l'on s'y promenait d'un bord à l'autre, comme l’enfant qu’on n’appelle plus, sous "
    )
    assert is_prose(french * 2, "fr")
    assert is_prose(
        "of the co-operation that self-taught basket-makers sought in on-going, half-forgotten trade-fairs " * 5, "en"
    )


@pytest.mark.parametrize(
    "text",
    [
        "UNESCO Courier May 1960 25",
        "FINLAND. Akateeminen Kirjakauppa, Keskuskatu, Helsinki (Fmk 9.40). GHANA. Methodist Book Depot Ltd, Atlantis "
        "House, Accra. HONG KONG. Swindon Book Co., 64 Nathan Road, Kowloon. IRELAND. The National Press, 2 Wellington "
        "Road, Ballsbridge, Dublin. The shop is open on Mondays.",
        "1 Indonesia 2 Australia 3 United States 4 Morocco 5 United Kingdom 6 China 7 South Africa 8 Japan 9 Canada 10 "
        "Mexico 11 Bangladesh 12 Viet Nam 13 Brazil 14 Chile 15 Peru 16 Kenya. See the map.",
        "https://example.org/one https://example.org/two",
    ],
)
def test_a_list_is_no_prose_whatever_single_sentence_stands_in_it(text: str) -> None:
    assert not is_prose(text, "en")
