"""Random fragments of intakes, heavy on dates, for properties of derived facts."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

STATES = st.sampled_from(["unknown", "declined", "deferred", "not_applicable"])
YES_NO: st.SearchStrategy[Any] = st.sampled_from([True, False]) | STATES
_PLAIN_DAYS = st.dates(date(1985, 1, 1), date(2031, 12, 31)).map(date.isoformat)
_NEAR_DAYS = st.dates(date(2025, 8, 1), date(2026, 12, 31)).map(date.isoformat)
_LEAP_DAYS = st.sampled_from(["2004-02-29", "2008-02-29", "2024-02-29", "2026-02-28", "2025-03-01"])
DAYS = _NEAR_DAYS | _PLAIN_DAYS | _LEAP_DAYS


@st.composite
def date_texts(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    form = draw(st.sampled_from(["day", "day", "month", "year", "from", "until", "range", "about"]))
    match form:
        case "day":
            return day
        case "month":
            return day[:7]
        case "year":
            return day[:4]
        case "from":
            return f"{day}/.."
        case "until":
            return f"../{day}"
        case "about":
            return day + draw(st.sampled_from("~?%"))
    first, last = sorted((day, draw(DAYS)))
    return f"{first}/{last}"


DATES: st.SearchStrategy[Any] = date_texts() | STATES


def _fields(**options: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=options)


def _codes(*codes: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(codes) | STATES


def fragments(dates: st.SearchStrategy[Any] = DATES) -> st.SearchStrategy[dict[str, Any]]:
    """Fragments in which any part may be missing."""
    counts = st.integers(0, 120) | st.just(1_000_000) | STATES
    entry = _fields(
        date=dates,
        last=YES_NO,
        manner=_codes("sea", "parole"),
        emergency=st.just(["medical"]) | STATES,
        status_until=dates,
        appointment_tried=_codes("had", "tried"),
    )
    member = _fields(
        relation=_codes("spouse", "child", "partner", "other"),
        birth_date=dates,
        age_told=counts,
        marital_status=_codes("single", "married", "separated"),
        where=_codes("dead", "home_country"),
    )
    incident = _fields(date=dates, victims=st.lists(st.sampled_from(["self", "child"])) | STATES)
    persecutor = _fields(
        kind=_codes("police_local", "gang", "other"),
        state_link=_codes("none", "bribed_officials", "officials_help"),
    )
    conviction = _fields(
        country=_codes("US", "MX"),
        outcome=_codes("convicted", "dismissed", "pending"),
        aggravated_felony=YES_NO,
        sentence_months=counts,
    )
    return st.fixed_dictionaries(
        {},
        optional={
            "session": _fields(date=dates),
            "applicant": _fields(birth_date=dates, age_told=counts, is_minor=YES_NO),
            "journey": _fields(left_country=dates),
            "fear": _fields(afraid_now=YES_NO),
            "procedure": _fields(
                i589_filed=YES_NO,
                i589_filed_date=dates,
                stage=_codes("not_filed", "referred"),
                order_decision_date=dates,
            ),
            "bars": _fields(agreement_country_motion=st.lists(st.sampled_from(["HN", "UG"])) | STATES),
            "entries": _list(entry),
            "members": _list(member),
            "incidents": _list(incident),
            "persecutors": _list(persecutor),
            "convictions": _list(conviction),
            "stays": _list(_fields(start=dates, end=dates)),
            "returns": _list(_fields(date=dates)),
            "changes": _list(_fields(date=dates, learned=dates)),
            "hindrances": _list(_fields(end=dates)),
            "deadlines": _list(_fields(date=dates)),
            "statements": _list(_fields(said_fear=_codes("said_fear", "said_no_fear", "not_asked"))),
            "complete": st.lists(
                st.sampled_from(["entries", "incidents", "convictions", "statements"]), unique=True
            ),
        },
    )


def _list(item: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(item, max_size=3)
