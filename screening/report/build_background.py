"""Sections beside the result: decided cases to compare with, and public figures. Neither says how a case will end."""

from collections.abc import Sequence
from typing import Final

from screening.law.background import DecidedCase, PublicFigure
from screening.report.build_law import authority_grade, authority_note, authority_status
from screening.report.context import Context
from screening.report.document import (
    Block,
    Entry,
    Field,
    FigureRow,
    Figures,
    Paragraph,
    Source,
    Tag,
    line,
    span,
)
from screening.report.words import sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import ElementState, Grade

MOST_CASES: Final = 5
_ENOUGH_SHARED: Final = 2
_HELD: Final = ("for", "remanded", "against")
_TENTHS: Final = 1000


def build_decided(ctx: Context) -> tuple[Block, ...]:
    """The decided cases nearest to this one: what they share, how they came out, and what differs."""
    near = nearest(ctx)
    if not near:
        return (Paragraph(line(ctx.words("decided.none"))),)
    entries = [_decided(ctx, case, shared, index) for index, (case, shared) in enumerate(near, 1)]
    return (Paragraph(line(ctx.words("decided.how"))), *entries)


def nearest(ctx: Context) -> list[tuple[DecidedCase, tuple[str, ...]]]:
    """Cases that share a basis with this one, or two findings; most shared first, then what binds here.

    The order counts what is shared. How a case came out has no part in it.
    """
    found = ctx.assessment
    bases = {one.rule for one in found.bases if one.state is not ElementState.NOT_SUPPORTED}
    others = {one.rule for one in found.weak_spots}
    others |= {one.rule for one in found.bars if one.state in ("in_force", "in_force_unless")}
    asked = {one.element for one in found.elements}
    ranked = []
    for case in ctx.pack.decided:
        shared = tuple(name for name in case.findings if name in bases | others)
        on_bases = sum(name in bases for name in shared)
        if on_bases or len(shared) >= _ENOUGH_SHARED:
            elements = sum(name in asked for name in case.held)
            distance = 0 if _binds(case) == found.circuit else 1 if not _binds(case) else 2
            unshared = len(case.findings) - len(shared)
            key = (-on_bases, -len(shared), distance, unshared, -elements, -case.year, case.id)
            ranked.append((key, case, shared))
    return [(case, shared) for _, case, shared in sorted(ranked, key=lambda one: one[0])[:MOST_CASES]]


def _binds(case: DecidedCase) -> str:
    """The one circuit a decision binds; "" for the Supreme Court, the Board and the Attorney General."""
    return case.circuit if case.court == "circuit" else ""


def _decided(ctx: Context, case: DecidedCase, shared: tuple[str, ...], index: int) -> Entry:
    words, authority = ctx.words, ctx.authority(case.authority)
    says = f"{words.own(sentence(authority.says[words.language]))}{authority_note(ctx, authority)}"
    standing = sentence(f"{authority_status(words, authority)}; {authority_grade(words, authority)}")
    fields = [
        ("outcome", line(words(f"case_outcome.{case.outcome}"), f" {_held(ctx, case)}")),
        ("holding", line(says, f" {standing}")),
        ("in_common", line(sentence("; ".join(ctx.inside(ctx.title(name)) for name in shared)))),
        ("differs", line(_differs(ctx, case, shared))),
    ]
    if authority.grade is Grade.UNVERIFIED:
        code = ctx.codes.of_laws([case.authority])
        weak = words.count("law.unverified", 1, codes=", ".join(code))
        fields.append(("check", line(span(weak, "bold"))))
    short = words(f"case_short.{case.outcome}")
    results = {one.rule: one.facts for one in ctx.assessment.bases}
    results |= {one.rule: one.facts for one in ctx.assessment.weak_spots}
    results |= {one.rule: one.facts for one in ctx.assessment.bars}
    facts = [ref for name in shared for ref in results[name]]
    return Entry(
        key=safe(f"D{index}"),
        title=safe(f"{case.name}, {case.cite}"),
        tag=Tag("", short, words(f"case_outcome.{case.outcome}")),
        spoken=words("spoken.decided", code=f"D{index}"),
        fields=tuple(Field(words(f"label.{label}"), text) for label, text in fields if text),
        source=Source(
            tuple(map(safe, shared)), ctx.codes.of_facts(facts), ctx.codes.of_laws([case.authority])
        ),
    )


