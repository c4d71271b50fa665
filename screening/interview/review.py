"""All answers so far, by topic, for reading back and changing."""

from collections.abc import Iterator
from dataclasses import dataclass

from screening.facts.catalogue import told_types
from screening.intake.model import ITEM_NAMES
from screening.interview.prompts import Prompter
from screening.interview.record import STORY, ListAnswer, Record, ref_of
from screening.interview.session import Session
from screening.safe_text import SafeText, safe


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, list, item of a list or topic left for later: where it stands in the record, and how it reads.

    ``item`` and ``item_id`` are set for an item as such; ``aside`` if it was taken out and can come back.
    """

    path: str
    topic: SafeText
    label: SafeText
    words: SafeText
    item: str = ""
    item_id: str = ""
    aside: bool = False

    @property
    def read(self) -> SafeText:
        """The row as a sentence."""
        return safe(f"{self.label}: {self.words}".rstrip(".") + ".")


def review(session: Session, prompter: Prompter) -> tuple[Row, ...]:
    """Every answer in the order of the topics; those nothing turns on now say so."""
    rows = list(_rows(session, prompter))
    topics = list(dict.fromkeys(row.topic for row in rows))
    return tuple(sorted(rows, key=lambda row: topics.index(row.topic)))


def _rows(session: Session, prompter: Prompter) -> Iterator[Row]:
    record, parked = session.record, session.parked()
    questions = prompter.pack.questions.values()
    topics = {name: question.topic for question in questions for name in question.facts}

    def titled(topic: str) -> SafeText:
        return prompter.place(f"#{topic}", record) if topic else safe("")

    for path in record.trail:
        if path.startswith("#"):
            if record.topics.get(path[1:]) == "later":
                yield Row(path, titled(path[1:]), titled(path[1:]), prompter.say("review.later"))
        elif path in ITEM_NAMES:
            step = session.planner.list_step(ITEM_NAMES[path])
            label, words = prompter.place(path, record), prompter.list_words(ITEM_NAMES[path], record)
            topic = titled(step.topic if step else "")
            yield Row(path, topic, label, words)
            yield from _items(path, topic, record, prompter)
        elif record.has(path):
            fact = told_types().get(ref_of(path).name)
            if path != STORY and fact and fact.item and ref_of(path).item_id not in record.items(fact.item):
                continue
            words = prompter.answer_words(path, record.answers[path], record)
            if path in parked:
                words = safe(f"{words} ({prompter.say('review.parked')})")
            title = (
                prompter.say("story.title") if path == STORY else titled(topics.get(ref_of(path).name, ""))
            )
            yield Row(path, title, prompter.place(path, record), words)


def _items(path: str, topic: SafeText, record: Record, prompter: Prompter) -> Iterator[Row]:
    item = ITEM_NAMES[path]
    for item_id in record.items(item):
        words = prompter.say("review.item")
        yield Row(path, topic, prompter.item_words(item, item_id, record), words, item, item_id)
    held = record.lists.get(path, ListAnswer())
    for item_id in held.set_aside:
        words = prompter.say("review.aside")
        yield Row(path, topic, prompter.item_words(item, item_id, record), words, item, item_id, aside=True)
