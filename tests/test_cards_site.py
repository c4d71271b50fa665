"""The rule cards as a site: every page whole, linked, readable without sight, and safe whatever a rule file holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from posixpath import dirname, join, normpath

import pytest
from hostile import NASTY
from hypothesis import given, settings
from hypothesis import strategies as st
from real_pack import real_pack

from screening.law.pack import Bilingual, Pack, Rule
from screening.report.cards.conditions import condition
from screening.report.cards.graph import element_edges, layers
from screening.report.cards.markup import POLICY, tag
from screening.report.cards.site import Site, rule_site
from screening.report.cards.told import told
from screening.report.condition_words import ConditionWords
from screening.report.words import Words
from screening.safe_text import safe
from screening.vocabulary import LANGUAGES, Language

TODAY = date(2026, 11, 24)
HTML = ('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='x", "&lt;b&gt;", "</style>",
        "javascript:alert(1)", "--><svg onload=x>", "{0} {fact}", "%s")  # fmt: skip


@cache
def pack() -> Pack:
    return real_pack()


@cache
def site(language: Language) -> Site:
    return rule_site(pack(), language, as_of=TODAY)


class Skeleton(HTMLParser):
    """The elements and attributes of a page, without its text; its ids, links, headings and words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.nodes: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.nodes.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.nodes.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [value or "" for _, attrs in self.nodes for key, value in attrs if key == name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_whole_page_for_every_rule(language: Language) -> None:
    for rule in pack().rules.values():
        words = " ".join("".join(Skeleton(site(language)[f"rule/{rule.id}.html"]).words).split())
        own = Words(language).own
        assert own(rule.text[language].title) in words
        assert " ".join(own(rule.text[language].says).split()) in words
        for more in rule.text[language].more.values():
            assert " ".join(own(more).split()) in words
        for name in (*rule.rests_on, *rule.beside, *rule.against):
            assert " ".join(pack().authorities[name].cite.split()) in words
        for one in rule.evidence:
            assert own(one.text[language])[1:] in words
        for example in rule.examples:
            assert own(example.name) in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(language: Language) -> None:
    other = next(one for one in LANGUAGES if one != language)
    anchors = {path: set(Skeleton(text).values("id")) for path, text in site(language).items()}
    for path, text in site(language).items():
        for href in Skeleton(text).values("href"):
            file, _, anchor = href.partition("#")
            goal = normpath(join(dirname(path), file)) if file else path
            if goal.startswith("../"):
                assert goal.removeprefix(f"../{other}/") in site(other), (path, href)
                continue
            assert goal in anchors, (path, href)
            assert not anchor or anchor in anchors[goal], (path, href)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read_without_sight_and_does_nothing(language: Language) -> None:
    for path, text in site(language).items():
        page = Skeleton(text)
        names = [name for name, _ in page.nodes]
        assert dict(page.nodes[0][1])["lang"] == language
        assert POLICY in page.values("content")
        assert not {"script", "img", "iframe", "form", "input", "object", "link", "base"} & set(names), path
        assert not page.values("style") and not page.values("src"), path
        attributes = {key for _, attrs in page.nodes for key, _ in attrs}
        assert not any(key.startswith("on") for key in attributes), path
        levels = [int(name[1]) for name in names if name in ("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1 and levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert all("scope" in dict(attrs) for name, attrs in page.nodes if name == "th"), path
        drawn = [dict(attrs) for name, attrs in page.nodes if name == "svg"]
        assert all(one["role"] == "img" and one["aria-label"] for one in drawn), path
        ids = page.values("id")
        assert len(ids) == len(set(ids)), path


def retold(rule: Rule, say: Callable[[str], str]) -> Rule:
    """The rule with every text that its file holds said otherwise."""

    def both(one: Bilingual) -> Bilingual:
        return {language: say(text) for language, text in one.items()}

    text = {
        language: replace(
            one,
            title=say(one.title),
            says=say(one.says),
            more={key: say(more) for key, more in one.more.items()},
        )
        for language, one in rule.text.items()
    }
    return replace(
        rule,
        text=text,
        evidence=tuple(replace(one, text=both(one.text)) for one in rule.evidence),
        examples=tuple(replace(one, name=say(one.name)) for one in rule.examples),
        reviewed_by=say(rule.reviewed_by),
    )


def retold_pack(say: Callable[[str], str]) -> Pack:
    """A small pack, with every text that its files hold said otherwise."""
    kept = (
        "us.harm.severe",
        "us.fear.presumed",
        "us.nexus.money-only",
        "us.ground.family",
        "us.deadline.one-year",
    )
    whole = pack()

    def both(one: Bilingual) -> Bilingual:
        return {language: say(text) for language, text in one.items()}

    rules = {name: retold(whole.rules[name], say) for name in kept}
    named = {one for rule in rules.values() for one in (*rule.rests_on, *rule.beside, *rule.against)}
    return replace(
        whole,
        version=say(whole.version),
        rules=rules,
        authorities={
            name: replace(one, cite=say(one.cite), says=both(one.says))
            for name, one in whole.authorities.items()
            if name in named
        },
        elements={name: replace(one, name=both(one.name)) for name, one in whole.elements.items()},
        labels={
            name: replace(
                one, label=both(one.label), choices={code: both(text) for code, text in one.choices.items()}
            )
            for name, one in whole.labels.items()
        },
    )


def order_free(pages: Site) -> dict[str, list[tuple[str, tuple[tuple[str, str | None], ...]]]]:
    """The skeleton of each page. What a picture measures goes with the length of its names, what it is
    called is a text, and authorities stand by name, so these are left out."""
    measured = {"width", "height", "viewBox", "viewbox", "d", "x", "y", "aria-label"}
    return {
        path: [
            (name, tuple(pair for pair in attrs if pair[0] not in measured))
            for name, attrs in Skeleton(text).nodes
        ]
        for path, text in pages.items()
        if path != "authorities.html"
    }


@cache
def plain_skeleton(language: Language) -> dict[str, list[tuple[str, tuple[tuple[str, str | None], ...]]]]:
    return order_free(rule_site(retold_pack(lambda _: "words"), language, as_of=TODAY))


@settings(max_examples=25, deadline=None)
@given(st.one_of(NASTY, st.sampled_from(HTML)), st.sampled_from(LANGUAGES))
def test_no_text_of_a_rule_file_changes_an_element_or_attribute(attack: str, language: Language) -> None:
    pages = rule_site(retold_pack(lambda _: attack), language, as_of=TODAY)
    assert order_free(pages) == plain_skeleton(language)


@settings(max_examples=25, deadline=None)
@given(NASTY)
def test_text_and_attributes_are_made_safe(attack: str) -> None:
    element = tag("p", attack, "tail", title=attack)
    assert element.text == f"{safe(attack)}tail"
    assert element.get("title") == safe(attack)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_a_line_of_a_picture_never_runs_back(pairs: list[tuple[int, int]]) -> None:
    edges = [(str(min(pair)), str(max(pair))) for pair in pairs if pair[0] != pair[1]]
    columns = layers(edges)
    depth = {node: index for index, column in enumerate(columns) for node in column}
    assert all(depth[source] < depth[goal] for source, goal in edges)
    assert sorted(depth) == sorted({node for edge in edges for node in edge})
    assert all(columns)


def test_rules_in_a_circle_are_still_drawn() -> None:
    assert {node for column in layers([("a", "b"), ("b", "a")]) for node in column} == {"a", "b"}


def test_the_picture_of_an_element_shows_what_feeds_it() -> None:
    edges = element_edges(pack(), "filed-in-time")
    assert ("us.deadline.one-year", "element:filed-in-time") in edges
    assert ("us.deadline.hindered", "us.deadline.one-year") in edges


def read(parts: list) -> str:
    return " ".join(" ".join("".join(part.itertext()) for part in parts).split())


def test_conditions_are_sentences() -> None:
    say = ConditionWords(pack(), Words("en"), TODAY)
    severe = read(condition(pack().rules["us.harm.severe"].when, say))
    assert severe.startswith("There is at least one (something that happened) of which all of this is true:")
    assert "The answers on “whom it happened to” include the person." in severe
    deadline = pack().rules["us.deadline.one-year"].unless
    assert deadline is not None
    said = read(condition(deadline, say))
    assert said.startswith("At least one of these is true:")
    assert "None of this is true:" in said and "This rule holds:" in said
    assert "is less than 18." in said


def test_examples_are_told_in_words() -> None:
    rule = pack().rules["us.harm.severe"]
    first, empty, *_ = rule.examples
    assert "What was done: demand for a bribe and maiming." in read([told(first, pack(), Words("en"))])
    assert "none, and that is everything" in read([told(empty, pack(), Words("en"))])
    for language in LANGUAGES:
        words = Words(language)
        for rule in pack().rules.values():
            for example in rule.examples:
                said = read([told(example, pack(), words)])
                assert said and "_" not in said and "{" not in said, (rule.id, said)
