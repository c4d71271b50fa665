"""A finished batch as a document: what was read, how urgent it is, the first cases, what was refused."""

import json
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

from screening.batch.join import Finished
from screening.batch.said import read_in_words, refusal
from screening.batch.scores import NO_DATE, URGENCIES
from screening.dates.words import days_left_in_words
from screening.law.names import names_of
from screening.law.pack import Pack
from screening.report.document import (
    DeadlineEntry,
    Document,
    Line,
    Paragraph,
    Role,
    Section,
    Source,
    Span,
    StampRow,
    SummaryRow,
    line,
    span,
)
from screening.report.words import Words, lower_first
from screening.safe_text import SafeText, safe
from screening.vocabulary import CIRCUITS, Language, Protection

_REFUSED_SHOWN: Final = 5
_MOST_OPEN: Final = 3
_EMPTY: Final = SafeText("")
_LOUD: Final[dict[str, Role]] = {
    "overdue": "urgent", "today": "urgent", "critical": "urgent", "soon": "attention", "unknown_date": "bold",
}  # fmt: skip


def batch_document(finished: Finished, output: Path, pack: Pack, sort: str, language: Language) -> Document:
    """The page of one batch. The first cases stand in the order of the triage table."""
    summary = finished.summary
    words = Words(language)
    says = words.own(summary["says"][language])
    sections = [_first(finished, words, sort)]
    if summary["rejected"]:
        sections.append(_refused(summary, output, words))
    return Document(
        title=words("batch.title"),
        marking=words(
            "batch.marking",
            day=words.day(date.fromisoformat(summary["as_of"])),
            pack=pack.id,
            version=pack.version,
        ),
        language=language,
        summary=tuple(_summary(summary, pack, words)),
        warning=says,
        sections=tuple(sections),
        closing=_EMPTY,
    )


def _summary(summary: dict[str, Any], pack: Pack, words: Words) -> list[SummaryRow]:
    counts = summary["counts"]
    return [
        SummaryRow(words("batch.read"), line(read_in_words(summary, words))),
        SummaryRow(words("batch.circuits"), line(_circuits(counts.get("circuit", {}), words))),
        SummaryRow(words("batch.urgency"), _urgencies(counts.get("urgency", {}), words)),
        SummaryRow(words("batch.open.label"), line(_most_open(counts, pack, words))),
    ]


def _circuits(counts: dict[str, int], words: Words) -> SafeText:
    known = sorted((code for code in counts if code), key=lambda code: (-counts[code], CIRCUITS.index(code)))
    parts = [f"{words.circuit(code)} {counts[code]:,}" for code in known]
    if "" in counts:
        parts.append(words("batch.circuit_unknown", n=f"{counts['']:,}"))
    return safe(" · ".join(parts)) or words("batch.nothing")


def _urgencies(counts: dict[str, int], words: Words) -> Line:
    parts: list[Span] = []
    for code in (*URGENCIES, NO_DATE):
        if counts.get(code):
            parts.append(span(" · " if parts else ""))
            parts.append(span(words(f"batch.urgency.{code}", n=f"{counts[code]:,}"), _LOUD.get(code, "")))
    return line(*parts) if parts else line(words("batch.nothing"))


def _most_open(counts: dict[str, dict[str, int]], pack: Pack, words: Words) -> SafeText:
    """The elements that are open in most cases, each under the protection where it is open most often."""
    found: dict[str, int] = {}
    for protection in Protection:
        for name, element in pack.elements.items():
            if element.needed.get(protection):
                times = counts.get(f"{protection} {name}", {}).get("open", 0)
                found[name] = max(found.get(name, 0), times)
    first = sorted((name for name in found if found[name]), key=lambda name: -found[name])[:_MOST_OPEN]
    country = words("that_country")
    names = names_of(pack, words.language)
    said = {name: pack.elements[name].name[words.language].format(country=country) for name in first}
    named = [f"{lower_first(said[name], names)} ({found[name]:,})" for name in first]
    return words("batch.open.text", elements=", ".join(named) or words("batch.nothing"))


def _first(finished: Finished, words: Words, sort: str) -> Section:
    note = words("batch.first.note", n=len(finished.first), all=f"{finished.summary['scored']:,}")
    blocks = tuple(_case(row, words) for row in finished.first)
    return Section(1, words(f"batch.first.{sort}"), note, _EMPTY, blocks)


def _case(row: dict[str, str], words: Words) -> DeadlineEntry:
    days = int(row["days_left"]) if row["days_left"] else None
    time = days_left_in_words(days, words.language) if row["urgency"] != NO_DATE else words("batch.for.none")
    outcomes = " · ".join(
        f"{words(f'protection_in_text.{one}')} {words(f'outcome_short.{row[one]}')}" for one in Protection
    )
    settled = words("batch.settled", n=row["readiness"], all=row["readiness_of"])
    return DeadlineEntry(
        time=_short(row["urgency"], days, words),
        role=_LOUD.get(row["urgency"], ""),
        spoken=safe(time),
        title=safe(row["case"]),
        text=line(f"{_what_for(row['deadline'], words)}; {outcomes}; {words('batch.col.settled')} {settled}"),
        source=Source(),
    )


def _short(urgency: str, days: int | None, words: Words) -> SafeText:
    if urgency == NO_DATE:
        return words("batch.time.none")
    if days is None:
        return words("time.undated")
    if days < 0:
        return words("time.overdue")
    if days == 0:
        return words("time.today")
    years = days * 4 // 1461
    return words.count("time.years", years) if years else words.count("time.days", days)


def _what_for(kind: str, words: Words) -> SafeText:
    for key in (f"batch.for.{kind or 'none'}", f"deadline.kind.{kind}"):
        if words.has(key):
            return words(key)
    return words("deadline.kind.other")


def _refused(summary: dict[str, Any], output: Path, words: Words) -> Section:
    with (output / "rejects.ndjson").open("rb") as stream:
        rejects = [json.loads(each) for each in islice(stream, _REFUSED_SHOWN)]
    rows = [_reject(found, words) for found in rejects]
    end = Paragraph(line(span(words("batch.refused.more"), "quiet")))
    note = words("batch.first.note", n=len(rows), all=f"{summary['rejected']:,}")
    return Section(2, words("batch.refused"), note, _EMPTY, (*rows, end))


def _reject(found: dict[str, Any], words: Words) -> StampRow:
    place = words("batch.refused.line", n=found["line"])
    code = str(found["code"])
    place = safe(f"{place}, {found['where']}") if found["where"] else place
    return StampRow(words("batch.refused.file", n=found["file"]), safe(f"{place}: {refusal(code, words)}"))
