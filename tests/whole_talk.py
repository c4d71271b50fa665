"""A whole interview, worked out ahead: what is typed at each page, and the session after it.

The answers are those of an example case, typed as a volunteer would; what it does not tell is refused in one of the
four ways. Nothing is passed over, so that the next question follows from the record alone. On the way: back, own
words, a note, an answer that is not understood, help, a pause, a change from the list of all answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interview_cases import AS_OF, planner
from real_pack import real_pack

from screening.facts.build import split_path
from screening.intake.model import ITEM_NAMES
from screening.intake.read import read_intake_file
from screening.intake.shape import Kind
from screening.interview.order import Step
from screening.interview.planner import CONSENT
from screening.interview.prompts import Prompt, Prompter
from screening.interview.record import STORY, Answer, Record
from screening.interview.record_file import record_from_intake
from screening.interview.replies import COMMANDS, reply
from screening.interview.review import review
from screening.interview.session import MORE, Session
from screening.languages import LANGUAGE_NAMES
from screening.report.countries import country_name
from screening.safe_text import SafeText
from screening.vocabulary import LANGUAGES, Language

CASE: Final = Path(__file__).parents[1] / "examples" / "police-secretary.json"
NAMED: Final = "applicant.preferred_name"
NAME, NEW_NAME = "Maria Jose", "María José Ñúñez «la ágil»"
OWN_WORDS: Final = "«no me dejó ni la más mínima señal»"
TOLD_STORY: Final = (
    "Me llamaron por teléfono, señor, y me dijeron mi nombre.\n\n¿Qué más? Nos fuimos.\nNo sé más."
)
ALSO_TOLD: Final = {
    NAMED: Answer(value=NAME),
    STORY: Answer(value=TOLD_STORY),
    "safety.danger_self": Answer(value="danger"),
    "entries[entry-1].date": Answer(value="2026-01"),
}
BACK_AT, EDIT_AT, NOTE_AT, HELP_AT, PAUSE_AT = 12, 16, 21, 23, 25
"""How many turns come before each of these."""


@dataclass(frozen=True)
class Turn:
    """What is typed (several lines for a long text), the session before and after, and what is said about it.

    ``listed`` if it is typed where all answers are listed, ``paused`` where Enter alone goes on.
    """

    before: Session
    typed: str
    after: Session
    said: tuple[SafeText, ...] = ()
    listed: bool = False
    paused: bool = False

    @property
    def is_long_text(self) -> bool:
        """Whether a line with a full stop has to end it."""
        step = self.before.step
        assert step is not None
        long = prompter("en").prompt(step, self.before.record).long
        aside = self.listed or self.paused or self.typed.lower() in COMMANDS
        return long and not aside and self.typed[:1] not in ("/", "<")


def prompter(language: Language) -> Prompter:
    return Prompter(real_pack(), language, "es" if language == "en" else "en")


def turns(language: Language, many: int = 10_000) -> list[Turn]:
    """The whole interview in a language, or its first turns."""
    return _Talk(language).turns(many)


class _Talk:
    def __init__(self, language: Language) -> None:
        self._prompter = prompter(language)
        self._told = record_from_intake(read_intake_file(CASE, as_of=AS_OF))
        self._language: Language = language
        self._refused = 0
        day = AS_OF.isoformat()
        first = Record(id="case-x", began=day, answers={"session.date": Answer(value=day, on=day)})
        self._session = Session(planner(), first)
        self._turns: list[Turn] = []

    def turns(self, many: int) -> list[Turn]:
        while (step := self._session.step) is not None and len(self._turns) < many:
            for typed in self._detour(len(self._turns)):
                self._type(typed)
            step = self._session.step
            assert step is not None
            prompt = self._prompter.prompt(step, self._session.record)
            if prompt.shape and prompt.shape.kind is Kind.DATE and step.fact == "entry.date":
                self._type("¿quizás el lunes?")
                self._type(f"/w {OWN_WORDS}")
            self._type(self._answer(step, prompt))
        return self._turns

    def _detour(self, number: int) -> Iterator[str]:
        match number:
            case _ if number == BACK_AT:
                yield "<"
                yield self._now()
            case _ if number == NOTE_AT:
                yield "/n una nota del voluntario, sin ñoñerías"
            case _ if number == EDIT_AT:
                yield "r"
                rows = [row.path for row in review(self._session, self._prompter)]
                self._list(str(rows.index(NAMED) + 1), self._session.go_to(NAMED))
                yield NEW_NAME
            case _ if number == HELP_AT:
                yield "?"
            case _ if number == PAUSE_AT:
                yield "p"
                self._turns.append(Turn(self._session, "", self._session, paused=True))

    def _now(self) -> str:
        step = self._session.step
        assert step is not None
        return self._answer(step, self._prompter.prompt(step, self._session.record))

    def _list(self, typed: str, after: Session) -> None:
        self._turns.append(Turn(self._session, typed, after, listed=True))
        self._session = after

    def _type(self, typed: str) -> None:
        came = reply(self._session, self._prompter, typed)
        self._turns.append(Turn(self._session, typed, came.session, came.said))
        self._session = came.session

    def _answer(self, step: Step, prompt: Prompt) -> str:
        """What a volunteer types for what is told; a refusal for what is not."""
        match step.kind:
            case "warning":
                return "1"
            case "list":
                held = self._told.lists.get(step.path)
                told = max(len(held.ids) if held else 0, step.item == "entry")
                return "1" if len(self._session.record.items(step.item)) < told else "2"
        if step.fact in CONSENT:
            return "1"
        told_at = self._told_path(step.path)
        given = ALSO_TOLD.get(step.path) or self._told.answers.get(told_at)
        if given is not None and given.value is not None:
            return self._written(given, prompt)
        self._refused += 1
        state = self._refused % 4 + 1
        return str(len(prompt.options) + state) if prompt.options else f"/{state}"

    def _told_path(self, path: str) -> str:
        """The place in the case of what stands there in the talk, where items have ids of their own."""
        if path == STORY:
            return path
        name, item_id, key = split_path(path)
        if not item_id:
            return path
        place = self._session.record.items(ITEM_NAMES[name]).index(item_id)
        held = self._told.lists.get(name)
        return f"{name}[{held.ids[place]}].{key}" if held and place < len(held.ids) else path

    def _written(self, given: Answer, prompt: Prompt) -> str:
        assert prompt.shape is not None and given.value is not None
        each = given.value if isinstance(given.value, tuple) else (given.value,)
        values = [option.value for option in prompt.options]
        if prompt.shape.refers_to:
            ids = self._told.lists[prompt.shape.refers_to].ids
            item = ITEM_NAMES[prompt.shape.refers_to]
            known = self._session.record.items(item)
            each = tuple(known[ids.index(one)] if ids.index(one) < len(known) else MORE for one in each)  # type: ignore[arg-type]
        if values:
            return " ".join(str(values.index(one) + 1) for one in each) or "0"
        match prompt.shape.kind:
            case Kind.COUNTRY:
                return ", ".join(country_name(str(one), self._language) for one in each)
            case Kind.LANGUAGE:
                place = LANGUAGES.index(self._language)
                return ", ".join(LANGUAGE_NAMES[str(one)][place] for one in each)
        return "; ".join(map(str, each))


def as_lines(talk: list[Turn]) -> str:
    """The talk as it is piped to the questionnaire in lines."""
    return "".join(f"{turn.typed}\n" + ".\n" * turn.is_long_text for turn in talk)