def _held(ctx: Context, case: DecidedCase) -> SafeText:
    """``For the applicant: past harm. Sent back: nexus.``"""
    said = []
    for held in _HELD:
        names = [_part_name(ctx, name) for name, how in case.held.items() if how == held]
        if names:
            said.append(ctx.words(f"case_held.{held}", what=ctx.words.listed(names)))
    return safe(" ".join(said))


def _part_name(ctx: Context, name: str) -> SafeText:
    if name in ctx.pack.elements:
        element = ctx.pack.elements[name].name[ctx.words.language]
        return ctx.inside(element.replace("{country}", ctx.words("home_country")))
    return ctx.words(f"protection_in_text.{name}")


def _differs(ctx: Context, case: DecidedCase, shared: Sequence[str]) -> SafeText:
    """Where the two cases part: country, circuit, findings of that case that are not raised here, what is open here."""
    words, said = ctx.words, []
    if case.country not in ctx.countries:
        said.append(words("differs.country", country=words.country(case.country)))
    if _binds(case) and _binds(case) != ctx.assessment.circuit:
        said.append(words("differs.circuit", circuit=words.circuit(case.circuit)))
    missing = [name for name in case.findings if name not in shared and name in ctx.pack.rules]
    if missing:
        titles = "; ".join(ctx.inside(ctx.title(name)) for name in missing)
        said.append(sentence(words("differs.findings", titles=titles)))
    unsettled = {
        one.element
        for one in ctx.assessment.elements
        if one.state in (ElementState.OPEN, ElementState.CONFLICTING)
    }
    still = [_part_name(ctx, name) for name in case.held if name in unsettled]
    if still:
        said.append(words("differs.open", what=words.listed(still)))
    return safe(" ".join(said)) or words("differs.nothing_known")


def build_figures(ctx: Context) -> tuple[Block, ...]:
    """Public figures for the client's country and for all, each with its two denominators, time and source."""
    words = ctx.words
    shown = [one for one in ctx.pack.figures if not one.country or one.country in ctx.countries]
    if not shown:
        return (Paragraph(line(words("figures.none"))),)
    heads = tuple(words(f"figures.{key}") for key in ("all", "merits", "source"))
    rows = tuple(_figure(ctx, one) for one in shown)
    return (
        Paragraph(line(span(words("figures.nothing"), "bold"), f" {words('figures.how')}")),
        Figures(heads, rows),
    )


def _figure(ctx: Context, one: PublicFigure) -> FigureRow:
    words = ctx.words
    who = words.country(one.country) if one.country else words("figures.everyone")
    name = safe(f"{who}, {words(f'figures.{one.place}')}, {one.years[words.language]}")
    unknown = words("figures.unknown")
    source = f"{one.publisher}, {words.day(one.day)}"
    if one.reported_by:
        source = words("figures.reported", by=one.reported_by, day=words.day(one.day))
    return FigureRow(
        name,
        (
            _share(one.granted, one.outcomes, one.share if one.share_of == "all" else "") or unknown,
            _share(one.granted, one.decided, one.share if one.share_of == "merits" else "") or unknown,
            safe(source),
        ),
    )


def _share(part: int | None, whole: int | None, published: str) -> SafeText:
    """``1.8 % (281 of 15,651)``; a published share alone; "" if neither is known."""
    if published:
        return safe(f"{published} %")
    if part is None or not whole:
        return safe("")
    tenths = (2 * _TENTHS * part + whole) // (2 * whole)
    return safe(f"{tenths // 10}.{tenths % 10} % ({part:,} / {whole:,})")
