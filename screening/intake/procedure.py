"""The journey, entries, court, deadlines, earlier statements and late filing (sections D and I)."""

from typing import Literal

from screening.intake.fields import (
    BUCKETED,
    CODED,
    NEVER,
    Countries,
    Country,
    DateAnswer,
    Id,
    IntakeModel,
    LanguageCode,
    Story,
    Text,
    YesNo,
    answer,
    required,
)
from screening.vocabulary import AnswerState


class Journey(IntakeModel):
    """Leaving the country, as a whole."""

    left_country: DateAnswer = answer(1, BUCKETED)
    transit_countries: Countries = answer(1, CODED)
    asylum_denied_in_transit: YesNo = answer(1, CODED)


class Stay(IntakeModel):
    """One stay in a third country on the way."""

    id: Id = required(0, CODED)
    country: Country = answer(1, CODED)
    start: DateAnswer = answer(1, BUCKETED)
    end: DateAnswer = answer(1, BUCKETED)
    status: (
        Literal["none", "visitor", "humanitarian", "asylum_asked", "refugee", "temporary", "permanent", "citizen",
                "visa_free_treaty"]
        | AnswerState
        | None
    ) = answer(1, CODED)  # fmt: skip
    offered_permanent: YesNo = answer(1, CODED)
    harm_there: YesNo = answer(2, CODED)
    restricted_life_there: YesNo = answer(1, CODED)
    only_to_travel_on: YesNo = answer(1, CODED)
    returned_there: YesNo = answer(1, CODED)
    asked_protection: YesNo = answer(1, CODED)


class Entry(IntakeModel):
    """One entry into the United States."""

    id: Id = required(0, CODED)
    date: DateAnswer = answer(1, BUCKETED)
    last: YesNo = answer(1, CODED)
    place: Text = answer(1, NEVER)
    border: (
        Literal["southwest_land", "adjacent_coast", "canada_land", "air", "other"] | AnswerState | None
    ) = answer(1, CODED)
    manner: (
        Literal["port_with_visa", "port_no_documents", "appointment", "parole", "between_ports", "sea"]
        | AnswerState
        | None
    ) = answer(2, CODED)
    status: (
        Literal["none", "visitor", "student", "other_nonimmigrant", "parole", "tps", "permanent_resident"]
        | AnswerState
        | None
    ) = answer(1, CODED)
    status_until: DateAnswer = answer(1, BUCKETED)
    appointment_tried: Literal["had", "tried", "not_tried"] | AnswerState | None = answer(1, CODED)
    emergency: list[Literal["medical", "imminent_threat", "trafficking", "none"]] | AnswerState | None = (
        answer(2, CODED)
    )
    date_shown_by: (
        list[Literal["stamp", "officer_papers", "detention_record", "ticket", "phone", "person", "nothing"]]
        | AnswerState
        | None
    ) = answer(1, CODED)
    documents: Literal["own", "false", "none"] | AnswerState | None = answer(2, CODED)
    left: DateAnswer = answer(1, BUCKETED)
    how_ended: (
        Literal["left_alone", "sent_back_at_border", "removed_by_order", "agreed_to_leave", "still_here"]
        | AnswerState
        | None
    ) = answer(2, CODED)


class Procedure(IntakeModel):
    """Where the case stands in the United States."""

    stage: (
        Literal[
            "not_filed", "affirmative_pending", "referred", "expedited_removal", "credible_fear_pending",
            "in_immigration_court", "bia_appeal", "federal_court", "final_order", "reinstated_order",
            "administrative_removal", "withholding_only", "granted", "motion_to_reopen",
        ]
        | AnswerState
        | None
    ) = answer(1, CODED)  # fmt: skip
    court_city: Text = answer(1, CODED)
    circuit: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "dc"] | AnswerState | None = (
        answer(0, CODED)
    )
    circuit_known_from: Literal["hearing_notice", "lawyer", "assumed"] | AnswerState | None = answer(0, CODED)
    notice_to_appear: YesNo = answer(1, CODED)
    notice_date: DateAnswer = answer(1, BUCKETED)
    detained: Literal["now", "before", "never"] | AnswerState | None = answer(1, CODED)
    i589_filed: YesNo = answer(1, CODED)
    i589_filed_date: DateAnswer = answer(1, BUCKETED)
    i589_within_year: YesNo = answer(1, CODED)
    """Filed within a year of the last arrival, as the person remembers it; counts only where no days are known."""
    i589_filed_with: Literal["uscis", "court"] | AnswerState | None = answer(1, CODED)
    i589_rejected_date: DateAnswer = answer(1, BUCKETED)
    i589_new_basis_later: YesNo = answer(1, CODED)
    credible_fear: Literal["passed", "not_passed", "no_result", "none"] | AnswerState | None = answer(
        2, CODED
    )
    credible_fear_date: DateAnswer = answer(1, BUCKETED)
    reasonable_fear: Literal["passed", "not_passed", "no_result", "none"] | AnswerState | None = answer(
        2, CODED
    )
    prior_removal_order: YesNo = answer(2, CODED)
    prior_order_kind: (
        Literal["judge", "expedited", "in_absentia", "administrative", "voluntary_departure_breach"]
        | AnswerState
        | None
    ) = answer(2, CODED)
    reentered_after_order: YesNo = answer(2, CODED)
    order_reinstated: YesNo = answer(2, CODED)
    order_decision_date: DateAnswer = answer(2, BUCKETED)
    missed_hearing: YesNo = answer(2, CODED)
    moved_since_last_paper: YesNo = answer(1, CODED)
    represented: YesNo = answer(1, CODED)
    preparer_problem: YesNo = answer(2, CODED)
    annual_fee_notice_date: DateAnswer = answer(1, BUCKETED)
    annual_fee_paid: YesNo = answer(1, CODED)
    presence_proof_two_years: YesNo = answer(1, CODED)


