"""Rare combinations: what describes a person stays in only where enough others share it.

Nationality, age and trade together point to one person in a small office. One after the other, in a
fixed order, each such trait is kept if with those kept before it at least ``RARE_BELOW`` records are
alike; else it is left out. Without other records to count, all are left out.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from screening.sharing.audiences import POLICIES, RARE_BELOW
from screening.sharing.record import SharedRecord

TRAITS: Final = (
    "applicant.nationalities", "applicant.age", "applicant.sex", "entries.date", "journey.left_country",
    "applicant.native_language", "applicant.marital_status", "jobs.occupation", "procedure.circuit",
    "entries.manner", "entries.border", "entries.status", "entries.status_until", "entries.left",
    "procedure.stage", "procedure.notice_date", "procedure.i589_filed_date", "procedure.detained",
    "applicant.country_feared", "applicant.birth_country", "applicant.nationality_at_birth",
    "applicant.habitual_residence", "applicant.passport_country", "applicant.other_languages",
    "applicant.stateless", "story_language", "session.date", "session.language", "session.channel",
    "journey.transit_countries", "traits.family_known_as", "traits.indigenous",
    "members.relation", "members.age", "members.sex", "members.marital_status", "members.marriage_date",
    "members.where", "members.us_status",
    "stays.country", "stays.start", "stays.end", "stays.status",
    "jobs.start", "jobs.end", "activities.start", "activities.end",
    "incidents.date", "requests.date", "moves.start", "moves.end",
    "returns.date",
    "changes.date", "changes.learned", "hindrances.start", "hindrances.end", "late_filing.learned_of_asylum",
)  # fmt: skip
"""What could be known of a person from elsewhere, the most useful first: who they are, where, and when."""


def without_rare(record: SharedRecord, others: Iterable[SharedRecord] = ()) -> SharedRecord:
    """The record without what would point to one person among ``others``.

    ``others`` are shared records of other people for the same audience; the record itself is counted
    too. Unchanged for an audience to which rarity does not matter.
    """
    if not POLICIES[record.audience].rarity:
        return record
    alike: Sequence[SharedRecord] = [one for one in others if one.audience == record.audience]
    left_out: list[str] = []
    for trait in TRAITS:
        mine = _values(record, trait)
        if not mine:
            continue
        same = [one for one in alike if _values(one, trait) == mine]
        if len(same) + 1 >= RARE_BELOW:
            alike = same
        else:
            left_out.append(trait)
    return _without(record, left_out)


def _values(record: SharedRecord, trait: str) -> tuple[str, ...]:
    """What a record says of a trait, in words that can be compared; all items of a list together."""
    part, _, field = trait.partition(".")
    if field == "age":
        found = [band for path, band in record.bands.items() if _is_age_of(path, part)]
        return tuple(sorted(found))
    value = record.fields.get(part)
    if not field:
        return () if value is None else (str(value),)
    items: Sequence[Any] = value if isinstance(value, list) else [value] if value else []
    return tuple(sorted(str(item[field]) for item in items if field in item))


def _is_age_of(path: str, part: str) -> bool:
    owner, _, field = path.rpartition(".")
    return field == "age" and (owner == part or owner.rpartition("-")[0] == part)


def _without(record: SharedRecord, traits: Sequence[str]) -> SharedRecord:
    fields, bands = deepcopy(dict(record.fields)), dict(record.bands)
    for trait in traits:
        part, _, field = trait.partition(".")
        if field == "age":
            bands = {path: band for path, band in bands.items() if not _is_age_of(path, part)}
        elif not field:
            fields.pop(part, None)
        else:
            value = fields.get(part)
            for item in value if isinstance(value, list) else [value] if value else []:
                item.pop(field, None)
            if value == {}:
                del fields[part]
    return replace(record, fields=fields, bands=bands)
