"""The table of questions: topics, and the questions of each in asking order."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from screening.facts.values import FactType
from screening.law.lines import read_line
from screening.law.pack import Question, Topic
from screening.law.places import Place, bilingual_of, names_of, truth_of, whole_of
from screening.law.tables import entry_id, named_entries, schema_one
from screening.law.tree import Compare

_TEXTS: Final = ("ask", "short", "help", "why")
_OPTIONAL: Final = ("first", "last", "always", "sensitive", "aloud", "only_if")


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions and the topics they belong to, by id, in the order of the files."""

    questions: dict[str, Question]
    topics: dict[str, Topic]


def read_questions(places: Collection[Place], facts: Mapping[str, FactType]) -> Questions:
    """The questions of all files of the table. Each file is one topic; each fact is filled by one question."""
    table = Questions({}, {})
    asked: dict[str, str] = {}
    for place in places:
        found = place.fields(("schema", "topic", "questions"))
        schema_one(found.get("schema"))
        topic = _topic(found.get("topic"), table.topics)
        table.topics.setdefault(topic.id, topic)
        for entry in named_entries(found.get("questions"), "question"):
            question = _question(entry, topic.id, table.questions, facts, asked)
            table.questions.setdefault(question.id, question)
    return table


def _topic(place: Place | None, taken: Collection[str]) -> Topic:
    if place is None:
        return Topic("", {}, {})
    found = place.fields(("id", "title", "say"), ("warn",))
    return Topic(
        id=entry_id(found.get("id"), taken),
        title=bilingual_of(found.get("title")),
        say=bilingual_of(found.get("say")),
        warn=bilingual_of(found.get("warn")) if "warn" in found else None,
    )


def _question(
    entry: Place, topic: str, taken: Collection[str], facts: Mapping[str, FactType], asked: dict[str, str]
) -> Question:
    parts = entry.fields(("id", "order", "facts", *_TEXTS), _OPTIONAL)
    question = Question(
        id=entry_id(parts.get("id"), taken),
        facts=names_of(parts.get("facts"), facts, "fact"),
        ask=bilingual_of(parts.get("ask")),
        short=bilingual_of(parts.get("short")),
        help=bilingual_of(parts.get("help")),
        why=bilingual_of(parts.get("why")),
        order=whole_of(parts.get("order")),
        first=truth_of(parts.get("first")),
        last=truth_of(parts.get("last")),
        always=truth_of(parts.get("always")),
        sensitive=truth_of(parts.get("sensitive")),
        aloud=truth_of(parts.get("aloud")),
        topic=topic,
        only_if=_only_if(parts["only_if"], facts) if "only_if" in parts else {},
    )
    for fact in question.only_if.keys() - set(question.facts):
        parts["only_if"].note(
            "not_asked_here",
            f"{fact} is not among the facts of this question. Take the line out, or add it to 'facts'.",
        )
    for fact in question.facts:
        if fact in asked and "facts" in parts:
            parts["facts"].note(
                "asked_twice", f"{fact} is already asked by question {asked[fact]}. Keep one."
            )
        asked.setdefault(fact, question.id)
    if "facts" in parts and parts["facts"].value == []:
        parts["facts"].note("no_facts", "'facts' is empty. Name the facts that the answer fills.")
    return question


def _only_if(place: Place, facts: Mapping[str, FactType]) -> dict[str, Compare]:
    """By fact of the question: the line that must not have failed for it to be asked."""
    found: dict[str, Compare] = {}
    for name, line in place.fields((), tuple(facts)).items():
        read = read_line(line, facts, frozenset(), facts[name].item)
        if isinstance(read, Compare):
            found[name] = read
        elif read is not None:
            line.note("only_if", "Only an answer of the person can stand here. Compare a fact with a value.")
    return found
