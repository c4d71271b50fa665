"""Who the person is, the session, family, work, activities and traits (sections A, B, C and G)."""

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
    LanguageCode,
    LanguageCodes,
    Story,
    Text,
    Texts,
    YesNo,
    answer,
    required,
)
from screening.vocabulary import AnswerState


class Session(IntakeModel):
    """The intake session: who asked, in which language, with which consents."""

    date: DateAnswer = answer(0, BUCKETED)
    office: Text = answer(0, NEVER)
    channel: Literal["in_person", "phone", "video", "detention_visit"] | AnswerState | None = answer(0, CODED)
    interviewer: Text = answer(0, NEVER)
    supervisor: Text = answer(0, NEVER)
    language: LanguageCode = answer(0, CODED)
    interpreter: Text = answer(0, NEVER)
    interpreter_relation: (
        Literal["professional", "volunteer", "relative", "friend", "phone_service"] | AnswerState | None
    ) = answer(1, CODED)
    consent_to_screen: YesNo = answer(0, CODED)
    consent_to_store: YesNo = answer(0, CODED)
    consent_to_share: list[Literal["nobody", "doctor", "other_office", "relative"]] | AnswerState | None = (
        answer(1, CODED)
    )
    explained_confidentiality: YesNo = answer(0, CODED)
    explained_not_legal_advice: YesNo = answer(0, CODED)
    explained_may_skip: YesNo = answer(0, CODED)
    private_place: YesNo = answer(1, CODED)
    conflict_check_names: Texts = answer(1, NEVER)
    referral_source: Text = answer(0, NEVER)


class Safety(IntakeModel):
    """Danger now. Never feeds a result."""

    danger_self: Literal["safe", "worried", "danger"] | AnswerState | None = answer(3, CODED)
    danger_family_here: YesNo = answer(3, CODED)
    danger_family_abroad: YesNo = answer(3, CODED)
    account: Story = answer(3, NEVER)


class Contact(IntakeModel):
    """How to reach the person without putting them at risk."""

    phone: Text = answer(2, NEVER)
    email: Text = answer(2, NEVER)
    mail_address: Text = answer(2, NEVER)
    app: Text = answer(2, NEVER)
    leave_message: Literal["yes_named", "yes_unnamed", "no"] | AnswerState | None = answer(2, CODED)
    safe_times: Text = answer(2, NEVER)
    alternate_person: Text = answer(2, NEVER)


class Applicant(IntakeModel):
    """The person who asks for protection."""

    name: Text = answer(1, NEVER)
    other_names: Texts = answer(1, NEVER)
    preferred_name: Text = answer(1, NEVER)
    a_number: Text = answer(2, NEVER)
    passport_number: Text = answer(2, NEVER)
    passport_country: Country = answer(1, CODED)
    passport_renewed_since_harm: YesNo = answer(1, CODED)
    birth_date: DateAnswer = answer(1, BUCKETED)
    age_told: Count = answer(1, BUCKETED)
    birth_country: Country = answer(1, CODED)
    sex: Literal["female", "male", "other"] | AnswerState | None = answer(2, CODED)
    gender_self_described: Text = answer(2, NEVER)
    marital_status: (
        Literal["single", "married", "partner", "separated", "divorced", "widowed"] | AnswerState | None
    ) = answer(1, CODED)
    nationalities: Countries = answer(1, CODED)
    nationality_at_birth: Country = answer(1, CODED)
    other_nationality_possible: YesNo = answer(1, CODED)
    fears_every_nationality: YesNo = answer(1, CODED)
    stateless: YesNo = answer(1, CODED)
    habitual_residence: Country = answer(1, CODED)
    country_feared: Country = answer(1, CODED)
    place_feared: Text = answer(1, NEVER)
    physically_in_us: (
        Literal["in_us", "port_of_entry", "mexico_side", "other_country"] | AnswerState | None
    ) = answer(1, CODED)
    state_of_residence: Text = answer(1, BUCKETED)
    native_language: LanguageCode = answer(0, CODED)
    other_languages: LanguageCodes = answer(0, CODED)
    english_fluent: YesNo = answer(0, CODED)
    literacy: Literal["reads", "reads_little", "does_not_read"] | AnswerState | None = answer(1, CODED)
    is_minor: YesNo = answer(2, CODED)
    guardian: Text = answer(2, NEVER)
    unaccompanied_child_designated: YesNo = answer(2, CODED)
    unaccompanied_designation_ended: YesNo = answer(2, CODED)
    parent_in_us_at_arrival: YesNo = answer(2, CODED)
    adult_ice_custody_before_filing: YesNo = answer(2, CODED)


