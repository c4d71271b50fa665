"""Sections 10 and 11: the authorities that were used, and the stamp."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from screening.law.pack import Authority, HistorySpan
from screening.report.context import Context
from screening.report.document import AuthorityEntry, Block, Paragraph, StampRow, line
from screening.report.words import Words, capital, sentence
from screening.safe_text import SafeText, safe
from screening.vocabulary import Grade

_TEXTS: Final = frozenset({"statute", "regulation", "proclamation", "memo", "form", "settlement"})

_AGENCY: Final = frozenset({"bia", "ag"})


def build_authorities(ctx: Context) -> tuple[Block, ...]:
    """Every authority a statement of this report rests on, with what it is worth on the as-of day."""
    if not ctx.codes.laws:
        return (Paragraph(line(ctx.words("authorities.none"))),)
    return tuple(_entry(ctx, name, code) for name, code in ctx.codes.laws.items())


def checked_note(ctx: Context) -> SafeText:
    """``each checked on 24 November 2026``, or since when."""
    days = [ctx.authority(name).checked for name in ctx.codes.laws]
    if not days:
        return safe("")
    key = "authorities.checked" if min(days) == max(days) else "authorities.checked_since"
    return ctx.words(key, day=ctx.words.day(min(days)))


def _entry(ctx: Context, name: str, code: SafeText) -> AuthorityEntry:
    words, authority = ctx.words, ctx.authority(name)
    return AuthorityEntry(
        key=code,
        cite=safe(authority.cite),
        says=safe(f"{words.own(sentence(authority.says[words.language]))}{authority_note(ctx, authority)}"),
        status=_displaced(ctx, authority, authority_status(words, authority)),
        grade=authority_grade(words, authority),
        warn=authority.grade is Grade.UNVERIFIED,
    )


def authority_status(words: Words, authority: Authority) -> SafeText:
    """In plain words what an authority is worth: ``good law, Fifth Circuit``, or its turns with dates."""
    history = _turns(authority.history)
    if len(history) == 1 and history[0].effect == "operative" and history[0].end is None:
        status = words("status.in_force" if authority.kind in _TEXTS else "status.good_law")
        place = words.circuits(sorted(authority.circuits)) if authority.circuits else ""
        return safe(f"{status}, {place}") if place else status
    turns = [_turn(words, authority, index, one) for index, one in enumerate(history)]
    return capital("; ".join(turns)) if turns else words("status.unclear")


def authority_grade(words: Words, authority: Authority) -> SafeText:
    """How well it was checked: text read, account read, not verified; and if the page was not seen."""
    grade = words(f"grade.{authority.grade}")
    return safe(f"{grade}; {words('grade.pinpoint')}") if authority.pinpoint_unverified else grade


def _turns(history: Sequence[HistorySpan]) -> list[HistorySpan]:
    """The spans in which an authority was worth the same all along: a day that changed nothing parts none."""
    turns: list[HistorySpan] = []
    for one in history:
        last = turns[-1] if turns else None
        if (
            last
            and last.end
            and (last.effect, last.circuits) == (one.effect, one.circuits)
            and one.start <= last.end + timedelta(days=1)
        ):
            turns[-1] = replace(last, end=one.end)
        else:
            turns.append(one)
    return turns


def authority_note(ctx: Context, authority: Authority) -> SafeText:
    """What the file says of the time the as-of day lies in, such as that a part of it was overruled."""
    language, day = ctx.words.language, ctx.assessment.as_of
    told = [
        one.note[language]
        for one in authority.history
        if one.note and one.start <= day and (one.end is None or day <= one.end)
    ]
    return ctx.words.own(" ".join(["", *map(sentence, told)]))


def _turn(words: Words, authority: Authority, index: int, one: HistorySpan) -> str:
    rough = index == 0 and authority.decided_precision != "day"
    start = str(one.start.year) if rough else words("turn.day", day=words.day(one.start))
    effect = words(f"effect.{one.effect}")
    if one.end is None:
        text = words("turn.since", effect=effect, start=start)
    else:
        text = words("turn.until", effect=effect, start=start, end=words("turn.day", day=words.day(one.end)))
    if one.circuits:
        text = safe(f"{text} ({words.circuits(sorted(one.circuits))})")
    return text


def _displaced(ctx: Context, authority: Authority, status: SafeText) -> SafeText:
    """Adds where the law of the case's circuit takes the place of this one."""
    circuit = ctx.assessment.circuit
    if not circuit or authority.kind not in _AGENCY:
        return status
    by = {
        one.by
        for rule in ctx.pack.rules.values()
        if authority.id in rule.rests_on
        for one in rule.displaced
        if circuit in one.circuits
    }
    codes = [code for name, code in ctx.codes.laws.items() if name in by]
    if not codes:
        return status
    note = ctx.words("status.displaced", where=ctx.words.circuit(circuit), by=ctx.words.listed(codes))
    return safe(f"{status}; {note}")


def build_stamp(ctx: Context) -> tuple[Block, ...]:
    """What makes the result repeatable."""
    words, stamp = ctx.words, ctx.assessment.stamp
    known = words("stamp.law_known_to", day=words.day(stamp.law_known_to))
    circuit = ctx.assessment.circuit
    screened = [words("stamp.as_of", day=words.day(ctx.assessment.as_of))]
    screened += [words.circuit(circuit) if circuit else words("circuit.unknown"), known]
    rows = [
        ("stamp.rules", f"{stamp.pack} {stamp.pack_version} · sha256 {_grouped(stamp.pack_sha256)}"),
        ("stamp.engines", _engines(ctx)),
        ("stamp.screened", " · ".join(screened)),
        ("stamp.intake", f"sha256 {_grouped(stamp.intake_sha256)}"),
        ("stamp.software", stamp.software),
        ("stamp.repeat", _command(ctx)),
    ]
    return tuple(StampRow(words(label), safe(text)) for label, text in rows if text)


def _command(ctx: Context) -> str:
    """The command that screens the same file again under the same law."""
    found = ctx.assessment
    circuit = f" --circuit {found.circuit}" if found.circuit else ""
    return f"screening report {ctx.words('stamp.file')} --as-of {found.as_of.isoformat()}{circuit}"


def _engines(ctx: Context) -> SafeText:
    words, stamp = ctx.words, ctx.assessment.stamp
    ran = [f"{engine.name} {engine.version}".strip() for engine in stamp.engines if engine.ran]
    missing = [engine for engine in stamp.engines if not engine.ran]
    names = words.listed(ran)
    if stamp.agreed is True:
        parts = [words.count("engines.agree", stamp.rules_in_force, names=names)]
    elif stamp.agreed is False:
        parts = [words("engines.differ", names=names, rules=", ".join(stamp.disagreements))]
    else:
        parts = [words.count("engines.alone", stamp.rules_in_force, names=names)]
    parts += [words(f"engines.not_run.{engine.problem}", name=engine.name) for engine in missing]
    return safe(" ".join(parts))


def _grouped(digest: str) -> str:
    return " ".join(digest[index : index + 8] for index in range(0, len(digest), 8))
