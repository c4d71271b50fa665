"""What the page and the table of a batch both say: how much was read, and why records were refused."""

from collections.abc import Mapping
from typing import Any

from screening.report.words import Words
from screening.sentences import SENTENCES


def read_in_words(summary: Mapping[str, Any], words: Words) -> str:
    """``43 records in 1 file: 40 screened, 3 refused``."""
    return words(
        "batch.read.text",
        records=words.count("batch.records", summary["read"]),
        files=words.count("batch.files", summary["files"]),
        scored=f"{summary['scored']:,}",
        refused=f"{summary['rejected']:,}",
    )


def refusal(code: str, words: Words) -> str:
    """Why records were refused, in a few words or in the sentence for that code."""
    if code in SENTENCES:
        return SENTENCES[code][words.language == "es"]
    key = f"refusal.{code.removeprefix('intake.')}"
    return words(key) if words.has(key) else words("refusal.other", code=code)