class Member(IntakeModel):
    """One member of the family, near or far, alive or dead."""

    id: Id = required(0, CODED)
    relation: (
        Literal[
            "spouse", "partner", "child", "parent", "sibling", "grandparent", "grandchild", "aunt_uncle",
            "cousin", "niece_nephew", "in_law", "other",
        ]
        | AnswerState
        | None
    ) = answer(1, CODED)  # fmt: skip
    name: Text = answer(1, NEVER)
    birth_date: DateAnswer = answer(1, BUCKETED)
    age_told: Count = answer(1, BUCKETED)
    sex: Literal["female", "male", "other"] | AnswerState | None = answer(2, CODED)
    marital_status: (
        Literal["single", "married", "partner", "separated", "divorced", "widowed"] | AnswerState | None
    ) = answer(1, CODED)
    marriage_date: DateAnswer = answer(1, BUCKETED)
    where: (
        Literal["with_applicant", "elsewhere_us", "home_country", "other_country", "dead", "missing"]
        | AnswerState
        | None
    ) = answer(2, CODED)
    came_with_applicant: YesNo = answer(1, CODED)
    us_status: (
        Literal["citizen", "permanent_resident", "asylee_refugee", "other_status", "none"]
        | AnswerState
        | None
    ) = answer(2, CODED)
    asked_for_asylum: YesNo = answer(2, CODED)
    include: YesNo = answer(1, CODED)
    own_fear: YesNo = answer(2, CODED)
    harmed: YesNo = answer(3, CODED)
    lives_unharmed_at_home: YesNo = answer(2, CODED)


class Job(IntakeModel):
    """Work done, paid or not. ``occupation`` says what, ``ended`` whether it is past."""

    id: Id = required(0, CODED)
    occupation: (
        Literal[
            "police_officer", "police_civilian", "soldier", "prosecutor_or_judge", "prison_officer",
            "elected_official", "public_employee", "journalist", "media_worker", "lawyer", "teacher",
            "health_worker", "union_worker", "business_owner", "transport_worker", "farmer_landowner",
            "religious_worker", "human_rights_worker", "security_private", "domestic_service",
            "other_employee", "student",
        ]
        | AnswerState
        | None
    ) = answer(1, CODED)  # fmt: skip
    title: Text = answer(1, NEVER)
    employer_is_state: YesNo = answer(1, CODED)
    public_facing: YesNo = answer(1, CODED)
    ended: YesNo = answer(1, CODED)
    start: DateAnswer = answer(1, BUCKETED)
    end: DateAnswer = answer(1, BUCKETED)
    left_because: Text = answer(2, NEVER)
    harm_came: Literal["while_serving", "after_leaving", "both"] | AnswerState | None = answer(2, CODED)
    harm_for: Literal["acts_in_service", "having_held_the_post", "both"] | AnswerState | None = answer(
        2, CODED
    )


