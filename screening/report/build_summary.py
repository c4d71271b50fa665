"""The summary: who, as of when, how urgent, how each protection stands, what to ask next.

It fits 24 lines at 80 columns, whatever the case: texts that would not fit on their line give way
to a shorter form, and where lists are longer than their place, the last row says what follows where.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from screening.assessment.model import (
    BasisResult,
    DeadlineResult,
    ProtectionResult,
    QuestionResult,
    WeakSpotResult,
)
from screening.report.build_dates import counted_from, deadline_title, time_left, urgency_role
from screening.report.build_person import company, court, first_fitting, fitting, person_parts, route
from screening.report.build_questions import elements_settled
from screening.report.context import Context
from screening.report.document import SummaryRow, line, line_text, span
from screening.report.sections import number_of
from screening.report.words import sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import ElementState, Outcome, Urgency

T = TypeVar("T")

_BAR_STATES: Final = ("in_force", "in_force_unless", "open", "set_aside")

LINES: Final = 24
ROOM: Final = 63
"""Columns for text at 80: the terminal less the margins and the label column."""
_LEAD: Final = 15
_TITLE_ROOM: Final = 42
_ASK_ROOM: Final = 59
_FRAME: Final = 7
"""Title, rule, four blank lines between the groups, closing sentence."""
_CAPS: Final = (2, 3, 3)
_GIVE_WAY: Final = (1, 0, 2)
"""Of lists equally long, weak spots are shortened first and what to ask last."""
_URGENT_ORDER: Final = (
    Urgency.OVERDUE, Urgency.TODAY, Urgency.CRITICAL, Urgency.UNKNOWN_DATE, Urgency.SOON, Urgency.ROUTINE,
)  # fmt: skip
_COUNTED: Final = (
    ElementState.SUPPORTED, ElementState.OPEN, ElementState.CONFLICTING, ElementState.NOT_SUPPORTED,
)  # fmt: skip


def build_summary(ctx: Context) -> tuple[SummaryRow, ...]:
    """All rows of the summary, in their fixed order."""
    lists = _lists_of(ctx)
    room = LINES - _FRAME - sum(one.height(1) for one in lists)
    urgent, counted = _urgent(ctx)
    outcomes, named = _outcomes(ctx), _bars_named(ctx)
    room -= sum(_height(row) for row in (*_who(ctx), *_safety(ctx), *urgent, *outcomes))
    if room < len(counted):
        counted = []
    if room < len(counted) + len(named):
        named = []
    first = [*_safety(ctx), *urgent, *counted]
    first = [replace(row, starts_group=index == 0) for index, row in enumerate(first)]
    head = [*_who(ctx), *first, *outcomes, *named]
    used = _FRAME + sum(_height(row) for row in head)
    return (*head, *_lists(ctx, lists, LINES - used))


def _safety(ctx: Context) -> list[SummaryRow]:
    """Danger and needs by name, or that nobody has asked; no row once it was asked and nothing is there."""
    words, found = ctx.words, ctx.assessment.safety
    if found:
        see = words("see_section", n=number_of("safety"))
        text = _some_of(ctx, [ctx.title(note.rule) for note in found], ROOM - len(see) - 2)
        return [SummaryRow(words("safety"), line(span(text, "bold"), f"; {see}"))]
    if ctx.intake.safety is None:
        return [SummaryRow(words("safety"), line(words("safety.not_asked")))]
    return []


def most_urgent(ctx: Context) -> DeadlineResult | None:
    """The deadline to show first. One without a date counts only if it is the year to file, a
    21st birthday only once it is near."""
    return min(filter(_presses, ctx.assessment.deadlines), key=_urgency_place, default=None)


def _presses(deadline: DeadlineResult) -> bool:
    if deadline.kind == "ageing_out":
        return deadline.earliest is not None and deadline.urgency is not Urgency.ROUTINE
    return deadline.earliest is not None or deadline.kind == "one_year"


def _urgency_place(deadline: DeadlineResult) -> tuple[int, int]:
    days = deadline.days_left if deadline.days_left is not None else 0
    return _URGENT_ORDER.index(deadline.urgency), days


def _who(ctx: Context) -> list[SummaryRow]:
    words = ctx.words
    parts = person_parts(ctx)
    told = safe(" · ".join(part for part in (parts[0], ", ".join(parts[1:])) if part))
    along = [safe(f"{told}{', ' if parts[1:] else ' · '}{those}") for those in company(ctx)]
    who = first_fitting(ROOM, *along, told) or parts[0]
    day = words.day(ctx.assessment.as_of)
    return [
        SummaryRow(words("case"), line(span(parts[0], "bold"), who[len(parts[0]) :]), starts_group=True),
        SummaryRow(words("as_of"), line(span(day, "bold"), f" · {court(ctx)}")),
        SummaryRow(words("route"), line(fitting(_split(route(ctx)), ROOM))),
    ]


def _split(text: SafeText) -> list[SafeText]:
    return [safe(part) for part in text.split(" · ")]


def _urgent(ctx: Context) -> tuple[list[SummaryRow], list[SummaryRow]]:
    """The nearest date, and one line on how it was counted, to be shown if there is room."""
    words, deadline = ctx.words, most_urgent(ctx)
    if deadline is None:
        return [SummaryRow(words("urgent"), line(words("urgent.none")))], []
    if deadline.earliest is None:
        text = line(span(words("urgent.no_date"), "bold"), f" {words('urgent.ask_entry')}")
        return [SummaryRow(words("urgent"), text)], []
    act = sentence(deadline_title(ctx, deadline))
    text = line(span(f"{time_left(ctx, deadline)}.", urgency_role(deadline.urgency)), span(f" {act}", "bold"))
    row = SummaryRow(words("urgent"), text)
    how = counted_from(ctx, deadline)
    fits = how and len(how) <= ROOM and _height(row) == 1
    return [row], [SummaryRow(safe(""), line(how))] if fits else []


def _outcomes(ctx: Context) -> list[SummaryRow]:
    rows = [_outcome(ctx, result) for result in ctx.assessment.protections]
    rows = [replace(row, starts_group=index == 0) for index, row in enumerate(rows)]
    return [*rows, SummaryRow(ctx.words("bars"), line(_bars(ctx)))]


def _outcome(ctx: Context, result: ProtectionResult) -> SummaryRow:
    words = ctx.words
    lead = words(f"outcome.{result.outcome}")
    room = ROOM - max(_LEAD, len(lead) + 2)
    counts = [
        words.count(f"count.{state}", result.counts[state]) for state in _COUNTED if result.counts.get(state)
    ]
    text = fitting(counts, room) if counts else safe("")
    if result.outcome is not Outcome.OPEN:
        text = first_fitting(room, *_reasons(ctx, result)) or text
    return SummaryRow(words(f"protection.{result.protection}"), line(text), lead=lead)


def _reasons(ctx: Context, result: ProtectionResult) -> list[SafeText]:
    """What decided the outcome, in forms from long to short."""
    codes = {bar.rule: bar.code for bar in ctx.assessment.bars}
    bars = [safe(f"{codes.get(rule, '')} {ctx.title(rule)}".strip()) for rule in result.because_bars]
    elements = [ctx.inside(ctx.element_name(name)) for name in result.because_elements]
    names = [*bars, *elements] if result.outcome is Outcome.BARRED_UNLESS else [*elements, *bars]
    if not names:
        return []
    rest = len(names) - 1
    return [
        safe("; ".join(names)),
        *([safe(f"{names[0]}; {ctx.words.count('and_more', rest)}")] if rest else []),
        safe(", ".join(codes[rule] for rule in result.because_bars if rule in codes)) or names[0],
        ctx.words("see_section", n=number_of("protections")),
    ]


def _bars(ctx: Context) -> SafeText:
    """How many bars are in force, open and set aside; what is open says whether anybody asked."""
    words, bars = ctx.words, ctx.assessment.bars
    counts = {state: [bar for bar in bars if bar.state == state] for state in _BAR_STATES}
    unasked = [bar for bar in counts["open"] if not bar.facts]
    parts = [] if counts["in_force"] else [words("bars.none")]
    parts += [words.count(f"bars.{state}", len(found)) for state, found in counts.items() if found]
    short = safe(" · ".join(parts))
    if not unasked:
        return short
    where = len(parts) - bool(counts["set_aside"]) - 1
    key = "bars.all_not_asked" if len(unasked) == len(counts["open"]) else "bars.some_not_asked"
    parts[where] = safe(f"{parts[where]}{words.count(key, len(unasked))}")
    return first_fitting(ROOM, safe(" · ".join(parts))) or short


def _some_of(ctx: Context, names: list[SafeText], room: int) -> SafeText:
    """As many names as fit on one line, and how many more there are; always the first."""
    for shown in range(len(names), 0, -1):
        rest = len(names) - shown
        more = [ctx.words.count("and_more", rest)] if rest else []
        text = safe("; ".join([*names[:shown], *more]))
        if len(text) <= room or shown == 1:
            return text
    return safe("")


def _bars_named(ctx: Context) -> list[SummaryRow]:
    """The bars that are in force, else those still open, by name."""
    bars = ctx.assessment.bars
    there = [bar for bar in bars if bar.state in ("in_force", "in_force_unless")]
    shown = [bar for bar in there or bars if bar.state != "set_aside"]
    named = [ctx.inside(ctx.title(bar.rule)) for bar in shown]
    return [SummaryRow(safe(""), line(_some_of(ctx, named, ROOM)))] if named else []


@dataclass(frozen=True, slots=True)
class _List:
    """One of the three lists at the foot: its rows, made for what fits, and where the rest is."""

    rows: tuple[SummaryRow, ...]
    section: int

    def shown(self, ctx: Context, number: int) -> list[SummaryRow]:
        rows = list(self.rows[:number])
        rest = len(self.rows) - number
        if rows and rest > 0:
            key = "and_more_in" if number > 2 else "and_more"
            rows[-1] = replace(rows[-1], more=ctx.words.count(key, rest, section=self.section))
        return rows

    def height(self, number: int) -> int:
        if not self.rows:
            return 1
        spare_label_rows = 1 if number == 1 and len(self.rows) > 1 and _height(self.rows[0]) == 1 else 0
        return sum(_height(row) for row in self.rows[:number]) + spare_label_rows


def _lists_of(ctx: Context) -> list[_List]:
    assessment = ctx.assessment
    return [
        _List(_rows(ctx, "bases", assessment.bases, _basis), number_of("bases")),
        _List(_rows(ctx, "weak_spots", assessment.weak_spots, _weak_spot), number_of("weak_spots")),
        _List(_rows(ctx, "ask_first", assessment.questions, _question), number_of("questions")),
    ]


def _lists(ctx: Context, lists: list[_List], room: int) -> list[SummaryRow]:
    words = ctx.words
    numbers = [min(cap, len(one.rows)) for cap, one in zip(_CAPS, lists, strict=True)]
    while sum(one.height(n) for one, n in zip(lists, numbers, strict=True)) > room and max(numbers) > 1:
        longest = max(_GIVE_WAY, key=lambda index: numbers[index])
        numbers[longest] -= 1
    shown: list[SummaryRow] = []
    for one, number, key in zip(lists, numbers, ("bases", "weak_spots", "ask_first"), strict=True):
        rows = one.shown(ctx, number) or [SummaryRow(words(key), line(words(f"{key}.none")))]
        shown.extend(rows)
    return [replace(row, starts_group=index == 0) for index, row in enumerate(shown)]


def _rows(
    ctx: Context, key: str, results: tuple[T, ...], make: Callable[[Context, T], SummaryRow]
) -> tuple[SummaryRow, ...]:
    label = ctx.words(key)
    rows = [make(ctx, result) for result in results]
    return tuple(replace(row, label=label if index == 0 else safe("")) for index, row in enumerate(rows))


def _basis(ctx: Context, basis: BasisResult) -> SummaryRow:
    title = ctx.title(basis.rule)
    ground = safe(f"{title} ({ctx.words(f'ground_short.{basis.ground}')})")
    text = title if title.endswith(")") or len(ground) > _TITLE_ROOM else ground
    spoken = ctx.words("spoken.basis", code=basis.code)
    return SummaryRow(safe(""), line(text), safe(basis.code), tag=ctx.words.state(basis.state), spoken=spoken)


def _weak_spot(ctx: Context, spot: WeakSpotResult) -> SummaryRow:
    tag = ctx.words.severity(spot.severity)
    spoken = ctx.words("spoken.weak_spot", code=spot.code, severity=tag.word)
    return SummaryRow(safe(""), line(ctx.title(spot.rule)), safe(spot.code), tag=tag, spoken=spoken)


def _question(ctx: Context, question: QuestionResult) -> SummaryRow:
    short = ctx.words.own(ctx.pack.questions[question.question].short[ctx.words.language])
    settles = settles_in_short(ctx, question)
    text = safe(f"{short}: {settles}") if settles else short
    spoken = ctx.words("spoken.ask_first", code=question.code)
    return SummaryRow(
        safe(""), line(text if len(text) <= _ASK_ROOM else short), safe(question.code), spoken=spoken
    )


def settles_in_short(ctx: Context, question: QuestionResult) -> SafeText:
    """The most telling thing an answer would settle, in three words."""
    words = ctx.words
    elements = elements_settled(ctx, question)
    if question.deadlines:
        return words("settles.deadline")
    if any(r.element in elements and r.state is ElementState.CONFLICTING for r in ctx.assessment.elements):
        return words("settles.conflict")
    if len(elements) > 1:
        return words("settles.elements", n=len(elements))
    if elements:
        return words("settles.one", what=words.quote(ctx.inside(ctx.element_name(elements[0]))))
    for codes in (question.weak_spots, question.bars, question.bases):
        if codes:
            return words("settles.one", what=codes[0])
    return safe("")


def _height(row: SummaryRow) -> int:
    """Lines at 80 columns."""
    room = _TITLE_ROOM if row.tag else _ASK_ROOM if row.key else ROOM
    length = len(line_text(row.text))
    if row.lead:
        length += max(_LEAD, len(row.lead) + 2)
    return 1 if length <= room else 2
