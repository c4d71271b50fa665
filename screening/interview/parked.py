"""Answers that nothing turns on any more: told, kept, and counted again as soon as something does.

An answer is parked if, with it and the parked answers after it in asking order left out, it would not be
asked for. A text that no rule looks at is never parked.
"""

from screening.facts.build import build_facts
from screening.interview.planner import Planner
from screening.interview.record import Record, ref_of
from screening.interview.record_file import unchecked_intake
from screening.interview.touched import steps_of, touching


def parked(planner: Planner, record: Record) -> frozenset[str]:
    """The paths of all parked answers. A pure function; looks only at the rules each answer can move."""
    plan = planner.plan(record)
    program, found = plan.program, plan.found
    by_name = touching(program)
    aside: set[str] = set()
    live = record
    for path in planner.latest_first(record):
        if not record.has(path) or planner.asked_of_everyone(ref_of(path).name):
            continue
        ref = ref_of(path)
        if not planner.applies(ref, found):
            aside.add(path)
            continue
        moved = by_name.get(ref.name)
        if not moved:
            continue
        without = live.model_copy(
            update={"answers": {at: answer for at, answer in live.answers.items() if at != path}}
        )
        facts = build_facts(unchecked_intake(without), planner.law)
        again = found.again(facts, steps_of(program, moved))
        asking = planner.asking(without, program, again)
        roots = (planner.pack.rules[rule] for rule in again.rules if rule in moved)
        if not any(ref in asking.wanted(rule) for rule in roots):
            aside.add(path)
            live, found = without, again
    return frozenset(aside)
