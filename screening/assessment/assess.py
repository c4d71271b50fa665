"""The one way from an intake to an assessment: facts, rules of the day and court, both engines, findings."""

from collections.abc import Callable
from datetime import date
from typing import Literal

import screening
from screening.assessment.collect import Findings, collect
from screening.assessment.deadlines import deadlines, family
from screening.assessment.model import Assessment, EngineStamp, NotInForce, Stamp
from screening.assessment.outcomes import element_results, protection_results
from screening.assessment.questions import questions
from screening.engine.agree import compare
from screening.engine.base import Engine, Program, Verdict, Verdicts
from screening.engine.explain import Explainer
from screening.engine.program import bind, bind_every_rule, not_in_force
from screening.engine.reference import Evaluation, ReferenceEngine
from screening.errors import EngineError
from screening.facts.build import build_facts
from screening.facts.catalogue import catalogue
from screening.facts.context import LegalContext
from screening.facts.values import FactBase
from screening.intake.model import Intake
from screening.law.pack import Pack, Rule
from screening.vocabulary import CIRCUITS, RuleKind, Severity, Truth

FORMAT = "asylum.assessment/1"

OtherEngine = Callable[[Program], Engine]


def legal_context(pack: Pack, as_of: date) -> LegalContext:
    """The numbers in force on the day and the holidays of the pack."""
    values = ((name, number.on(as_of)) for name, number in pack.numbers.items())
    return LegalContext(as_of, {name: value for name, value in values if value is not None}, pack.holidays)


def assess(
    intake: Intake,
    pack: Pack,
    *,
    as_of: date,
    circuit: str | None = None,
    intake_sha256: str = "",
    other_engine: OtherEngine | None = None,
    other_problem: str = "not_installed",
    settling: bool = True,
) -> Assessment:
    """Screen one intake as of a day, for a circuit ("5", "dc"; None: the intake's own, if told).

    The reference evaluator decides and explains. ``other_engine`` builds a second engine from the
    same program; what it finds is compared and any difference stands in the stamp. ``settling``
    False leaves ``settle_yes`` and ``settle_no`` of every rule empty: most of the work, and a report
    in words shows none of it.
    """
    court, court_from = court_of(intake, circuit)
    program = bind(pack, as_of, court or None)
    facts = build_facts(intake, legal_context(pack, as_of))
    found = Evaluation(program, facts)
    verdicts = Verdicts(found.rules, found.elements)
    findings = collect(pack, verdicts, Explainer(program, found, catalogue(), settling=settling))
    elements = element_results(pack, program, verdicts, findings.rules, facts)
    due = deadlines(intake, facts, pack, as_of)
    return Assessment(
        format=FORMAT,
        case=intake.id,
        as_of=as_of,
        circuit=court,
        circuit_from=court_from,
        protections=protection_results(elements, findings.bars),
        screening_stage=_stage(facts),
        elements=elements,
        bases=findings.bases,
        weak_spots=findings.weak_spots,
        bars=findings.bars,
        presumptions=findings.presumptions,
        notes=findings.notes,
        routes=findings.routes,
        clarifications=findings.clarifications,
        referrals=findings.referrals,
        safety=findings.safety,
        deadlines=due,
        questions=questions(pack, elements, findings, due, facts),
        family=family(facts),
        evidence=findings.evidence,
        elsewhere=_elsewhere(pack, as_of, court or None, facts),
        rules=findings.rules,
        authorities=_authorities(pack, findings, court),
        stamp=_stamp(pack, intake_sha256, program, facts, verdicts, other_engine, other_problem),
    )


def _elsewhere(pack: Pack, day: date, circuit: str | None, facts: FactBase) -> tuple[NotInForce, ...]:
    """The rules that are not law here and now and would say something about this case if they were.

    Of what other circuits hold, only what would move the result: not their notes.
    """
    would = Evaluation(bind_every_rule(pack, day), facts).rules
    return tuple(
        NotInForce(rule.rule, rule.why, rule.authority, rule.changed_by)
        for rule in not_in_force(pack, day, circuit)
        if _says_something(pack.rules[rule.rule], would[rule.rule])
        and (rule.why not in ("other_circuit", "circuit_unknown") or _moves_the_result(pack.rules[rule.rule]))
    )


def _says_something(rule: Rule, verdict: Verdict) -> bool:
    return verdict.holds is Truth.YES or (rule.kind is RuleKind.BASIS and verdict.raised is Truth.YES)


def _moves_the_result(rule: Rule) -> bool:
    if rule.kind is RuleKind.WEAK_SPOT:
        return rule.concludes.severity is not Severity.NOTE
    return rule.kind in (RuleKind.ELEMENT, RuleKind.BASIS, RuleKind.BAR, RuleKind.PRESUMPTION)


def court_of(intake: Intake, circuit: str | None) -> tuple[str, Literal["option", "intake", "unknown"]]:
    """The circuit to screen for ("" if not known) and who named it: ``circuit``, if given, or the intake."""
    if circuit:
        return circuit, "option"
    told = intake.procedure.circuit if intake.procedure else None
    return (told, "intake") if told in CIRCUITS and told is not None else ("", "unknown")


def _stage(facts: FactBase) -> Literal["", "credible_fear", "reasonable_fear"]:
    stage = facts.scalar("procedure.stage")
    if stage in ("expedited_removal", "credible_fear_pending"):
        return "credible_fear"
    return "reasonable_fear" if stage in ("reinstated_order", "administrative_removal") else ""


def _authorities(pack: Pack, findings: Findings, court: str) -> tuple[str, ...]:
    used: dict[str, None] = {}
    for rule_id in findings.shown:
        rule = pack.rules[rule_id]
        used.update(dict.fromkeys((*rule.rests_on, *pack.said_here(rule, court))))
    return tuple(name for name in pack.authorities if name in used)


def _stamp(
    pack: Pack,
    sha256: str,
    program: Program,
    facts: FactBase,
    verdicts: Verdicts,
    other_engine: OtherEngine | None,
    other_problem: str,
) -> Stamp:
    reference = EngineStamp(ReferenceEngine.name, ReferenceEngine.version, ran=True)
    engines: tuple[EngineStamp, ...] = (reference,)
    agreed: bool | None = None
    differ: tuple[str, ...] = ()
    if other_engine is None:
        engines = (reference, EngineStamp("durable-rules", "", ran=False, problem=other_problem))
    else:
        try:
            second = other_engine(program)
            differ = compare(verdicts, second.evaluate(facts))
            agreed = not differ
            engines = (reference, EngineStamp(second.name, second.version, ran=True))
        except EngineError:
            # The reference has decided; that the other one could not is said in the stamp.
            engines = (reference, EngineStamp("durable-rules", "", ran=False, problem="failed"))
    return Stamp(
        pack=pack.id,
        pack_version=pack.version,
        pack_sha256=pack.sha256,
        law_known_to=pack.law_known_to,
        intake_sha256=sha256,
        software=screening.__version__,
        engines=engines,
        agreed=agreed,
        disagreements=differ,
        rules_in_force=len(verdicts.rules),
    )
