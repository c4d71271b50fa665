"""Sections 2 to 4: bases, weak spots, and bars with their ways out."""

from collections.abc import Sequence
from typing import Final

from screening.assessment.model import BarResult, BasisResult, WeakSpotResult
from screening.facts.values import FactRef
from screening.report.context import Context
from screening.report.document import Block, Entry, Field, Line, Mark, Paragraph, Tag, line, span
from screening.report.words import sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import ElementState, Severity

_BAR_MARKS: Final[dict[str, Mark]] = {
    "open": "open", "in_force": "", "in_force_unless": "", "set_aside": "",
}  # fmt: skip


def build_bases(ctx: Context) -> tuple[Block, ...]:
    """Every basis that was looked at: those supported or open first, in the order of their codes."""
    if not ctx.assessment.bases:
        return (Paragraph(line(ctx.words("bases.empty"))),)
    return tuple(_basis(ctx, basis) for basis in ctx.assessment.bases)


def _basis(ctx: Context, basis: BasisResult) -> Entry:
    words, rule = ctx.words, basis.rule
    fields = [_field(ctx, "ground", words(f"ground.{basis.ground}"))]
    if basis.state is ElementState.NOT_SUPPORTED:
        fields.append(_field(ctx, "why_not", ctx.says(rule)))
        fields.append(_field(ctx, "would_change_label", ctx.more(rule, "would_change")))
    else:
        fields.append(_field(ctx, "theory", ctx.more(rule, "theory") or ctx.says(rule)))
        fields.append(_field(ctx, "stands_on", ctx.stands_on(rule)))
        fields.append(_field(ctx, "still_open", ctx.missing_words(basis.missing)))
        fields.append(_field(ctx, "helps", ctx.helps(rule)))
        fields.append(_field(ctx, "for_drafting", ctx.more(rule, "for_drafting")))
        fields.append(_field(ctx, "would_change_label", ctx.more(rule, "would_change")))
    tag = words.state(basis.state)
    return Entry(
        key=safe(basis.code),
        title=ctx.title(rule),
        tag=tag,
        spoken=words("spoken.basis_state", code=basis.code, state=tag.full),
        fields=_told(ctx, fields, rule, in_full=True),
        source=ctx.source([rule], basis.facts),
    )


def build_weak_spots(ctx: Context) -> tuple[Block, ...]:
    """Weak spots, gravest first."""
    if not ctx.assessment.weak_spots:
        return (Paragraph(line(ctx.words("weak_spots.empty"))),)
    return tuple(_weak_spot(ctx, spot) for spot in ctx.assessment.weak_spots)


def severity_counts(ctx: Context) -> SafeText:
    """``fatal 0 · serious 3 · moderate 2 · note 1``."""
    spots = ctx.assessment.weak_spots
    return safe(
        " · ".join(
            f"{ctx.words.severity(severity).word} {sum(spot.severity is severity for spot in spots)}"
            for severity in Severity
        )
    )


def _weak_spot(ctx: Context, spot: WeakSpotResult) -> Entry:
    words, rule = ctx.words, spot.rule
    met = _joined(ctx.more(rule, "may_be_met"), _codes(ctx, spot.missing))
    fields = [
        _field(ctx, "says", ctx.says(rule)),
        _field(ctx, "stands_on", ctx.stands_on(rule)),
        _field(ctx, "government", ctx.more(rule, "government")),
        _field(ctx, "may_be_met", met),
        _field(ctx, "bears_on", words.listed([ctx.inside(ctx.element_name(name)) for name in spot.elements])),
    ]
    tag = words.severity(spot.severity)
    return Entry(
        key=safe(spot.code),
        title=ctx.title(rule),
        tag=tag,
        spoken=words("spoken.weak_spot", code=spot.code, severity=tag.word),
        fields=_told(ctx, fields, rule),
        source=ctx.source([rule], spot.facts),
    )


