"""The first text of a new rule, with a placeholder wherever the author has to write."""

from collections.abc import Mapping, Sequence
from typing import Final

from screening.errors import Problem
from screening.law.pack import Pack
from screening.law.rule_file import MUST_REST_ON_LAW, RULE_ID, RULE_ID_LENGTH, SHAPES, TITLE_LENGTH
from screening.law.suggest import suggestion
from screening.sentences import said
from screening.vocabulary import LANGUAGES, RuleKind

_CONCLUDES: Final[Mapping[str, str]] = {
    "element": "<the element it moves, an id from elements.yaml>",
    "elements": "[<an element it is about, an id from elements.yaml>]",
    "protections": "[<asylum, withholding or cat>]",
    "state": "<supported or not_supported>",
    "ground": "<race, religion, nationality, particular_social_group or political_opinion>",
    "severity": "<fatal, serious, moderate or note>",
    "route": "<one word, such as danger_now>",
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


def new_rule_problems(rule_id: str, authorities: Sequence[str], pack: Pack) -> tuple[Problem, ...]:
    """Why a rule cannot be begun: its id is none or is taken, or an authority is not in the pack.

    A retired rule keeps its id taken; that is found when the new file is loaded.
    """
    found: list[Problem] = []
    if not RULE_ID.fullmatch(rule_id) or len(rule_id) > RULE_ID_LENGTH:
        found.append(said("usage.rule_id", most=RULE_ID_LENGTH).problem("usage.rule_id", "RULE"))
    elif rule_id in pack.rules:
        found.append(said("usage.rule_taken").problem("usage.rule_taken", "RULE"))
    for name in authorities:
        if name not in pack.authorities:
            missing = said("usage.no_authority", guess=suggestion(name, pack.authorities))
            found.append(missing.problem("usage.no_authority", "--rests-on"))
    return tuple(found)


def new_rule_file(rule_id: str, kind: RuleKind, authorities: Sequence[str] = ()) -> str:
    """The text of a file with one rule that rests on ``authorities`` (ids).

    It does not load until every placeholder ``<...>`` is replaced; each is named with its line.
    ``rule_id`` has three parts.
    """
    topic = rule_id.rsplit(".", 1)[0]
    lines = [
        "# Replace each text in < >, with its brackets and quotes, and then this line: say what the file is about.",
        "schema: 1",
        f"topic: {topic}",
        "rules:",
        f"  - id: {rule_id}",
        f"    kind: {kind}",
        "    status: draft",
        *_rests_on(kind, authorities),
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


def _rests_on(kind: RuleKind, authorities: Sequence[str]) -> list[str]:
    if authorities or kind in MUST_REST_ON_LAW:
        return [f"    rests_on: [{', '.join(authorities) or '<an authority>'}]"]
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
        f"        given: {_GIVEN[expect]}",
        f"        expect: {expect}",
    ]


_IS: Final[Mapping[str, str]] = {
    "fires": "fires",
    "silent": "is silent",
    "undecided": "is undecided, because an answer is missing",
}
_GIVEN: Final[Mapping[str, str]] = {
    "fires": '"<what is told, such as {fear: {afraid_now: true}}>"',
    "silent": '"<what is told, such as {fear: {afraid_now: false}}>"',
    "undecided": "{}",
}
