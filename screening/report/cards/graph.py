"""How rules feed each other: the edges, a layered layout, and a picture in SVG."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from screening.law.cross_checks import rule_leaves
from screening.law.pack import Pack, Rule
from screening.law.tree import ElementIs, RuleHolds
from screening.report.cards.markup import tag

Edge = tuple[str, str]
"""From what feeds to what is fed: rule ids, and ``element:past-harm`` for an element."""

ELEMENT: Final = "element:"
_BOX: Final = 24
_GAP: Final = 8
_BETWEEN: Final = 70
_LETTER: Final = 6.6
_MARGIN: Final = 6


def builds_on(rule: Rule) -> tuple[str, ...]:
    """The rules and elements that the lines of a rule look at, in order."""
    found: dict[str, None] = {}
    for leaf in rule_leaves(rule):
        if isinstance(leaf, RuleHolds):
            found[leaf.rule] = None
        elif isinstance(leaf, ElementIs):
            found[f"{ELEMENT}{leaf.element}"] = None
    return tuple(found)


def element_edges(pack: Pack, element: str) -> list[Edge]:
    """What feeds an element: the rules that move it, what they build on, and the rules that look at it."""
    goal = f"{ELEMENT}{element}"
    edges: dict[Edge, None] = {}
    open_rules = [rule.id for rule in pack.rules.values() if rule.concludes.element == element]
    edges.update(dict.fromkeys((rule, goal) for rule in open_rules))
    seen: set[str] = set()
    while open_rules:
        rule_id = open_rules.pop(0)
        if rule_id in seen or rule_id not in pack.rules:
            continue
        seen.add(rule_id)
        for source in builds_on(pack.rules[rule_id]):
            edges[source, rule_id] = None
            open_rules.append(source)
    for rule in pack.rules.values():
        if goal in builds_on(rule):
            edges[goal, rule.id] = None
    return list(edges)


def topic_edges(pack: Pack) -> list[Edge]:
    """Which topics speak of which elements, and which elements are part of which protection's test."""
    edges: dict[Edge, None] = {}
    for rule in pack.rules.values():
        for element in (rule.concludes.element, *rule.concludes.elements):
            if element:
                edges[rule.topic, f"{ELEMENT}{element}"] = None
    for each in pack.elements.values():
        edges.update(dict.fromkeys((f"{ELEMENT}{each.id}", str(protection)) for protection in each.needed))
    return list(edges)


def layers(edges: Sequence[Edge]) -> list[list[str]]:
    """Nodes in columns, so that every edge runs to a later column; edges that close a circle are left out.

    Within a column, nodes stand near what feeds them.
    """
    into: dict[str, list[str]] = {}
    for source, goal in edges:
        into.setdefault(source, [])
        into.setdefault(goal, []).append(source)
    depth: dict[str, int] = {}

    def depth_of(node: str, above: frozenset[str]) -> int:
        if node not in depth:
            below = [one for one in into[node] if one not in above]
            found = max((depth_of(one, above | {node}) + 1 for one in below), default=0)
            depth[node] = found
        return depth[node]

    for node in into:
        depth_of(node, frozenset({node}))
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in into:
        columns[depth[node]].append(node)
    place: dict[str, float] = {}
    for column in columns:
        column.sort(key=lambda node: (_mean(place[one] for one in into[node] if one in place), node))
        place.update({node: index / max(len(column), 1) for index, node in enumerate(column)})
    return columns


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.5


def picture(edges: Sequence[Edge], names: Mapping[str, str], described: str) -> Element:
    """The graph as SVG. ``names`` gives what stands in a box where it is not the node itself."""
    columns = layers(edges)
    shown = {node: names.get(node, node) for column in columns for node in column}
    widths = [max(len(shown[node]) for node in column) * _LETTER + 16 for column in columns]
    tallest = max(len(column) for column in columns)
    height = tallest * (_BOX + _GAP) - _GAP + 2 * _MARGIN
    width = sum(widths) + _BETWEEN * (len(columns) - 1) + 2 * _MARGIN
    boxes: dict[str, tuple[float, float, float]] = {}
    left = float(_MARGIN)
    for column, wide in zip(columns, widths, strict=True):
        top = (height - len(column) * (_BOX + _GAP) + _GAP) / 2
        for index, node in enumerate(column):
            boxes[node] = (left, top + index * (_BOX + _GAP), wide)
        left += wide + _BETWEEN
    arrow = tag("path", d="M0 0 8 4 0 8z")
    marker = tag(
        "marker", arrow, id="arrow", viewBox="0 0 8 8", refX="8", refY="4", markerWidth="7", markerHeight="7",
        orient="auto",
    )  # fmt: skip
    return tag(
        "svg",
        tag("defs", marker),
        *_lines(edges, boxes),
        *(_box(node, shown[node], *boxes[node]) for node in boxes),
        role="img",
        aria_label=described,
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
    )


def _lines(edges: Sequence[Edge], boxes: Mapping[str, tuple[float, float, float]]) -> Iterator[Element]:
    for source, goal in edges:
        x, y, wide = boxes[source]
        right, y = x + wide, y + _BOX / 2
        end, low = boxes[goal][0], boxes[goal][1] + _BOX / 2
        bend = max((end - right) / 2, 20)
        path = (
            f"M{right:.0f} {y:.0f}C{right + bend:.0f} {y:.0f} {end - bend:.0f} {low:.0f} {end:.0f} {low:.0f}"
        )
        yield tag("path", d=path, marker_end="url(#arrow)")


def _box(node: str, name: str, left: float, top: float, wide: float) -> Element:
    rect = tag("rect", x=f"{left:.0f}", y=f"{top:.0f}", width=f"{wide:.0f}", height=f"{_BOX}", rx="4")
    text = tag("text", name, x=f"{left + 8:.0f}", y=f"{top + 16:.0f}")
    return tag("g", rect, text, cls="el" if node.startswith(ELEMENT) else "rule")
