"""The tables that stand beside the rules: context.yaml (public figures) and decided-cases.yaml."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final, get_args

from screening.law.background import CaseOutcome, DecidedCase, Held, PublicFigure
from screening.law.places import Place, bilingual_of, choice_of, day_of, name_of, text_of, truth_of, whole_of
from screening.law.tables import entries, entry_id
from screening.vocabulary import CIRCUITS, Protection

PLACES: Final = ("court", "uscis")
COURTS: Final = ("supreme_court", "ag", "bia", "circuit")
SHARES_OF: Final = ("all", "merits")
_PERCENT: Final = re.compile(r"(?:100|[0-9]{1,2}(?:\.[0-9])?)", re.ASCII)
_COUNTRY: Final = re.compile(r"[A-Z]{2}", re.ASCII)


def read_figures(place: Place) -> tuple[PublicFigure, ...]:
    """The public figures, in file order."""
    found: dict[str, PublicFigure] = {}
    for entry in entries(place, "figures", "figure"):
        figure = _figure(entry, found)
        found.setdefault(figure.id, figure)
    return tuple(found.values())


def _figure(place: Place, taken: Collection[str]) -> PublicFigure:
    parts = place.fields(
        ("id", "place", "years", "source", "verified"), ("country", "counts", "share", "reported_by")
    )
    if ("counts" in parts) == ("share" in parts):
        place.note("figure_counts", "A figure has either 'counts' or one 'share'. Write one of them.")
    if not truth_of(parts.get("verified"), True) and "reported_by" not in parts:
        place.note("figure_not_seen", "Who reported it? A figure that was not verified needs 'reported_by'.")
    source = parts["source"].fields(("publisher", "date")) if "source" in parts else {}
    granted, decided, outcomes = _counts(parts.get("counts"))
    share, share_of = _share(parts.get("share"))
    return PublicFigure(
        id=entry_id(parts.get("id"), taken),
        country=_country(parts.get("country")),
        place=choice_of(parts.get("place"), PLACES),
        years=bilingual_of(parts.get("years")),
        granted=granted,
        decided=decided,
        outcomes=outcomes,
        share=share,
        share_of=share_of,
        publisher=text_of(source.get("publisher")),
        day=day_of(source.get("date")),
        reported_by=text_of(parts.get("reported_by")) if "reported_by" in parts else "",
    )


def _counts(place: Place | None) -> tuple[int | None, int | None, int | None]:
    """Granted, decided on the merits, and all outcomes: from ``denied`` and ``otherwise``, or ``decided`` alone."""
    if place is None:
        return None, None, None
    parts = place.fields(("granted",), ("denied", "otherwise", "decided"))
    granted = whole_of(parts.get("granted"))
    if "decided" in parts:
        decided, outcomes = whole_of(parts["decided"]), None
        if "denied" in parts or "otherwise" in parts:
            place.note("figure_counts", "Write either 'decided', or 'denied' and 'otherwise'.")
    else:
        if "denied" not in parts or "otherwise" not in parts:
            place.note(
                "figure_counts", "Write 'denied' and 'otherwise' beside 'granted', or 'decided' alone."
            )
        decided = granted + whole_of(parts.get("denied"))
        outcomes = decided + whole_of(parts.get("otherwise"))
    if not 0 <= granted <= decided or decided == 0:
        place.note("figure_counts", "No more can be granted than was decided. Look at the counts.")
    return granted, decided, outcomes


def _share(place: Place | None) -> tuple[str, str]:
    if place is None:
        return "", ""
    parts = place.fields(("percent", "of"))
    percent = text_of(parts.get("percent"))
    if percent and not _PERCENT.fullmatch(percent):
        parts["percent"].note(
            "bad_percent", "'percent' is a number as published, in quotes, such as \"16.6\"."
        )
    return percent, choice_of(parts.get("of"), SHARES_OF)


def _country(place: Place | None) -> str:
    code = text_of(place) if place is not None else ""
    if place is not None and code and not _COUNTRY.fullmatch(code):
        place.note("bad_country", "'country' takes a code of two capital letters, such as MX.")
    return code


def read_decided(
    place: Place, authorities: Collection[str], rules: Collection[str], elements: Collection[str]
) -> tuple[DecidedCase, ...]:
    """The decided cases, in file order."""
    found: dict[str, DecidedCase] = {}
    for entry in entries(place, "decided", "decided case"):
        case = _case(entry, found, authorities, rules, elements)
        found.setdefault(case.id, case)
    return tuple(found.values())


def _case(
    place: Place,
    taken: Collection[str],
    authorities: Collection[str],
    rules: Collection[str],
    elements: Collection[str],
) -> DecidedCase:
    parts = place.fields(
        ("id", "name", "cite", "court", "year", "country", "outcome", "held", "findings", "authority"),
        ("circuit",),
    )
    outcome: Any = choice_of(parts.get("outcome"), get_args(CaseOutcome))
    return DecidedCase(
        id=entry_id(parts.get("id"), taken),
        name=text_of(parts.get("name")),
        cite=text_of(parts.get("cite")),
        court=choice_of(parts.get("court"), COURTS),
        circuit=choice_of(parts["circuit"], CIRCUITS) if "circuit" in parts else "",
        year=whole_of(parts.get("year")),
        country=_country(parts.get("country")),
        outcome=outcome,
        held=_held(parts.get("held"), elements),
        findings=_findings(parts.get("findings"), rules),
        authority=name_of(parts.get("authority"), authorities, "authority"),
    )


def _held(place: Place | None, elements: Collection[str]) -> Mapping[str, Held]:
    if place is None:
        return {}
    words: Any = get_args(Held)
    found = place.fields((), (*elements, *Protection))
    return {name: held for name, each in found.items() if (held := choice_of(each, words))}  # type: ignore[misc]


def _findings(place: Place | None, rules: Collection[str]) -> tuple[str, ...]:
    if place is None:
        return ()
    return tuple(dict.fromkeys(name for item in place.items() if (name := name_of(item, rules, "rule"))))
