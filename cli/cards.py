"""``screening rules cards``: the rules as a static site for lawyers."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from screening.errors import OutputError
from screening.law.pack import Pack
from screening.report.cards.markup import link, page, tag
from screening.report.cards.site import rule_site
from screening.report.words import Words
from screening.sentences import said
from screening.vocabulary import LANGUAGES, Language

from .findings import say
from .law_desk import desk_app
from .options import AsOf, PackFolder, Plain, day_of, pack_of

__all__ = ["desk_app"]

_NAMES = {"en": "English", "es": "Español"}


@desk_app.command("cards")
def cards(
    output: Annotated[Path, typer.Option("-o", "--output", help="A new folder for the site.")],
    lang: Annotated[
        Literal["en", "es"] | None, typer.Option("--lang", help="One language only. Default: both.")
    ] = None,
    as_of: AsOf = "",
    pack_at: PackFolder = None,
    plain: Plain = False,
) -> None:
    """A page for every rule, to be checked and signed by a lawyer who reads no YAML."""
    day, pack = day_of(as_of), pack_of(pack_at)
    languages: tuple[Language, ...] = LANGUAGES if lang is None else (lang,)
    _check_new(output)
    pages = site_pages(pack, languages, day)
    _write(pages, output)
    words = Words(lang or "en")
    index = output / "index.html"
    say(words.count("cards.done", len(pages), folder=str(index)), words, plain=plain)


def site_pages(pack: Pack, languages: tuple[Language, ...], as_of: date) -> dict[str, str]:
    """Every page by its path: one folder for each language, and a first page that leads to them."""
    pages = {
        f"{language}/{path}": text
        for language in languages
        for path, text in rule_site(pack, language, as_of=as_of, languages=languages).items()
    }
    links = [tag("li", link(_NAMES[one], f"{one}/index.html", lang=one)) for one in languages]
    title = " · ".join(Words(one)("cards.title") for one in languages)
    pages["index.html"] = page(languages[0], title, [tag("main", tag("h1", title), tag("ul", *links))])
    return pages


def _check_new(folder: Path) -> None:
    """Refuse, before the pages are made, a folder that holds something. Raises OutputError."""
    try:
        if folder.exists() and any(folder.iterdir()):
            raise OutputError([said("folder.not_empty").problem("output.exists")], source=str(folder))
    except OSError:
        raise OutputError([said("file.not_written").problem("output.failed")], source=str(folder)) from None


def _write(pages: dict[str, str], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in pages.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    except OSError:
        raise OutputError([said("file.not_written").problem("output.failed")], source=str(folder)) from None
