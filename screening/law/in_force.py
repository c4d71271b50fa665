"""Whether an authority is worth something, and a rule is law, on one day in one circuit."""

from dataclasses import dataclass
from datetime import date

from screening.law.pack import Authority, HistorySpan, Pack, Rule

OPERATIVE = "operative"


@dataclass(frozen=True, slots=True)
class Effect:
    """What an authority is worth on a day in a circuit.

    ``span`` is the part of its history that governs, None when no part covers the day there.
    ``why`` is "" when operative, otherwise ``not_yet``, ``ended``, ``other_circuit`` or
    ``circuit_unknown``.
    """

    operative: bool
    span: HistorySpan | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """The rule is law here and now."""

    rule: str


@dataclass(frozen=True, slots=True)
class NotInForce:
    """The rule is not law here and now.

    ``why`` is ``not_yet``, ``ended``, ``other_circuit``, ``displaced`` or ``circuit_unknown``;
    ``authority`` the id of the one that decides it, "" if the rule rests on none; ``changed_by``
    the one that ended that authority, "" if its history names none.
    """

    rule: str
    why: str
    authority: str
    changed_by: str = ""


def authority_effect(authority: Authority, day: date, circuit: str | None) -> Effect:
    """What ``authority`` is worth on ``day`` in ``circuit`` (None: not known).

    Of the spans that cover the day there, one limited to the circuit goes before a nationwide one,
    then the later one, then one that is not operative. With the circuit not known only nationwide spans count; an
    authority that is law in some circuits only is then ``circuit_unknown``.
    """
    if authority.circuits and circuit is None:
        return Effect(False, None, "circuit_unknown")
    if authority.circuits and circuit not in authority.circuits:
        return Effect(False, None, "other_circuit")
    covering = [span for span in authority.history if _covers(span, day)]
    here = [span for span in covering if not span.circuits or circuit in span.circuits]
    governing = max(here, key=_rank, default=None)
    if governing is not None and governing.effect == OPERATIVE:
        return Effect(True, governing)
    if governing is None and any(span.effect == OPERATIVE for span in covering):
        return Effect(False, None, "circuit_unknown" if circuit is None else "other_circuit")
    begun = any(span.effect == OPERATIVE and span.start <= day for span in authority.history)
    return Effect(False, governing, "ended" if begun else "not_yet")


def _rank(span: HistorySpan) -> tuple[bool, date, bool]:
    return bool(span.circuits), span.start, span.effect != OPERATIVE


def _covers(span: HistorySpan, day: date) -> bool:
    return span.start <= day and (span.end is None or day <= span.end)


def rule_status(rule: Rule, pack: Pack, day: date, circuit: str | None) -> InForce | NotInForce:
    """Whether ``rule`` is law on ``day`` in ``circuit`` (None: not known), and if not, why.

    A rule of some circuits is law only there. Everything it rests on must be operative. A rule that
    is so far law is displaced in a circuit from the day the displacing authority is operative there.
    """
    first = rule.rests_on[0] if rule.rests_on else ""
    if rule.in_circuits and circuit is None:
        return NotInForce(rule.id, "circuit_unknown", first)
    if rule.in_circuits and circuit not in rule.in_circuits:
        return NotInForce(rule.id, "other_circuit", first)
    for name in rule.rests_on:
        effect = authority_effect(pack.authorities[name], day, circuit)
        if not effect.operative:
            return NotInForce(rule.id, effect.why, name, effect.span.by if effect.span else "")
    for displaced in rule.displaced:
        if (
            circuit in displaced.circuits
            and authority_effect(pack.authorities[displaced.by], day, circuit).operative
        ):
            return NotInForce(rule.id, "displaced", displaced.by)
    return InForce(rule.id)
