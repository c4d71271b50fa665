"""The whole site in one language: pages by rule, by element, by topic and by authority, and the pictures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from screening.law.pack import Pack, Rule
from screening.report.build_law import authority_grade, authority_status
from screening.report.cards.graph import ELEMENT, Edge, builds_on, element_edges, picture, topic_edges
from screening.report.cards.markup import link, page, tag
from screening.report.cards.rule_page import joined, node_link, rule_body, section, table
from screening.report.condition_words import ConditionWords
from screening.report.rule_card import element_name
from screening.report.words import Words, capital, sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import LANGUAGES, Grade, Language, Protection

Site = dict[str, str]
"""Path inside the site (``rule/us.harm.severe.html``) to the text of the page."""


def rule_site(
    pack: Pack, language: Language, *, as_of: date, languages: Sequence[Language] = LANGUAGES
) -> Site:
    """Every page of the site in ``language``. ``as_of`` is the day whose numbers fixed by law are shown;
    ``languages`` are those the site has, so that a page links to its twin."""
    return _Builder(pack, Words(language), as_of, tuple(one for one in languages if one != language)).site()


class _Builder:
    def __init__(self, pack: Pack, words: Words, as_of: date, others: tuple[Language, ...]) -> None:
        self.pack, self.words, self.others = pack, words, others
        self.say = ConditionWords(pack, words, as_of)
        self.used_by: dict[str, list[str]] = {}
        for rule in pack.rules.values():
            for source in builds_on(rule):
                self.used_by.setdefault(source, []).append(rule.id)

    def site(self) -> Site:
        words = self.words
        pages = {
            "index.html": self._page("index.html", words("cards.title"), self._home()),
            "topics.html": self._page("topics.html", words("cards.topics"), self._topics()),
            "authorities.html": self._page(
                "authorities.html", words("cards.authorities"), self._authorities()
            ),
            "graph.html": self._page("graph.html", words("cards.graph"), self._graph()),
        }
        for element in self.pack.elements:
            path = f"element/{element}.html"
            pages[path] = self._page(path, element_name(self.pack, element, words), self._element(element))
        for rule in self.pack.rules.values():
            path = f"rule/{rule.id}.html"
            body = rule_body(rule, self.pack, self.say, self.used_by.get(rule.id, ()))
            pages[path] = self._page(path, words.own(rule.text[words.language].title), body, rule)
        return pages

    def _page(self, path: str, title: str, body: Iterable[Element], rule: Rule | None = None) -> str:
        words, pack, up = self.words, self.pack, "../" * path.count("/")
        places = (("home", "index"), ("topics", "topics"), ("authorities", "authorities"), ("graph", "graph"))
        links = [tag("li", link(words(f"cards.{key}"), f"{up}{name}.html")) for key, name in places]
        for other in self.others:
            twin = link(words("cards.language"), f"{up}../{other}/{path}", hreflang=other)
            links.append(tag("li", twin))
        nav = tag("nav", tag("ul", *links), aria_label=words("cards.nav"))
        known = words.day(pack.law_known_to)
        if rule is None:
            foot = words("cards.footer.pack", pack=pack.id, version=pack.version, day=known)
        else:
            foot = words(
                "cards.footer", pack=pack.id, version=pack.version, day=known, file=rule.file, line=rule.line
            )
        parts = [
            link(words("cards.skip"), "#main", cls="skip"),
            tag("header", nav),
            tag("main", *body, id="main"),
            tag("footer", tag("p", foot)),
        ]
        return page(words.language, f"{title} · {words('cards.title')}", parts)

    def _home(self) -> Iterable[Element]:
        words, pack = self.words, self.pack
        reviewed = sum(rule.status == "reviewed" for rule in pack.rules.values())
        counts = words(
            "cards.counts", rules=len(pack.rules), authorities=len(pack.authorities), reviewed=reviewed,
            day=words.day(pack.law_known_to),
        )  # fmt: skip
        yield tag("h1", words("cards.title"))
        yield tag("p", words("cards.intro"), cls="draft")
        yield tag("p", counts)
        rows = []
        for element in pack.elements:
            name = link(element_name(pack, element, words), f"element/{element}.html")
            number = words.count("cards.rules_here", len(self._of(element)))
            rows.append(tag("tr", tag("th", name, scope="row"), tag("td", number)))
        heads = [words("cards.head.element"), words("cards.head.rules")]
        yield section(words("cards.home"), [table(heads, rows)])
        others = [rule for rule in pack.rules.values() if not _elements(rule)]
        yield section(words("cards.no_element"), [self._rules(others, "")])

    def _of(self, element: str) -> list[Rule]:
        return [rule for rule in self.pack.rules.values() if element in _elements(rule)]

    def _rules(self, rules: Iterable[Rule], up: str) -> Element:
        words = self.words
        heads = [words(f"cards.head.{key}") for key in ("rule", "kind", "id")]
        rows = [
            tag(
                "tr",
                tag(
                    "th",
                    link(words.own(rule.text[words.language].title), f"{up}rule/{rule.id}.html"),
                    scope="row",
                ),
                tag("td", capital(words(f"kind.{rule.kind}"))),
                tag("td", rule.id, cls="id"),
            )
            for rule in rules
        ]
        return table(heads, rows)

    def _topics(self) -> Iterable[Element]:
        yield tag("h1", self.words("cards.topics"))
        topics: dict[str, list[Rule]] = {}
        for rule in self.pack.rules.values():
            topics.setdefault(rule.topic, []).append(rule)
        for topic, rules in topics.items():
            yield section(self._topic(topic), [self._rules(rules, "")])

    def _topic(self, topic: str) -> str:
        """The name of a topic; its id if the product has no word for it."""
        key = f"topic.{topic}"
        return f"{self.words(key)} ({topic})" if self.words.has(key) else topic

    def _authorities(self) -> Iterable[Element]:
        words, pack = self.words, self.pack
        resting: dict[str, list[str]] = {}
        for rule in pack.rules.values():
            for name in (*rule.rests_on, *rule.beside, *rule.against):
                resting.setdefault(name, []).append(rule.id)
        rows = []
        for one in sorted(pack.authorities.values(), key=lambda each: each.cite.casefold()):
            grade = sentence(authority_grade(words, one))
            warn = {"cls": "warn"} if one.grade is Grade.UNVERIFIED else {}
            carried = [link(rule, f"rule/{rule}.html") for rule in resting.get(one.id, ())]
            rows.append(
                tag(
                    "tr",
                    tag("th", tag("span", one.cite, cls="head"), scope="row"),
                    tag("td", tag("p", sentence(authority_status(words, one))), tag("p", grade, **warn)),
                    tag("td", *(joined(carried) or [words("cards.named_by_none")])),
                    id=one.id,
                )
            )
        heads = [words(f"cards.head.{key}") for key in ("authority", "grade", "used")]
        yield tag("h1", words("cards.authorities"))
        yield table(heads, rows)

    def _graph(self) -> Iterable[Element]:
        words, pack = self.words, self.pack
        edges = topic_edges(pack)
        names = self._names()
        yield tag("h1", words("cards.graph"))
        yield tag("p", words("cards.graph.legend"), cls="legend")
        yield self._wide(picture(edges, names, words("cards.graph.overview")))
        lines = []
        for source in dict.fromkeys(source for source, _ in edges):
            element = source.startswith(ELEMENT)
            head = words(f"cards.graph.{'element' if element else 'topic'}", name=names[source])
            goals = [names.get(goal, goal) for one, goal in edges if one == source]
            lines.append(tag("li", f"{head}: {'; '.join(goals)}."))
        yield section(words("cards.graph.words"), [tag("ul", *lines)])

    def _names(self) -> Mapping[str, SafeText]:
        names = {f"{ELEMENT}{one}": element_name(self.pack, one, self.words) for one in self.pack.elements}
        protections = {str(one): capital(self.words(f"protection_in_text.{one}")) for one in Protection}
        topics = {rule.topic: safe(self._topic(rule.topic)) for rule in self.pack.rules.values()}
        return {**names, **protections, **topics}

    def _element(self, element: str) -> Iterable[Element]:
        words, pack = self.words, self.pack
        name, edges = element_name(pack, element, words), element_edges(pack, element)
        yield tag("h1", name)
        moving = [rule for rule in pack.rules.values() if rule.concludes.element == element]
        speaking = [rule for rule in self._of(element) if rule not in moving]
        for label, rules in (("moves", moving), ("touches", speaking)):
            if rules:
                yield section(words(f"cards.element.{label}"), [self._rules(rules, "../")])
        if edges:
            drawn = picture(edges, self._names(), words("cards.graph.alt", name=name))
            legend = tag("p", words("cards.graph.legend"), cls="legend")
            yield section(words("cards.element.graph"), [legend, self._wide(drawn), *self._in_words(edges)])

    def _in_words(self, edges: Sequence[Edge]) -> Iterable[Element]:
        words, names = self.words, self._names()
        yield tag("h3", words("cards.graph.words"))
        lines = []
        for goal in dict.fromkeys(goal for _, goal in edges):
            sources = [node_link(source, self.pack, words, "../") for source, one in edges if one == goal]
            head = words("cards.graph.edge", id=names.get(goal, goal))
            lines.append(tag("li", f"{head}: ", *joined(sources), "."))
        yield tag("ul", *lines)

    def _wide(self, drawn: Element) -> Element:
        return tag(
            "div", drawn, cls="wide", tabindex="0", role="region", aria_label=self.words("cards.graph")
        )


def _elements(rule: Rule) -> tuple[str, ...]:
    """The elements a rule moves or speaks of."""
    return tuple(one for one in (rule.concludes.element, *rule.concludes.elements) if one)
