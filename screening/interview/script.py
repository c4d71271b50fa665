"""The interview answered from an intake file: for tests, and to take over what was written elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from screening.intake.model import ITEM_NAMES
from screening.interview.order import Step
from screening.interview.record import ListAnswer, Record, ref_of
from screening.interview.session import Session


@dataclass(frozen=True, slots=True)
class Scripted:
    """How a script went: the session after it, what it was asked, and what it held that nothing asked for."""

    session: Session
    asked: tuple[Step, ...]
    unasked: tuple[str, ...]

    @property
    def questions(self) -> int:
        """How many questions were read out."""
        return len({(step.question, step.item_id) for step in self.asked if step.question})


def run_script(
    session: Session, told: Record, keep: Callable[[Record], None] = lambda record: None, *, rest: bool = True
) -> Scripted:
    """Answer every step from ``told``; pass over what it does not hold. ``keep`` gets every new record.

    With ``rest``, what no step asked for is noted at the end all the same. Raises IntakeError for an
    answer that cannot stand.
    """
    asked: list[Step] = []
    while (step := session.step) is not None:
        asked.append(step)
        before = session.record
        session = _replied(session, step, told)
        if session.record is not before:
            keep(session.record)
    unasked = tuple(path for path in told.answers if not session.record.has(path))
    if rest:
        for each in _rest(session, told, unasked):
            session = each
            keep(session.record)
    return Scripted(session, tuple(asked), unasked)


def _replied(session: Session, step: Step, told: Record) -> Session:
    if step.kind == "warning":
        return session.go_on("on")
    if step.kind == "consent":  # a file tells what was told, and asks nobody
        return session.pass_over()
    if step.kind == "list":
        held = told.lists.get(step.path, ListAnswer())
        more = [item_id for item_id in held.ids if item_id not in session.record.items(step.item)]
        if more:
            return session.one_more(more[0])
        return session.end_list(held.ended) if held.ended else session.pass_over()
    if told.has(step.path) and _links_known(step, session, told):
        return session.answer(told.answers[step.path])
    return session.pass_over()


def _links_known(step: Step, session: Session, told: Record) -> bool:
    """Whether every item an answer names has been told of by now."""
    value = told.answers[step.path].value
    named = session.planner.linked_item(step.fact)
    return not named or not isinstance(value, tuple) or set(value) <= set(session.record.items(named))


def _rest(session: Session, told: Record, unasked: tuple[str, ...]) -> Iterator[Session]:
    for name, held in told.lists.items():
        for item_id in held.ids:
            if item_id not in session.record.items(ITEM_NAMES[name]):
                session = session.go_to(name).one_more(item_id)
                yield session
        if held.ended and session.record.ended(ITEM_NAMES[name]) != held.ended:
            session = session.go_to(name).end_list(held.ended)
            yield session
    linked = [path for path in unasked if session.planner.linked_item(ref_of(path).name)]
    for path in (*(path for path in unasked if path not in linked), *linked):
        session = session.go_to(path).answer(told.answers[path])
        yield session
