"""One rule as a card: what it says, when it holds, on what it rests, and how it was tried.

A card is a document like the report, so that the same two faces show it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from screening.law.in_force import InForce, rule_status
from screening.law.names import names_of
from screening.law.pack import AppliesTo, Authority, Pack, Rule
from screening.law.tree import All, AnyOf, Node, Not
from screening.report.build_law import authority_grade, authority_status
from screening.report.condition_words import ConditionWords
from screening.report.document import Document, Line, SummaryRow, line, span
from screening.report.words import Words, capital, lower_first
from screening.safe_text import SafeText, safe
from screening.vocabulary import Grade, Language, RuleKind

_EMPTY = SafeText("")
_SECTIONS = {
    RuleKind.ELEMENT: "protections",
    RuleKind.BASIS: "bases",
    RuleKind.WEAK_SPOT: "weak_spots",
    RuleKind.BAR: "bars",
    RuleKind.PRESUMPTION: "protections",
    RuleKind.NOTE: "protections",
    RuleKind.CLARIFICATION: "questions",
    RuleKind.REFERRAL: "family",
    RuleKind.ROUTE: "family",
    RuleKind.SAFETY: "family",
}


def rule_card(
    rule: Rule, pack: Pack, language: Language, *, as_of: date, circuit: str | None = None
) -> Document:
    """The card of one rule in one language, as it stands on a day in a circuit (None: not known)."""
    words = Words(language)
    text = rule.text[language]
    marking, force = _force(rule, pack, words, as_of, circuit)
    rows = [
        *_rows(words, "rule", [line(span(rule.id, "bold"))]),
        *_rows(words, "says", [line(words.own(text.says))]),
        *_rows(words, "concludes", [line(concludes(rule, pack, words))]),
        *_rows(words, "force", [line(force)]),
        *_group(_conditions(rule, ConditionWords(pack, words, as_of))),
        *_group(_law(rule, pack, words)),
        *_group(_rest(rule, words)),
    ]
    return Document(
        title=words.own(text.title),
        marking=words(f"card.{marking}"),
        language=language,
        summary=tuple(rows),
        warning=_EMPTY,
        sections=(),
        closing=_EMPTY,
    )


def concludes(rule: Rule, pack: Pack, words: Words) -> SafeText:
    """What follows when the rule holds, and for which protections."""
    end = rule.concludes
    names = [element_name(pack, name, words) for name in (end.element, *end.elements) if name]
    elements = words.listed([lower_first(name, names_of(pack, words.language)) for name in names])
    what = words(
        f"card.{rule.kind}",
        name=elements,
        elements=elements,
        state=words.state(end.state).full if end.state else "",
        ground=words(f"ground.{end.ground}") if end.ground else "",
        severity=words.severity(end.severity).word if end.severity else "",
    )
    if not end.protections:
        return what
    protections = words.listed([words(f"protection_in_text.{one}") for one in end.protections])
    return words("card.for", what=what, protections=protections)


def _conditions(rule: Rule, say: ConditionWords) -> Iterable[SummaryRow]:
    words = say.words
    if rule.raised_when is not None:
        yield from _block(say, "raised", rule.raised_when)
    label = {All: "when_all", AnyOf: "when_any", Not: "when_not"}.get(type(rule.when), "when")
    if isinstance(rule.when, All | AnyOf):
        said = [part for one in rule.when.children for part in say.lines(one)]
        yield from _rows(words, label, [line(part) for part in said])
    else:
        yield from _block(say, label, rule.when)
    if rule.unless is not None:
        yield from _block(say, "unless", rule.unless)
    yield from _rows(words, "applies", [line(applies_text(one, say)) for one in rule.applies_to])


def _block(say: ConditionWords, label: str, node: Node) -> list[SummaryRow]:
    return _rows(say.words, label, [line(part) for part in say.block(node, headed=label == "when_not")])


def _force(rule: Rule, pack: Pack, words: Words, as_of: date, circuit: str | None) -> tuple[str, SafeText]:
    """The marking at the head of the card, and the sentence that says on which day, where, and why not."""
    status = rule_status(rule, pack, as_of, circuit)
    where = words.circuit(circuit) if circuit else words("card.nationwide")
    if isinstance(status, InForce):
        return "in_force", words("card.force.yes", day=words.day(as_of), where=where)
    by = pack.authorities[status.authority].cite if status.authority in pack.authorities else ""
    marking = "depends" if status.why == "circuit_unknown" else "not_in_force"
    return marking, words(f"card.force.{status.why}", day=words.day(as_of), where=where, by=by)


def _law(rule: Rule, pack: Pack, words: Words) -> Iterable[SummaryRow]:
    for label, ids in (("rests_on", rule.rests_on), ("beside", rule.beside), ("against", rule.against)):
        found = [pack.authorities[name] for name in ids if name in pack.authorities]
        yield from _rows(words, label, [part for one in found for part in _authority(one, words)])
    if rule.in_circuits:
        yield from _rows(words, "circuits", [line(words.circuits(sorted(rule.in_circuits)))])
    displaced = []
    for one in rule.displaced:
        by = pack.authorities[one.by].cite if one.by in pack.authorities else one.by
        displaced.append(line(words("card.displaced_by", where=words.circuits(sorted(one.circuits)), by=by)))
    yield from _rows(words, "displaced", displaced)


def _authority(authority: Authority, words: Words) -> list[Line]:
    grade = authority_grade(words, authority)
    weak = authority.grade is Grade.UNVERIFIED
    return [
        line(span(authority.cite, "bold")),
        line(words.own(authority.says[words.language])),
        line(
            span(f"{authority_status(words, authority)} · ", "quiet"),
            span(grade, "bold" if weak else "quiet"),
        ),
    ]


def applies_text(window: AppliesTo, say: ConditionWords) -> SafeText:
    """The date a rule looks at, and the days between which it is law for a case."""
    words, fact = say.words, say.fact(window.fact)
    if window.start and window.until:
        first, last = words.day(window.start), words.day(window.until)
        return words("card.applies_between", fact=fact, day=first, last=last)
    if window.start:
        return words("card.applies_from", fact=fact, day=words.day(window.start))
    until = words.day(window.until) if window.until else ""
    return words("card.applies_until", fact=fact, day=until)


def _rest(rule: Rule, words: Words) -> Iterable[SummaryRow]:
    evidence = [line(words.own(one.text[words.language])) for one in rule.evidence]
    yield from _rows(words, "evidence", evidence)
    examples = [
        line(span(words(f"card.example.{one.expect}"), "bold"), f": {words.own(one.name)}")
        for one in rule.examples
    ]
    if examples and words.language != "en":
        examples.append(line(span(words("card.examples.english"), "quiet")))
    yield from _rows(words, "examples", examples)
    section = _SECTIONS.get(rule.kind)
    if section:
        yield from _rows(words, "shown_in", [line(words(f"section.{section}"))])
    yield from _rows(words, "status", [line(status_text(rule, words))])
    yield from _rows(words, "file", [line(f"{rule.file}, {words('error.line', n=rule.line)}")])


def status_text(rule: Rule, words: Words) -> SafeText:
    """Whether a lawyer reviewed the rule, when, and who."""
    if rule.status == "reviewed" and rule.reviewed_on:
        return words("card.status.reviewed", day=words.day(rule.reviewed_on), by=safe(rule.reviewed_by))
    return words(f"card.status.{'draft' if rule.status == 'reviewed' else rule.status}")


def element_name(pack: Pack, name: str, words: Words) -> SafeText:
    """The name of an element, for no country in particular."""
    return capital(pack.elements[name].name[words.language].replace("{country}", words("that_country")))


def _rows(words: Words, label: str, lines: Sequence[Line]) -> list[SummaryRow]:
    name = words(f"card.{label}")
    return [SummaryRow(name if index == 0 else _EMPTY, text) for index, text in enumerate(lines)]


def _group(rows: Iterable[SummaryRow]) -> list[SummaryRow]:
    """The rows with a blank line before the first."""
    return [SummaryRow(row.label, row.text, starts_group=index == 0) for index, row in enumerate(rows)]