class Application(IntakeModel):
    """One earlier application for asylum or refuge, here or elsewhere."""

    id: Id = required(0, CODED)
    country: Country = answer(1, CODED)
    by: Literal["applicant", "relative"] | AnswerState | None = answer(1, CODED)
    date: DateAnswer = answer(1, BUCKETED)
    result: (
        Literal["granted", "denied_officer", "denied_judge", "denied_appeal", "withdrawn", "pending"]
        | AnswerState
        | None
    ) = answer(2, CODED)


class Statement(IntakeModel):
    """One earlier statement to an officer, court, consulate or the press."""

    id: Id = required(0, CODED)
    to: (
        Literal[
            "border",
            "asylum_officer",
            "court",
            "consulate",
            "ice",
            "police_us",
            "other_country",
            "un",
            "press",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)
    date: DateAnswer = answer(1, BUCKETED)
    language: LanguageCode = answer(1, CODED)
    understood: Literal["well", "partly", "badly"] | AnswerState | None = answer(2, CODED)
    said_fear: Literal["not_asked", "said_fear", "said_no_fear"] | AnswerState | None = answer(2, CODED)
    differs: YesNo = answer(2, CODED)
    differs_how: Text = answer(2, NEVER)
    explanation: Text = answer(2, NEVER)
    copy_held: YesNo = answer(1, CODED)


class Deadline(IntakeModel):
    """One date set by a court or an office."""

    id: Id = required(0, CODED)
    kind: (
        Literal[
            "master_hearing", "individual_hearing", "judge_filing_date", "appeal", "check_in", "fee", "biometrics",
            "asylum_interview", "motion",
        ]
        | AnswerState
        | None
    ) = answer(1, CODED)  # fmt: skip
    date: DateAnswer = answer(1, BUCKETED)
    known_from: Literal["paper", "memory", "portal"] | AnswerState | None = answer(1, CODED)


class LateFiling(IntakeModel):
    """What happened in the first year and since."""

    first_year_account: Story = answer(2, NEVER)
    learned_of_asylum: DateAnswer = answer(1, BUCKETED)
    delay_account: Story = answer(2, NEVER)


class Change(IntakeModel):
    """One changed circumstance after arrival (8 CFR 208.4(a)(4))."""

    id: Id = required(0, CODED)
    kind: (
        Literal[
            "country_conditions", "new_threat", "conversion", "activism", "came_out", "relationship_lost",
            "aged_out", "us_law_change", "other",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    date: DateAnswer = answer(1, BUCKETED)
    learned: DateAnswer = answer(1, BUCKETED)
    same_danger_as_before: YesNo = answer(2, CODED)


class Hindrance(IntakeModel):
    """One extraordinary circumstance that may explain a late filing (8 CFR 208.4(a)(5))."""

    id: Id = required(0, CODED)
    kind: (
        Literal[
            "illness", "trauma", "minor", "legal_disability", "bad_lawyer", "had_status", "tps", "parole",
            "rejected_filing", "death_or_illness_of_family_or_lawyer", "detention", "other",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    start: DateAnswer = answer(1, BUCKETED)
    end: DateAnswer = answer(1, BUCKETED)
    stopped_filing: YesNo = answer(2, CODED)
    proof: Literal["have", "can_get", "cannot_get"] | AnswerState | None = answer(1, CODED)
    lawyer_complaint_steps: (
        list[Literal["affidavit", "notice_to_lawyer", "bar_complaint", "proof_of_filing"]]
        | AnswerState
        | None
    ) = answer(1, CODED)
