"""Bars, security and evidence (sections J and K)."""

from typing import Literal

from screening.intake.fields import (
    BUCKETED,
    CODED,
    NEVER,
    Count,
    Countries,
    Country,
    DateAnswer,
    Id,
    IntakeModel,
    Refs,
    Text,
    YesNo,
    answer,
    required,
)
from screening.vocabulary import AnswerState


class Bars(IntakeModel):
    """Gate questions of the bars. Details are for the lawyer and are not asked at intake."""

    harmed_others: Literal["no", "ordered", "took_part", "assisted", "present"] | AnswerState | None = answer(
        3, NEVER
    )
    harmed_others_on_protected_ground: YesNo = answer(3, NEVER)
    served_in_force: YesNo = answer(3, NEVER)
    service_forced: YesNo = answer(3, NEVER)
    minor_at_time: YesNo = answer(3, NEVER)
    supported_armed_group: YesNo = answer(3, NEVER)
    weapons_training: YesNo = answer(3, NEVER)
    member_of_armed_group: YesNo = answer(3, NEVER)
    security_danger_claimed: YesNo = answer(3, NEVER)
    frivolous_finding: YesNo = answer(2, CODED)
    fraud_or_false_statement: YesNo = answer(3, NEVER)
    false_citizen_claim: YesNo = answer(3, NEVER)
    agreement_country_motion: Countries = answer(1, CODED)
    fears_agreement_country: YesNo = answer(2, CODED)
    confirmed_by_lawyer: (
        list[
            Literal[
                "serious_crime", "serious_crime_abroad", "security", "terrorism", "entry_limit", "agreement_country",
                "late_filing", "prior_denial",
            ]
        ]
        | AnswerState
        | None
    ) = answer(3, NEVER)  # fmt: skip
    """Bars on which the law is unsettled or weighs the case as a whole, and which a lawyer finds to apply."""


class Support(IntakeModel):
    """Something an armed group got from the person: money, things or work."""

    id: Id = required(0, CODED)
    persecutors: Refs = answer(3, NEVER, refers_to="persecutors")
    what: (
        Literal["money", "food", "shelter", "transport", "work", "information", "other"] | AnswerState | None
    ) = answer(3, NEVER)
    forced: YesNo = answer(3, NEVER)
    knew_group: YesNo = answer(3, NEVER)
    date: DateAnswer = answer(2, NEVER)


class Conviction(IntakeModel):
    """One arrest, charge or conviction, in the United States or elsewhere."""

    id: Id = required(0, CODED)
    country: Country = answer(2, CODED)
    date: DateAnswer = answer(2, BUCKETED)
    outcome: (
        Literal["arrest_only", "dismissed", "pending", "convicted", "deferred_or_diversion"]
        | AnswerState
        | None
    ) = answer(2, CODED)
    offence: (
        Literal[
            "violence", "sexual", "drugs_trafficking", "drugs_possession", "weapons", "theft_fraud", "dui",
            "dui_injury", "domestic_violence", "immigration", "traffic", "other",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    sentence_months: Count = answer(2, CODED)
    aggravated_felony: YesNo = answer(2, CODED)
    matter: Text = answer(2, NEVER)


class Accusation(IntakeModel):
    """One accusation of a crime outside the United States before arrival."""

    id: Id = required(0, CODED)
    country: Country = answer(2, CODED)
    by: Literal["court_or_prosecutor", "persecutor", "press_or_rumour", "other"] | AnswerState | None = (
        answer(2, CODED)
    )
    serious: YesNo = answer(2, CODED)
    political: YesNo = answer(2, CODED)
    made_up: YesNo = answer(2, CODED)
    formal: (
        Literal["charge", "warrant", "trial", "conviction", "words_only", "red_notice"] | AnswerState | None
    ) = answer(2, CODED)
    trial_fair: Literal["fair", "unfair", "none"] | AnswerState | None = answer(2, CODED)
    punishment_severe: YesNo = answer(2, CODED)
    matter: Text = answer(2, NEVER)


class Evidence(IntakeModel):
    """One document, photo, message, witness or report, held or to be had."""

    id: Id = required(0, CODED)
    kind: (
        Literal[
            "identity", "birth_or_marriage", "entry_record", "police_report", "medical", "death_certificate",
            "photos", "messages", "news", "letters", "work_papers", "court_papers", "party_or_union_card",
            "property_papers", "expert", "psychological_evaluation", "country_report", "witness", "other",
        ]
        | AnswerState
        | None
    ) = answer(1, CODED)  # fmt: skip
    title: Text = answer(2, NEVER)
    have: Literal["have", "can_get", "cannot_get"] | AnswerState | None = answer(1, CODED)
    why_not: Text = answer(2, NEVER)
    dangerous_to_get: YesNo = answer(2, CODED)
    language: Text = answer(1, CODED)
    translated: YesNo = answer(1, CODED)
    shows: Text = answer(1, NEVER)
