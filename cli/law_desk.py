"""``screening rules coverage``, ``diff`` and ``freshness``: what a legal desk asks of a whole pack."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from screening.assessment.assess import court_of
from screening.assessment.coverage import CoverageCase, coverage, example_cases
from screening.assessment.law_diff import law_diff
from screening.errors import NoInputError, UsageError
from screening.intake.model import Intake
from screening.intake.read import read_intake_file
from screening.law.freshness import stale
from screening.report.law_desk import coverage_document, diff_document, freshness_document, percent
from screening.report.words import Words
from screening.sentences import said

from .findings import say
from .options import AsOf, Circuit, Lang, PackFolder, Plain, circuit_of, day_of, pack_of
from .screens import show_report

desk_app = typer.Typer(rich_markup_mode=None)
_EXAMPLES = Path("examples")
Cases = Annotated[
    list[Path] | None,
    typer.Option(
        "--cases",
        help="A folder of intake files; may be given several times. Beside the folder examples, if it is here.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="As data, for other programs.")]


@desk_app.command("coverage")
def show_coverage(
    cases: Cases = None,
    at_least: Annotated[
        float | None,
        typer.Option("--at-least", help="Fail if fewer percent of the line states are seen.", min=0, max=100),
    ] = None,
    as_of: AsOf = "",
    pack_at: PackFolder = None,
    lang: Lang = "en",
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """Which rules and lines the examples and whole cases show as yes, as no and as open."""
    day, pack, words = day_of(as_of), pack_of(pack_at), Words(lang)
    whole = _intakes(cases, day).values()
    tried = [*example_cases(pack), *(CoverageCase(intake, day, _circuit(intake)) for intake in whole)]
    found = coverage(pack, tried)
    seen, possible = found.line_states
    if as_json:
        unseen = [
            {
                "file": pack.rules[each.rule].file,
                "line": each.line,
                "rule": each.rule,
                "text": each.text,
                "never": list(each.unseen),
            }
            for each in found.lines
            if each.unseen
        ]
        rules = {"all": len(pack.rules), "not_covered": list(found.uncovered)}
        _print({"rules": rules, "line_states": {"seen": seen, "possible": possible}, "unseen": unseen})
    else:
        show_report(coverage_document(pack, found, len(tried), words), "auto", plain=plain, exact=True)
    if at_least is not None and (100 * seen < at_least * possible or found.uncovered):
        if not as_json:
            least = f"{at_least:g}".replace(".", "," if lang == "es" else ".")
            say(words("coverage.below", percent=percent(found, words), least=least), words, plain=plain)
        raise typer.Exit(1)


@desk_app.command("diff")
def show_diff(
    before: Annotated[str, typer.Option("--from", help="The earlier day, as 2025-09-01.")],
    after: Annotated[str, typer.Option("--to", help="The later day.")],
    circuit: Circuit = "",
    cases: Cases = None,
    pack_at: PackFolder = None,
    lang: Lang = "en",
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """What the law changed between two days, by which authority, and which cases come out differently."""
    days, court, pack = (
        (day_of(before, "--from"), day_of(after, "--to")),
        circuit_of(circuit),
        pack_of(pack_at),
    )
    if days[0] > days[1]:
        raise UsageError([said("usage.day_before").problem("usage.day_before", "--to")])
    found = law_diff(pack, *days, court, _intakes(cases, day_of("")))
    if as_json:
        changes = {
            "rules": [_data(each) for each in found.rules],
            "authorities": [_data(each) for each in found.authorities],
            "numbers": [_data(each) for each in found.numbers],
            "cases": [
                {"case": each.case, "differences": [_data(one) for one in each.differences]}
                for each in found.cases
            ],
        }
        _print({"from": days[0].isoformat(), "to": days[1].isoformat(), "circuit": court, **changes})
        return
    document = diff_document(pack, found, *days, court, Words(lang))
    show_report(document, "auto", plain=plain, exact=True)


@desk_app.command("freshness")
def show_freshness(
    days: Annotated[int, typer.Option("--days", help="Checked more days ago than this.", min=0)] = 180,
    as_of: AsOf = "",
    pack_at: PackFolder = None,
    lang: Lang = "en",
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """Authorities that nobody has checked for a long time, and the rules they carry; how many of each grade."""
    today, pack = day_of(as_of), pack_of(pack_at)
    found = stale(pack, today, days)
    if as_json:
        grades: dict[str, int] = {}
        for authority in pack.authorities.values():
            grades[authority.grade] = grades.get(authority.grade, 0) + 1
        old = [
            {
                "authority": each.authority.id,
                "checked": each.authority.checked.isoformat(),
                "days": each.days,
                "grade": each.authority.grade,
                "rules": list(each.rules),
            }
            for each in found
        ]
        _print({"as_of": today.isoformat(), "grades": grades, "old": old})
        return
    show_report(freshness_document(pack, found, today, days, Words(lang)), "auto", plain=plain, exact=True)


def _intakes(folders: Sequence[Path] | None, day: date) -> dict[str, Intake]:
    """The intakes in the examples folder, if it is here, and in ``folders``, by their path. Raises NoInputError."""
    for folder in folders or ():
        if not folder.is_dir():
            raise NoInputError([said("folder.no_cases").problem("input.missing")], source=str(folder))
        if not any(folder.glob("*.json")):
            raise NoInputError([said("folder.holds_no_cases").problem("input.missing")], source=str(folder))
    places = [*([_EXAMPLES] if _EXAMPLES.is_dir() else []), *(folders or ())]
    files = dict.fromkeys(file for folder in places for file in sorted(folder.glob("*.json")))
    return {str(file): read_intake_file(file, as_of=day) for file in files}


def _circuit(intake: Intake) -> str | None:
    """The circuit the intake names, as a report takes it."""
    return court_of(intake, None)[0] or None


def _data(change: Any) -> dict[str, Any]:
    return asdict(change)


def _print(data: dict[str, Any]) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
