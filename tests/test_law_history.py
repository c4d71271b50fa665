"""The same facts on other days and before other courts: one case of violence at home, one of a family.

What each cell must show was written down first, from the histories of the authorities: Matter of
A-R-C-G- (2014) stood until A-B- I (11 June 2018), again from A-B- III (16 June 2021) to S-S-F-M-
(2 September 2025); part II.A of L-E-A- I (24 May 2017) stood until L-E-A- II (29 July 2019), again
from L-E-A- III (16 June 2021) to R-E-R-M- & J-D-R-M- (2 September 2025). Circuits went their own
way: the First in 2014 (family) and 2020 (partner), the Fifth in 2019 and 2021, the Ninth in 2010
(women), 2015 (family) and 2020 (partner).
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from real_pack import real_pack
from screening.cli.plain import render_plain

from screening.assessment.assess import assess
from screening.assessment.model import Assessment, NotInForce
from screening.assessment.run_examples import whole_intake
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.law.pack import Pack
from screening.report.build import build_report
from screening.vocabulary import ElementState, Language, Protection

HOME = {
    "persecutors": [{"id": "him", "kind": "partner", "relationship": "partner"}],
    "incidents": [
        {"victims": ["self"], "harm": ["beating", "sexual_violence"], "times": "many", "persecutors": ["him"]}
    ],
    "traits": {"partner_violence": True, "tried_to_leave_partner": True, "gender_at_issue": True},
    "groups": [
        {"trait": "gender", "changeable": False, "limits_clear": True, "seen_as_group_by": ["law", "custom"]}
    ],
    "reasons": [{"motives": ["gender"], "weight": "main", "shown_by": ["persecutor_words"]}],
}
FAMILY = {
    "incidents": [
        {"victims": ["sibling"], "harm": ["killing"]},
        {"victims": ["self"], "harm": ["death_threat"], "times": "few"},
    ],
    "traits": {"family_known_as": "ordinary"},
    "groups": [{"trait": "family", "changeable": False, "limits_clear": True, "defined_by_harm": False}],
    "reasons": [
        {
            "motives": ["family_tie"],
            "weight": "main",
            "shown_by": ["persecutor_words"],
            "without_family_tie_anyway": False,
        }
    ],
}
CASES = {"home": HOME, "family": FAMILY}

SUPPORTED, OPEN = ElementState.SUPPORTED, ElementState.OPEN
MAY_2018, JAN_2019, JAN_2022 = date(2018, 5, 1), date(2019, 1, 1), date(2022, 1, 1)
OCT_2025, TODAY = date(2025, 10, 1), date(2026, 11, 24)


@dataclass(frozen=True)
class Cell:
    """What a case must show: the ground, the notes that help, the weak spots, what is not law and why.

    ``gone`` gives for a rule: why it is not law, and the authority that made it so.
    """

    ground: ElementState
    helps: frozenset[str] = frozenset()
    hurts: frozenset[str] = frozenset()
    gone: dict[str, tuple[str, str]] = field(default_factory=dict)


def cell(ground: ElementState, helps: str = "", hurts: str = "", **gone: tuple[str, str]) -> Cell:
    """A cell with short names: ``partner-2014`` is the rule us.ground.partner-2014."""
    return Cell(
        ground,
        frozenset(f"us.ground.{name}" for name in helps.split()),
        frozenset(f"us.ground.{name}" for name in hurts.split()),
        {f"us.ground.{name.replace('_', '-')}": told for name, told in gone.items()},
    )


ARCG_ENDED_2018 = ("ended", "matter-a-b-i-2018")
ARCG_ENDED_2025 = ("ended", "matter-s-s-f-m-2025")
LEA_ENDED_2025 = ("ended", "matter-r-e-r-m-2025")
NOT_YET, ENDED = "not_yet", "ended"
AB_VACATED = ("ended", "matter-a-b-iii-2021")
LEA_II_VACATED = ("ended", "matter-l-e-a-iii-2021")

CELLS: dict[tuple[str, date, str], Cell] = {
    # Violence at home. 2018: A-R-C-G- stands everywhere; the circuits have not spoken yet.
    ("home", MAY_2018, "1"): cell(SUPPORTED, "partner-2014", partner_closed=(NOT_YET, "matter-a-b-i-2018")),
    ("home", MAY_2018, "5"): cell(SUPPORTED, "partner-2014", partner_fifth=(NOT_YET, "gonzales-veliz-2019")),
    ("home", MAY_2018, "9"): cell(
        SUPPORTED, "partner-2014 women-ninth", partner_ninth=(NOT_YET, "diaz-reynoso-2020")
    ),
    ("home", MAY_2018, ""): cell(SUPPORTED, "partner-2014", partner_closed=(NOT_YET, "matter-a-b-i-2018")),
    # 2019: A-B- I has overruled A-R-C-G-. Perdomo (2010) still helps in the Ninth.
    ("home", JAN_2019, "1"): cell(OPEN, "", "partner-closed", partner_2014=ARCG_ENDED_2018),
    ("home", JAN_2019, "5"): cell(OPEN, "", "partner-closed", partner_2014=ARCG_ENDED_2018),
    ("home", JAN_2019, "9"): cell(OPEN, "women-ninth", "partner-closed", partner_2014=ARCG_ENDED_2018),
    ("home", JAN_2019, ""): cell(OPEN, "", "partner-closed", partner_2014=ARCG_ENDED_2018),
    # 2022: A-B- III has vacated A-B- I. A-R-C-G- is back, but Jaco takes its place in the Fifth.
    ("home", JAN_2022, "1"): cell(SUPPORTED, "partner-2014 partner-first", partner_closed=AB_VACATED),
    ("home", JAN_2022, "5"): cell(OPEN, "", "partner-fifth", partner_2014=("displaced", "jaco-2021")),
    ("home", JAN_2022, "9"): cell(
        SUPPORTED, "partner-2014 partner-ninth women-ninth equality-ninth", partner_closed=AB_VACATED
    ),
    ("home", JAN_2022, ""): cell(SUPPORTED, "partner-2014", partner_closed=AB_VACATED),
    # Since 2 September 2025: A-B- I is back. De Pena-Paniagua and Diaz-Reynoso take its place.
    **{
        ("home", day, circuit): told
        for day in (OCT_2025, TODAY)
        for circuit, told in {
            "1": cell(
                OPEN, "partner-first", "partner-conflict-1 sex-too-broad",
                partner_closed=("displaced", "de-pena-paniagua-2020"), partner_2014=ARCG_ENDED_2025,
            ),
            "5": cell(
                OPEN, "", "partner-closed partner-fifth sex-too-broad", partner_2014=ARCG_ENDED_2025
            ),
            "9": cell(
                OPEN, "partner-ninth women-ninth equality-ninth", "partner-conflict-9 sex-too-broad",
                partner_closed=("displaced", "diaz-reynoso-2020"), partner_2014=ARCG_ENDED_2025,
            ),
            "": cell(OPEN, "", "partner-closed sex-too-broad", partner_2014=ARCG_ENDED_2025),
        }.items()
    },
    # Family. L-E-A- I counts an immediate family until L-E-A- II (29 July 2019).
    **{
        ("family", day, circuit): told
        for day in (MAY_2018, JAN_2019)
        for circuit, told in {
            "1": cell(SUPPORTED, "family-2017 family-first", family_stricter=(NOT_YET, "matter-l-e-a-ii-2019")),
            "5": cell(
                SUPPORTED, "family-2017", "family-fifth-2017", family_fifth=(NOT_YET, "pena-oseguera-2019")
            ),
            "9": cell(SUPPORTED, "family-2017 family-ninth", family_stricter=(NOT_YET, "matter-l-e-a-ii-2019")),
            "": cell(SUPPORTED, "family-2017", family_stricter=(NOT_YET, "matter-l-e-a-ii-2019")),
        }.items()
    },
    # 2022: L-E-A- III has vacated L-E-A- II; in the Fifth Pena Oseguera (2019) stands in its own right.
    ("family", JAN_2022, "1"): cell(SUPPORTED, "family-2017 family-first", family_stricter=LEA_II_VACATED),
    ("family", JAN_2022, "5"): cell(
        OPEN, "", "family-fifth", family_2017=("displaced", "pena-oseguera-2019"), family_stricter=LEA_II_VACATED
    ),
    ("family", JAN_2022, "9"): cell(SUPPORTED, "family-2017 family-ninth", family_stricter=LEA_II_VACATED),
    ("family", JAN_2022, ""): cell(SUPPORTED, "family-2017", family_stricter=LEA_II_VACATED),
    # Since 2 September 2025: L-E-A- II is back; circuit law that counts families takes its place.
    **{
        ("family", day, circuit): told
        for day in (OCT_2025, TODAY)
        for circuit, told in {
            "1": cell(
                SUPPORTED, "family-first", "family-conflict-1",
                family_stricter=("displaced", "aldana-ramos-2014"), family_2017=LEA_ENDED_2025,
            ),
            "5": cell(OPEN, "", "family-stricter family-fifth", family_2017=LEA_ENDED_2025),
            "9": cell(
                SUPPORTED, "family-ninth", "family-conflict-9",
                family_stricter=("displaced", "rios-2015"), family_2017=LEA_ENDED_2025,
            ),
            "": cell(OPEN, "", "family-stricter", family_2017=LEA_ENDED_2025),
        }.items()
    },
}  # fmt: skip

WATCHED = frozenset(
    f"us.ground.{name}"
    for name in [
        "partner-2014",
        "partner-closed",
        "partner-first",
        "partner-fifth",
        "partner-ninth",
        "partner-conflict-1",
        "partner-conflict-9",
        "women-ninth",
        "equality-ninth",
        "sex-too-broad",
        "family-2017",
        "family-first",
        "family-fifth",
        "family-fifth-2017",
        "family-ninth",
        "family-stricter",
        "family-conflict-1",
        "family-conflict-9",
    ]
)
"""The rules these decisions carry: a cell names each of them that must show, and no other may."""


@cache
def pack() -> Pack:
    return real_pack()


@cache
def intake(case: str) -> Intake:
    return read_intake(json.dumps(whole_intake(CASES[case])).encode(), source="case", as_of=MAY_2018)


@cache
def screened(case: str, day: date, circuit: str) -> Assessment:
    return assess(intake(case), pack(), as_of=day, circuit=circuit or None, settling=False)


def ground(found: Assessment, element: str = "protected-ground") -> ElementState:
    return next(
        one.state for one in found.elements if one.element == element and one.protection is Protection.ASYLUM
    )


def decides(found: Assessment, gone: NotInForce) -> str:
    """The authority because of which a rule is not law."""
    return gone.changed_by or gone.authority


@pytest.mark.parametrize(("case", "day", "circuit"), CELLS)
def test_each_cell_shows_what_the_histories_say(case: str, day: date, circuit: str) -> None:
    told, found = CELLS[case, day, circuit], screened(case, day, circuit)
    assert ground(found) is told.ground
    assert {note.rule for note in found.notes} & WATCHED == told.helps
    assert {spot.rule for spot in found.weak_spots} & WATCHED == told.hurts
    gone = {one.rule: (one.why, decides(found, one)) for one in found.elsewhere}
    assert {rule: gone.get(rule) for rule in told.gone} == told.gone


@pytest.mark.parametrize(("case", "day", "circuit"), CELLS)
def test_the_link_follows_the_ground(case: str, day: date, circuit: str) -> None:
    found = screened(case, day, circuit)
    assert ground(found, "nexus") is ground(found)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("case", "day", "circuit"), CELLS)
def test_the_report_names_the_authority_that_made_the_difference(
    case: str, day: date, circuit: str, language: Language
) -> None:
    told, found = CELLS[case, day, circuit], screened(case, day, circuit)
    text = render_plain(build_report(found, pack(), intake(case), language), None)
    for rule, (_, authority) in told.gone.items():
        assert cited_beside(text, rule, pack().authorities[authority].cite)
    for rule in told.helps | told.hurts:
        assert f"{rule}." in text
        assert all(pack().authorities[name].cite in text for name in pack().rules[rule].rests_on)


def cited_beside(text: str, rule: str, cite: str) -> bool:
    """Whether the line above the name of this rule carries the code of this authority."""
    lines = text.splitlines()
    code = next(one.split(":")[0] for one in lines if re.match(r"L\d+: ", one) and cite in one)
    said = [above for above, below in pairwise(lines) if f": {rule}." in below]
    return any(re.search(rf"\({code}\b|, [a-z ]+{code}\b", one) for one in said)


TURNS = [
    ("home", "", date(2018, 6, 11), SUPPORTED, OPEN),
    ("home", "", date(2021, 6, 16), OPEN, SUPPORTED),
    ("home", "", date(2025, 9, 2), SUPPORTED, OPEN),
    ("home", "5", date(2021, 6, 16), OPEN, OPEN),
    ("family", "", date(2019, 7, 29), SUPPORTED, OPEN),
    ("family", "", date(2021, 6, 16), OPEN, SUPPORTED),
    ("family", "", date(2025, 9, 2), SUPPORTED, OPEN),
    ("family", "5", date(2019, 7, 29), SUPPORTED, OPEN),
    ("family", "5", date(2021, 6, 16), OPEN, OPEN),
    ("family", "9", date(2025, 9, 2), SUPPORTED, SUPPORTED),
]


@pytest.mark.parametrize(("case", "circuit", "day", "before", "after"), TURNS)
def test_the_ground_turns_on_the_very_day(
    case: str, circuit: str, day: date, before: ElementState, after: ElementState
) -> None:
    eve = screened(case, day - timedelta(days=1), circuit)
    assert (ground(eve), ground(screened(case, day, circuit))) == (before, after)
