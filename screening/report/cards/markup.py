"""HTML from a tree of elements: text and attributes are escaped by the serialiser, never by hand.

No page has a script, a form, or anything from elsewhere. The style sheet is the only inline style,
and the content policy names it by its hash.
"""

import base64
import hashlib
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, tostring

from screening.report.cards.style import CSS
from screening.safe_text import safe
from screening.vocabulary import Language

Child = Element | str

_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
POLICY: Final = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'"


def tag(name: str, /, *children: Child, **attributes: str) -> Element:
    """One element. An underscore in an attribute's name is a hyphen; ``cls`` is ``class``.

    Text is made safe; empty texts are left out.
    """
    named: dict[str, str] = {_attribute(key): safe(value) for key, value in attributes.items()}
    element = Element(name, named)
    for child in children:
        _append(element, child)
    return element


def link(text: str, href: str, **attributes: str) -> Element:
    """A link to another page of the site; ``href`` is made of our own ids alone."""
    return tag("a", text, href=href, **attributes)


def page(language: Language, title: str, body: Iterable[Child]) -> str:
    """A whole page."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", **{"http-equiv": "Content-Security-Policy", "content": POLICY}),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        _style(),
    )
    html = tag("html", head, tag("body", *body), lang=language)
    return "<!DOCTYPE html>\n" + tostring(html, encoding="unicode", method="html") + "\n"


def _style() -> Element:
    style = Element("style")
    style.text = CSS  # as it stands: the policy names its hash
    return style


def _attribute(key: str) -> str:
    return "class" if key == "cls" else key.replace("_", "-")


def _append(element: Element, child: Child) -> None:
    if isinstance(child, Element):
        element.append(child)
        return
    text = safe(child)
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
