"""``summary.html``: the summary of a batch as one page with charts, for people who do not work on a terminal.

Built from the summary alone and the texts of the pack. No script, nothing from elsewhere; the content policy admits
the one style sheet by its hash. Each chart is a table with a bar of SVG beside each number, so that it can be read,
heard and copied. What comes from an intake is the case id; the template escapes it like all else.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from screening.batch.said import read_in_words, refusal
from screening.batch.scores import NO_DATE, URGENCIES
from screening.dates.words import days_left_in_words
from screening.law.pack import Pack
from screening.report.faces.page import page_style, page_template, style_pieces
from screening.report.words import Words, capital
from screening.safe_text import safe
from screening.vocabulary import CIRCUITS, ElementState, Language, Outcome, Protection

PAGES: Final[Mapping[str, Language]] = {"summary.html": "en", "summary.es.html": "es"}
"""The pages of a batch and their languages."""
_FOLDER: Final = Path(__file__).parent
_MOST_BARS: Final = 12
_STATES: Final = (
    ElementState.SUPPORTED, ElementState.NOT_SUPPORTED, ElementState.OPEN, ElementState.CONFLICTING,
)  # fmt: skip
_LOUD: Final = {"overdue": "urgent", "today": "urgent", "critical": "urgent", "soon": "attention"}


class Bar(NamedTuple):
    """One number of a chart: its name, how many cases, and its length in hundredths of the longest."""

    name: str
    cases: int
    length: int
    role: str = ""


class Group(NamedTuple):
    """Bars of one chart that have a heading of their own; ``more`` says how many are not shown."""

    name: str
    bars: tuple[Bar, ...]
    more: str = ""


class Chart(NamedTuple):
    """A section of the page: a heading, what is counted, and the groups."""

    id: str
    title: str
    note: str
    groups: tuple[Group, ...]


def summary_page(summary: Mapping[str, Any], pack: Pack, language: Language) -> str:
    """The page. The same summary gives the same text."""
    words = Words(language)
    return page_template(_FOLDER, "summary.html.j2").render(
        **style_pieces(page_style(_FOLDER, "summary.css")),
        words=words,
        title=words("batch.title"),
        marking=words(
            "batch.marking",
            day=words.day(date.fromisoformat(summary["as_of"])),
            pack=pack.id,
            version=pack.version,
        ),
        read=read_in_words(summary, words),
        says=words.own(summary["says"][language]),
        urgent=[_case(row, words) for row in summary["most_urgent"]],
        urgent_note=words(
            "batch.page.urgent.note", n=len(summary["most_urgent"]), all=f"{summary['scored']:,}"
        ),
        protections=[words(f"protection.{protection}") for protection in Protection],
        charts=list(_charts(summary, pack, words)),
    )


def _charts(summary: Mapping[str, Any], pack: Pack, words: Words) -> Iterable[Chart]:
    counts = summary["counts"]

    def chart(name: str, groups: Iterable[Group], **pieces: str) -> Chart:
        found = tuple(group for group in groups if group.bars)
        return Chart(name, words(f"batch.page.{name}"), words(f"batch.page.{name}.note", **pieces), found)

    urgency = [
        (
            capital(words(f"batch.urgency.{code}", n="").strip()),
            counts.get("urgency", {}).get(code, 0),
            _LOUD.get(code, ""),
        )
        for code in (*URGENCIES, NO_DATE)
    ]
    yield Chart("urgency", words("batch.urgency"), words("batch.page.cases"), (_group("", urgency),))
    weeks = [(_week(week, words), week["cases"], "") for week in summary["deadlines_by_week"]]
    while weeks and not weeks[-1][1]:
        weeks.pop()
    yield chart("weeks", [_group("", weeks, most=len(weeks))])
    settle = summary["would_settle"]
    asked = [
        (capital(pack.questions[name].short[words.language]), n, "")
        for name, n in settle["questions"].items()
        if name in pack.questions
    ]
    found = chart("settle", [_group("", asked, of=settle["looked_at"])], n=str(settle["looked_at"]))
    yield found if settle["looked_at"] else found._replace(note=words("batch.page.settle.none"))
    yield chart("outcomes", (_outcomes(summary, protection, words) for protection in Protection))
    yield chart("elements", _elements(summary, pack, words))
    weak = [
        (pack.rules[rule].text[words.language].title, n, "")
        for rule, n in summary["weak_spots"].items()
        if rule in pack.rules
    ]
    yield chart("weak_spots", [_group("", weak, words=words)])
    circuits = counts.get("circuit", {})
    known = [(words.circuit(code), circuits[code], "") for code in CIRCUITS if code in circuits]
    unknown = words("batch.circuit_unknown", n="").strip()
    courts = [*sorted(known, key=lambda each: -each[1]), (capital(unknown), circuits.get("", 0), "")]
    yield Chart(
        "circuits", words("batch.circuits"), words("batch.page.cases"), (_group("", courts, words=words),)
    )
    refused = sorted(counts.get("rejected", {}).items(), key=lambda each: (-each[1], each[0]))
    if refused:
        yield chart(
            "refused", [_group("", [(refusal(code, words), n, "") for code, n in refused], words=words)]
        )


def _group(
    name: str,
    bars: Iterable[tuple[str, int, str]],
    *,
    most: int = _MOST_BARS,
    of: int = 0,
    words: Words | None = None,
) -> Group:
    """Bars, the longest at full length; ``of`` is what full length stands for, else the largest number."""
    found = list(bars)
    shown, left = found[:most], len(found) - most
    full = of or max((n for _, n, _ in found), default=0) or 1
    more = words("batch.page.more", n=left) if words and left > 0 else ""
    return Group(
        name,
        tuple(Bar(text, n, max(round(n * 100 / full), int(n > 0)), role) for text, n, role in shown),
        more,
    )


def _outcomes(summary: Mapping[str, Any], protection: Protection, words: Words) -> Group:
    counts = summary["outcomes"][protection]
    bars = [(words(f"outcome_short.{one}"), counts.get(one, 0), "") for one in Outcome]
    return _group(words(f"protection.{protection}"), bars, of=summary["scored"])


def _elements(summary: Mapping[str, Any], pack: Pack, words: Words) -> Iterable[Group]:
    """Each element under the protections that demand it."""
    country = words("that_country")
    for name, element in pack.elements.items():
        title = capital(element.name[words.language].format(country=country))
        for protection in element.needed:
            counts = summary["counts"].get(f"{protection} {name}", {})
            bars = [(words.state(state).word, counts.get(state, 0), "") for state in _STATES]
            yield _group(f"{title}: {words(f'protection.{protection}')}", bars, of=summary["scored"])


def _week(week: Mapping[str, Any], words: Words) -> str:
    first = words.day(date.fromisoformat(week["from"]))
    if not week["to"]:
        return words("batch.page.later", first=first)
    return words("batch.page.week", first=first)


def _case(row: Mapping[str, str], words: Words) -> dict[str, Any]:
    days = int(row["days_left"]) if row["days_left"] else None
    time = words("batch.for.none") if row["urgency"] == NO_DATE else days_left_in_words(days, words.language)
    kind = row["deadline"]
    keys = (f"batch.for.{kind or 'none'}", f"deadline.kind.{kind}")
    what = next((words(key) for key in keys if words.has(key)), words("deadline.kind.other"))
    return {
        "case": safe(row["case"]),
        "time": capital(time),
        "role": _LOUD.get(row["urgency"], ""),
        "what": what,
        "outcomes": [words(f"outcome_short.{row[protection]}") for protection in Protection],
        "settled": words("batch.settled", n=row["readiness"], all=row["readiness_of"]),
    }
