"""Section 7: evidence for each element: what is there, can be had, cannot be had and why, and what would help."""

from collections.abc import Iterable, Mapping
from typing import Final

from screening.facts.values import FactRef
from screening.intake.bars import Evidence
from screening.law.pack import Rule
from screening.report.context import Context
from screening.report.document import (
    Block,
    EvidenceGroup,
    EvidenceList,
    Paragraph,
    Statement,
    line,
    span,
)
from screening.report.words import capital
from screening.safe_text import SafeText, safe
from screening.vocabulary import ElementState, RuleKind

_HAVE: Final = ("have", "can_get", "cannot_get", "not_asked")
_NO_ELEMENT: Final = ""


def build_evidence(ctx: Context) -> tuple[Block, ...]:
    """One group for each element with evidence told or wanted; then what is tied to none, and which have none.

    What a rule asks for stands under every element the rule speaks to. What the client has, or could get,
    stands under every element for which a rule shown here asks for that kind.
    """
    wanted = _wanted_by_element(ctx)
    pieces = pieces_by_element(ctx, wanted)
    if not wanted and not pieces:
        return (Paragraph(line(ctx.words("evidence.none"))),)
    names = [name for name in (*ctx.pack.elements, _NO_ELEMENT) if name in wanted or name in pieces]
    groups = [_group(ctx, name, pieces.get(name, ()), wanted.get(name, {})) for name in names]
    return (*groups, *_without(ctx, names))


def _wanted_by_element(ctx: Context) -> dict[str, dict[str, tuple[int, ...]]]:
    """For each element the rules that speak to it and bear on the case, with the places in their lists."""
    places: dict[str, list[int]] = {}
    for one in ctx.assessment.evidence:
        places.setdefault(one.rule, []).append(one.index)
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for rule_id, indexes in places.items():
        for element in _elements_of(ctx, ctx.rule(rule_id)) or (_NO_ELEMENT,):
            found.setdefault(element, {})[rule_id] = tuple(dict.fromkeys(indexes))
    return found


def pieces_by_element(
    ctx: Context, wanted: Mapping[str, Mapping[str, tuple[int, ...]]]
) -> dict[str, list[Evidence]]:
    """The pieces told under each element some of whose rules asks for their kind; under "" those of none."""
    found: dict[str, list[Evidence]] = {}
    for piece in ctx.intake.evidence or ():
        elements = [
            element
            for element, rules in wanted.items()
            if element
            and any(piece.kind in (item.kinds or ()) for rule in rules for item in ctx.rule(rule).evidence)
        ]
        for element in elements or (_NO_ELEMENT,):
            found.setdefault(element, []).append(piece)
    return found


def _elements_of(ctx: Context, rule: Rule) -> tuple[str, ...]:
    """The elements a rule speaks to; none for a rule that speaks to no part of the tests."""
    ground = "protected-ground" if rule.kind is RuleKind.BASIS else ""
    named = dict.fromkeys((rule.concludes.element, *rule.concludes.elements, ground))
    return tuple(name for name in named if name in ctx.pack.elements)


def _group(
    ctx: Context, element: str, pieces: Iterable[Evidence], wanted: Mapping[str, tuple[int, ...]]
) -> EvidenceGroup:
    by_state: dict[str, list[Statement]] = {}
    for piece in pieces:
        by_state.setdefault(_have(piece), []).append(_piece(ctx, piece))
    lists = [
        EvidenceList(ctx.words(f"evidence.{have}"), tuple(by_state[have]))
        for have in _HAVE
        if have in by_state
    ]
    if wanted:
        said = tuple(_wanted(ctx, ctx.rule(rule), places, element) for rule, places in wanted.items())
        lists.append(EvidenceList(ctx.words("evidence.would_help"), said))
    name = ctx.element_name(element) if element else ctx.words("evidence.no_element")
    return EvidenceGroup(name, tuple(lists))


def _have(piece: Evidence) -> str:
    return piece.have if piece.have in _HAVE else "not_asked"


def _piece(ctx: Context, piece: Evidence) -> Statement:
    told = ctx.told
    name = told.value("evidence_item.title", piece.title) or told.value("evidence_item.kind", piece.kind)
    parts = [told.value("evidence_item.shows", piece.shows)]
    if piece.have == "cannot_get":
        parts.append(told.value("evidence_item.why_not", piece.why_not) or ctx.words("evidence.why_unknown"))
    if piece.dangerous_to_get is True:
        parts.append(ctx.words("evidence.dangerous"))
    after = "; ".join(part for part in parts if part)
    ref = FactRef("evidence_item.have", piece.id)
    text = capital(safe(name or ctx.words("evidence.unnamed")))
    return Statement(line(f"{text}{f': {after}' if after else ''}"), ctx.source(facts=[ref]))


def _wanted(ctx: Context, rule: Rule, places: Iterable[int], element: str) -> Statement:
    """All a rule asks for in one statement; before it the finding it belongs to, if the element does not say it."""
    items = [ctx.words.own(rule.evidence[place].text[ctx.words.language]) for place in places]
    source = ctx.source([rule.id], ctx.held_by(rule.id), may_come=True)
    lead = _lead(ctx, rule, element)
    if not lead:
        return Statement(line(capital(safe("; ".join(items)))), source)
    return Statement(line(span(capital(lead), "bold"), f": {'; '.join(items)}"), source)


def _lead(ctx: Context, rule: Rule, element: str) -> SafeText:
    """``Weak spot W6``; "" for a rule that is no finding of its own; its title where no element is named."""
    code = ctx.finding_codes.get(rule.id)
    if code:
        key = {RuleKind.BASIS: "basis", RuleKind.WEAK_SPOT: "weak_spot"}.get(rule.kind, "bar")
        return ctx.words(f"{key}.one", codes=code)
    return safe("") if element else ctx.inside(ctx.title(rule.id))


def _without(ctx: Context, named: Iterable[str]) -> tuple[Paragraph, ...]:
    """The elements that are asked for and have no evidence, told or wanted."""
    asked = {one.element for one in ctx.assessment.elements if one.state is not ElementState.NOT_APPLICABLE}
    bare = [name for name in ctx.pack.elements if name in asked and name not in set(named)]
    if not bare:
        return ()
    elements = ctx.words.listed([ctx.inside(ctx.element_name(name)) for name in bare])
    return (Paragraph(line(ctx.words("evidence.without", elements=elements))),)
