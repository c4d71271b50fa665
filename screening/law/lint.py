"""What loads but should not stay so: dead rules, words we do not use, gaps in questions and labels.

The code of each problem says how much it matters: ``lint.error.*`` must go before a pack is
shipped, ``lint.warning.*`` should, ``lint.note.*`` is a list for a lawyer to work through.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from screening.errors import Problem
from screening.facts.catalogue import catalogue
from screening.facts.values import FactType
from screening.law.cross_checks import rule_leaves
from screening.law.in_force import InForce, rule_status
from screening.law.lint_labels import lint_labels
from screening.law.lint_questions import lint_questions
from screening.law.pack import Pack, Rule
from screening.law.tree import RuleHolds
from screening.law.wording import LONGEST, banned_words, rule_texts, table_texts
from screening.vocabulary import CIRCUITS, Grade, RuleKind

Level = Literal["error", "warning", "note"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "note")


def level_of(problem: Problem) -> Level:
    """How much a problem of the lint matters. A problem of loading is always an error."""
    word = problem.code.split(".")[1] if problem.code.startswith("lint.") else ""
    return next((level for level in LEVELS if level == word), "error")


def lint_pack(pack: Pack, facts: Mapping[str, FactType] | None = None) -> tuple[Problem, ...]:
    """Everything to say of a pack that loaded, errors first, then warnings, then notes.

    ``facts`` are the fact types (None: all there are).
    """
    known = catalogue() if facts is None else facts
    found = [
        *_rule_texts(pack),
        *_table_texts(pack),
        *_derived_citations(pack, known),
        *lint_labels(pack, known),
        *lint_questions(pack, known),
        *_evidence_kinds(pack),
        *_dead_rules(pack),
        *_authorities(pack, known),
        *_notes(pack),
    ]
    return tuple(sorted(found, key=lambda problem: LEVELS.index(level_of(problem))))


def _at(rule: Rule) -> str:
    return f"{rule.file}, rule {rule.id}"


def _rule_texts(pack: Pack) -> Iterator[Problem]:
    for rule in pack.rules.values():
        for name, language, text in rule_texts(rule):
            for word in banned_words(text, language):
                message = (
                    f"The {language} text '{name}' says '{word}', a word we do not use. Say it another way."
                )
                yield Problem("lint.error.banned_word", message, _at(rule), rule.line)
            if len(text) > LONGEST.get(name, len(text)):
                message = f"The {language} text '{name}' has {len(text)} characters; {LONGEST[name]} fit. Shorten it."
                yield Problem("lint.warning.long_text", message, _at(rule), rule.line)
        if len({text.says for text in rule.text.values()}) < len(rule.text):
            message = "Both languages say the same. Translate 'says'."
            yield Problem("lint.warning.not_translated", message, _at(rule), rule.line)


def _table_texts(pack: Pack) -> Iterator[Problem]:
    for owner, name, language, text in table_texts(pack):
        for word in banned_words(text, language):
            message = f"The {language} text says '{word}', a word we do not use. Say it another way."
            yield Problem("lint.error.banned_word", message, owner)
        if len(text) > LONGEST.get(name, len(text)):
            message = f"The {language} text has {len(text)} characters; {LONGEST[name]} fit. Shorten it."
            yield Problem("lint.warning.long_text", message, owner)


def _derived_citations(pack: Pack, facts: Mapping[str, FactType]) -> Iterator[Problem]:
    for fact in facts.values():
        for cited in fact.cites:
            if cited not in pack.authorities:
                message = f"The derived fact cites {cited}, which is not among the authorities. Add it there."
                yield Problem("lint.error.unknown_authority", message, f"fact {fact.name}")


def _evidence_kinds(pack: Pack) -> Iterator[Problem]:
    for rule in pack.rules.values():
        for item in rule.evidence:
            if item.kinds is None:
                message = (
                    f"The evidence '{item.text['en'][:60]}' names no kind, so what a client has is never set beside it. "
                    "Add 'kinds: [...]' with the kinds of the intake, or 'kinds: []' where none fits."
                )
                yield Problem("lint.warning.evidence_kind", message, _at(rule), rule.line)


def _dead_rules(pack: Pack) -> Iterator[Problem]:
    used = {
        leaf.rule for rule in pack.rules.values() for leaf in rule_leaves(rule) if isinstance(leaf, RuleHolds)
    }
    for rule in pack.rules.values():
        if rule.kind is RuleKind.PREMISE and rule.id not in used:
            message = "No rule builds on this premise. Use it in a rule, or retire it."
            yield Problem("lint.warning.dead_premise", message, _at(rule), rule.line)
        if not any(_is_law(rule, pack, circuit) for circuit in (None, *CIRCUITS)):
            message = (
                f"On {pack.law_known_to.isoformat()} this rule is law in no circuit: something it rests on is not "
                "operative. Look at the history of its authorities."
            )
            yield Problem("lint.warning.not_law", message, _at(rule), rule.line)


def _is_law(rule: Rule, pack: Pack, circuit: str | None) -> bool:
    return isinstance(rule_status(rule, pack, pack.law_known_to, circuit), InForce)


def _authorities(pack: Pack, facts: Mapping[str, FactType]) -> Iterator[Problem]:
    used = _used_authorities(pack, facts)
    causes = {span.by for each in used if each in pack.authorities for span in pack.authorities[each].history}
    for authority in pack.authorities.values():
        owner = f"authority {authority.id}"
        if authority.id not in used | causes and not authority.background:
            message = "No rule, number or fact uses it. Use it, or mark it 'background: true'."
            yield Problem("lint.warning.unused_authority", message, owner)
        elif authority.id in used and authority.background:
            message = "It is marked as background, but it is used. Delete 'background: true'."
            yield Problem("lint.warning.used_background", message, owner)


def _used_authorities(pack: Pack, facts: Mapping[str, FactType]) -> set[str]:
    """Authorities that rules, numbers or derived facts name."""
    used = {value.authority for number in pack.numbers.values() for value in number.values}
    used |= {cited for fact in facts.values() for cited in fact.cites}
    for rule in pack.rules.values():
        used |= {*rule.rests_on, *rule.beside, *rule.against, *(displaced.by for displaced in rule.displaced)}
    return used


def _notes(pack: Pack) -> Iterator[Problem]:
    for rule in pack.rules.values():
        if rule.status == "draft":
            message = "No lawyer has reviewed this rule yet."
            yield Problem("lint.note.draft", message, _at(rule), rule.line)
        for name in rule.rests_on:
            if pack.authorities[name].grade is Grade.UNVERIFIED:
                message = f"It rests on {name}, whose text nobody has read. Read it, or rest on another."
                yield Problem("lint.note.unverified", message, _at(rule), rule.line)
