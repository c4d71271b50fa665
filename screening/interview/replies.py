"""What a typed reply means: an answer, a word to the program, own words, a note. The same for every driver."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from screening.errors import IntakeError
from screening.intake.model import ITEM_NAMES
from screening.intake.shape import Kind, Shape
from screening.interview.answers import NotUnderstood, acts_or_hides, read_answer
from screening.interview.order import Step
from screening.interview.planner import CONSENT
from screening.interview.prompts import Prompt, Prompter
from screening.interview.record import ListEnd, words_language
from screening.interview.session import Session
from screening.safe_text import SafeText, safe
from screening.sentences import said

Action = Literal["", "help", "pause", "review", "stop", "leave"]
COMMANDS: dict[str, Action] = {"?": "help", "p": "pause", "r": "review", "s": "stop", "!": "leave"}
"""What a reply of one sign or letter asks of the program, in every language."""
SKIP = ">"
"""A reply that passes a question over. Enter alone never does: a key pressed twice must not lose a question."""
WORDS, NOTE = "/w ", "/n "
"""Before the person's own words, and before a note of the volunteer's own."""
_NOTED = 200
"""Characters of an answer that are read back at once; the review shows all of it."""
_CHOICE = Shape(Kind.CODE, ("choice",))
_ENDS: dict[str, ListEnd] = {"closed": "closed", "open": "open"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a reply: the session after it, what to say about it, and what the driver has to do.
    ``refused`` if it was meant as an answer and cannot be one."""

    session: Session
    said: tuple[SafeText, ...] = ()
    action: Action = ""
    refused: bool = False


def reply(session: Session, prompter: Prompter, typed: str) -> Reply:
    """Take one reply to the step asked now. What cannot be taken changes nothing and is said why."""
    step = session.step
    if step is None:
        return Reply(session)
    line = typed.strip()
    if line.lower() in COMMANDS:
        return Reply(session, action=COMMANDS[line.lower()])
    try:
        if line == "":
            return _nothing(session, prompter)
        if line == SKIP:
            return _passed(session, prompter)
        if line == "<":
            back = session.back()
            return Reply(back, () if back is not session else (prompter.say("back.first"),))
        if line.startswith(WORDS) and step.kind == "value":
            return _own_words(session, prompter, line.removeprefix(WORDS).strip())
        if line.startswith(NOTE):
            return _note(session, prompter, line.removeprefix(NOTE).strip())
        return _answered(session, prompter, step, typed)
    except NotUnderstood as error:
        said_why = [safe(error.said.of(prompter.language))]
        if error.among:
            said_why.append(prompter.say("fits", text="; ".join(error.among)))
        return Reply(session, tuple(said_why), refused=True)
    except IntakeError as error:
        return Reply(session, (safe(error.problems[0].said(prompter.language)),), refused=True)


def _nothing(session: Session, prompter: Prompter) -> Reply:
    """Enter alone: what was gone back to stays as it is; what has no answer yet is asked on."""
    at = session.at
    if at and (at.startswith("#") or at in ITEM_NAMES or prompter.prompt_now(session).held):
        return Reply(session.go_ahead())
    return Reply(session, (prompter.say("nothing"),))


def _passed(session: Session, prompter: Prompter) -> Reply:
    step = session.step
    if step is not None and (
        step.kind == "consent" or step.fact in CONSENT
    ):  # nobody goes on without a *yes*
        return Reply(session, (prompter.say("consent.needed"),))
    if session.at:
        return Reply(session.go_ahead())
    return Reply(session.pass_over(), (prompter.say("passed"),))


def _own_words(session: Session, prompter: Prompter, words: str) -> Reply:
    _refuse_hidden(words)
    language = words_language(session.record, prompter.language)
    return Reply(session.own_words(words, language), (prompter.say("words_noted"),))


def _note(session: Session, prompter: Prompter, text: str) -> Reply:
    _refuse_hidden(text)
    return Reply(session.note(text, session.planner.as_of.isoformat()), (prompter.say("note_noted"),))


def _refuse_hidden(text: str) -> None:
    if not text:
        raise NotUnderstood(said("answer.empty"))
    if acts_or_hides(text):
        raise NotUnderstood(said("answer.hidden"))


def _answered(session: Session, prompter: Prompter, step: Step, typed: str) -> Reply:
    prompt = prompter.prompt(step, session.record)
    today = session.planner.as_of
    if step.kind == "warning":
        chosen = _chosen(typed, prompt, with_states=False)
        return Reply(session.go_on("later" if chosen == "later" else "on"))
    if step.kind == "consent":
        if _chosen(typed, prompt, with_states=False) == "stop":
            return Reply(session, (prompter.say("consent.stopped"),), "stop")
        return Reply(session.say_otherwise())
    if step.kind == "list":
        chosen = _chosen(typed, prompt, with_states=True)
        if chosen == "more":
            return Reply(session.one_more())
        end = session.end_list(_ENDS.get(chosen) or chosen)  # type: ignore[arg-type]  # else a state
        return Reply(end, (_noted(end, prompter, step),))
    assert prompt.shape is not None
    answer = read_answer(typed, prompt.shape, prompt.options, today)
    update = {"on": today.isoformat()}
    if prompt.shape.kind is Kind.TEXT and answer.state is None:
        update["language"] = words_language(session.record, prompter.language)
    after = session.answer(answer.model_copy(update=update))
    return Reply(after, (_noted(after, prompter, step),))


def _chosen(typed: str, prompt: Prompt, *, with_states: bool) -> str:
    """The value of one option typed, or a state where states are offered."""
    answer = read_answer(typed, _CHOICE, prompt.options, date.min)
    if answer.state is not None and not with_states:
        raise NotUnderstood(said("answer.choice", most=len(prompt.options)))
    return str(answer.state or answer.value)


def _noted(session: Session, prompter: Prompter, step: Step) -> SafeText:
    if step.kind == "list":
        return prompter.say("noted", text=prompter.list_words(step.item, session.record))
    words = prompter.answer_words(step.path, session.record.answers[step.path], session.record)
    return prompter.say("noted", text=safe(words, _NOTED))
