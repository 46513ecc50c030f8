"""What a web page holds and its readers do not read: hidden parts, consent dialogues, what stands there for no scripts.

The tree is changed in place. Consent dialogues are told by the names of the programs that make them, or by what the
page itself calls a part, or by a button to accept, each together with words of consent in seven languages and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from unescosearch.extract.cleaning import squeeze

_Tree: TypeAlias = Any  # lxml has no types

_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
# Programs that ask for consent, by the ids and classes of their dialogues.
_PROGRAMS = re.compile(
    r"onetrust|optanon|qc-cmp|didomi|cookiebot|usercentrics|truste[-_]|trustarc|evidon|klaro|tarteaucitron|axeptio"
    r"|iubenda-cs|osano-cm|termly-|cmplz|borlabs|moove_gdpr|cookie-?law|eupopup|sp_message|fc-consent|sd-cmp|cky-con"
    r"|cookieyes|cookie-?script|quantcast|sliding-popup|cc-window|cc-banner|(?:^|\s)ccc(?:\s|$)|wt-cli|ez-cookie",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"cookie|consent|gdpr|rgpd|dsgvo|ccpa|lgpd|(?<![a-z])cmp(?![a-z])|privacy|datenschutz", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\bcookies?\b|куки|қолданба|الارتباط|الكوكيز|privacy|personal data|vie privée|données (?:à caractère )?personnel"
    r"|privacidad|datos personales|конфиденциальност|персональн\w+ данн"
    r"|құпиялылық|дербес дерек|الخصوصية|البيانات الشخصية"
    r"|隐私|個人資料|个人信息|个人数据|datenschutz|privatsphäre|dati personali|dados pessoais"
    r"|tracking|trackers|traceurs",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\bcookies?\b|куки|الارتباط|الكوكيز|traceurs|trackers", re.IGNORECASE)
_ACCEPT = re.compile(
    r"accept|agree|allow|reject|decline|refuse|got it|accepter|refuser|j.accepte|tout (?:accepter|refuser)|aceptar"
    r"|acepto|rechazar|permitir|akzeptier|ablehn|zustimm|aceit|rejeit|accett|rifiut|принять|принимаю|соглас|отклон|разреш"
    r"|қабылда|келіс|бас тарту|قبول|موافق|أوافق|رفض|接受|同意|拒绝|拒絕|允许",
    re.IGNORECASE,
)
_WHOLE_PAGE = frozenset(("html", "head", "body", "main", "article"))
_OF_ARTICLES = ("main", "article", "h1", "nav", "header")
_LONGEST_BUTTON = 60
_LONGEST_BOX = 3_000
# A box is taken with what stands around it as long as that says little more.
_LITTLE_MORE = 1.4
_NOTICE = re.compile(r"java\s?script", re.IGNORECASE)
_LONGEST_NOTICE = 300


def remove_unseen(tree: _Tree) -> None:
    """Take out of a page what a reader of its text does not read.

    Args:
        tree: the page as lxml parsed it.
    """
    for element in [*filter(_is_hidden, _elements(tree))]:
        _drop(element)
    for element in [*filter(_is_consent, _elements(tree))]:
        _drop(element)
    for button in [*filter(_is_button, _elements(tree))]:
        if (box := _box_around(button)) is not None:
            _drop(box)
    _read_once(tree)


def _elements(tree: _Tree) -> Iterator[_Tree]:
    return (element for element in tree.iter() if isinstance(element.tag, str) and element.tag not in ("html", "head"))


def _drop(element: _Tree) -> None:
    """Take an element out of its page; one whose parent is gone already stays where it is."""
    if element.getparent() is not None:
        element.drop_tree()


def _is_hidden(element: _Tree) -> bool:
    if element.tag == "body":  # shown by a script once all is there
        return False
    if element.tag == "template" or (element.tag == "dialog" and element.get("open") is None):
        return True
    if element.get("aria-hidden", "").strip().lower() == "true":
        return True
    hidden = element.get("hidden")
    return (hidden is not None and hidden != "until-found") or bool(_HIDDEN_STYLE.search(element.get("style", "")))


def _is_consent(element: _Tree) -> bool:
    """Whether an element calls itself a dialogue about consent, or is a dialogue and speaks of it."""
    if element.tag in _WHOLE_PAGE or any(element.find(f".//{tag}") is not None for tag in _OF_ARTICLES[:3]):
        return False
    names = " ".join(element.get(name, "") for name in ("id", "class", "aria-label", "data-nosnippet", "data-testid"))
    if _PROGRAMS.search(names):
        return True
    dialogue = element.tag == "dialog" or element.get("aria-modal") == "true"
    dialogue = dialogue or element.get("role", "").lower() in ("dialog", "alertdialog", "alert", "banner", "region")
    return bool(dialogue or _NAMED.search(names)) and _speaks_of_consent(element, dialogue)


def _speaks_of_consent(element: _Tree, dialogue: bool) -> bool:
    """Whether the text of a part asks for consent; a chapter of an article has no button to give it with."""
    text = _text(element)
    if not _ABOUT.search(text):
        return False
    if any(_is_button(each) for each in element.iter() if isinstance(each.tag, str)):
        return True
    if not _COOKIES.search(text) or (len(text) > _LONGEST_BOX and not dialogue):
        return False
    return dialogue or not any(parent.tag in ("main", "article") for parent in element.iterancestors())


def _is_button(element: _Tree) -> bool:
    """Whether an element is something to press that accepts or refuses."""
    pressed = element.tag in ("button", "a") or element.get("role") == "button"
    if element.tag == "input" and element.get("type", "").lower() in ("button", "submit"):
        return bool(_ACCEPT.search(element.get("value", "")))
    return pressed and len(text := _text(element)) <= _LONGEST_BUTTON and bool(_ACCEPT.search(text))


def _box_around(button: _Tree) -> _Tree | None:
    """The part around a button that asks for consent to cookies; None where there is none without an article in it."""
    found, length = None, 0
    for element in button.iterancestors():
        text = _text(element)
        if element.tag in _WHOLE_PAGE or len(text) > _LONGEST_BOX:
            break
        if any(element.find(f".//{tag}") is not None for tag in _OF_ARTICLES):
            break
        if found is None and not _COOKIES.search(text):
            continue
        if found is not None and len(text) > _LITTLE_MORE * length:
            break
        found, length = element, length or len(text)
    return found


def _read_once(tree: _Tree) -> None:
    """Content that stands in a `noscript` for readers without scripts becomes content where it stands nowhere else."""
    for element in [*tree.iter("noscript")]:
        text = _text(element)
        head = any(parent.tag == "head" for parent in element.iterancestors())
        notice = len(text) <= _LONGEST_NOTICE and _NOTICE.search(text)
        if not text or head or notice or _text(tree).count(text) > 1:
            _drop(element)
        else:
            element.tag = "div"


def _text(element: _Tree) -> str:
    return squeeze(" ".join(element.xpath("descendant-or-self::*[not(self::script or self::style)]/text()")))
