"""Prefixes that several languages share, and write together with a word or with a hyphen."""

from __future__ import annotations

# From Greek and Latin, and short for peoples and continents; what is a word of its own in a language is left out.
LATIN_PREFIXES = """
    aero afro agro anglo anti archaeo archeo arqueo audio auto bi bio co cyber e eco éco electro électro ethno etno euro
    extra geo géo hydro hidro hyper ibero ibéro infra inter intra macro mega meta micro mono multi neo néo para photo
    physico pluri poly pre pré proto pseudo psycho quasi re ré semi socio sub super supra techno tele télé thermo trans
    tri ultra uni
"""
CYRILLIC_PREFIXES = """
    авиа авто агро анти аудио аэро био веб видео гео гидро гипер кибер кино контр макро мега меж микро мини моно мульти
    онлайн пост псевдо радио супер теле транс ультра фото эко электро этно
"""
