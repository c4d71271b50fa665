"""Copies of a case for an audience: a report, an assessment or the data, each made from the shared record alone."""

import hashlib
import hmac
from dataclasses import replace
from datetime import date
from typing import Any, Final

from screening.assessment.model import Assessment
from screening.report.document import Document, StampRow
from screening.report.words import Words
from screening.safe_text import SafeText
from screening.sharing.audiences import POLICIES, Audience
from screening.sharing.record import SharedRecord
from screening.vocabulary import LANGUAGES

SHARED_FORMAT: Final = "asylum.shared/1"
_NOT_SHARED: Final = ("stamp.intake", "stamp.repeat")
"""A digest of the whole record would let whoever has a guess at it check the guess."""


def pseudonym(case: str, key: bytes) -> str:
    """What stands for a case outside. The same for the same case and key; says nothing without the key."""
    return f"shared-{hmac.new(key, b'shared copy of ' + case.encode(), hashlib.sha256).hexdigest()[:16]}"


def shared_assessment(assessment: Assessment) -> Assessment:
    """The assessment of a shared record, without the digest of what it was made from."""
    return replace(assessment, stamp=replace(assessment.stamp, intake_sha256=""))


def shared_document(document: Document, audience: Audience) -> Document:
    """The report of a shared record, marked as the copy it is."""
    words = Words(document.language)
    hidden = {words(label) for label in _NOT_SHARED}
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                block
                for block in section.blocks
                if not (isinstance(block, StampRow) and block.label in hidden)
            ),
        )
        for section in document.sections
    )
    return replace(
        document,
        marking=shared_marking(words, audience),
        warning=words("shared.about"),
        sections=sections,
        made_from=None,
    )


def shared_marking(words: Words, audience: Audience) -> SafeText:
    """``Privileged and confidential · prepared at the direction of counsel · ...``"""
    return words("shared.marking", whom=words(f"shared.whom.{audience}"))


def shared_json(record: SharedRecord, as_of: date) -> dict[str, Any]:
    """A shared record as plain dicts, lists and texts; ages were counted on ``as_of``.

    The marking stands first, in both languages.
    """
    return {
        "format": SHARED_FORMAT,
        "marking": {language: _data_marking(Words(language), record.audience) for language in LANGUAGES},
        "audience": record.audience,
        "case": record.case,
        "ages_in": as_of.isoformat()[: 7 if POLICIES[record.audience].dates == "month" else 4],
        "record": dict(record.fields),
        "bands": dict(sorted(record.bands.items())),
    }


def _data_marking(words: Words, audience: Audience) -> str:
    return f"{shared_marking(words, audience)} · {words('shared.about_data')}"
