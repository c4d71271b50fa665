"""The first text of a new rule, with a placeholder wherever the author has to write."""

from collections.abc import Mapping
from typing import Final

from screening.law.rule_file import MUST_REST_ON_LAW, SHAPES, TITLE_LENGTH
from screening.vocabulary import LANGUAGES, RuleKind

_CONCLUDES: Final[Mapping[str, str]] = {
    "element": "<the element it moves>",
    "elements": "[<an element it is about>]",
    "protections": "[<asylum, withholding or cat>]",
    "state": "<supported or not_supported>",
    "ground": "<one of the five grounds>",
    "severity": "<fatal, serious, moderate or note>",
    "route": "<one word>",
}
_TEXTS: Final[Mapping[str, str]] = {
    "theory": "<the theory of the case in two or three sentences>",
    "for_drafting": "<how the group or opinion could be worded>",
    "would_change": "<which facts would make it stronger or weaker>",
    "government": "<what the government would argue, as a statement>",
    "may_be_met": "<which facts, if true, would answer it>",
    "now": "<what the bar closes now>",
    "way_out": "<what defeats the bar>",
    "ask": "<a neutral question about both answers>",
}


def rule_file_path(rule_id: str) -> str:
    """Where a new rule file goes, below the folder of its pack: ``us.harm.severe`` in harm/severe.yaml."""
    _, topic, name = rule_id.split(".", 2)
    return f"{topic}/{name}.yaml"


def new_rule_file(rule_id: str, kind: RuleKind, authority_id: str) -> str:
    """The text of a file with one rule.

    It does not load until every placeholder is replaced; each is named with its line. ``rule_id``
    has three parts; ``authority_id`` may be "" for a kind that needs no authority.
    """
    topic = rule_id.rsplit(".", 1)[0]
    lines = [
        f"# {rule_id}: say here in one line what the file is about.",
        "schema: 1",
        f"topic: {topic}",
        "rules:",
        f"  - id: {rule_id}",
        f"    kind: {kind}",
        "    status: draft",
        *_rests_on(kind, authority_id),
        *_concludes(kind),
        *(_block("raised_when", "<a fact> is true") if kind is RuleKind.BASIS else ()),
        *_block("when", "<a fact> is true"),
        "    text:",
        *(line for language in LANGUAGES for line in _text(kind, language)),
        "    examples:",
        *_example("fires"),
        *_example("silent"),
        *_example("undecided"),
        "        asks: [<the fact that is missing>]",
    ]
    return "\n".join(lines) + "\n"


def _rests_on(kind: RuleKind, authority_id: str) -> list[str]:
    if authority_id or kind in MUST_REST_ON_LAW:
        return [f"    rests_on: [{authority_id or '<an authority>'}]"]
    return []


def _concludes(kind: RuleKind) -> list[str]:
    keys = SHAPES[kind].concludes
    return ["    concludes:", *(f"      {key}: {_quoted(_CONCLUDES[key])}" for key in keys)] if keys else []


def _quoted(placeholder: str) -> str:
    """In a list in brackets a placeholder with a comma must be quoted."""
    return placeholder.replace("[<", '["<').replace(">]", '>"]')


def _block(name: str, line: str) -> list[str]:
    return [f"    {name}:", "      all:", f"        - {line}"]


def _text(kind: RuleKind, language: str) -> list[str]:
    return [
        f"      {language}:",
        f"        title: <at most {TITLE_LENGTH} characters>",
        "        says: <one to three short sentences>",
        *(f"        {name}: {_TEXTS[name]}" for name in SHAPES[kind].texts),
    ]


def _example(expect: str) -> list[str]:
    return [
        f"      - name: <a case in which it {_IS[expect]}>",
        "        given: {}",
        f"        expect: {expect}",
    ]


_IS: Final[Mapping[str, str]] = {
    "fires": "fires",
    "silent": "is silent",
    "undecided": "is undecided, because an answer is missing",
}
