"""What ``screening whatif`` found, as a document in one language, for the faces of the report."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from screening.assessment.model import Assessment
from screening.dates.edtf import FuzzyDate
from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind, FactRef, FactValue, Missing, Span
from screening.intake.model import ITEM_NAMES, Intake
from screening.law.pack import Pack
from screening.report.document import (
    EMPTY,
    Block,
    Document,
    Entry,
    Field,
    Paragraph,
    Section,
    Source,
    SummaryRow,
    Tag,
    line,
)
from screening.report.told import HIDDEN_SECTIONS, Told, is_told
from screening.report.words import Words, capital, lower_first
from screening.safe_text import SafeText, safe
from screening.vocabulary import ElementState, Protection
from screening.whatif.analysis import WhatIf, path_of
from screening.whatif.compare import Change
from screening.whatif.decisive import Decisive
from screening.whatif.flip import Flip, Flips

_NO_TAG = Tag("", EMPTY, EMPTY)
_BAR_STATES = frozenset({"in_force", "in_force_unless", "set_aside", "open", "not_raised"})
_VALUES_SHOWN = 4
_ITEM_OF = ITEM_NAMES
_PARTS = (
    ("whatif.elements", ("protection", "element")),
    ("whatif.findings", ("finding",)),
    ("whatif.deadlines", ("deadline",)),
    ("whatif.questions", ("question",)),
)


def whatif_document(
    found: WhatIf, pack: Pack, before: Intake, after: Intake, words: Words, *, compared: bool
) -> Document:
    """The analysis in words. ``before`` and ``after`` are the intakes compared; ``compared`` is whether anything
    was to be compared at all."""
    say = _Say(pack, words, Told(before, pack, words), Told(after, pack, words))
    parts = [
        (words(title), [say.change(one) for one in found.changes if one.part in kinds])
        for title, kinds in _PARTS
    ]
    if found.flips is not None:
        parts += list(say.flips(found.flips))
    if found.decisive is not None:
        parts.append((words("whatif.decisive"), list(say.decisive(found.decisive))))
    parts = [part for part in parts if part[1]]
    sections = tuple(
        Section(n, title, EMPTY, words("place.section", n=n, total=len(parts)), tuple(blocks))
        for n, (title, blocks) in enumerate(parts, 1)
    )
    return Document(
        title=words("whatif.title"),
        marking=words("whatif.marking"),
        language=words.language,
        summary=tuple(say.summary(found, compared)),
        warning=words("whatif.warning"),
        sections=sections,
        closing=words("whatif.same") if compared and not found.changes else EMPTY,
        case=safe(found.before.case),
    )


class Answers:
    """Facts and answers of one intake in words."""

    def __init__(self, pack: Pack, words: Words, told: Told) -> None:
        self.pack = pack
        self.words = words
        self.told = told

    def name(self, ref: FactRef) -> SafeText:
        return capital(self.told.label(ref.name))

    def told_value(self, ref: FactRef) -> SafeText:
        """What was told, or why there is nothing; never what is kept apart from the result."""
        answer = self.told.answer(ref.name, ref.item_id)
        if not is_told(answer):
            return lower_first(self.words.missing(self.told.state(ref)))
        if ref.name.partition(".")[0] in HIDDEN_SECTIONS:
            return self.words("whatif.told")
        return self.told.value(ref.name, answer) or self.words("whatif.told")

    def value(self, ref: FactRef, value: FactValue) -> SafeText:
        """One possible answer in words."""
        if isinstance(value, Missing):
            return lower_first(self.words.missing(value))
        if value == frozenset():
            return self.words("whatif.none")
        return self.told.value(ref.name, _answer(ref, value)) or _ids(value) or self.words("whatif.told")


def _answer(ref: FactRef, value: FactValue) -> Any:
    """A value in the form in which an intake holds it; None for what has none."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Span) and value.lo is not None:
        if catalogue()[ref.name].kind is FactKind.DATE:
            return FuzzyDate.parse(date.fromordinal(value.lo).isoformat())
        return value.lo
    return None


