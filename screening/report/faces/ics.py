"""The days that can still be kept, as a calendar file (RFC 5545): what is due and when, and nothing else.

A calendar is copied to phones and servers nobody screened. So an event holds no name, no case id, no fact and
no text of an intake: only the kind of date in our own words, and the safe day.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from screening.assessment.model import Assessment, DeadlineResult
from screening.report.words import Words, lower_first
from screening.vocabulary import Language

_FOLD: Final = 75
"""Bytes of a line, its end not counted; longer ones go on in the next line, after a space."""
_WARN_DAYS: Final = 14


def render_ics(assessment: Assessment, language: Language) -> str:
    """All days from the as-of day on, nearest first; "" if there is none. The same assessment gives the same text."""
    words = Words(language)
    due = [one for one in assessment.deadlines if one.earliest and one.earliest >= assessment.as_of]
    due.sort(key=lambda one: (one.earliest or date.max, one.kind, one.item_id))
    if not due:
        return ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//asylum-screening//deadlines//EN",
        "CALSCALE:GREGORIAN",
    ]
    for one in due:
        lines += _event(one, assessment, words)
    return "".join(folded(line) for line in (*lines, "END:VCALENDAR"))


def _event(deadline: DeadlineResult, assessment: Assessment, words: Words) -> Iterable[str]:
    day = deadline.earliest or assessment.as_of
    key = f"ics.{deadline.kind}"
    what = words(key) if words.has(key) else _kind(deadline, words)
    title = words("ics.title", what=what)
    notes = [words("ics.note")]
    if deadline.latest != deadline.earliest:
        notes.insert(0, words("ics.first_day"))
    return (
        "BEGIN:VEVENT",
        f"UID:{_uid(deadline, assessment)}@asylum-screening.invalid",
        f"DTSTAMP:{assessment.as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(title)}",
        f"DESCRIPTION:{escaped(' '.join(notes))}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(title)}",
        f"TRIGGER:-P{_WARN_DAYS}D",
        "END:VALARM",
        "END:VEVENT",
    )


def _kind(deadline: DeadlineResult, words: Words) -> str:
    key = f"deadline.kind.{deadline.kind}"
    return lower_first(words(key if words.has(key) else "deadline.kind.other"))


def _uid(deadline: DeadlineResult, assessment: Assessment) -> str:
    """The same for the same file and date, so that a second import changes nothing; it names nobody."""
    told = f"{assessment.stamp.intake_sha256} {deadline.kind} {deadline.item_id} {deadline.earliest}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon and comma escaped, a line break as ``\\n``."""
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """One content line with its end, folded so that no line has more than 75 bytes and no letter is split."""
    out, room = [""], _FOLD
    for char in line:
        size = len(char.encode())
        if size > room:
            out.append(" ")
            room = _FOLD - 1
        out[-1] += char
        room -= size
    return "\r\n".join(out) + "\r\n"
