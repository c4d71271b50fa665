"""Deadlines: how near, what to do, by which day, and why that day (section 5)."""

from typing import Final

from screening.assessment.model import DeadlineResult
from screening.dates.words import between_in_words, days_left_in_words
from screening.report.build_person import relative_name
from screening.report.context import Context
from screening.report.document import Block, DeadlineEntry, Paragraph, Role, line, span
from screening.report.words import capital, sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import Urgency

_URGENT: Final = frozenset({Urgency.OVERDUE, Urgency.TODAY, Urgency.CRITICAL})
_SOON_DAYS: Final = 60
_SATURDAY: Final = 5


def build_deadlines(ctx: Context) -> tuple[Block, ...]:
    """All deadlines, nearest first; those without a date after those within sixty days."""
    deadlines = sorted(ctx.assessment.deadlines, key=_place)
    if not deadlines:
        return (Paragraph(line(ctx.words("deadlines.none"))),)
    return tuple(_entry(ctx, deadline) for deadline in deadlines)


def _place(deadline: DeadlineResult) -> tuple[int, int]:
    if deadline.days_left is None:
        return 1, 0
    return (0 if deadline.days_left <= _SOON_DAYS else 2), deadline.days_left


def _entry(ctx: Context, deadline: DeadlineResult) -> DeadlineEntry:
    role = urgency_role(deadline.urgency)
    return DeadlineEntry(
        time=_short_time(ctx, deadline),
        role=role,
        spoken=time_left(ctx, deadline),
        title=deadline_title(ctx, deadline),
        text=line(span(why_this_day(ctx, deadline))),
        source=ctx.source(facts=deadline.facts, laws=deadline.cites),
    )


def urgency_role(urgency: Urgency) -> Role:
    if urgency in _URGENT:
        return "urgent"
    return "attention" if urgency is Urgency.SOON else "bold"


def time_left(ctx: Context, deadline: DeadlineResult) -> SafeText:
    """``43 days left``, with ``! `` before it when it is urgent."""
    if deadline.days_left is None:
        return ctx.words("no_date_known")
    words = days_left_in_words(deadline.days_left, ctx.words.language)
    if deadline.urgency in _URGENT and not words.startswith("!"):
        words = f"! {words}"
    return safe(words)


def deadline_title(ctx: Context, deadline: DeadlineResult) -> SafeText:
    """What is due and by when, with the weekday."""
    words = ctx.words
    past = deadline.days_left is not None and deadline.days_left < 0
    form = "undated" if deadline.earliest is None else "past" if past else "due"
    day = words.day(deadline.earliest, weekday=not past) if deadline.earliest else ""
    if deadline.kind == "one_year":
        return words(f"deadline.one_year.{form}", day=day)
    if deadline.kind == "ageing_out":
        member = next((m for m in ctx.intake.members or () if m.id == deadline.item_id), None)
        who = relative_name(ctx, member) if member else words("relation.child.any")
        exact = deadline.earliest == deadline.latest
        form = form if exact or form != "due" else "from"
        return words(f"deadline.ageing_out.{form}", who=capital(who), day=day)
    key = f"deadline.kind.{deadline.kind}"
    what = words(key) if words.has(key) else words("deadline.kind.other")
    return words(f"deadline.any.{form}", what=what, day=day)


def counted_from(ctx: Context, deadline: DeadlineResult) -> SafeText:
    """One line on how the day was counted; "" when it was simply told."""
    words = ctx.words
    if _is_moved(deadline) and deadline.nominal:
        return words("counted.moved", day=words.day(deadline.nominal))
    if deadline.earliest and deadline.latest and deadline.earliest != deadline.latest:
        return words("counted.earliest" if deadline.kind == "one_year" else "counted.earliest_other")
    return safe("")


def _is_moved(deadline: DeadlineResult) -> bool:
    """Whether a weekend or a holiday moved the last day, and the earlier day can still be kept."""
    earlier = deadline.nominal is not None and deadline.nominal != deadline.earliest
    return earlier and deadline.days_left is not None and deadline.days_left >= 0


def _moved(ctx: Context, deadline: DeadlineResult) -> list[SafeText]:
    """Both days, why they differ, and which of them to plan for; nothing if they are the same."""
    words, nominal, last = ctx.words, deadline.nominal, deadline.earliest
    if nominal is None or last is None or nominal == last:
        return []
    reason = words("moved.weekend" if nominal.weekday() >= _SATURDAY else "moved.holiday")
    key = "why.moved" if deadline.latest == last else "why.moved_first"
    said = words(key, day=words.day(nominal, weekday=True), reason=reason, last=words.day(last, weekday=True))
    return [said, words("why.plan_earlier")] if _is_moved(deadline) else [said]


def why_this_day(ctx: Context, deadline: DeadlineResult) -> SafeText:
    """Why this day, both ends if it is not one day, and the count of days where it helps."""
    words, parts = ctx.words, []
    if deadline.earliest is None:
        key = f"why.{deadline.kind}.undated"
        return words(key if words.has(key) else "why.any.undated")
    if deadline.latest and deadline.latest != deadline.earliest:
        between = between_in_words(deadline.earliest, deadline.latest, words.language)
        parts.append(words("why.between", between=between))
    elif deadline.latest is None:
        parts.append(words("why.no_end"))
    parts.extend(_moved(ctx, deadline))
    key = f"why.{deadline.kind}"
    if words.has(key):
        parts.append(words(key))
    parts.extend(_told_from(ctx, deadline))
    days = deadline.days_left
    if days is not None and (full_years(days) or days < 0):
        parts.append(sentence(words.count("why.days_from_now" if days > 0 else "why.days_ago", abs(days))))
    return safe(" ".join(parts))


def _told_from(ctx: Context, deadline: DeadlineResult) -> list[SafeText]:
    told = next((d for d in ctx.intake.deadlines or () if d.id == deadline.item_id), None)
    if told is None or deadline.kind == "ageing_out":
        return []
    key = f"why.from.{told.known_from}"
    return [ctx.words(key)] if ctx.words.has(key) else []


def _short_time(ctx: Context, deadline: DeadlineResult) -> SafeText:
    """At most ten characters: ``43 days``, ``3 years``, ``no date``, ``! overdue``."""
    words, days = ctx.words, deadline.days_left
    if days is None:
        return words("time.undated")
    if days < 0:
        return words("time.overdue" if deadline.urgency in _URGENT else "time.past")
    if days == 0:
        return words("time.today")
    years = full_years(days)
    short = words.count("time.years", years) if years else words.count("time.days", days)
    return safe(f"! {short}") if deadline.urgency in _URGENT else short


def full_years(days: int) -> int:
    """Full years in a number of days, counted with leap years: never more than there is."""
    return max(days, 0) * 4 // 1461
