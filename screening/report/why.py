"""Why a rule holds, why not, or what keeps it open: a tree of its lines, with what was told and the law behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from screening.assessment.assess import court_of, legal_context
from screening.engine.base import BoundElement, BoundRule
from screening.engine.program import bind
from screening.engine.reach import reach
from screening.engine.reference import Evaluation, negated
from screening.errors import NotKnownError
from screening.facts.build import build_facts
from screening.facts.catalogue import catalogue
from screening.facts.values import FactRef, Item, Missing
from screening.intake.model import Intake
from screening.law.in_force import NotInForce, rule_status
from screening.law.pack import Pack
from screening.law.suggest import suggestion
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, RuleHolds, Some
from screening.report.condition_words import ConditionWords
from screening.report.document import EMPTY, Mark
from screening.report.told import HIDDEN_SECTIONS, LIST_NAMES, Told, is_told
from screening.report.words import Words, capital, lower_first
from screening.safe_text import SafeText, safe
from screening.sentences import one_of, said
from screening.vocabulary import ElementState, Language, Protection, Truth

_MARKS: dict[Truth, Mark] = {Truth.YES: "supported", Truth.NO: "not_supported", Truth.OPEN: "open"}
_SAID = {Truth.YES: "why.holds", Truth.NO: "why.fails", Truth.OPEN: "why.open"}
_OF_STATE = {ElementState.SUPPORTED: Truth.YES, ElementState.NOT_SUPPORTED: Truth.NO}
_FACTS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Branch:
    """One line: how it came out (``mark``, and ``state`` in words; both "" for a mere heading), what it says,
    notes on facts and law, and the lines it is made of."""

    mark: Mark
    state: SafeText
    text: SafeText
    notes: tuple[SafeText, ...] = ()
    children: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class WhyTree:
    """The whole explanation. ``lead`` says first how it came out where the question supposed otherwise."""

    title: SafeText
    marking: SafeText
    language: Language
    lead: SafeText
    branches: tuple[Branch, ...]


def why_tree(
    intake: Intake, pack: Pack, name: str, words: Words, *, as_of: date, circuit: str | None, why_not: bool
) -> WhyTree:
    """Why the rule or element ``name`` came out as it did. Raises NotKnownError with the nearest known name."""
    if name not in pack.rules and name not in pack.elements:
        guess = suggestion(name, (*pack.rules, *pack.elements))
        sentence = said("whatif.no_name", guess=guess, words=one_of(tuple(pack.elements)))
        raise NotKnownError([sentence.problem("usage.no_name", "--why-not" if why_not else "--why")])
    say = _Why(intake, pack, words, as_of, court_of(intake, circuit)[0] or None)
    if name in pack.rules:
        title = words.own(pack.rules[name].text[words.language].title)
        branches: tuple[Branch, ...] = (say.rule(name),)
    else:
        title = words.own(
            pack.elements[name].name[words.language].replace("{country}", words("that_country"))
        )
        branches = tuple(say.element(name, protection) for protection in pack.elements[name].needed)
    marks = {branch.mark for branch in branches}
    return WhyTree(
        words("why.not_title" if why_not else "why.title", name=title),
        say.marking(),
        words.language,
        _lead(marks, words, why_not=why_not),
        branches,
    )


def _lead(marks: set[Mark], words: Words, *, why_not: bool) -> SafeText:
    """Corrects the question where it supposed the opposite, or what is not settled."""
    if marks == {"open"}:
        return words("why.it_is_open")
    if marks == {"supported"} and why_not:
        return words("why.it_holds")
    if not why_not and not marks & {"supported", "open", "conflicting"}:
        return words("why.it_fails")
    return EMPTY


class _Why:
    def __init__(self, intake: Intake, pack: Pack, words: Words, as_of: date, circuit: str | None) -> None:
        program = bind(pack, as_of, circuit)
        self._found = Evaluation(program, build_facts(intake, legal_context(pack, as_of)))
        known = reach(program)
        self._rules, self._elements = known.rules, known.elements
        self._pack, self._words, self._day, self._circuit = pack, words, as_of, circuit
        self._told = Told(intake, pack, words)
        self._conditions = ConditionWords(pack, words, as_of)
        self._shown: set[str] = set()

    def marking(self) -> SafeText:
        where = self._words.circuit(self._circuit) if self._circuit else self._words("circuit.unknown")
        return self._words("whatif.law", day=self._words.day(self._day), where=where)

    # --- rules and elements ---

    def rule(self, rule_id: str) -> Branch:
        """A rule with its lines; one that was shown above, or is no law here, without."""
        words, rule = self._words, self._pack.rules[rule_id]
        text = safe(f"{words.own(rule.text[words.language].title)} ({rule_id})")
        bound = self._rules.get(rule_id)
        if bound is None:
            return Branch("not_applicable", words("why.not_in_force"), text, (self._not_law(rule_id),))
        truth = self._found.rules[rule_id].holds
        if rule_id in self._shown:
            return Branch(_MARKS[truth], words(_SAID[truth]), text, (words("why.shown_above"),))
        self._shown.add(rule_id)
        return Branch(
            _MARKS[truth], words(_SAID[truth]), text, (self._law(rule_id),), tuple(self._parts(bound))
        )

    def _parts(self, bound: BoundRule) -> Iterator[Branch]:
        if bound.raised_when is not None:
            yield self._headed("why.raised", bound.raised_when)
        yield from self._inside(bound.when, None)
        if bound.unless is not None:
            yield self._headed("why.unless", bound.unless)

    def _headed(self, key: str, node: Node) -> Branch:
        truth = self._found.truth(node)
        return Branch(
            _MARKS[truth], self._words(_SAID[truth]), self._words(key), (), tuple(self._node(node, None))
        )

    def element(self, element: str, protection: Protection) -> Branch:
        """An element of one protection: the rules that hold or are open, and those that would elsewhere."""
        words = self._words
        state = self._found.elements.get((element, protection), ElementState.OPEN)
        tag = words.state(state)
        name = self._pack.elements[element].name[words.language].replace("{country}", words("that_country"))
        text = words("diff.of", name=capital(name), protection=words(f"protection_in_text.{protection}"))
        step = self._elements.get((element, protection))
        children = () if step is None else tuple(self._movers(step))
        return Branch(tag.mark, tag.full, text, (), children)

    def _movers(self, step: BoundElement) -> Iterator[Branch]:
        sides = (("why.supports", step.supports), ("why.defeats", step.defeats), ("why.bar", step.bars))
        for key, rules in sides:
            here = [rule for rule in rules if rule in self._rules]
            told = [rule for rule in here if self._found.rules[rule].holds is not Truth.NO]
            told.sort(key=lambda rule: self._found.rules[rule].holds is Truth.OPEN)
            rest = len(rules) - len(told)
            shown = tuple(self.rule(rule) for rule in told)
            if rest:
                shown += (Branch("", EMPTY, self._words.count("why.more", rest)),)
            if rules:
                yield Branch("", EMPTY, self._words(key), (), shown)

    def _law(self, rule_id: str) -> SafeText:
        words = self._words
        laws = [self._pack.authorities[name] for name in self._pack.rules[rule_id].rests_on]
        cites = [f"{law.cite} ({words(f'grade.{law.grade}')})" for law in laws]
        return words("why.rests", laws="; ".join(cites)) if cites else words("why.no_law")

    def _not_law(self, rule_id: str) -> SafeText:
        """Why a rule is not law on the day in the circuit, with the authority that decides it."""
        words = self._words
        status = rule_status(self._pack.rules[rule_id], self._pack, self._day, self._circuit)
        assert isinstance(status, NotInForce)  # the program holds every other rule
        where = words.circuit(self._circuit) if self._circuit else words("card.nationwide")
        cites = self._pack.authorities
        by = cites[status.authority].cite if status.authority in cites else ""
        why = words(f"card.force.{status.why}", day=words.day(self._day), where=where, by=by)
        changed = cites[status.changed_by].cite if status.changed_by in cites else ""
        return safe(f"{why} ({changed})") if changed else why

    # --- lines ---

    def _node(self, node: Node, item: Item | None) -> Iterator[Branch]:
        words, truth = self._words, self._found.truth(node, item)
        mark, state = _MARKS[truth], words(_SAID[truth])
        match node:
            case Compare():
                yield Branch(mark, state, self._leaf(node), self._facts(node, item))
            case RuleHolds(rule):
                yield self.rule(rule) if rule in self._pack.rules else Branch(mark, state, safe(node.text))
            case ElementIs():
                yield Branch(
                    mark, state, self._leaf(node), (), (self.element(node.element, node.protection),)
                )
            case All(children) | AnyOf(children):
                inside = tuple(part for child in children for part in self._node(child, item))
                key = "why.all" if isinstance(node, All) else "why.any"
                yield inside[0] if len(inside) == 1 else Branch(mark, state, words(key), (), inside)
            case Not(child=Some() as some):
                yield from self._quantified(some, item, negated(self._found.truth(some, item)))
            case Not(child):
                yield Branch(mark, state, words("why.not"), (), tuple(self._node(child, item)))
            case Some():
                yield from self._quantified(node, item, truth)

    def _inside(self, node: Node, item: Item | None) -> Iterator[Branch]:
        """The lines of a block whose head already says that all of them count."""
        for child in node.children if isinstance(node, All) else (node,):
            yield from self._node(child, item)

    def _quantified(self, node: Some, item: Item | None, truth: Truth) -> Iterator[Branch]:
        """A line about items, then each item told of with its lines. ``every`` looks at what each must satisfy."""
        words = self._words
        body = node.body
        if isinstance(body, Not) and node.text.startswith("every "):
            body = body.child
        inside = []
        for each in self._found.items(node, item)[0]:
            one = self._found.truth(body, each)
            name = words(f"item.{each.name}").removesuffix(".")
            text = safe(f"{name} ({LIST_NAMES[each.name]}[{each.id}])")
            inside.append(Branch(_MARKS[one], words(_SAID[one]), text, (), tuple(self._inside(body, each))))
        notes: tuple[SafeText, ...] = () if inside else (words("why.none_told"),)
        if truth is Truth.OPEN and not node.link and node.item not in self._found.facts.closed:
            notes += (words("why.not_whole"),)
        head = self._conditions.lines(node)[0].strip()
        yield Branch(_MARKS[truth], words(_SAID[truth]), safe(head.removesuffix(":")), notes, tuple(inside))

    def _leaf(self, node: Compare | ElementIs) -> SafeText:
        return self._words.own(self._conditions.lines(node)[0].strip())

    # --- facts ---

    def _facts(self, node: Compare, item: Item | None) -> tuple[SafeText, ...]:
        """What was told of the fact of a line, and what is missing."""
        words, ref = self._words, FactRef(node.fact, item.id if item is not None else "")
        kind = catalogue().get(node.fact)
        behind = self._told.behind([ref])
        told = [one for one in behind if is_told(self._told.answer(one.name, one.item_id))]
        known = not isinstance(self._found.value(node.fact, item), Missing)
        notes: list[SafeText] = []
        if kind is not None and kind.derived:
            shown = [f"{self._told.label_inside(one.name)}: {self._value(one)}" for one in told]
            shown = list(dict.fromkeys(shown))
            if shown and known:
                notes.append(words("why.derived", facts="; ".join(self._few(shown))))
        elif told:
            notes.append(words("why.told", facts=self._value(ref)))
        if not known:
            open_ones = [one for one in behind if one not in told] or behind
            named = [
                f"{self._told.label_inside(one.name)} ({lower_first(words.missing(self._told.state(one)))})"
                for one in open_ones
            ]
            notes.append(words("why.missing", facts="; ".join(self._few(list(dict.fromkeys(named))))))
        return tuple(notes)

    def _few(self, shown: list[str]) -> list[str]:
        rest = len(shown) - _FACTS_SHOWN
        return [*shown[:_FACTS_SHOWN], self._words.count("and_more", rest)] if rest > 0 else shown

    def _value(self, ref: FactRef) -> SafeText:
        """An answer as told; only that there is one, where it is kept apart or not for print."""
        if ref.name.partition(".")[0] in HIDDEN_SECTIONS:
            return self._words("whatif.told")
        answer = self._told.answer(ref.name, ref.item_id)
        return self._told.value(ref.name, answer) or self._words("whatif.told")
