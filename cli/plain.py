"""Plain mode, for screen readers, pipes and simple terminals.

One statement a line, the label first, a full stop at the end; words instead of signs. A text holds
only letters, digits and simple punctuation: any other sign is named, so that it is heard.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from rich.text import Text

from screening.report.chart import Chart
from screening.report.document import (
    AuthorityEntry,
    Block,
    DeadlineEntry,
    Document,
    ElementNote,
    Entry,
    EvidenceGroup,
    FamilyTable,
    Figures,
    Legend,
    Matrix,
    Paragraph,
    Questions,
    Remark,
    Section,
    Source,
    StampRow,
    Statement,
    SummaryRow,
    Timeline,
    line_text,
)
from screening.report.sources import no_facts
from screening.report.words import Words, capital, lower_first
from screening.vocabulary import Language

from .layout import wrap

ALLOWED: Final = frozenset(".,:;()-\"'?!¿¡&/~ \n")
"""Punctuation of plain mode, beside letters, digits and accents."""
EXACT: Final = frozenset("_[]=<>*@{}")
"""Kept where a reader must type the text as it stands: paths, codes and commands."""
_SWAPS: Final = {
    "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
    "[": "(", "]": ")", "{": "(", "}": ")", "⟦": "(", "⟧": ")", "_": "-",
}  # fmt: skip
_SIGN_NAMES: Final[dict[Language, dict[str, str]]] = {
    "en": {"$": "dollar sign", "%": "percent", "+": "plus", "=": "equals", "#": "number sign", "@": "at"},
    "es": {"$": "signo de pesos", "%": "por ciento", "+": "más", "=": "igual", "#": "número", "@": "arroba"},
}


def plain_text(text: str, language: Language, *, exact: bool = False) -> str:
    """A text in letters, digits and simple punctuation. ``exact`` keeps what has to be typed."""
    text = re.sub(r"⟦U\+([0-9A-F]+)⟧", r"(U \1)", text)
    text = re.sub(r"⟦…?\+([0-9]+)⟧", lambda found: f"({_more(int(found[1]), language)})", text)
    text = text.replace(" · ", ", ").replace("·", ",")
    text = re.sub("§+", Words(language)("plain.section_sign"), text)
    return "".join(_spoken(char, language, exact) for char in text)


def _more(number: int, language: Language) -> str:
    """How many characters or marks are not shown."""
    return Words(language).count("and_more", number)


def _spoken(char: str, language: Language, exact: bool) -> str:
    if char in ALLOWED or unicodedata.category(char)[0] in "LNM" or (exact and char in EXACT):
        return char
    if char in _SWAPS:
        return _SWAPS[char]
    name = _SIGN_NAMES[language].get(char) or unicodedata.name(char, f"U {ord(char):04X}").lower()
    return f" ({name}) " if char in _SIGN_NAMES[language] else f"({name})"


def render_plain(document: Document, width: int | None, *, exact: bool = False) -> str:
    """The whole document as plain text; wrapped at ``width`` cells, or not wrapped if None.

    ``exact`` keeps the signs of conditions and paths, for a rule card.
    """
    return Plain(document.language, exact=exact).document(document, width)


class Plain:
    """Plain text in one language."""

    def __init__(self, language: Language, *, exact: bool = False) -> None:
        self.language: Language = language
        self.exact = exact
        self.words = Words(language)

    def document(self, document: Document, width: int | None) -> str:
        lines = [self.said(document.title), *self.sentences(document.marking), ""]
        lines += self.summary(document.summary)
        lines += [self.said(document.warning)] if document.warning else []
        for section in document.sections:
            lines += ["", *self.section(section)]
        lines += ["", self.said(document.closing)] if document.closing else []
        return self.page(lines, width)

    def page(self, lines: Iterable[str], width: int | None) -> str:
        """Lines as one text, with no two blank lines together."""
        out: list[str] = []
        for line in lines:
            if line or (out and out[-1]):
                out.extend(_wrapped(line, width))
        return "\n".join(out).rstrip("\n") + "\n"

    def said(self, *parts: str) -> str:
        """The parts as one plain statement with a full stop."""
        text = plain_text(" ".join(part for part in parts if part), self.language, exact=self.exact)
        text = re.sub(r"  +", " ", text).strip()
        return text if not text or text[-1] in ".?!:" or text[-2:] in ('."', '?"', '!"') else f"{text}."

    def labelled(self, label: str, text: str) -> str:
        return self.said(f"{label}: {text}" if text else label)

    def sentences(self, text: str) -> list[str]:
        """``A · b`` as two sentences on one line."""
        return [" ".join(self.said(capital(part)) for part in text.split(" · "))]

    def summary(self, rows: Sequence[SummaryRow]) -> list[str]:
        lines: list[str] = []
        for row in rows:
            text = line_text(row.text)
            if row.key:
                lines.append(self._keyed(row, text))
            elif row.label:
                lead = f"{lower_first(row.lead)}. {capital(text)}" if row.lead and text else row.lead or text
                lines.append(self.labelled(row.label, lower_first(lead) if row.lead else lead))
            elif lines:
                lines[-1] = f"{lines[-1]} {self.said(capital(text))}"
            if row.more:
                lines.append(self.said(capital(row.more)))
        return lines

    def _keyed(self, row: SummaryRow, text: str) -> str:
        said = self.labelled(row.spoken or row.key, text)
        told = row.tag is None or row.tag.word in row.spoken
        return said if told or row.tag is None else f"{said} {self.said(capital(row.tag.full))}"

    def section(self, section: Section) -> list[str]:
        absent = self.words("plain.absent") if any(isinstance(b, Matrix) for b in section.blocks) else ""
        parts = [self.said(section.place), self.said(section.title), self.said(capital(section.note))]
        lines = [" ".join(part for part in (*parts, absent) if part), ""]
        before: Block | None = None
        for block in section.blocks:
            said = self.block(block)
            together = isinstance(block, AuthorityEntry | StampRow | Remark) and isinstance(
                before, type(block)
            )
            if said and not (before is None or together):
                lines.append("")
            lines += said
            before = block if said else before
        return lines

    def block(self, block: Block) -> list[str]:
        renderers: dict[type, Callable[[Any], list[str]]] = {
            ElementNote: self.element,
            Remark: self.remark,
            Entry: self.entry,
            DeadlineEntry: self.deadline,
            Questions: self.questions,
            EvidenceGroup: self.evidence,
            Timeline: self.timeline,
            Chart: lambda _: [],  # the list of facts says it in words
            FamilyTable: self.family,
            Figures: self.family,
            AuthorityEntry: self.authority,
            StampRow: lambda row: [self.labelled(row.label, row.text)],
            Paragraph: lambda one: [self.said(line_text(one.text))],
            Matrix: lambda _: [],  # every element says its states below
            Legend: lambda _: [],  # the states are said in full words
        }
        return renderers[type(block)](block)

    def source(self, source: Source) -> list[str]:
        if source.is_empty:
            return []
        words = self.words
        facts = ", ".join(source.facts) or no_facts(source, words)
        if not (source.rules or source.laws):
            return [self.labelled(capital(words("source.fact_only")), facts)]
        laws = ", ".join(source.laws) or words("source.no_law")
        parts = [self.labelled(words("plain.facts"), facts), self.labelled(words("plain.law"), laws)]
        if source.rules:
            label = words("plain.rule" if len(source.rules) == 1 else "plain.rules")
            parts.insert(0, self.labelled(label, ", ".join(source.rules)))
        return [" ".join(parts)]

    def statement(self, label: str, one: Statement) -> list[str]:
        text = line_text(one.text)
        return [self.labelled(label, text) if label else self.said(text), *self.source(one.source)]

    def element(self, note: ElementNote) -> list[str]:
        lines = [self.labelled(note.place, note.name), self.said(note.spoken)]
        for one in note.statements:
            lines += self.statement(self.words("plain.why"), one)
        return lines

    def remark(self, remark: Remark) -> list[str]:
        return [line for one in remark.statements for line in self.statement(remark.name, one)]

    def entry(self, entry: Entry) -> list[str]:
        lines = [self.labelled(entry.spoken, entry.title)]
        lines += [self.labelled(field.label, line_text(field.text)) for field in entry.fields]
        return lines + self.source(entry.source)

    def deadline(self, entry: DeadlineEntry) -> list[str]:
        lines = [self.labelled(capital(entry.spoken.removeprefix("! ")), entry.title)]
        lines += [self.said(line_text(entry.text))] if entry.text else []
        return lines + self.source(entry.source)

    def questions(self, questions: Questions) -> list[str]:
        lines: list[str] = []
        for row in questions.rows:
            lines += [""] if lines else []
            lines.append(self.labelled(row.spoken, row.ask))
            lines += [self.labelled(questions.heads[1], row.settles)] if row.settles else []
        return lines

    def evidence(self, group: EvidenceGroup) -> list[str]:
        return [
            line
            for one in group.lists
            for item in one.items
            for line in self.statement(f"{group.name}, {lower_first(one.label)}", item)
        ]

    def timeline(self, timeline: Timeline) -> list[str]:
        lines = []
        for row in timeline.rows:
            label = capital(row.when or timeline.label)
            lines.append(self.labelled(f"{label}, {row.code}" if row.code else label, line_text(row.text)))
        return lines

    def family(self, table: FamilyTable | Figures) -> list[str]:
        return [
            " ".join(
                [self.said(row.name)]
                + [self.labelled(head, cell) for head, cell in zip(table.columns, row.cells, strict=True)]
            )
            for row in table.rows
        ]

    def authority(self, entry: AuthorityEntry) -> list[str]:
        parts = [self.labelled(entry.key, entry.cite), self.said(entry.says), self.said(entry.status)]
        return [" ".join([*parts, self.said(capital(entry.grade))])]


def _wrapped(line: str, width: int | None) -> list[str]:
    if width is None or not line:
        return [line]
    return [part.plain for part in wrap(Text(line), width)]
