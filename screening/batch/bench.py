"""One court at work: from the facts of a case to its row."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from screening.assessment.outcomes import CORE
from screening.batch.court import Court, named_in_row
from screening.batch.dates import Dates
from screening.batch.rows import Row
from screening.batch.scores import weights_of
from screening.engine.compiled import STATES, naming
from screening.engine.compiled_lines import BOTH, HOLDS, NO, OPEN, RAISED, UNLESS, WHEN, YES, Asked
from screening.engine.explain import Explainer
from screening.engine.reference import Evaluation
from screening.facts.values import FactBase, FactRef, Missing
from screening.law.pack import Pack
from screening.vocabulary import Outcome, Protection, RuleKind, Truth

_PROTECTIONS: Final = tuple(Protection)
_MOST_KEPT: Final = 2_000
_BASIS_STATES: Final = {YES: "supported", OPEN: "open", NO: "not_supported"}


class Standing(NamedTuple):
    """What follows from the states of the elements alone."""

    outcomes: tuple[str, str, str]
    support: int
    readiness: int
    elements: str


class Standings:
    """The standings by the states of the elements, in the order of ``pairs``. All courts of a pack share them, and no more
    than some are kept: a worker that has seen a million cases is to be no larger than one that has seen a few thousand."""

    def __init__(self, pack: Pack) -> None:
        self.pairs = [(name, p) for name, element in pack.elements.items() for p in element.needed]
        weights = weights_of(pack)
        self.total = weights.total
        self._weights = [weights.of.get(pair, 0) for pair in self.pairs]
        self._elements = pack.elements
        self._kept: dict[tuple[int, ...], Standing] = {}

    def of(self, states: tuple[int, ...]) -> Standing:
        """What follows from these states."""
        found = self._kept.get(states)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[states] = self._new(states)
        return found

    def _new(self, states: tuple[int, ...]) -> Standing:
        counted = list(zip(states, self._weights, strict=True))
        by_protection: dict[Protection, list[str]] = {protection: [] for protection in _PROTECTIONS}
        for (name, protection), said in zip(self.pairs, states, strict=True):
            by_protection[protection].append(f'"{name}":"{STATES[said]}"')
        text = ",".join(f'"{p}":{{{",".join(parts)}}}' for p, parts in by_protection.items())
        asylum, withholding, cat = (self._outcome(protection, states) for protection in _PROTECTIONS)
        return Standing(
            (asylum, withholding, cat),
            sum(weight for said, weight in counted if said == YES),
            sum(weight for said, weight in counted if said in (YES, NO)),
            f"{{{text}}}",
        )

    def _outcome(self, protection: Protection, states: tuple[int, ...]) -> Outcome:
        """How a protection stands if no bar closes it (see assessment.outcomes)."""
        needed = [
            (name, said)
            for (name, of), said in zip(self.pairs, states, strict=True)
            if of is protection and self._elements[name].needed[of]
        ]
        if any(said == NO for _, said in needed):
            return Outcome.NOT_INDICATED
        if all(said == YES for _, said in needed):
            return Outcome.INDICATED
        if all(said == YES for name, said in needed if name in CORE):
            return Outcome.INDICATED_IF
        return Outcome.OPEN


class Bench:
    """Makes rows of the cases before one court."""

    def __init__(self, court: Court, circuit: str, standings: Standings) -> None:
        self.court = court
        self._circuit = circuit
        self._dates = Dates(court)
        rules = [rule for rule in court.pack.rules.values() if named_in_row(rule)]

        def of(kind: RuleKind) -> frozenset[str]:
            return frozenset(rule.id for rule in rules if rule.kind is kind)

        self._standings = standings
        self._pairs = standings.pairs
        self._name = naming(
            court.program,
            (
                Asked(of(RuleKind.BASIS), place=RAISED, beside=HOLDS),
                Asked(of(RuleKind.BAR), place=WHEN, beside=UNLESS),
                Asked(of(RuleKind.WEAK_SPOT)),
                Asked(of(RuleKind.SAFETY)),
            ),
            self._pairs,
        )
        self._closed_by = {
            rule.id: [_PROTECTIONS.index(p) for p in rule.concludes.protections]
            for rule in rules
            if rule.kind is RuleKind.BAR
        }

    def row(self, case: str, facts: FactBase, kinds: Sequence[str], *, look_for_conflicts: bool) -> Row:
        """The row of a case. ``kinds``: of each date set by others, what kind it was said to be.
        ``look_for_conflicts``: some fact may have accounts that differ."""
        states, bases, barring, weak_spots, safety = self._name(facts)
        if look_for_conflicts and (names := _conflicting(facts)):
            states = self._with_conflicts(states, facts, names)
        standing = self._standings.of(states)
        outcomes = standing.outcomes
        bars: list[tuple[str, str]] = []
        for rule, unless in barring:
            if unless != YES:
                in_force = unless == NO
                bars.append((rule, "in_force" if in_force else "in_force_unless"))
                outcomes = _closed(outcomes, self._closed_by[rule], in_force=in_force)
        return Row(
            case,
            self._circuit,
            self._dates.nearest(facts, kinds),
            outcomes,
            standing.support,
            standing.readiness,
            self._standings.total,
            standing.elements,
            [(rule, _BASIS_STATES[holds]) for rule, holds in bases] if bases else bases,
            bars,
            weak_spots,
            safety,
        )

    def _with_conflicts(self, states: tuple[int, ...], facts: FactBase, names: set[str]) -> tuple[int, ...]:
        """The states, with elements conflicting that are open for facts whose accounts differ."""
        court = self.court
        waiting = {
            place: rules
            for place, pair in enumerate(self._pairs)
            if states[place] == OPEN
            and (
                rules := [
                    rule for rule in court.movers[pair] if not names.isdisjoint(court.reach.leaves(rule))
                ]
            )
        }
        if not waiting:
            return states
        program = court.cut_to(frozenset(rule for rules in waiting.values() for rule in rules))
        found = Evaluation(program, facts)
        explainer = Explainer(program, found, settling=False)
        conflicting = _conflicting_refs(facts)
        changed = list(states)
        for place, rules in waiting.items():
            still_open = (rule for rule in rules if found.rules[rule].holds is Truth.OPEN)
            if any(not conflicting.isdisjoint(explainer.missing(rule)) for rule in still_open):
                changed[place] = BOTH
        return tuple(changed)


def _closed(
    outcomes: tuple[str, str, str], protections: list[int], *, in_force: bool
) -> tuple[str, str, str]:
    changed = list(outcomes)
    for place in protections:
        if in_force:
            changed[place] = Outcome.NOT_INDICATED
        elif changed[place] != Outcome.NOT_INDICATED:
            changed[place] = Outcome.BARRED_UNLESS
    asylum, withholding, cat = changed
    return asylum, withholding, cat


def _conflicting(facts: FactBase) -> set[str]:
    return {ref.name for ref in _conflicting_refs(facts)}


def _conflicting_refs(facts: FactBase) -> set[FactRef]:
    """The facts whose accounts differ."""
    found = {FactRef(name) for name, value in facts.scalars.items() if value is Missing.CONFLICTING}
    for items in facts.items.values():
        for item in items:
            found |= {FactRef(k, item.id) for k, value in item.facts.items() if value is Missing.CONFLICTING}
    return found
