"""What is shown for one step: the question, the answers to choose from, and an answer in words.

Texts are safe for a terminal. What a client told appears only as the answer so far and to tell items of
a list apart. No verdict, no default, no hint which answer is of use.
"""

from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from screening.dates.edtf import FuzzyDate
from screening.dates.words import fuzzy_in_words
from screening.facts.build import split_path
from screening.facts.values import FactRef
from screening.intake.model import ITEM_NAMES
from screening.intake.shape import Kind, Shape
from screening.interview.answers import STATES, Option
from screening.interview.order import Step
from screening.interview.record import STORY, Answer, Record, path_of, ref_of, shapes
from screening.interview.session import MORE, Session
from screening.interview.wording import spoken
from screening.languages import LANGUAGE_NAMES
from screening.law.pack import Bilingual, Pack
from screening.report.countries import country_name
from screening.report.told import SUMMARIES
from screening.report.words import Words, lower_first
from screening.safe_text import SafeText, safe
from screening.vocabulary import LANGUAGES, Language

_ITEM_LENGTH = 40
_HOW = {
    Kind.DATE: "date.how",
    Kind.COUNTRY: "country.how",
    Kind.LANGUAGE: "language.how",
    Kind.COUNT: "count.how",
}
_STORY_SHAPE = Shape(Kind.TEXT, states=True, max_length=20_000)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One step as a driver shows it. ``options`` are numbered from 1, then come the four ``states``.

    ``part`` says which fact is noted, and of which item; "" where the question says it all. ``how`` is how to
    write an open answer. ``long`` texts take many lines. ``held`` is the answer so far, "" if none;
    ``draft`` what was told so far of a text that was not ended.
    """

    title: SafeText
    say: SafeText
    ask: SafeText
    also: SafeText
    help: SafeText
    why: SafeText
    part: SafeText
    how: SafeText
    options: tuple[Option, ...]
    states: tuple[SafeText, ...]
    shape: Shape | None
    aloud: bool = False
    long: bool = False
    held: SafeText = field(default_factory=lambda: safe(""))
    draft: SafeText = field(default_factory=lambda: safe(""))


class Prompter:
    """Builds prompts in one language; ``also`` shows each question in a second one, for the interpreter."""

    def __init__(self, pack: Pack, language: Language, also: Language | None = None) -> None:
        self.pack = pack
        self.language: Language = language
        self._second = also if also != language else None
        self._words = Words(language)

    @property
    def shown_languages(self) -> tuple[Language, ...]:
        """The languages that questions are shown in."""
        return (self.language, self._second) if self._second else (self.language,)

    def prompt(self, step: Step, record: Record) -> Prompt:
        """What is shown for a step."""
        match step.kind:
            case "story":
                return self._story(record)
            case "warning":
                return self._warning(step)
            case "list":
                return self._list(step, record)
            case "consent":
                return self._consent(step)
        return self._value(step, record)

    def prompt_now(self, session: Session) -> Prompt:
        """What is shown for the step asked now. There must be one."""
        step = session.step
        assert step is not None
        return self.prompt(step, session.record)

    def item_words(self, item: str, item_id: str, record: Record) -> SafeText:
        """How one item is told apart from the others."""
        return self._which(item, item_id, record)

    def list_words(self, item: str, record: Record) -> SafeText:
        """How a list stands: how many were told of, and whether that is everything."""
        ended, count = record.ended(item), str(len(record.items(item)))
        if not ended:
            return safe(count)
        return safe(f"{count}. {self.say(f'state.{ended}' if ended in STATES else f'list.{ended}')}")

    def say(self, key: str, **pieces: str | int) -> SafeText:
        """The questionnaire's own words."""
        return safe(spoken(self.language, key, **pieces))

    def answer_words(self, path: str, answer: Answer, record: Record) -> SafeText:
        """An answer as a reader sees it, in full."""
        if answer.state is not None:
            return self.say(f"state.{answer.state}")
        value: Any = answer.value
        if value is None:
            return safe("")
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        shape = _STORY_SHAPE if path == STORY else shapes()[ref_of(path).name]
        if shape.kind is Kind.DATE:
            return safe(fuzzy_in_words(FuzzyDate.parse(value), self.language))
        if isinstance(value, tuple):
            each = [self._one_word(path, shape, one, record) for one in value]
            return safe(", ".join(each)) if each else self.say("no")
        return safe(self._one_word(path, shape, str(value), record))

    def place(self, path: str, record: Record) -> SafeText:
        """What an answer is about: its label, and of which item, by number alone."""
        if path == STORY:
            return self.say("story.title")
        if path.startswith("#"):
            return self._own(self.pack.topics[path[1:]].title)
        if path in ITEM_NAMES:
            return safe(self._item_name(ITEM_NAMES[path]))
        name, item_id, _ = split_path(path)
        label = self._label(ref_of(path).name)
        return safe(f"{self._number(ITEM_NAMES[name], item_id, record)}: {label}") if item_id else label

    def _value(self, step: Step, record: Record) -> Prompt:
        shape = shapes()[step.fact]
        question = self.pack.questions[step.question]
        options = self._options(step.fact, shape, record)
        label = self._label(step.fact)
        part = self.say("part", label=label)
        if step.item:
            part = self.say("part.item", item=self._which(step.item, step.item_id, record), label=label)
        held = record.answers.get(step.path)
        return self._asked(
            step,
            part=part,
            how=self._how(shape, bool(options)),
            options=options,
            shape=shape,
            aloud=question.aloud and step.fact == self._first_choice(question.facts),
            long=shape.kind is Kind.TEXT and shape.max_length > 500,
            held=self.answer_words(step.path, held, record) if held else safe(""),
            draft=safe(record.drafts.get(step.path, "")),
        )

    def _list(self, step: Step, record: Record) -> Prompt:
        told = len(record.items(step.item))
        options = tuple(
            Option(value, tuple(spoken(each, key) for each in self._languages()))
            for value, key in (
                ("more", "list.more" if told else "list.first"),
                ("closed", "list.closed"),
                ("open", "list.open"),
            )
        )
        ask = self.say("list.ask_more" if told else "list.ask_first")
        name = safe(self._item_name(step.item))
        return self._asked(step, part=safe(f"{name}. {ask}"), options=options)

    def _warning(self, step: Step) -> Prompt:
        topic = self.pack.topics[step.topic]
        options = tuple(
            Option(value, tuple(spoken(each, f"warning.{value}") for each in self._languages()))
            for value in ("on", "later")
        )
        nothing = safe("")
        warn: Bilingual = topic.warn or {}
        return Prompt(
            title=self._own(topic.title), say=nothing, ask=self._own(warn), also=self._other(warn), help=nothing,
            why=nothing, part=nothing, how=nothing, options=options, states=(), shape=None,
        )  # fmt: skip

    def _consent(self, step: Step) -> Prompt:
        options = tuple(
            Option(value, tuple(spoken(each, f"consent.{value}") for each in self._languages()))
            for value in ("stop", "otherwise")
        )
        nothing, also = safe(""), spoken(self._second, "consent.ask") if self._second else ""
        return self._asked(
            step, say=nothing, ask=self.say("consent.ask"), also=safe(also), help=self.say("consent.help"),
            why=nothing, part=nothing, options=options, states=(),
        )  # fmt: skip

    def _story(self, record: Record) -> Prompt:
        held = record.answers.get(STORY)
        also = spoken(self._second, "story.ask") if self._second else ""
        return Prompt(
            title=self.say("story.title"), say=self.say("story.say"), ask=self.say("story.ask"), also=safe(also),
            help=self.say("story.help"), why=self.say("story.why"), part=safe(""), how=self.say("story.how"),
            options=(), states=self._states(), shape=_STORY_SHAPE, long=True,
            held=self.answer_words(STORY, held, record) if held else safe(""),
            draft=safe(record.drafts.get(STORY, "")),
        )  # fmt: skip

    def _asked(self, step: Step, **parts: Any) -> Prompt:
        question, topic = self.pack.questions[step.question], self.pack.topics.get(step.topic)
        shown: dict[str, Any] = {
            "title": self._own(topic.title) if topic else safe(""),
            "say": self._own(topic.say) if topic else safe(""),
            "ask": self._own(question.ask),
            "also": self._other(question.ask),
            "help": self._own(question.help),
            "why": self._own(question.why),
            "how": safe(""),
            "states": self._states(),
            "shape": None,
        }
        return Prompt(**(shown | parts))

    @staticmethod
    def _first_choice(facts: tuple[str, ...]) -> str:
        """The fact whose answers the question itself names, if it names any."""
        return next((fact for fact in facts if shapes()[fact].kind in (Kind.YES_NO, Kind.CODE)), "")

    def _options(self, fact: str, shape: Shape, record: Record) -> tuple[Option, ...]:
        if shape.kind is Kind.YES_NO:
            return tuple(
                Option(value, tuple(spoken(each, key) for each in self._languages()))
                for value, key in ((True, "yes"), (False, "no"))
            )
        if shape.refers_to:
            item = ITEM_NAMES[shape.refers_to]
            told = [Option(id_, (self._which(item, id_, record), id_)) for id_ in record.items(item)]
            more = "refs.incident" if item == "incident" else "refs.more"
            return (*told, Option(MORE, tuple(spoken(each, more) for each in self._languages())))
        return tuple(Option(code, self._code_names(fact, code)) for code in shape.choices)

    def _code_names(self, fact: str, code: str) -> tuple[str, ...]:
        label = self.pack.labels.get(fact)
        names = label.choices.get(code) if label else None
        if names is None:
            known = self._words.has(f"circuit.{code}") and fact.endswith("circuit")
            return (self._words(f"circuit.{code}"), code) if known else (code.replace("_", " "), code)
        return (*(names[language] for language in self._languages()), code)

    def _languages(self) -> tuple[Language, ...]:
        return (self.language, *(each for each in LANGUAGES if each != self.language))

    def _one_word(self, path: str, shape: Shape, value: str, record: Record) -> str:
        if shape.refers_to:
            return self._which(ITEM_NAMES[shape.refers_to], value, record)
        match shape.kind:
            case Kind.COUNTRY:
                return country_name(value, self.language) or value
            case Kind.LANGUAGE:
                names = LANGUAGE_NAMES.get(value, (value, value))
                return names[LANGUAGES.index(self.language)]
            case Kind.CODE:
                return safe(self._code_names(ref_of(path).name, value)[0])
        return safe(value)

    def _which(self, item: str, item_id: str, record: Record) -> SafeText:
        """``something that happened, 2 of 3 (threats by telephone)``"""
        number = self._number(item, item_id, record)
        for key in SUMMARIES.get(item, ()):
            told = record.answers.get(path_of(FactRef(f"{item}.{key}", item_id)))
            if told is not None and isinstance(told.value, str):
                return safe(f"{number} ({_shortened(told.value)})")
        return number

    def _number(self, item: str, item_id: str, record: Record) -> SafeText:
        """``something that happened, 2 of 3``"""
        ids = record.items(item)
        number = f", {self.say('number_of', n=ids.index(item_id) + 1, of=len(ids))}" if item_id in ids else ""
        return safe(f"{lower_first(self._item_name(item))}{number}")

    def _item_name(self, item: str) -> str:
        return self._words(f"item.{item}").rstrip(".")

    def _label(self, fact: str) -> SafeText:
        label = self.pack.labels.get(fact)
        return self._own(label.label) if label else safe(fact.rpartition(".")[2].replace("_", " "))

    def _states(self) -> tuple[SafeText, ...]:
        return tuple(self.say(f"state.{state}") for state in STATES)

    def _how(self, shape: Shape, choices: bool) -> SafeText:
        if choices:
            return self.say("several") if shape.many else safe("")
        if shape.kind is Kind.TEXT:
            return (
                self.say("texts.how" if shape.many else "story.how")
                if shape.many or shape.max_length > 500
                else safe("")
            )
        return self.say(_HOW[shape.kind])

    def _own(self, texts: Bilingual) -> SafeText:
        return self._words.own(texts.get(self.language, ""))

    def _other(self, texts: Bilingual) -> SafeText:
        return self._words.own(texts.get(self._second, "")) if self._second else safe("")


def _shortened(told: str) -> SafeText:
    """The first words of what was told, whole; … where more follows."""
    return safe(shorten(safe(told), _ITEM_LENGTH, placeholder="…"))