def _ids(value: FactValue) -> SafeText:
    return safe(", ".join(sorted(value))) if isinstance(value, frozenset) else EMPTY


class _Say:
    def __init__(self, pack: Pack, words: Words, before: Told, after: Told) -> None:
        self.pack = pack
        self.words = words
        self.before = Answers(pack, words, before)
        self.after = Answers(pack, words, after)

    # --- the head ---

    def summary(self, found: WhatIf, compared: bool) -> Iterable[SummaryRow]:
        words = self.words
        yield SummaryRow(words("whatif.case"), line(found.before.case))
        yield SummaryRow(words("whatif.before"), line(self._law(found.before)))
        if compared:
            yield SummaryRow(words("whatif.after"), line(self._law(found.after)))
        for index, ref in enumerate(self._set(found)):
            text = words(
                "whatif.setting",
                label=self.before.name(ref),
                path=path_of(ref),
                before=self.before.told_value(ref),
                after=self.after.told_value(ref),
            )
            yield SummaryRow(EMPTY if index else words("whatif.set"), line(text))

    def _law(self, found: Assessment) -> SafeText:
        words = self.words
        where = words.circuit(found.circuit) if found.circuit else words("circuit.unknown")
        return words("whatif.law", day=words.day(found.as_of), where=where)

    @staticmethod
    def _set(found: WhatIf) -> Iterable[FactRef]:
        for setting in found.settings:
            head, bracket, rest = setting.partition("=")[0].strip().partition("[")
            item_id, _, key = rest.partition("]")
            known = catalogue()
            name = f"{_ITEM_OF.get(head, head)}.{key.removeprefix('.')}" if bracket else head
            if name in known:
                yield FactRef(name, item_id if bracket else "")

    # --- what changed ---

    def change(self, one: Change) -> Block:
        words = self.words
        turn = words("whatif.turn", before=self._came(one, one.before), after=self._came(one, one.after))
        if one.part == "question" and one.before and one.after:
            turn = words("whatif.settles_other")
        fields = [(words("diff.change"), turn)]
        if one.by and one.part == "element":
            fields.append((words("whatif.rules"), self._rules(one.by)))
        if one.by:
            fields.append((words("whatif.law_of"), self._laws(one.by)))
        return self._entry(one.part, self._what(one), *fields)

    def _what(self, one: Change) -> SafeText:
        words = self.words
        match one.part:
            case "protection" | "element":
                return capital(self.element(one.what, one.protection))
            case "finding":
                return safe(f"{words.own(self.pack.rules[one.what].text[words.language].title)} ({one.what})")
            case "question":
                return words.own(self.pack.questions[one.what].short[words.language])
            case "deadline":
                keys = (f"deadline.kind.{one.what}", f"whatif.due.{one.what}")
                return words(next((key for key in keys if words.has(key)), "deadline.kind.other"))

    def element(self, element: str, protection: Protection | None) -> SafeText:
        """``past harm, asylum``; a protection alone where no element is named."""
        words = self.words
        name = words(f"protection_in_text.{protection}")
        if not element:
            return name
        full = self.pack.elements[element].name[words.language] if element in self.pack.elements else element
        return words("diff.of", name=full.replace("{country}", words("that_country")), protection=name)

    def _came(self, one: Change, value: str) -> SafeText:
        words = self.words
        match one.part:
            case "protection":
                return lower_first(words(f"outcome.{value}"))
            case "element":
                return words.state(ElementState(value)).full
            case "deadline":
                if value in ("", "no_date"):
                    return words("whatif.no_date" if value else "whatif.none")
                return words.day(date.fromisoformat(value))
            case "question":
                return words("whatif.asks" if value else "whatif.no_longer")
        if value in ("", "shown"):
            return words("diff.shown" if value else "diff.not_shown")
        if value in _BAR_STATES and value != "open":
            return words(f"diff.bar_state.{value}")
        return words.state(ElementState(value)).full

    def _rules(self, rules: Iterable[str]) -> SafeText:
        titles = (f"{self.pack.rules[rule].text[self.words.language].title} ({rule})" for rule in rules)
        return self.words.own("; ".join(titles))

    def _laws(self, rules: Iterable[str]) -> SafeText:
        names = dict.fromkeys(law for rule in rules for law in self.pack.rules[rule].rests_on)
        laws = [self.pack.authorities[name] for name in names]
        cites = (f"{law.cite} ({self.words(f'grade.{law.grade}')})" for law in laws)
        return safe("; ".join(cites)) or self.words("source.no_law")

    # --- flips and decisive facts ---

    def flips(self, found: Flips) -> Iterable[tuple[SafeText, list[Block]]]:
        words = self.words
        name = capital(self.element(found.element, found.protection))
        state = words.state(found.before).full
        head = Paragraph(line(f"{name} ({words('whatif.now')}: {state})."))
        end = Paragraph(line(words("whatif.limit" if found.limit else "whatif.through")))
        missing = [self._flip(one, found) for one in found.missing]
        none = Paragraph(line(words("whatif.missing.none")))
        yield words("whatif.missing"), [head, *(missing or [none]), end]
        different = [self._flip(one, found) for one in found.different]
        two = found.before in (ElementState.SUPPORTED, ElementState.NOT_SUPPORTED)
        none = Paragraph(line(words("whatif.different.none_two" if two else "whatif.different.none")))
        warning = Paragraph(line(words("whatif.different.warning")))
        yield words("whatif.different"), [warning, *(different or [none]), end]

    def _flip(self, one: Flip, found: Flips) -> Block:
        words = self.words
        conditions = [
            words(
                "whatif.answer",
                label=self.after.name(ref),
                path=path_of(ref),
                values=self._values(ref, values),
            )
            for ref, values in one.answers
        ]
        for key, names in (("whatif.one_more", one.added), ("whatif.complete", one.complete)):
            conditions += [words(key, item=lower_first(words(f"item.{n}").removesuffix("."))) for n in names]
        turn = words("whatif.turn", before=words.state(found.before).full, after=words.state(one.state).full)
        facts = words.listed(list(dict.fromkeys(self.after.name(ref) for ref, _ in one.answers)))
        title = facts or capital(conditions[0])
        ifs = ((words("whatif.if"), text) for text in conditions)
        return self._entry("answers", title, *ifs, (words("whatif.then"), turn))

    def _values(self, ref: FactRef, values: tuple[FactValue, ...]) -> SafeText:
        words = self.words
        shown = [self.after.value(ref, value) for value in values[:_VALUES_SHOWN]]
        text = safe("; ".join(shown))
        rest = len(values) - len(shown)
        return words("whatif.or", values=text, n=rest) if rest > 0 else text

    def decisive(self, found: Iterable[Decisive]) -> Iterable[Block]:
        words = self.words
        blocks = []
        for one in found:
            fields = []
            for (element, protection), before, after, value in one.alters:
                if value is Missing.UNKNOWN:
                    answer = words("whatif.unknown")
                else:
                    answer = self.after.value(one.fact, value)
                turn = words("whatif.turn", before=words.state(before).full, after=words.state(after).full)
                fields.append(
                    (words("whatif.if"), safe(f"{answer}: {self.element(element, protection)}, {turn}"))
                )
            told = safe(f"{self.after.name(one.fact)} ({path_of(one.fact)})")
            blocks.append(self._entry("fact", told, *fields))
        yield Paragraph(line(words("whatif.decisive.says" if blocks else "whatif.decisive.none")))
        yield from blocks

    def _entry(self, what: str, title: str, *fields: tuple[SafeText, str]) -> Block:
        shown = tuple(Field(label, line(text)) for label, text in fields)
        return Entry(EMPTY, safe(title), _NO_TAG, self.words(f"whatif.spoken.{what}"), shown, Source())
