"""What every part of the report needs at hand: the case, the pack, the words, and the codes."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from screening.assessment.model import Assessment
from screening.assessment.questions import HELPERS
from screening.dates.edtf import FuzzyDate
from screening.facts.catalogue import catalogue
from screening.facts.values import FactRef, Missing
from screening.intake.model import ITEM_NAMES, Intake
from screening.law.names import names_of
from screening.law.pack import Authority, Pack, Rule, RuleText
from screening.report.document import Line, Source, Span, line, span
from screening.report.told import FactKey, Told, first_date, is_told
from screening.report.words import Words, capital, lower_first, sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import Grade, Protection

_LAW_ORDER: Final = {
    "statute": 0, "regulation": 1, "supreme_court": 2, "bia": 3, "ag": 3, "circuit": 4,
}  # fmt: skip
_CODES: Final = ("INA §", "8 CFR §")
_NAMED: Final = 3
_CITE_ENDS: Final = re.compile(r",? \(|, ")
ELEMENT_NAME_LENGTH: Final = 29


class Codes:
    """F and L codes. A first pass records what is used; then every used fact and law gets a code."""

    def __init__(self, told: Told, pack: Pack) -> None:
        self._told = told
        self._pack = pack
        self._used_facts: set[FactKey] = set()
        self._used_laws: set[str] = set()
        self.facts: dict[FactKey, SafeText] = {}
        self.laws: dict[str, SafeText] = {}

    def of_facts(self, refs: Iterable[FactRef]) -> tuple[SafeText, ...]:
        keys = {key for ref in refs for key in self._told.keys(ref)}
        self._used_facts |= keys
        return tuple(sorted((self.facts[key] for key in keys if key in self.facts), key=_number))

    def of_laws(self, ids: Iterable[str]) -> tuple[SafeText, ...]:
        known = {name for name in ids if name in self._pack.authorities}
        self._used_laws |= known
        return tuple(sorted((self.laws[name] for name in known if name in self.laws), key=_number))

    def settle(self) -> None:
        """Give codes to everything used so far: facts dated first, laws by kind, texts of law by section, the rest as in the pack."""
        ordered = sorted(self._used_facts, key=self._fact_order)
        self.facts = {key: safe(f"F{index}") for index, key in enumerate(ordered, 1)}
        place = {name: index for index, name in enumerate(self._pack.authorities)}
        laws = sorted(
            self._used_laws,
            key=lambda name: (*law_order(self._pack.authorities[name]), place[name]),
        )
        self.laws = {name: safe(f"L{index}") for index, name in enumerate(laws, 1)}

    def _fact_order(self, key: FactKey) -> tuple[bool, int, int, int]:
        day = fact_date(self._told, key)
        start = day.lo or day.hi if day else None
        if key.item:
            ids = [entry.id for entry in self._told.items(key.item)]
            place = (100 + list(ITEM_NAMES.values()).index(key.item), ids.index(key.name))
        else:
            place = (0, list(catalogue()).index(key.name))
        return (start is None, start.toordinal() if start else 0, *place)


def fact_date(told: Told, key: FactKey) -> FuzzyDate | None:
    """The date a line of the list of facts is placed by; None if it has none."""
    if key.item:
        return first_date(told.item(key.item, key.name), key.item)
    answer = told.answer(key.name)
    return answer if isinstance(answer, FuzzyDate) and key.name != "applicant.birth_date" else None


class Context:
    """One report being built."""

    def __init__(self, assessment: Assessment, pack: Pack, intake: Intake, words: Words) -> None:
        self.assessment = assessment
        self.pack = pack
        self.intake = intake
        self.words = words
        self.told = Told(intake, pack, words)
        self.codes = Codes(self.told, pack)
        self.names = names_of(pack, words.language)
        self.country = self._country()
        self.finding_codes = {
            **{basis.rule: basis.code for basis in assessment.bases},
            **{spot.rule: spot.code for spot in assessment.weak_spots},
            **{bar.rule: bar.code for bar in assessment.bars},
        }
        self.protections: tuple[Protection, ...] = tuple(p.protection for p in assessment.protections)

    def rule(self, rule_id: str) -> Rule:
        return self.pack.rules[rule_id]

    def text(self, rule_id: str) -> RuleText:
        return self.pack.rules[rule_id].text[self.words.language]

    def title(self, rule_id: str) -> SafeText:
        return self.words.own(self.text(rule_id).title)

    def says(self, rule_id: str) -> SafeText:
        return self.words.own(self.text(rule_id).says)

    def more(self, rule_id: str, part: str) -> SafeText:
        return self.words.own(self.text(rule_id).more.get(part, ""))

    def inside(self, text: str) -> SafeText:
        """A text of the pack as it stands inside a sentence: its first letter small, unless a name begins it."""
        return lower_first(text, self.names)

    def facts_of(self, rule_id: str) -> tuple[FactRef, ...]:
        result = self.assessment.rules.get(rule_id)
        return result.facts if result else ()

    def source(
        self,
        rules: Sequence[str] = (),
        facts: Iterable[FactRef] = (),
        laws: Iterable[str] = (),
        *,
        may_come: bool = False,
    ) -> Source:
        """The source of a statement: its rules, the facts, and all the law those rules name.

        Of rules that only ``may_come`` to hold, just the law they rest on.
        """
        named = [law for rule_id in rules for law in self.laws_of(rule_id, may_come=may_come)]
        return Source(
            tuple(safe(rule_id) for rule_id in rules),
            self.codes.of_facts(facts),
            self.codes.of_laws([*named, *laws]),
        )

    def element_name(self, element_id: str) -> SafeText:
        name = self.pack.elements[element_id].name[self.words.language]
        full = safe(name.replace("{country}", self.country))
        return (
            full
            if len(full) <= ELEMENT_NAME_LENGTH
            else safe(name.replace("{country}", self.words("that_country")))
        )

    def protection(self, protection: Protection) -> SafeText:
        """The name of a protection inside a sentence: asylum, withholding, CAT."""
        return self.words(f"protection_in_text.{protection}")

    def questions_for(self, refs: Sequence[FactRef]) -> list[SafeText]:
        """Codes of the questions that would fill any of these facts, in asking order."""
        names = {ref.name for ref in self._told_behind(refs)} | {ref.name for ref in refs}
        found = [q for q in self.assessment.questions if any(ref.name in names for ref in q.facts)]
        return [safe(question.code) for question in found]

    def missing_words(self, refs: Sequence[FactRef]) -> SafeText:
        """``Not asked: a (Q1); b. Does not know: c.`` for facts that are missing.

        What was not asked is named by the question that asks for it, which is what a reader can use; never
        by its code alone, which nobody knows by heart.
        """
        groups: dict[Missing, list[FactRef]] = {}
        for ref in self._told_behind(refs):
            groups.setdefault(self.told.state(ref), []).append(ref)
        return safe(
            " ".join(self._missing_group(state, groups[state]) for state in Missing if state in groups)
        )

    def _missing_group(self, state: Missing, refs: list[FactRef]) -> str:
        refs = sorted(refs, key=self._asked_at)
        names = list(dict.fromkeys(self._missing_name(state, ref) for ref in refs))
        shown = names if len(names) <= _NAMED + 1 else names[:_NAMED]
        if len(shown) < len(names):
            shown.append(self.words.count("and_more", len(names) - _NAMED))
        return f"{self.words.missing(state)}: {'; '.join(shown)}."

    def _asked_at(self, ref: FactRef) -> int:
        """The place of the question that asks for a fact; after all of them if none does."""
        asked = self.assessment.questions
        return next((i for i, q in enumerate(asked) if any(ref.name == f.name for f in q.facts)), len(asked))

    def _missing_name(self, state: Missing, ref: FactRef) -> SafeText:
        label, place = self.inside(self.told.label(ref.name)), self._asked_at(ref)
        if place == len(self.assessment.questions):
            return label
        question = self.assessment.questions[place]
        short = self.words.own(self.pack.questions[question.question].short[self.words.language])
        name = self.inside(short) if state is Missing.NOT_ASKED else label
        return safe(f"{name} ({question.code})")

    def _told_behind(self, refs: Iterable[FactRef]) -> list[FactRef]:
        """For a derived fact, the facts it is worked out from that are still missing."""
        known = catalogue()
        found: dict[FactRef, None] = {}
        for ref in refs:
            kind = known.get(ref.name)
            reads = kind.reads if kind is not None and kind.derived else ()
            behind = [
                FactRef(name, ref.item_id if kind is not None and known[name].item == kind.item else "")
                for name in reads
                if name in known and name not in HELPERS
            ]
            missing = [one for one in behind if not self._is_told(one)]
            for one in self._told_behind(missing) if missing else [ref]:
                found[one] = None
        return list(found)

    def _is_told(self, ref: FactRef) -> bool:
        if ref.item_id and not catalogue()[ref.name].derived:
            return is_told(self.told.answer(ref.name, ref.item_id))
        return bool(self.told.keys(ref))

    def warnings(self, rules: Iterable[str], *, may_come: bool = False) -> list[Span]:
        """A bold warning if some law of these rules was not verified; none if all was."""
        ids = dict.fromkeys(law for rule_id in rules for law in self.laws_of(rule_id, may_come=may_come))
        weak = [name for name in ids if self.authority(name).grade is Grade.UNVERIFIED]
        codes = self.codes.of_laws(weak)
        if not codes:
            return []
        return [
            span(f" {self.words.count('law.unverified', len(codes), codes=self.words.listed(codes))}", "bold")
        ]

    def held_by(self, rule_id: str) -> tuple[FactRef, ...]:
        """The known facts that speak for a rule."""
        result = self.assessment.rules.get(rule_id)
        return result.held_by if result else ()

    def stands_on(self, rule_id: str) -> SafeText:
        """``Occupation: police office worker (F2).`` for what was told that speaks for a rule."""
        values: dict[str, dict[str, None]] = {}
        codes: dict[str, dict[FactRef, None]] = {}
        for ref in self.told.behind(self.held_by(rule_id)):
            value = self.told.value(ref.name, self.told.answer(ref.name, ref.item_id))
            if value and self.told.keys(ref):
                label = capital(self.told.label(ref.name))
                values.setdefault(label, {})[value] = None
                codes.setdefault(label, {})[ref] = None
        said = [
            f"{label}: {'; '.join(found)} ({', '.join(self.codes.of_facts(codes[label]))})."
            for label, found in values.items()
        ]
        return safe(" ".join(said))

    def against(self, rule_id: str, *, in_full: bool = False) -> Line:
        """Law that cuts the other way, by its short name; ``in_full`` also what we take it for."""
        rule = self.rule(rule_id)
        here = self.pack.said_here(rule, self.assessment.circuit)
        named = [self.law(name, says=in_full) for name in rule.against if name in here]
        return line(sentence("; ".join(named))) if named else ()

    def helps(self, rule_id: str) -> Line:
        """The law a rule rests on and what stands beside it, by short name, what binds here first."""
        rule = self.rule(rule_id)
        here = self.pack.said_here(rule, self.assessment.circuit)
        names = list(dict.fromkeys((*rule.rests_on, *(name for name in rule.beside if name in here))))
        names.sort(key=lambda name: bool(self.elsewhere(name)))
        return line(sentence("; ".join(self.law(name) for name in names))) if names else ()

    def law(self, name: str, *, says: bool = False) -> SafeText:
        """``Castro v. Holder (L47, Second Circuit)``: short name, code, and its circuit if it is another one."""
        code = ", ".join([*self.codes.of_laws([name]), *self.elsewhere(name)])
        told = self.words.own(self.authority(name).says[self.words.language]).rstrip(".") if says else ""
        short = safe(f"{short_cite(self.authority(name).cite)} ({code})")
        return safe(f"{short}: {self.inside(told)}") if told else short

    def elsewhere(self, name: str) -> list[SafeText]:
        """The circuits an authority binds, if the case's own is not among them."""
        circuits, here = self.authority(name).circuits, self.assessment.circuit
        return [self.words.circuits(sorted(circuits))] if circuits and here not in circuits else []

    def laws_of(self, rule_id: str, *, may_come: bool = False) -> tuple[str, ...]:
        """The law a rule names in this court; of one that only ``may_come`` to hold, the law it rests on."""
        rule = self.rule(rule_id)
        if may_come:
            return rule.rests_on
        return (*rule.rests_on, *self.pack.said_here(rule, self.assessment.circuit))

    def authority(self, authority_id: str) -> Authority:
        return self.pack.authorities[authority_id]

    @property
    def countries(self) -> tuple[str, ...]:
        """The country feared and the nationalities, as codes of two letters."""
        applicant = self.intake.applicant
        codes = [applicant.country_feared, *_listed(applicant.nationalities)] if applicant else []
        return tuple(dict.fromkeys(code for code in codes if isinstance(code, str) and len(code) == 2))

    def _country(self) -> SafeText:
        names = [self.words.country(code) for code in self.countries]
        return names[0] if names else self.words("that_country")


def short_cite(cite: str) -> SafeText:
    """The name an authority goes by: ``Castro v. Holder``, ``INA § 208(a)(1)``, ``8 CFR § 208.15``."""
    return safe(_CITE_ENDS.split(cite, maxsplit=1)[0])


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []


def law_order(law: Authority) -> tuple[int, bool, list[tuple[int, str]]]:
    """The kind of an authority; statutes and regulations also by section, as a code has them: 4 before 13."""
    kind = _LAW_ORDER.get(law.kind, 5)
    if kind > 1:
        return kind, False, []
    parts = re.findall(r"(\d+)|\((\w+)\)", law.cite.split(",")[0])
    return kind, not law.cite.startswith(_CODES), [(int(number or 0), letter) for number, letter in parts]


def _number(code: str) -> int:
    return int(code[1:])
