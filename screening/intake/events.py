"""What happened, who did it, why, what the state did, and what is feared (sections E, F, G and H)."""

from typing import Literal

from screening.intake.fields import (
    BUCKETED,
    CODED,
    NEVER,
    Count,
    DateAnswer,
    Id,
    IntakeModel,
    Refs,
    Story,
    Text,
    YesNo,
    answer,
    required,
)
from screening.vocabulary import AnswerState

HarmCode = Literal[
    "death_threat", "other_threat", "beating", "shot_or_cut", "attempted_killing", "torture",
    "sexual_violence", "kidnapping", "detention", "maiming", "cutting", "forced_marriage", "forced_abortion",
    "forced_sterilization", "forced_recruitment", "forced_labour", "extortion", "bribe_demand",
    "property_destroyed", "property_taken", "livelihood_denied", "discrimination", "surveillance", "harassment",
    "accusation", "prosecution", "home_raid", "disappearance", "killing", "massacre", "other",
]  # fmt: skip


class Incident(IntakeModel):
    """One thing that happened, to the person or to somebody else who matters to the claim."""

    id: Id = required(0, CODED)
    date: DateAnswer = answer(1, BUCKETED)
    place: Text = answer(1, NEVER)
    summary: Text = answer(2, NEVER)
    account: Story = answer(3, NEVER)
    victims: (
        list[
            Literal[
                "self", "partner", "child", "parent", "sibling", "other_relative", "friend", "coworker",
                "people_like_me", "strangers",
            ]
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    harm: list[HarmCode] | AnswerState | None = answer(3, CODED)
    persecutors: Refs = answer(2, CODED, refers_to="persecutors")
    words_said: Story = answer(2, NEVER)
    times: Literal["once", "few", "many", "constant"] | AnswerState | None = answer(2, CODED)
    duration_days: Count = answer(2, CODED)
    injury: Literal["none", "minor", "moderate", "severe", "permanent"] | AnswerState | None = answer(
        3, CODED
    )
    care: (
        Literal["not_needed", "self", "family", "healer", "clinic", "hospital", "none"] | AnswerState | None
    ) = answer(2, CODED)
    lasting_effects: list[Literal["physical", "psychological", "loss_of_family"]] | AnswerState | None = (
        answer(3, CODED)
    )
    age_at_time: Count = answer(1, BUCKETED)
    threat_medium: (
        list[Literal["in_person", "call", "text", "social_media", "note", "through_other", "banner"]]
        | AnswerState
        | None
    ) = answer(1, CODED)
    weapon_shown: YesNo = answer(2, CODED)
    threat_anonymous: YesNo = answer(2, CODED)
    threat_carried_out_on_others: YesNo = answer(2, CODED)
    aimed_at_applicant: YesNo = answer(2, CODED)
    message_to_applicant: YesNo = answer(2, CODED)
    officials_role: (
        list[Literal["took_part", "helped", "watched", "knew_before", "came_helped", "came_late", "absent"]]
        | AnswerState
        | None
    ) = answer(2, CODED)
    happened_during: (
        list[Literal["political_act", "reporting", "religious_practice", "work", "journey", "ordinary_life"]]
        | AnswerState
        | None
    ) = answer(2, CODED)
    essentials_lost: (
        list[Literal["work", "money", "home", "land", "business", "school", "food"]] | AnswerState | None
    ) = answer(2, CODED)


class Persecutor(IntakeModel):
    """One person, force or group that did harm or is feared."""

    id: Id = required(0, CODED)
    kind: (
        Literal[
            "police_local", "police_state", "police_federal", "national_guard", "army", "navy", "prosecutor_or_court",
            "prison_staff", "migration_officers", "intelligence", "official_local", "official_state",
            "official_national", "party", "paramilitary", "self_defence_group", "guerrilla", "cartel", "gang",
            "private_security", "employer_or_landowner", "partner", "family", "community", "religious_group",
            "smuggler", "criminals", "other",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    group: Text = answer(2, NEVER)
    listed_group: (
        Literal[
            "sinaloa", "cjng", "noreste", "nueva_familia_michoacana", "golfo", "carteles_unidos", "ms13",
            "barrio18", "tren_de_aragua", "los_choneros", "los_lobos", "farc", "eln", "shining_path", "ltte",
            "new_peoples_army", "other_listed", "not_listed",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    described_as: Text = answer(2, NEVER)
    how_identified: Text = answer(2, NEVER)
    recognised: Literal["known_person", "uniform_or_vehicle", "own_words", "guess"] | AnswerState | None = (
        answer(2, CODED)
    )
    rank: Text = answer(2, NEVER)
    on_duty: Literal["at_work", "own_time", "both"] | AnswerState | None = answer(2, CODED)
    used_official_power: YesNo = answer(2, CODED)
    state_link: (
        Literal["none", "bribed_officials", "includes_officials", "officials_help", "state_directed"]
        | AnswerState
        | None
    ) = answer(2, CODED)
    state_link_shown_by: (
        list[Literal["seen", "told", "press", "documents", "belief_only"]] | AnswerState | None
    ) = answer(2, CODED)
    reach: Literal["household", "local", "regional", "national", "abroad"] | AnswerState | None = answer(
        2, CODED
    )
    still_active: YesNo = answer(2, CODED)
    in_power_or_able: YesNo = answer(2, CODED)
    knows_applicant: YesNo = answer(2, CODED)
    harmed_others_like_me: YesNo = answer(2, CODED)
    relationship: (
        Literal["none", "known_by_sight", "neighbour", "work", "partner", "ex_partner", "relative", "debt"]
        | AnswerState
        | None
    ) = answer(2, CODED)


MotiveCode = Literal[
    "money", "territory_or_business", "recruitment", "silence_a_witness", "revenge_personal", "information",
    "mistaken_identity", "general_terror", "obedience", "political_opinion", "against_corruption_stand",
    "reporting_or_press", "religion", "race_or_ethnicity", "nationality_or_language", "family_tie",
    "gender", "orientation_or_gender_identity", "past_post", "present_post", "land", "social_standing", "other",
]  # fmt: skip


class Reason(IntakeModel):
    """Why somebody did it, as far as the person can tell, and what that rests on.

    ``motives`` are what the persecutor seemed to want or punish; ``shown_by`` is what the answer
    rests on; ``weight`` how much the reason counted beside others.
    """

    id: Id = required(0, CODED)
    incidents: Refs = answer(2, CODED, refers_to="incidents")
    persecutors: Refs = answer(2, CODED, refers_to="persecutors")
    motives: list[MotiveCode] | AnswerState | None = answer(2, CODED)
    weight: Literal["only", "main", "one_of_several", "minor"] | AnswerState | None = answer(2, CODED)
    shown_by: (
        list[
            Literal[
                "persecutor_words", "insults_about_trait", "timing_after_act", "same_pattern_on_others",
                "symbols_or_notes", "told_by_others", "official_papers", "client_belief_only",
            ]
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    persecutor_words: Story = answer(2, NEVER)
    client_view: Story = answer(2, NEVER)
    others_same_trait_harmed: YesNo = answer(2, CODED)
    others_without_trait_harmed: YesNo = answer(2, CODED)
    would_stop_if_complied: YesNo = answer(2, CODED)
    without_family_tie_anyway: YesNo = answer(2, CODED)


class Protection(IntakeModel):
    """Asking the state for help, in general."""

    asked_any: YesNo = answer(2, CODED)
    not_asked_because: (
        list[
            Literal[
                "futile_others_ignored", "police_corrupt", "police_are_persecutors", "police_connected",
                "threatened_if_report", "child", "minority_status", "law_against_group", "no_authority",
                "no_trust_general", "no_time", "other",
            ]
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    others_experience: Literal["helped", "ignored", "harmed", "mixed"] | AnswerState | None = answer(2, CODED)
    police_themselves_targets: YesNo = answer(2, CODED)
    country_reports_impunity: YesNo = answer(1, CODED)
    other_help: Text = answer(1, NEVER)


class Request(IntakeModel):
    """One request for protection and what came of it."""

    id: Id = required(0, CODED)
    date: DateAnswer = answer(1, BUCKETED)
    made_by: Literal["applicant", "relative", "other"] | AnswerState | None = answer(1, CODED)
    agency: (
        Literal[
            "police_local", "police_state", "police_federal", "army", "prosecutor", "court", "official",
            "human_rights_body", "other",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    incidents: Refs = answer(2, CODED, refers_to="incidents")
    response: (
        list[
            Literal[
                "nothing", "took_report", "refused", "sent_elsewhere", "investigated", "arrested", "prosecuted",
                "order_kept", "order_broken", "protected", "told_attacker", "asked_money", "threatened", "harmed",
                "said_could_not_protect",
            ]
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    effect: Literal["better", "worse", "same"] | AnswerState | None = answer(2, CODED)


class Relocation(IntakeModel):
    """Living in another part of the country, in general."""

    tried: YesNo = answer(2, CODED)
    safe_place_exists: YesNo = answer(2, CODED)
    could_be_found: YesNo = answer(2, CODED)
    barriers: (
        list[
            Literal[
                "language", "indigenous", "children", "disability", "health", "no_family", "no_work", "gender",
                "lgbtiq", "no_papers", "violence_everywhere", "age",
            ]
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    own_view: Story = answer(2, NEVER)


class Move(IntakeModel):
    """One place in the own country lived in after the harm began."""

    id: Id = required(0, CODED)
    place: Text = answer(1, NEVER)
    start: DateAnswer = answer(1, BUCKETED)
    end: DateAnswer = answer(1, BUCKETED)
    months: Count = answer(1, BUCKETED)
    found: YesNo = answer(2, CODED)
    found_how: Text = answer(2, NEVER)
    lived_safely: YesNo = answer(2, CODED)
    in_hiding: YesNo = answer(2, CODED)
    reason_left: Text = answer(2, NEVER)


class Fear(IntakeModel):
    """What is feared on return, and what has changed."""

    afraid_now: YesNo = answer(2, CODED)
    own_words: Story = answer(2, NEVER)
    expected_harm: list[HarmCode] | AnswerState | None = answer(2, CODED)
    feared: Refs = answer(2, CODED, refers_to="persecutors")
    last_contact: DateAnswer = answer(2, BUCKETED)
    looked_for_since_leaving: YesNo = answer(2, CODED)
    similarly_situated_harmed: YesNo = answer(2, CODED)
    similarly_situated_unharmed: YesNo = answer(2, CODED)
    relatives_threatened_since: YesNo = answer(2, CODED)
    group_targeted: (
        Literal["by_government", "tolerated_by_government", "sporadic", "no"] | AnswerState | None
    ) = answer(2, CODED)
    violence_reaches_everyone: YesNo = answer(2, CODED)
    country_changed_for_better: YesNo = answer(1, CODED)
    persecutor_gone: YesNo = answer(2, CODED)
    new_danger_since_leaving: (
        list[
            Literal[
                "country_change", "conversion", "activism_in_us", "came_out", "relationship", "publicity",
                "relative_harmed", "law_change",
            ]
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    other_serious_harm: (
        list[Literal["no_medicine", "trafficking", "war", "homelessness", "gang_control", "mental_harm"]]
        | AnswerState
        | None
    ) = answer(2, CODED)
    torture_feared: YesNo = answer(3, CODED)
    officials_would: (
        list[Literal["take_part", "help", "allow", "look_away", "protect"]] | AnswerState | None
    ) = answer(2, CODED)
    warrant_or_search: YesNo = answer(2, CODED)
    rules_of_life: Literal["follow", "where_it_must_be", "refuse"] | AnswerState | None = answer(2, CODED)
    """What the person would do about laws or customs there on dress, faith or conduct."""
    why_left_when: Story = answer(1, NEVER)
    why_not_earlier: Story = answer(2, NEVER)


class ReturnTrip(IntakeModel):
    """One stay in the feared country after first leaving it."""

    id: Id = required(0, CODED)
    date: DateAnswer = answer(1, BUCKETED)
    days: Count = answer(1, BUCKETED)
    reason: Text = answer(2, NEVER)
    compelling_reason: YesNo = answer(2, CODED)
    hid: YesNo = answer(2, CODED)
    harmed_or_threatened: YesNo = answer(2, CODED)
    on_advance_parole: YesNo = answer(1, CODED)