def build_bars(ctx: Context) -> tuple[Block, ...]:
    """Bars that are raised or open; last, in short, those nobody has asked about."""
    asked = [bar for bar in ctx.assessment.bars if bar.state != "open" or bar.facts]
    unasked = [bar for bar in ctx.assessment.bars if bar.state == "open" and not bar.facts]
    blocks: list[Block] = [_bar(ctx, bar) for bar in asked]
    if unasked:
        blocks.append(Paragraph(line(ctx.words("bars.not_asked"))))
        blocks.extend(_unasked(ctx, bar) for bar in unasked)
    return tuple(blocks) or (Paragraph(line(ctx.words("bars.empty"))),)


def bars_note(ctx: Context) -> SafeText:
    """``none in force on these facts``, or how many are."""
    number = sum(bar.state in ("in_force", "in_force_unless") for bar in ctx.assessment.bars)
    return ctx.words.count("bars.note", number) if number else ctx.words("bars.note.none")


def _bar(ctx: Context, bar: BarResult) -> Entry:
    words, rule = ctx.words, bar.rule
    closes = words.listed([ctx.protection(protection) for protection in bar.protections])
    fields = [
        _field(ctx, "now", ctx.more(rule, "now") or ctx.says(rule)),
        _field(ctx, "stands_on", ctx.stands_on(rule)),
        _field(ctx, "way_out", ctx.more(rule, "way_out")),
        _field(ctx, "closes", closes),
        _field(ctx, "still_open", ctx.missing_words(bar.missing)),
    ]
    tag = _bar_tag(ctx, bar)
    return Entry(
        key=safe(bar.code),
        title=ctx.title(rule),
        tag=tag,
        spoken=words("spoken.bar", code=bar.code, state=tag.full),
        fields=_told(ctx, fields, rule),
        source=ctx.source([rule], bar.facts),
    )


def _unasked(ctx: Context, bar: BarResult) -> Entry:
    """A bar nobody has asked about: its name, what it would close, and its source."""
    closes = ctx.words.listed([ctx.protection(protection) for protection in bar.protections])
    tag = _bar_tag(ctx, bar)
    return Entry(
        key=safe(bar.code),
        title=safe(f"{ctx.title(bar.rule)} · {ctx.words('bar.closes', what=closes)}"),
        tag=tag,
        spoken=ctx.words("spoken.bar", code=bar.code, state=tag.full),
        fields=_check(ctx, bar.rule, may_come=True),
        source=ctx.source([bar.rule], may_come=True),
    )


def _bar_tag(ctx: Context, bar: BarResult) -> Tag:
    word = ctx.words(f"bar_state.{bar.state}")
    return Tag(_BAR_MARKS.get(bar.state, ""), word, word)


def _codes(ctx: Context, refs: Sequence[FactRef]) -> SafeText:
    asks = ctx.questions_for(refs)
    return safe(f"({', '.join(asks)})") if asks else safe("")


def _joined(text: SafeText, codes: SafeText) -> SafeText:
    """A sentence with codes in brackets before its full stop."""
    if not text or not codes:
        return text
    return safe(f"{text[:-1]} {codes}.") if text.endswith(".") else sentence(f"{text} {codes}")


def _field(ctx: Context, label: str, text: SafeText | Line) -> Field:
    return Field(ctx.words(f"label.{label}"), line(text) if isinstance(text, str) else text)


def _check(ctx: Context, rule_id: str, *, may_come: bool = False) -> tuple[Field, ...]:
    """That some law of a rule was not verified."""
    weak = ctx.warnings([rule_id], may_come=may_come)
    label = ctx.words("label.check")
    return tuple(Field(label, line(span(one.text.strip(), one.role))) for one in weak)


def _told(ctx: Context, fields: list[Field], rule_id: str, *, in_full: bool = False) -> tuple[Field, ...]:
    """The fields that say something, then the law against, then warnings about unverified law."""
    against = ctx.against(rule_id, in_full=in_full)
    if against:
        fields.append(Field(ctx.words("label.against"), against))
    fields.extend(_check(ctx, rule_id))
    return tuple(field for field in fields if field.text)
