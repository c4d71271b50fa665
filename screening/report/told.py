"""What was told, as a reader sees it: labels, answers in words, who said it, and other accounts.

Names, numbers, addresses and ways to reach a person are never printed. Free text is printed only
where a lawyer needs the person's own words or a summary of what happened, always in quotation marks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from screening.dates.edtf import FuzzyDate
from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind, FactRef, Missing
from screening.intake.model import ITEM_NAMES, Intake, OtherAccount, Source
from screening.law.names import names_of
from screening.law.pack import Pack
from screening.report.words import Words, lower_first
from screening.safe_text import SafeText, safe
from screening.vocabulary import ANSWER_STATES

LIST_NAMES: Final = {item: name for name, item in ITEM_NAMES.items()}
STORY_LIMIT: Final = 4000

HIDDEN_SECTIONS: Final = frozenset({"contact", "safety", "vulnerability", "session"})
"""Kept apart from the result; never printed as facts."""

SHOWN_TEXTS: Final = frozenset(
    {
        "incident.summary", "incident.account", "incident.words_said", "incident.place",
        "fear.own_words", "fear.why_left_when", "fear.why_not_earlier", "reason.persecutor_words",
        "reason.client_view", "relocation.own_view", "persecutor.described_as",
        "persecutor.how_identified", "persecutor.group", "job.title", "job.left_because",
        "activity.account", "group.label",
        "statement.differs_how", "statement.explanation", "move.place", "move.found_how", "move.reason_left",
        "return_trip.reason", "evidence_item.title", "evidence_item.shows", "evidence_item.why_not",
        "late_filing.first_year_account", "late_filing.delay_account", "protection.other_help",
        "entry.place", "traits.ethnic_group", "traits.religion", "applicant.place_feared",
        "conviction.matter", "accusation.matter", "procedure.court_city",
    }
)  # fmt: skip
"""The only free texts that are printed."""

SUMMARIES: Final = {
    "incident": ("summary", "account"), "job": ("title",), "activity": ("account",), "group": ("label",),
    "persecutor": ("described_as",), "evidence_item": ("title",), "move": ("place",),
    "return_trip": ("reason",), "conviction": ("matter",), "accusation": ("matter",),
}  # fmt: skip
"""Which text of an item says in short what it is; the first that was told."""

DATES: Final = {"change": ("date", "learned"), "member": (), "evidence_item": ()}
_DEFAULT_DATES: Final = ("date", "start", "end")


@dataclass(frozen=True, slots=True, order=True)
class FactKey:
    """One line of the list of facts: an item of a list, or one answer."""

    item: str
    name: str


class Told:
    """One intake, asked for answers by fact."""

    def __init__(self, intake: Intake, pack: Pack, words: Words) -> None:
        self.intake = intake
        self._pack = pack
        self._words = words

    @cached_property
    def _items(self) -> dict[tuple[str, str], Any]:
        return {
            (item, entry.id): entry
            for name, item in ITEM_NAMES.items()
            for entry in getattr(self.intake, name) or ()
        }

    def items(self, item: str) -> list[Any]:
        return list(getattr(self.intake, LIST_NAMES[item]) or ())

    def item(self, item: str, item_id: str) -> Any:
        return self._items.get((item, item_id))

    def answer(self, name: str, item_id: str = "") -> Any:
        """The answer as it stands in the intake; None if not asked, or if it is not a told fact."""
        head, _, key = name.partition(".")
        part = self.item(head, item_id) if head in LIST_NAMES else getattr(self.intake, head, None)
        return getattr(part, key, None)

    def state(self, ref: FactRef) -> Missing:
        """Why a fact is missing."""
        answer = self.answer(ref.name, ref.item_id)
        if self.accounts(ref):
            return Missing.CONFLICTING
        return Missing(answer) if isinstance(answer, str) and answer in ANSWER_STATES else Missing.NOT_ASKED

    def keys(self, ref: FactRef) -> tuple[FactKey, ...]:
        """The lines of the list of facts behind one fact; none if nothing was told or it is kept apart."""
        return tuple(dict.fromkeys(self._keys(ref, frozenset())))

    def _keys(self, ref: FactRef, seen: frozenset[str]) -> list[FactKey]:
        head = ref.name.partition(".")[0]
        if head in HIDDEN_SECTIONS or ref.name in seen:
            return []
        if head in LIST_NAMES and ref.item_id:
            return [FactKey(head, ref.item_id)] if self.item(head, ref.item_id) else []
        kind = catalogue().get(ref.name)
        if kind is not None and kind.derived:
            behind = [self._keys(FactRef(name), seen | {ref.name}) for name in kind.reads]
            return [key for keys in behind for key in keys]
        if head in LIST_NAMES:
            key = ref.name.partition(".")[2]
            return [
                FactKey(head, entry.id) for entry in self.items(head) if is_told(getattr(entry, key, None))
            ]
        return [FactKey("", ref.name)] if self.value(ref.name, self.answer(ref.name)) else []

    def behind(self, refs: Iterable[FactRef]) -> list[FactRef]:
        """What was told that these facts are, or are worked out from; one for each item of a list."""
        return list(dict.fromkeys(told for ref in refs for told in self._behind(ref, frozenset())))

    def _behind(self, ref: FactRef, seen: frozenset[str]) -> list[FactRef]:
        known, head = catalogue(), ref.name.partition(".")[0]
        kind = known.get(ref.name)
        if ref.name in seen:
            return []
        if kind is not None and kind.derived:
            reads = [
                FactRef(name, ref.item_id if known[name].item == kind.item else "") for name in kind.reads
            ]
            return [told for one in reads for told in self._behind(one, seen | {ref.name})]
        if head in LIST_NAMES and not ref.item_id:
            return [FactRef(ref.name, entry.id) for entry in self.items(head)]
        return [ref]

    def label(self, name: str) -> SafeText:
        """How a fact is named: its label, else what the question for it is called, else its path in words."""
        label = self._pack.labels.get(name)
        if label is not None:
            return safe(label.label[self._words.language])
        question = next((q for q in self._pack.questions.values() if name in q.facts), None)
        if question is not None:
            return self._words.own(question.short[self._words.language])
        return safe(name.rpartition(".")[2].replace("_", " "))

    def label_inside(self, name: str) -> SafeText:
        """The same inside a sentence."""
        return lower_first(self.label(name), names_of(self._pack, self._words.language))

    def value(self, name: str, answer: Any) -> SafeText:
        """An answer in words; "" if there is none or it is not for print."""
        words = self._words
        if not is_told(answer):
            return safe("")
        if isinstance(answer, bool):
            return words("yes" if answer else "no")
        if isinstance(answer, FuzzyDate):
            return words.fuzzy(answer)
        if isinstance(answer, int):
            return safe(f"{answer:,}")
        kind = catalogue().get(name)
        if kind is None or kind.kind is FactKind.REFS:
            return safe("")
        if kind.kind is FactKind.TEXT:
            return (
                words.quote(answer, STORY_LIMIT)
                if name in SHOWN_TEXTS and isinstance(answer, str)
                else safe("")
            )
        codes = answer if isinstance(answer, list) else [answer]
        return safe(", ".join(self._code(name, str(code)) for code in codes))

    def _code(self, name: str, code: str) -> SafeText:
        label = self._pack.labels.get(name)
        if label is not None and code in label.choices:
            return safe(label.choices[code][self._words.language])
        if len(code) == 2 and code.isupper():
            return self._words.country(code)
        if name.endswith("circuit"):
            return self._words.circuit(code)
        return safe(code.replace("_", " "))

    def accounts(self, ref: FactRef) -> list[OtherAccount]:
        """The other accounts of a fact, in the order of the file."""
        path = self.path(ref)
        return [account for account in self.intake.other_accounts or () if account.fact == path]

    def account_words(self, ref: FactRef, account: OtherAccount) -> SafeText:
        """What another account says, who said it and when."""
        value: Any = account.value
        kind = catalogue().get(ref.name)
        if kind is not None and kind.kind is FactKind.DATE and isinstance(value, str):
            value = FuzzyDate.parse(value)
        said = self._words.quote(account.words, STORY_LIMIT) if account.words else self.value(ref.name, value)
        return safe(f"{said} ({self._said_by(account.said_by, account.date)})")

    def first_account_words(self, ref: FactRef) -> SafeText:
        """The answer itself, beside other accounts: with who gave it."""
        source = self._source(self.path(ref))
        by = self._said_by(source.said_by if source else "client", source.date if source else None)
        return safe(f"{self.value(ref.name, self.answer(ref.name, ref.item_id))} ({by})")

    def source_note(self, ref: FactRef) -> SafeText:
        """``(document)``: who said it, only when it was not the client."""
        source = self._source(self.path(ref))
        if source is None or source.said_by == "client":
            return safe("")
        return safe(f"({self._said_by(source.said_by, None)})")

    def source_words(self, ref: FactRef) -> SafeText:
        """The very words of a fact, if they were written down."""
        source = self._source(self.path(ref))
        return self._words.quote(source.words, STORY_LIMIT) if source and source.words else safe("")

    @staticmethod
    def path(ref: FactRef) -> str:
        """A fact's path as it stands in ``sources``: ``incidents[threats].date``."""
        head, _, key = ref.name.partition(".")
        return f"{LIST_NAMES[head]}[{ref.item_id}].{key}" if head in LIST_NAMES and ref.item_id else ref.name

    def _source(self, path: str) -> Source | None:
        return next((source for source in self.intake.sources or () if source.fact == path), None)

    def _said_by(self, who: str, day: Any) -> SafeText:
        name = self._words(f"said_by.{who}")
        return safe(f"{name}, {self._words.fuzzy(day)}") if isinstance(day, FuzzyDate) else name


def is_told(answer: Any) -> bool:
    """Whether there is an answer, as against none or one of the answer states."""
    if answer is None or answer == []:
        return False
    return not (isinstance(answer, str) and answer in ANSWER_STATES)


def first_date(entry: Any, item: str) -> FuzzyDate | None:
    """The date an item is placed by."""
    for key in DATES.get(item, _DEFAULT_DATES):
        day = getattr(entry, key, None)
        if isinstance(day, FuzzyDate):
            return day
    return None
