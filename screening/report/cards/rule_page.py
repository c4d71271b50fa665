"""The page of one rule: everything a lawyer needs to approve it, and room to sign."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from screening.law.pack import Authority, Pack, Rule
from screening.law.tree import Node
from screening.report.build_law import authority_grade, authority_status
from screening.report.cards.conditions import condition
from screening.report.cards.graph import ELEMENT, builds_on
from screening.report.cards.markup import Child, link, tag
from screening.report.cards.told import told
from screening.report.condition_words import ConditionWords
from screening.report.rule_card import applies_text, concludes, element_name, status_text
from screening.report.words import Words, capital, sentence
from screening.vocabulary import Grade

_MORE = ("theory", "for_drafting", "would_change", "now", "way_out", "ask")


def rule_body(rule: Rule, pack: Pack, say: ConditionWords, used_by: Sequence[str]) -> Iterable[Element]:
    """The parts of the page of ``rule``; ``used_by`` are the rules that build on it."""
    words = say.words
    text = rule.text[words.language]
    yield tag("h1", words.own(text.title))
    yield tag("p", rule.id, cls="id")
    yield from _facts(rule, pack, words)
    yield section(words("cards.says"), _says(rule, words))
    yield section(words("cards.applies"), _applies(rule, pack, say))
    exceptions: list[Child] = [tag("p", words("cards.exceptions.none"))]
    if rule.unless is not None:
        exceptions = [tag("h3", words("cards.exceptions.lead")), *condition(rule.unless, say)]
    yield section(words("cards.exceptions"), exceptions)
    yield section(words("cards.why"), _authorities(rule, pack, words))
    arguments = [
        part
        for key in ("government", "may_be_met")
        if key in text.more
        for part in (tag("h3", words(f"cards.{key}")), tag("p", words.own(text.more[key])))
    ]
    if arguments:
        yield section(words("cards.arguments"), arguments)
    evidence = [tag("li", sentence(words.own(one.text[words.language]))) for one in rule.evidence]
    shown = tag("ul", *evidence) if evidence else tag("p", words("cards.evidence.none"))
    yield section(words("cards.evidence"), [shown])
    yield section(words("cards.examples"), [_examples(rule, pack, words)])
    yield section(words("cards.tied"), _tied(rule, pack, words, used_by))
    yield section(words("cards.review"), _review(rule, words))


def section(title: str, parts: Iterable[Child]) -> Element:
    """A part of a page under a heading of the second level."""
    return tag("section", tag("h2", title), *parts)


def joined(parts: Sequence[Element]) -> list[Child]:
    """Several links in one running text, with commas between them."""
    return [piece for index, one in enumerate(parts) for piece in ((", ", one) if index else (one,))]


def pairs(rows: Iterable[tuple[str, Child]]) -> Element:
    """Names and what they stand for."""
    return tag("dl", *(part for name, value in rows for part in (tag("dt", name), tag("dd", value))))


def _facts(rule: Rule, pack: Pack, words: Words) -> Iterable[Element]:
    end = rule.concludes
    elements = [name for name in dict.fromkeys((end.element, *end.elements)) if name in pack.elements]
    rows: list[tuple[str, Child]] = [(words("cards.head.kind"), capital(words(f"kind.{rule.kind}")))]
    rows.append((words("cards.concludes"), sentence(concludes(rule, pack, words))))
    if elements:
        links = [link(element_name(pack, name, words), f"../element/{name}.html") for name in elements]
        rows.append((words("cards.head.element"), tag("span", *joined(links))))
    rows.append((words("cards.status"), sentence(status_text(rule, words))))
    yield pairs(rows)


def _says(rule: Rule, words: Words) -> Iterable[Element]:
    text = rule.text[words.language]
    yield tag("p", words.own(text.says))
    for key in _MORE:
        if key in text.more:
            yield tag("h3", words(f"cards.more.{key}"))
            yield tag("p", words.own(text.more[key]))


def _applies(rule: Rule, pack: Pack, say: ConditionWords) -> Iterable[Element]:
    words = say.words
    limits: list[tuple[str, Child]] = [
        (words("cards.window"), applies_text(one, say)) for one in rule.applies_to
    ]
    if rule.in_circuits:
        limits.append((words("cards.circuits"), words.circuits(sorted(rule.in_circuits))))
    for one in rule.displaced:
        by = pack.authorities[one.by].cite if one.by in pack.authorities else one.by
        where = words.circuits(sorted(one.circuits))
        limits.append((words("cards.displaced"), words("card.displaced_by", where=where, by=by)))
    if limits:
        yield pairs(limits)
    if rule.raised_when is not None:
        yield from _headed(words("cards.raised"), rule.raised_when, say)
    yield from _headed(words("cards.holds"), rule.when, say)


def _headed(title: str, node: Node, say: ConditionWords) -> Iterable[Element]:
    yield tag("h3", title)
    yield from condition(node, say)


def _authorities(rule: Rule, pack: Pack, words: Words) -> Iterable[Element]:
    if not (rule.rests_on or rule.beside or rule.against):
        yield tag("p", words("cards.why.none"))
    for label, ids in (("rests_on", rule.rests_on), ("beside", rule.beside), ("against", rule.against)):
        found = [pack.authorities[name] for name in ids if name in pack.authorities]
        if found:
            yield tag("h3", words(f"cards.{label}"))
            yield from (_authority(one, words) for one in found)


def _authority(one: Authority, words: Words) -> Element:
    grade = {"cls": "warn"} if one.grade is Grade.UNVERIFIED else {}
    worth = f"{sentence(authority_status(words, one))} "
    return tag(
        "div",
        tag("p", link(one.cite, f"../authorities.html#{one.id}"), cls="head"),
        tag("p", sentence(words.own(one.says[words.language]))),
        tag("p", worth, tag("span", sentence(authority_grade(words, one)), **grade), cls="quiet"),
        cls="authority",
    )


def _examples(rule: Rule, pack: Pack, words: Words) -> Element:
    heads = ("cards.example", "cards.example.told", "cards.example.result")
    rows = [
        tag(
            "tr",
            tag("th", tag("span", words.own(one.name), lang="en"), scope="row"),
            tag("td", told(one, pack, words)),
            tag("td", words(f"cards.example.{one.expect}")),
        )
        for one in rule.examples
    ]
    return table([words(head) for head in heads], rows, words("cards.examples.caption"))


def table(heads: Sequence[str], rows: Sequence[Element], caption: str = "") -> Element:
    """A table with column heads; each row brings its own row head.

    On narrow screens a row becomes a short list; roles keep it a table to be read out, and the column
    heads stand before the cells.
    """
    for row in rows:
        row.set("role", "row")
        for head, cell in zip(heads, row, strict=True):
            cell.set("role", "rowheader" if cell.tag == "th" else "cell")
            if cell.tag == "td":
                label = tag("span", f"{head}: ", cls="label", aria_hidden="true")
                label.tail, cell.text = cell.text, None
                cell.insert(0, label)
    named = [tag("th", name, scope="col", role="columnheader") for name in heads]
    head_row = tag("thead", tag("tr", *named, role="row"), role="rowgroup")
    parts = [tag("caption", caption)] if caption else []
    return tag("table", *parts, head_row, tag("tbody", *rows, role="rowgroup"), role="table")


def _tied(rule: Rule, pack: Pack, words: Words, used_by: Sequence[str]) -> Iterable[Element]:
    sources = builds_on(rule)
    if not sources and not used_by:
        yield tag("p", words("cards.tied.none"))
    for label, nodes in (("builds_on", sources), ("feeds", used_by)):
        if nodes:
            yield tag("h3", words(f"cards.{label}"))
            yield tag("ul", *(tag("li", node_link(one, pack, words, "../")) for one in nodes))


def node_link(node: str, pack: Pack, words: Words, up: str) -> Element:
    """A link to the page of a rule or of an element."""
    name = node.removeprefix(ELEMENT)
    if node.startswith(ELEMENT):
        return link(element_name(pack, name, words), f"{up}element/{name}.html")
    if node not in pack.rules:
        return tag("span", node)
    title = words.own(pack.rules[node].text[words.language].title)
    return link(f"{title} ({node})", f"{up}rule/{node}.html")


def _review(rule: Rule, words: Words) -> Iterable[Element]:
    yield tag("p", sentence(status_text(rule, words)))
    keys = ("decision", "remarks", "name", "date", "signature")
    rows = (tag("tr", tag("th", words(f"cards.sign.{key}"), scope="row"), tag("td")) for key in keys)
    yield tag("table", tag("tbody", *rows), cls="sign")
