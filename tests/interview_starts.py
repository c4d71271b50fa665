"""Cases in which all that comes before the day of entry has been asked, for tests of the drivers."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from real_pack import real_pack

from screening.interview.keeping import CaseKeeper
from screening.interview.planner import CONSENT, Planner
from screening.interview.record import Answer, Record
from screening.interview.session import Session
from screening.store.cases import open_unencrypted_store

DAY = date(2026, 11, 24)


@cache
def at_the(path: str = "entries") -> Record:
    """A record whose next question is at a path, the day of entry; what comes before is consent, and
    what everybody would rather not say."""
    session = Session(Planner(real_pack(), DAY), Record(id="case-1", began=DAY.isoformat()))
    while session.step is not None and session.step.path != path:
        asked = session.step.path
        if session.step.kind == "list":
            session = session.end_list("closed")
        elif session.step.kind == "warning":
            session = session.go_on("on")
        else:
            session = session.answer(Answer(value=True) if asked in CONSENT else Answer(state="declined"))
    return session.record


def at_the_entry() -> Record:
    """A record whose next question is the day of entry."""
    return at_the()


def begun(store: Path, record: Record | None = None) -> str:
    """A case in an unencrypted store, new where there is none, at the day of entry unless a
    record is given; its id."""
    now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    with open_unencrypted_store(store).new({"format": "asylum.intake/1", "id": "case-1"}, now=now) as opened:
        CaseKeeper(opened, lambda: now).keep(record or at_the())
        return opened.record.case
