"""When harm happened, and who belongs to the state."""

from screening.facts.catalogue import told_types
from screening.facts.derived.reasoning import (
    before,
    either,
    is_one_of,
    is_true,
    missing,
    missing_among,
    months_between,
)
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue, Item, Missing, Span

STATE_KINDS = frozenset(
    {
        "police_local", "police_state", "police_federal", "national_guard", "army", "navy",
        "prosecutor_or_court", "prison_staff", "migration_officers", "intelligence", "official_local",
        "official_state", "official_national",
    }
)  # fmt: skip
ARMED_KINDS = frozenset({"cartel", "gang", "guerrilla", "paramilitary", "self_defence_group"})
REFUSALS = frozenset({"refused_to_join", "refused_to_pay", "refused_order"})
REPORTS = frozenset({"reported_crime", "testified", "confidential_informant"})
GRAVE = frozenset({"torture", "maiming", "sexual_violence", "attempted_killing", "cutting", "forced_abortion",
                   "forced_sterilization"})  # fmt: skip
ATTACKS = GRAVE | {"beating", "shot_or_cut", "kidnapping"}
CAPTIVITY = frozenset({"detention", "forced_labour"})
RECENT_MONTHS = 60
"""Five years: the product's own line for harm that lies long ago."""
STATE_LINKS = frozenset({"includes_officials", "officials_help", "state_directed"})


def _told_dates(view: View) -> tuple[list[Span], bool]:
    """The dates of the incidents, and whether no incident can lie outside them."""
    dates = view.each("incident.date")
    spans = [value for value in dates if isinstance(value, Span)]
    return spans, len(spans) == len(dates) and view.closed("incident")


def _no_date(view: View) -> Missing:
    if view.closed("incident") and not view.items("incident"):
        return Missing.NOT_APPLICABLE
    return missing(*view.each("incident.date"))


@derived("harm.first_date", FactKind.DATE, reads=("incident.date",))
def first_date(view: View) -> FactValue:
    """When the first incident happened. Without a first day while an incident has no date, or more
    may be told."""
    spans, complete = _told_dates(view)
    los = [span.lo for span in spans if span.lo is not None]
    his = [span.hi for span in spans if span.hi is not None]
    lo = min(los) if complete and los and len(los) == len(spans) else None
    hi = min(his, default=None)
    return _no_date(view) if lo is None and hi is None else Span(lo, hi)


@derived("harm.last_date", FactKind.DATE, reads=("incident.date",))
def last_date(view: View) -> FactValue:
    """When the last incident happened. Without a last day while an incident has no date, or more
    may be told."""
    spans, complete = _told_dates(view)
    los = [span.lo for span in spans if span.lo is not None]
    his = [span.hi for span in spans if span.hi is not None]
    hi = max(his) if complete and his and len(his) == len(spans) else None
    lo = max(los, default=None)
    return _no_date(view) if lo is None and hi is None else Span(lo, hi)


@derived("harm.months_before_leaving", FactKind.NUMBER, reads=("harm.first_date", "journey.left_country"))
def months_before_leaving(view: View) -> FactValue:
    """Full months from the first incident to leaving the country."""
    return months_between(view.get("harm.first_date"), view.get("journey.left_country"))


@derived("harm.quiet_months", FactKind.NUMBER, reads=("harm.last_date", "journey.left_country"))
def quiet_months(view: View) -> FactValue:
    """Full months from the last incident to leaving the country; 0 if the last incident came later."""
    return months_between(view.get("harm.last_date"), view.get("journey.left_country"))


@derived("harm.months_since_last", FactKind.NUMBER, reads=("harm.last_date",))
def months_since_last(view: View) -> FactValue:
    """Full months from the last incident to the as-of day."""
    return months_between(view.get("harm.last_date"), view.today)


@derived("incident.months_ago", FactKind.NUMBER, reads=("incident.date",))
def months_ago(view: View) -> FactValue:
    """Full months from this incident to the as-of day."""
    return months_between(view.get("incident.date"), view.today)


@derived("harm.recent_told", FactKind.BOOL, reads=("incident.months_ago",))
def recent_told(view: View) -> FactValue:
    """Whether an incident within the last five years was told. Never no: a later one may exist."""
    ages = view.each("incident.months_ago")
    if any(isinstance(age, Span) and age.hi is not None and age.hi < RECENT_MONTHS for age in ages):
        return True
    return missing(*ages)


@derived("persecutor.is_state", FactKind.BOOL, reads=("persecutor.kind",))
def is_state(view: View) -> FactValue:
    """Whether the persecutor is a force, office or court of the state, of whatever rank.

    "Other" may be an office the list does not name: not known.
    """
    kind = view.get("persecutor.kind")
    return Missing.NOT_ASKED if kind == "other" else is_one_of(kind, STATE_KINDS)


@derived("persecutor.state_part", FactKind.BOOL, reads=("persecutor.is_state", "persecutor.state_link"))
def state_part(view: View) -> FactValue:
    """Whether it is of the state, or officials are told to belong to it, help it or direct it.

    Officials who are bribed may help or may only look away: not known.
    """
    link = view.get("persecutor.state_link")
    linked = Missing.NOT_ASKED if link == "bribed_officials" else is_one_of(link, STATE_LINKS)
    return either(is_true(view.get("persecutor.is_state")), linked)


