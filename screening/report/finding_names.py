"""Findings as a reader knows them: what each is called, and what was found, in words."""

from screening.report.build_dates import deadline_title
from screening.report.context import Context
from screening.review.findings import findings_of
from screening.safe_text import SafeText, safe


class FindingNames:
    """The findings of one assessment, by key, and their names."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.findings = {one.key: one for one in findings_of(ctx.assessment)}

    def name(self, key: str) -> SafeText:
        """A finding as a reader knows it; of an earlier version, by its key if it is not found any more."""
        words, finding = self.ctx.words, self.findings.get(key)
        if finding is None:
            return safe(key.replace(":", " "))
        match finding.kind:
            case "protection":
                return words(f"protection.{key.split(':')[1]}")
            case "element":
                _, element, protection = key.split(":")
                name = self.ctx.element_name(element)
                return safe(f"{name} ({words(f'protection_in_text.{protection}')})")
            case "deadline":
                return self._deadline(key)
            case _:
                return safe(f"{finding.code} {self.ctx.title(finding.rule)}")

    def _deadline(self, key: str) -> SafeText:
        _, kind, item = (*key.split(":"), "")[:3]
        due = next(one for one in self.ctx.assessment.deadlines if (one.kind, one.item_id) == (kind, item))
        return deadline_title(self.ctx, due)

    def value(self, key: str, value: str) -> SafeText:
        """What had been found, in words."""
        kind = key.partition(":")[0]
        if kind == "deadline" and key in self.findings:
            return self._deadline(key)
        table = {
            "protection": "outcome", "basis": "state", "weak_spot": "severity", "bar": "bar_state", "element": "state",
        }.get(kind, "")  # fmt: skip
        word = f"{table}.{value}"
        return self.ctx.words(word) if self.ctx.words.has(word) else safe(value.replace("_", " "))
