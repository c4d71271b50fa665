"""The person, the relatives, the court and the route in a few words. No names, ever."""

import unicodedata
from collections import Counter
from datetime import date
from typing import Final

from screening.dates.edtf import FuzzyDate
from screening.intake.person import Member
from screening.report.context import Context
from screening.report.words import Words
from screening.safe_text import SafeText, safe

_CHILD: Final = 18
_CLOSE: Final = ("spouse", "partner", "child")
_CITY_LIMIT: Final = 24


def person_parts(ctx: Context) -> list[SafeText]:
    """Case id, who, country, who is with them: each left out if not told, most telling first."""
    words, applicant = ctx.words, ctx.intake.applicant
    parts = [safe(ctx.assessment.case)]
    if applicant is None:
        return parts
    years = age(applicant.birth_date, applicant.age_told, ctx.assessment.as_of)
    if applicant.sex in ("female", "male", "other"):
        young = years is not None and years < _CHILD
        parts.append(words(f"person.{applicant.sex}.{'child' if young else 'adult'}"))
    if years is not None:
        parts.append(words.count("person.age", years))
    if ctx.country != words("that_country"):
        parts.append(ctx.country)
    return parts


def company(ctx: Context) -> tuple[SafeText, ...]:
    """``with husband and 2 daughters``, then ``with 3 relatives``: who came along; nothing if none is told of."""
    words = ctx.words
    with_them = [m for m in ctx.intake.members or () if m.came_with_applicant is True]
    close = Counter(relation_key(member) for member in with_them if member.relation in _CLOSE)
    names = [_several(words, key, number) for key, number in close.items()]
    others = sum(member.relation not in _CLOSE for member in with_them)
    if others:
        names.append(words.count("relatives", others))
    if not names:
        return ()
    whole = words.listed(names)
    return words("with", who=whole), words("with", who=words.count("relatives", len(with_them)))


def relation_key(member: Member) -> str:
    """The wording key of a relative: by relation and, for some, by sex."""
    relation = (
        member.relation if member.relation not in (None, "unknown", "declined", "deferred") else "other"
    )
    sex = member.sex if member.sex in ("female", "male") else "any"
    return f"relation.{relation}.{sex}"


def relative_name(ctx: Context, member: Member) -> SafeText:
    """``daughter, 17``."""
    name = _relation(ctx.words, relation_key(member))
    years = age(member.birth_date, member.age_told, ctx.assessment.as_of)
    return name if years is None else safe(f"{name}, {ctx.words.count('person.age', years)}")


def age(born: object, told: object, on: date) -> int | None:
    """Full years on a day: from the birth date if that settles it, else as told."""
    if isinstance(born, FuzzyDate) and born.lo and born.hi:
        oldest, youngest = _years(born.lo, on), _years(born.hi, on)
        if oldest == youngest:
            return oldest
    return told if isinstance(told, int) and not isinstance(told, bool) else None


def court(ctx: Context) -> SafeText:
    """The circuit, and how it is known."""
    words, assessment, procedure = ctx.words, ctx.assessment, ctx.intake.procedure
    if not assessment.circuit:
        return words("circuit.unknown")
    name = words.circuit(assessment.circuit)
    if assessment.circuit_from == "option":
        return safe(f"{name} ({words('circuit_from.option')})")
    city = procedure.court_city if procedure else None
    if city and len(city) <= _CITY_LIMIT and all(unicodedata.east_asian_width(c) not in "WF" for c in city):
        return safe(f"{name} ({words('court_in', city=safe(city))})")
    known_from = procedure.circuit_known_from if procedure else None
    key = f"circuit_from.{known_from}"
    return safe(f"{name} ({words(key)})") if words.has(key) else name


def route(ctx: Context) -> SafeText:
    """The kind of procedure and whether the I-589 is filed."""
    words, procedure = ctx.words, ctx.intake.procedure
    stage = procedure.stage if procedure else None
    filed = procedure.i589_filed if procedure else None
    where = words(f"route.{stage or 'not_asked'}")
    if filed is True:
        day = procedure.i589_filed_date if procedure else None
        filing = words("filed_on", day=words.fuzzy(day)) if isinstance(day, FuzzyDate) else words("filed")
    elif filed is False or stage == "not_filed":
        filing = words("not_filed")
    elif stage is None and filed is None:
        return where
    else:
        filing = words("filing_unknown")
    return safe(f"{where} · {filing}")


def _relation(words: Words, key: str) -> SafeText:
    relation = key.split(".")[1]
    return words(key) if words.has(key) else words(f"relation.{relation}.any")


def _several(words: Words, key: str, number: int) -> SafeText:
    if number == 1:
        return _relation(words, key)
    many = f"{key}.many"
    return words(many, n=number) if words.has(many) else words.count("relatives", number)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def fitting(parts: list[SafeText], room: int, separator: str = " · ") -> SafeText:
    """As many of the first parts as fit on one line; always the first."""
    text = parts[0]
    for part in parts[1:]:
        longer = f"{text}{separator}{part}" if part else text
        if len(longer) <= room:
            text = safe(longer)
    return text


def first_fitting(room: int, *choices: SafeText) -> SafeText:
    """The first choice that fits on one line; "" if none does."""
    return next((choice for choice in choices if len(choice) <= room), safe(""))