@derived(
    "activity.aimed_at",
    FactKind.CODE,
    reads=("activity.against", "activity.kind", "persecutor.kind", "persecutor.is_state"),
    choices=told_types()["activity.against"].choices,
)
def aimed_at(view: View) -> FactValue:
    """Against whom the person acted: as told.

    Where it was not asked: a bribe is refused to officials and corruption reported of them; what
    else is refused or reported is against the armed groups, or refused to the officials, if those
    who did harm are told to be all of that one side.
    """
    told, kind = view.get("activity.against"), view.get("activity.kind")
    if told is not Missing.NOT_ASKED:
        return told
    if kind in ("refused_bribe", "reported_corruption"):
        return "officials"
    kinds = view.each("persecutor.kind")
    if kind in REFUSALS | REPORTS and kinds and all(kind in ARMED_KINDS for kind in kinds):
        return "armed_group"
    if kind in REFUSALS and kinds and all(kind in STATE_KINDS for kind in kinds):
        return "officials"
    return told


@derived("persecutor.incident_told", FactKind.BOOL, reads=("incident.persecutors",))
def incident_told(view: View) -> FactValue:
    """Whether an incident told names this persecutor. Never no: an incident not told may still exist."""
    named = view.each("incident.persecutors")
    item = view.item
    if item is not None and any(isinstance(who, frozenset) and item.id in who for who in named):
        return True
    return missing(*named)


@derived("fear.active_told", FactKind.BOOL, reads=("fear.feared", "persecutor.still_active"))
def active_told(view: View) -> FactValue:
    """Whether somebody feared was told to be still active. Never no: it may not have been asked of all."""
    feared = view.get("fear.feared")
    named = [item for item in view.items("persecutor") if isinstance(feared, frozenset) and item.id in feared]
    active = [view.of(item, "persecutor.still_active") for item in named]
    return True if True in active else missing(feared, *active)


@derived("return_trip.after_harm", FactKind.BOOL, reads=("return_trip.date", "harm.first_date"))
def trip_after_harm(view: View) -> FactValue:
    """Whether the trip back came after the first incident."""
    return before(view.get("harm.first_date"), view.get("return_trip.date"))


@derived("harm.to_client_told", FactKind.BOOL, reads=("incident.victims",))
def to_client_told(view: View) -> FactValue:
    """Whether any harm to the person was told. Never no: an incident not told may still exist."""
    return bool(view.once(_to_client)) or _open(view, "incident.victims")


@derived("harm.attack_told", FactKind.BOOL, reads=("incident.victims", "incident.harm"))
def attack_told(view: View) -> FactValue:
    """Whether an attack on the person's body, a kidnapping or an attempt to kill was told. Never no."""
    told = any(_harms(item) & ATTACKS for item in view.once(_to_client))
    return told or _open(view, "incident.victims", "incident.harm")


@derived("harm.grave_told", FactKind.BOOL, reads=("incident.victims", "incident.harm", "incident.injury"))
def grave_told(view: View) -> FactValue:
    """Whether plainly grave harm to the person, or a grave or lasting injury, was told. Never no."""
    for item in view.once(_to_client):
        if _harms(item) & GRAVE or item.facts.get("incident.injury") in ("severe", "permanent"):
            return True
    return _open(view, "incident.victims", "incident.harm", "incident.injury")


def _to_client(view: View) -> list[Item]:
    """The incidents that were told of the person, not only of others."""
    found = []
    for item in view.items("incident"):
        victims = item.facts.get("incident.victims")
        if isinstance(victims, frozenset) and "self" in victims:
            found.append(item)
    return found


def _harms(item: Item) -> frozenset[str]:
    harm = item.facts.get("incident.harm")
    return harm if isinstance(harm, frozenset) else frozenset()


def _open(view: View, *names: str) -> Missing:
    """What is missing of these facts of incidents."""
    return missing_among(view.of(item, name) for name in names for item in view.items("incident"))


@derived("nexus.motive_told", FactKind.BOOL, reads=("reason.motives",))
def motive_told(view: View) -> FactValue:
    """Whether any reason for the harm was told. Never no: a reason not told may still exist."""
    motives = view.each("reason.motives")
    return True if any(not isinstance(value, Missing) for value in motives) else missing(*motives)


@derived(
    "harm.attacks_repeated_told",
    FactKind.BOOL,
    reads=("incident.victims", "incident.harm", "incident.times"),
)
def attacks_repeated_told(view: View) -> FactValue:
    """Whether attacks on, or captivity of, the person were told more than once. Never no."""
    return _more_than_once(view, ATTACKS | CAPTIVITY)


@derived(
    "harm.death_threats_repeated_told",
    FactKind.BOOL,
    reads=("incident.victims", "incident.harm", "incident.times"),
)
def death_threats_repeated_told(view: View) -> FactValue:
    """Whether death threats to the person were told more than once. Never no."""
    return _more_than_once(view, frozenset({"death_threat"}))


def _more_than_once(view: View, harms: frozenset[str]) -> FactValue:
    """Yes if such harm was told in two incidents, or in one that came several times; never no."""
    found = 0
    for item in view.once(_to_client):
        if _harms(item) & harms:
            found += 1
            if found > 1 or item.facts.get("incident.times") in ("few", "many", "constant"):
                return True
    return _open(view, "incident.victims", "incident.harm", "incident.times")
