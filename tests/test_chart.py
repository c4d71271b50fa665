"""The picture of events: drawn to scale from fuzzy dates, the same in every face, and without a client's words."""

import re
from datetime import date

from face_text import SVG, html_tree
from hypothesis import example, given
from hypothesis import strategies as st
from report_cases import PACK, RICH_INTAKE, RICH_INTAKE_DATA, intake_of, intake_saying, rich_assessment

from screening.report.build import build_report
from screening.report.chart import BAR, SCALE, Chart, ChartRow, ChartTick, axis_cells, bar_cells, with_room
from screening.report.document import Document, to_data
from screening.report.faces.html import render_html
from screening.safe_text import SafeText, safe

PLACES = st.integers(0, SCALE)
DRAWN = BAR["range"] + BAR["day"]


def chart_of(document: Document) -> Chart:
    (chart,) = [block for one in document.sections for block in one.blocks if isinstance(block, Chart)]
    return chart


def row(start: int, end: int, before: bool = False, after: bool = False) -> ChartRow:
    return ChartRow(SafeText("a"), SafeText("b"), start, end, SafeText("F1"), before, after)


@given(PLACES, PLACES, st.integers(1, 200), st.booleans(), st.booleans())
def test_a_bar_has_its_width_its_place_and_no_gap(
    a: int, b: int, width: int, before: bool, after: bool
) -> None:
    start, end = min(a, b), max(a, b)
    cells = bar_cells(row(start, end, before, after), width)
    assert len(cells) == width
    assert re.fullmatch(rf"[{BAR['before']}]?[·]*[{DRAWN}]*[·]*[{BAR['after']}]?", cells)
    assert (cells[0] == BAR["before"]) == before or width == 1
    assert (cells[-1] == BAR["after"]) == after
    plain = bar_cells(row(start, end), width)
    first, last = (min(at * width // SCALE, width - 1) for at in (start, end))
    assert all((cell in DRAWN) == (first <= at <= last) for at, cell in enumerate(plain))
    assert (BAR["day"] in plain) == (start == end)


@given(st.lists(PLACES, max_size=9).map(sorted), st.integers(36, 120))
@example([122, 195], 41)
def test_names_on_the_axis_begin_at_their_places(places: list[int], width: int) -> None:
    ticks = with_room(ChartTick(at, safe(f"n{index}")) for index, at in enumerate(places))
    chart = Chart(SafeText("c"), ticks, ())
    text = axis_cells(chart, width)
    assert len(text) == width
    for tick in ticks:
        assert text.index(tick.text) == min(tick.at * width // SCALE, width - 1)


def test_rows_lie_to_scale_between_the_first_and_the_last_month() -> None:
    chart = chart_of(build_report(rich_assessment(), PACK, RICH_INTAKE, "en"))
    by_code = {one.code: one for one in chart.rows if one.code}
    first, last = date(2024, 3, 1), date(2027, 2, 1)

    def place(day: date) -> int:
        return (day - first).days * SCALE // (last - first).days

    assert (by_code[SafeText("F1")].start, by_code[SafeText("F1")].end) == (0, place(date(2024, 3, 31)))
    assert (by_code[SafeText("F2")].start, by_code[SafeText("F2")].end) == (
        place(date(2024, 6, 1)),
        place(date(2025, 9, 30)),
    )
    assert [one.label for one in chart.rows if not one.code] == [
        "left the country",
        "as of",
        "last day to file",
    ]
    assert [tick.text for tick in chart.ticks] == ["2025", "2026"]
    assert [one.start for one in chart.rows] == sorted(one.start for one in chart.rows)


def test_an_open_date_is_drawn_to_the_edge_with_a_sign() -> None:
    told = [
        {**RICH_INTAKE_DATA["incidents"][0], "date": "../2024-05"},
        {**RICH_INTAKE_DATA["incidents"][1], "date": "2025-01/.."},
    ]
    chart = chart_of(
        build_report(rich_assessment(), PACK, intake_of({**RICH_INTAKE_DATA, "incidents": told}), "en")
    )
    before, after = (
        next(one for one in chart.rows if one.label == name) for name in ("death threat", "killing")
    )
    assert (before.before, before.after, before.start) == (True, False, 0)
    assert (after.before, after.after, after.end) == (False, True, SCALE)


def test_no_word_of_the_client_is_in_the_picture() -> None:
    for language in ("en", "es"):
        told = chart_of(build_report(rich_assessment(), PACK, intake_saying("ZZ-told-ZZ"), language))
        assert "ZZ-told" not in str(to_data(told))


def test_the_svg_has_a_name_a_description_and_every_row() -> None:
    document = build_report(rich_assessment(), PACK, RICH_INTAKE, "en")
    chart = chart_of(document)
    (svg,) = html_tree(render_html(document)).iter(f"{SVG}svg")
    assert svg.get("role") == "img"
    title, told = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == (title.get("id"), told.get("id"))
    assert title.text and all(f"{one.label}: {one.when}" in told.text for one in chart.rows)
    shapes = [one for one in svg.iter() if one.tag in (f"{SVG}rect", f"{SVG}circle")]
    assert len(shapes) == len(chart.rows)
    for one in shapes:
        left = float(one.get("x") or one.get("cx"))
        assert left >= 270 and left + float(one.get("width") or 0) <= 756
    assert not [
        name
        for one in svg.iter()
        for name in one.attrib
        if name.startswith("on") or name in ("style", "href")
    ]


def test_one_fact_alone_needs_no_picture() -> None:
    told = {"format": "asylum.intake/1", "id": "m2xe-84hc", "incidents": [{"id": "a", "date": "2024"}]}
    document = build_report(rich_assessment(), PACK, intake_of(told), "en")
    assert not [block for one in document.sections for block in one.blocks if isinstance(block, Chart)]
