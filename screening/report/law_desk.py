"""What the law desk asks of a rule pack, as documents for the terminal: coverage, law diff, freshness."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from screening.assessment.coverage import Coverage
from screening.assessment.law_diff import CaseChange, Difference, LawDiff, RuleChange
from screening.law.freshness import Stale
from screening.law.pack import Pack
from screening.report.build_law import authority_grade
from screening.report.document import (
    EMPTY,
    Block,
    Document,
    Entry,
    Field,
    Paragraph,
    Section,
    Source,
    StampRow,
    SummaryRow,
    Tag,
    line,
)
from screening.report.words import Words, capital, lower_first
from screening.safe_text import SafeText, safe
from screening.vocabulary import ElementState, Grade

_NO_TAG = Tag("", EMPTY, EMPTY)
_Parts = Sequence[tuple[SafeText, Sequence[Block]]]
_BAR_STATES = frozenset({"in_force", "in_force_unless", "set_aside", "open", "not_raised"})


def coverage_document(pack: Pack, found: Coverage, cases: int, words: Words) -> Document:
    """How many rules and line states ``cases`` cases show, and every line state that none shows."""
    seen, possible = found.line_states
    uncovered = frozenset(found.uncovered)
    rules = words("coverage.rules.text", seen=len(pack.rules) - len(uncovered), all=len(pack.rules))
    states = words(
        "coverage.states.text", seen=f"{seen:,}", all=f"{possible:,}", percent=percent(found, words)
    )
    rows = [
        SummaryRow(words("coverage.rules"), line(rules)),
        SummaryRow(words("coverage.states"), line(states)),
    ]
    unseen = [each for each in found.lines if each.unseen]
    parts: list[tuple[SafeText, list[Block]]] = []
    for rule, lines in groupby(unseen, lambda each: each.rule):
        blocks: list[Block] = []
        if rule in uncovered:
            blocks.append(Paragraph(line(words("coverage.rule_unseen"))))
        for each in lines:
            never = words.listed([words(f"truth.{truth}") for truth in each.unseen])
            text = words("coverage.line", line=each.text, states=never)
            blocks.append(StampRow(words("error.line", n=each.line), text))
        parts.append((safe(f"{pack.rules[rule].file} · {rule}"), blocks))
    closing = words.count("coverage.unseen", possible - seen) if unseen else words("coverage.none")
    return _document(
        words("coverage.title"), words.count("coverage.cases", cases), words, rows, parts, closing
    )


def percent(found: Coverage, words: Words) -> str:
    """The share of line states seen, with the decimal sign of the language."""
    shown = f"{found.percent:.1f}"
    return shown.replace(".", ",") if words.language == "es" else shown


def diff_document(
    pack: Pack, found: LawDiff, before: date, after: date, circuit: str | None, words: Words
) -> Document:
    """What the law changed between two days in one circuit, and in which cases."""
    came = [_rule_entry(pack, each, words) for each in found.rules if each.change == "in"]
    went = [_rule_entry(pack, each, words) for each in found.rules if each.change == "out"]
    parts: list[tuple[SafeText, list[Block]]] = [
        (words("diff.in"), came),
        (words("diff.out"), went),
        (words("diff.authorities"), _authority_entries(pack, found, words)),
        (words("diff.numbers"), _number_entries(pack, found, words)),
        (words("diff.cases"), [_case_entry(pack, each, words) for each in found.cases]),
    ]
    shown = [(title, blocks) for title, blocks in parts if blocks]
    rows = [
        SummaryRow(words("diff.counts") if not index else EMPTY, line(f"{title}: {len(blocks)}"))
        for index, (title, blocks) in enumerate(shown)
    ]
    title = words("diff.title", before=words.day(before), after=words.day(after))
    where = words.circuit(circuit) if circuit else words("card.nationwide")
    closing = words("diff.calendar") if found.cases else (EMPTY if shown else words("diff.same"))
    return _document(title, where, words, rows, shown, closing)


def _rule_entry(pack: Pack, change: RuleChange, words: Words) -> Block:
    rule = pack.rules[change.rule]
    by = pack.authorities[change.authority].cite if change.authority in pack.authorities else ""
    key = "diff.in_why" if change.change == "in" else "diff.why"
    why = words(f"{key}.{change.why}", by=by)
    return _entry(
        words("card.rule"),
        rule.id,
        (words("card.says"), rule.text[words.language].title),
        (words("diff.kind"), words(f"kind.{rule.kind}")),
        (words("diff.because"), why),
    )


def _authority_entries(pack: Pack, found: LawDiff, words: Words) -> list[Block]:
    return [
        _entry(
            words("diff.authority"),
            pack.authorities[each.authority].cite,
            (words("diff.effect"), _turn(_effect(each.before, words), _effect(each.after, words), words)),
        )
        for each in found.authorities
    ]


def _effect(effect: str, words: Words) -> str:
    return words(f"effect.{effect}") if effect else words("diff.before_history")


def _turn(before: str, after: str, words: Words) -> SafeText:
    return words("diff.turn", before=before, after=after)


def _number_entries(pack: Pack, found: LawDiff, words: Words) -> list[Block]:
    entries = []
    for each in found.numbers:
        was, now = (
            words("diff.none_fixed") if n is None else safe(f"{n:,}") for n in (each.before, each.after)
        )
        by = pack.authorities[each.authority].cite if each.authority in pack.authorities else each.authority
        entries.append(
            _entry(
                words("diff.number"),
                each.number,
                (words("diff.effect"), _turn(was, now, words)),
                (words("diff.because"), by),
            )
        )
    return entries


def _case_entry(pack: Pack, change: CaseChange, words: Words) -> Block:
    fields = [(words("diff.change"), _difference(pack, each, words)) for each in change.differences]
    return _entry(words("diff.case"), change.case, *fields)


def _difference(pack: Pack, each: Difference, words: Words) -> SafeText:
    turn = _turn(_came_out(each, each.before, words), _came_out(each, each.after, words), words)
    if each.protection is None:
        what = safe(f"“{pack.rules[each.what].text[words.language].title}” ({each.what})")
    else:
        what = capital(words(f"protection_in_text.{each.protection}"))
        if each.what:
            name = pack.elements[each.what].name[words.language].replace("{country}", words("that_country"))
            what = words("diff.of", name=name, protection=words(f"protection_in_text.{each.protection}"))
    return safe(f"{what}: {turn}")


def _came_out(each: Difference, value: str, words: Words) -> str:
    if each.protection is not None and not each.what:
        return lower_first(words(f"outcome.{value}"))
    if value in ("", "shown"):
        return words("diff.shown" if value else "diff.not_shown")
    if each.protection is None and value in _BAR_STATES:
        return words(f"diff.bar_state.{value}")
    return words.state(ElementState(value)).full


def freshness_document(pack: Pack, found: Sequence[Stale], today: date, days: int, words: Words) -> Document:
    """How many authorities there are of each grade, and those that nobody checked for ``days`` days."""
    every = Counter(authority.grade for authority in pack.authorities.values())
    old = Counter(each.authority.grade for each in found)
    rows = [
        SummaryRow(
            words("fresh.all") if not index else EMPTY,
            line(
                f"{capital(words(f'grade.{grade}'))}: {words('fresh.old_of', n=f'{every[grade]:,}', old=f'{old[grade]:,}')}"
            ),
        )
        for index, grade in enumerate(Grade)
    ]
    entries = [_stale_entry(each, words) for each in found]
    marking = words.count("fresh.in_all", len(pack.authorities))
    parts = [(words("fresh.list"), entries)] if entries else []
    sentence = words.count("fresh.old", len(found), days=days, day=words.day(today))
    closing = sentence if found else words("fresh.none")
    return _document(words("fresh.title"), marking, words, rows, parts, closing)


def _stale_entry(each: Stale, words: Words) -> Block:
    checked = words.count("fresh.ago", each.days, day=words.day(each.authority.checked))
    return _entry(
        words("diff.authority"),
        each.authority.cite,
        (words("fresh.checked"), checked),
        (words("fresh.grade"), authority_grade(words, each.authority)),
        (words("fresh.carries"), ", ".join(each.rules) or words("fresh.carries_none")),
    )


def _entry(spoken: SafeText, title: str, *fields: tuple[str, str]) -> Block:
    shown = tuple(Field(safe(label), line(text)) for label, text in fields)
    return Entry(EMPTY, safe(title), _NO_TAG, spoken, shown, Source())


def _document(
    title: SafeText,
    marking: SafeText,
    words: Words,
    rows: Iterable[SummaryRow],
    parts: _Parts,
    closing: SafeText,
) -> Document:
    sections = tuple(
        Section(
            number=index,
            title=name,
            note=safe(f"{len(blocks):,}"),
            place=words("place.section", n=index, total=len(parts)),
            blocks=tuple(blocks),
        )
        for index, (name, blocks) in enumerate(parts, 1)
    )
    return Document(title, marking, words.language, tuple(rows), EMPTY, sections, closing)