class Activity(IntakeModel):
    """Something the person did, said or refused that others may have taken note of."""

    id: Id = required(0, CODED)
    kind: (
        Literal[
            "activism", "politics", "party", "protest", "public_speech", "social_media", "union", "land_defence", "journalism",
            "human_rights", "religious", "community_leader", "public_office", "vote_refusal", "refused_to_join",
            "refused_to_pay", "refused_bribe", "refused_order", "reported_corruption", "reported_crime",
            "testified", "confidential_informant", "searched_for_missing", "student_movement", "other",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    account: Text = answer(2, NEVER)
    start: DateAnswer = answer(1, BUCKETED)
    end: DateAnswer = answer(1, BUCKETED)
    public: YesNo = answer(2, CODED)
    known_to_persecutor: YesNo = answer(2, CODED)
    opinion_voiced: YesNo = answer(2, CODED)
    told_to: (
        list[
            Literal[
                "superior", "police", "prosecutor", "court", "press", "public", "human_rights_body", "official",
                "persecutor",
            ]
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    against: (
        Literal[
            "officials",
            "armed_group",
            "officials_and_armed_group",
            "company_or_landowner",
            "relative",
            "other",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)
    corruption_reach: (
        Literal["single_officer", "agency", "high_official", "systemic"] | AnswerState | None
    ) = answer(2, CODED)
    done_by: Literal["applicant", "relative", "both"] | AnswerState | None = answer(2, CODED)


class Traits(IntakeModel):
    """What the person is or is taken to be; asked only if the story points there or they raise it."""

    ethnic_group: Text = answer(2, NEVER)
    indigenous: YesNo = answer(2, CODED)
    ethnicity_singled_out: YesNo = answer(2, CODED)
    nationality_or_language_singled_out: YesNo = answer(2, CODED)
    religion: Text = answer(2, NEVER)
    religion_practised: YesNo = answer(2, CODED)
    religion_restricted: YesNo = answer(2, CODED)
    converted: YesNo = answer(2, CODED)
    orientation_or_gender_at_issue: YesNo = answer(3, NEVER)
    orientation_known_to: list[Literal["nobody", "family", "community", "police"]] | AnswerState | None = (
        answer(3, NEVER)
    )
    gender_at_issue: YesNo = answer(3, CODED)
    partner_violence: YesNo = answer(3, CODED)
    tried_to_leave_partner: YesNo = answer(3, CODED)
    cutting: Literal["done", "threatened", "daughter_at_risk", "no"] | AnswerState | None = answer(3, NEVER)
    forced_marriage: Literal["past", "threatened", "no"] | AnswerState | None = answer(3, NEVER)
    population_control: (
        Literal["forced_abortion", "forced_sterilization", "punished_for_resisting", "spouse_only", "no"]
        | AnswerState
        | None
    ) = answer(3, NEVER)
    family_known_as: Literal["prominent", "political", "clan", "ordinary"] | AnswerState | None = answer(
        2, CODED
    )
    landowner: YesNo = answer(1, CODED)
    seen_as_wealthy: YesNo = answer(1, CODED)
    returned_from_us: YesNo = answer(1, CODED)
    taken_for_gang_member: YesNo = answer(3, CODED)
    former_gang_member: YesNo = answer(3, NEVER)
    visible_illness_or_disability: YesNo = answer(3, CODED)
    opinion_imputed: YesNo = answer(2, CODED)


class SocialGroup(IntakeModel):
    """One social group the lawyer may put forward, with what is told of each part of the test."""

    id: Id = required(0, CODED)
    label: Text = answer(2, NEVER)
    trait: (
        Literal[
            "family", "former_occupation", "occupation", "witness", "gender", "orientation_gender_identity",
            "landowner", "wealth", "ethnic_or_clan", "disability", "returnee", "former_gang", "other",
        ]
        | AnswerState
        | None
    ) = answer(2, CODED)  # fmt: skip
    changeable: YesNo = answer(2, CODED)
    limits_clear: YesNo = answer(2, CODED)
    seen_as_group_by: (
        list[Literal["law", "media", "officials", "community", "custom", "nobody"]] | AnswerState | None
    ) = answer(2, CODED)
    defined_by_harm: YesNo = answer(2, CODED)
    imputed: YesNo = answer(2, CODED)
    stated_to_judge: YesNo = answer(1, CODED)


class Relief(IntakeModel):
    """Facts that point to other relief (section N). Never feed an asylum result."""

    crime_victim_us: YesNo = answer(2, CODED)
    helped_police_us: YesNo = answer(2, CODED)
    trafficking: YesNo = answer(3, CODED)
    abused_by_citizen_or_resident: YesNo = answer(3, CODED)
    parent_abuse_or_abandonment: YesNo = answer(3, CODED)
    tps_country: YesNo = answer(1, CODED)
    petitionable_relative: YesNo = answer(1, CODED)
    petition_filed: YesNo = answer(1, CODED)
    years_in_us: Count = answer(1, BUCKETED)
    military_family: YesNo = answer(1, CODED)


class Vulnerability(IntakeModel):
    """Needs and safeguards (section L). Kept apart; never feed a result."""

    indicators: (
        list[
            Literal[
                "child", "age_disputed", "older", "disability", "serious_illness", "mental_health", "pregnancy",
                "single_parent", "torture_survivor", "sexual_violence_survivor", "trafficked", "lgbtiq",
                "cutting_risk",
            ]
        ]
        | AnswerState
        | None
    ) = answer(3, NEVER)  # fmt: skip
    self_harm_thoughts: YesNo = answer(3, NEVER)
    memory: Literal["good", "so_so", "poor"] | AnswerState | None = answer(2, CODED)
    safeguards: (
        list[
            Literal[
                "woman_interviewer", "man_interviewer", "woman_interpreter", "man_interpreter", "breaks",
                "companion", "short_sessions", "in_person", "remote", "in_writing", "read_aloud", "childcare",
            ]
        ]
        | AnswerState
        | None
    ) = answer(1, CODED)  # fmt: skip
    referrals: (
        list[Literal["medical", "psychological", "shelter", "school", "food", "clothes"]] | AnswerState | None
    ) = answer(1, CODED)
