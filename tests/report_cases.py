"""Two assessments made by hand, rich and nearly empty, with a tiny pack, for tests of the report."""

from dataclasses import replace
from datetime import date
from typing import Any

from screening.assessment.model import (
    Assessment,
    BarResult,
    BasisResult,
    DeadlineResult,
    ElementResult,
    EngineStamp,
    EvidenceResult,
    FamilyResult,
    NoteResult,
    NotInForce,
    ProtectionResult,
    QuestionResult,
    RuleResult,
    Stamp,
    WeakSpotResult,
)
from screening.facts.values import FactRef
from screening.intake.model import Intake
from screening.law.background import DecidedCase, PublicFigure
from screening.law.pack import (
    Authority,
    Bilingual,
    Conclusion,
    Displaced,
    Element,
    EvidenceItem,
    FactLabel,
    HistorySpan,
    Pack,
    Question,
    Rule,
    RuleText,
)
from screening.law.tree import All, Compare, Op
from screening.vocabulary import (
    ElementState,
    Grade,
    Ground,
    Outcome,
    Protection,
    RuleKind,
    Severity,
    Truth,
    Urgency,
)

AS_OF = date(2026, 11, 24)
A, W, C = Protection.ASYLUM, Protection.WITHHOLDING, Protection.CAT
YES, OPEN, NO = ElementState.SUPPORTED, ElementState.OPEN, ElementState.NOT_SUPPORTED


def both(en: str, es: str) -> Bilingual:
    return {"en": en, "es": es}


_ELEMENTS = (
    ("genuine-fear", "Genuine fear", "Temor genuino", (A,)),
    ("risk-on-return", "Risk on return", "Riesgo al regresar", (A, W, C)),
    ("past-harm", "Past harm", "Daño pasado", (A, W, C)),
    ("protected-ground", "Protected ground", "Motivo protegido", (A, W)),
    ("nexus", "Harm because of that ground", "Daño por ese motivo", (A, W)),
    ("state-protection", "State protection lacking", "Falta protección del Estado", (A, W)),
    ("official-part", "Official part or acquiescence", "Autoridad actúa o consiente", (C,)),
    ("relocation", "No safe place in {country}", "Sin lugar seguro en {country}", (A, W, C)),
    ("filed-in-time", "Filed in time", "Presentado a tiempo", (A,)),
    ("no-bar", "No bar in the way", "Ningún impedimento", (A, W)),
    ("discretion", "Discretion", "Discreción", (A,)),
)


def _authority(name: str, kind: str, cite: str, says: Bilingual, **more: Any) -> Authority:
    decided = more.pop("decided", date(2011, 12, 31))
    history = more.pop("history", (HistorySpan(decided, None, "operative"),))
    grade = more.pop("grade", Grade.PRIMARY)
    return Authority(name, kind, cite, says, decided, history, grade, AS_OF, **more)


_AUTHORITIES = (
    _authority(
        "matter-n-m-2011",
        "bia",
        "Matter of N-M-, 25 I&N Dec. 526 (BIA 2011)",
        both(
            "An opinion may be one that others attribute.", "Una opinión puede ser la que otros atribuyen."
        ),
        decided_precision="year",
    ),
    _authority(
        "matter-a-b-i-2018",
        "ag",
        "Matter of A-B-, 27 I&N Dec. 316 (A.G. 2018)",
        both("Private harm: condoned, or completely helpless.", "Daño privado: tolerado, o desamparo total."),
        decided=date(2018, 6, 11),
        grade=Grade.SECONDARY,
        history=(
            HistorySpan(date(2018, 6, 11), date(2021, 6, 15), "operative"),
            HistorySpan(date(2021, 6, 16), date(2025, 9, 1), "vacated"),
            HistorySpan(date(2025, 9, 2), None, "operative"),
        ),
    ),
    _authority(
        "ina-208-a-2-b",
        "statute",
        "INA § 208(a)(2)(B), (D), 8 U.S.C. § 1158(a)(2)(B), (D)",
        both("File within a year of arrival.", "Presentar dentro de un año desde la llegada."),
    ),
    _authority(
        "ina-101-a-42",
        "statute",
        "INA § 101(a)(42)(A), 8 U.S.C. § 1101(a)(42)(A)",
        both("Who is a refugee.", "Quién es refugiado."),
    ),
    _authority(
        "gjetani-2020",
        "circuit",
        "Gjetani v. Barr, 968 F.3d 393 (5th Cir. 2020)",
        both("Persecution is a sustained pattern.", "La persecución es un patrón sostenido."),
        circuits=frozenset({"5"}),
    ),
    _authority(
        "barajas-2017",
        "circuit",
        "Barajas-Romero v. Lynch, 846 F.3d 351 (9th Cir. 2017)",
        both("Withholding: the ground need only be a reason.", "Retención: basta que el motivo sea una razón."),
        circuits=frozenset({"9"}),
    ),
    _authority(
        "memo-2026",
        "memo",
        "Policy memo 2026-1",
        both("How officers read the test.", "Cómo leen la prueba."),
        grade=Grade.UNVERIFIED,
        pinpoint_unverified=True,
    ),
)  # fmt: skip


def _rule(name: str, kind: RuleKind, title: Bilingual, says: Bilingual, **more: Any) -> Rule:
    parts: dict[str, Bilingual] = more.pop("more", {})
    text = {
        lang: RuleText(title[lang], says[lang], {part: said[lang] for part, said in parts.items()})
        for lang in ("en", "es")
    }
    return Rule(
        id=name,
        kind=kind,
        topic=".".join(name.split(".")[:2]),
        status=more.pop("status", "draft"),
        rests_on=more.pop("rests_on", ("ina-101-a-42",)),
        beside=more.pop("beside", ()),
        against=more.pop("against", ()),
        in_circuits=more.pop("in_circuits", frozenset()),
        displaced=more.pop("displaced", ()),
        applies_to=(),
        concludes=more.pop("concludes", Conclusion()),
        raised_when=None,
        when=All((Compare("fear.afraid_now", Op.EQ, True, "fear.afraid_now is true", 9),)),
        unless=None,
        text=text,
        evidence=more.pop("evidence", ()),
        examples=(),
        file="us/x.yaml",
        line=3,
    )


_RULES = (
    _rule(
        "us.fear.genuine",
        RuleKind.ELEMENT,
        both("Fear told", "Temor contado"),
        both("The client's own words tell of fear.", "La persona cuenta su temor con sus palabras."),
        concludes=Conclusion(element="genuine-fear", protections=(A,), state=YES),
        evidence=(EvidenceItem(both("a signed statement", "una declaración firmada"), ()),),
    ),
    _rule(
        "us.fear.similarly-situated",
        RuleKind.ELEMENT,
        both("Others like the client were harmed", "Hubo daño a otros en igual situación"),
        both(
            "Colleagues who were threatened in the same way were killed, one by one.",
            "Colegas con las mismas amenazas murieron, uno por uno.",
        ),
        against=("gjetani-2020",),
    ),
    _rule(
        "us.harm.threats-alone",
        RuleKind.ELEMENT,
        both("Threats", "Amenazas"),
        both("Threats only, as told so far.", "Solo amenazas, por ahora."),
        rests_on=("gjetani-2020",),
        concludes=Conclusion(element="past-harm", protections=(A, W, C), state=YES),
    ),
    _rule(
        "us.ground.former-employee",
        RuleKind.BASIS,
        both("Former police employee", "Antiguo empleo en la policía"),
        both("A past job may define a group.", "Un empleo pasado puede definir un grupo."),
        rests_on=("matter-n-m-2011", "memo-2026"),
        against=("gjetani-2020",),
        concludes=Conclusion(ground=Ground.SOCIAL_GROUP),
        more={
            "theory": both(
                "People who once worked for a municipal police department share a past they cannot undo.",
                "Quienes trabajaron en la policía municipal comparten un pasado que no pueden borrar.",
            ),
            "for_drafting": both(
                '"Former civilian employees of the municipal police."',
                '"Personal civil que fue de la policía municipal."',
            ),
            "would_change": both("Facts on why the job ended.", "Hechos sobre el fin del empleo."),
        },
    ),
    _rule(
        "us.ground.family",
        RuleKind.BASIS,
        both("Family", "Familia"),
        both("The reason told is the work, not the kinship.", "La razón contada es el trabajo, no el parentesco."),
        concludes=Conclusion(ground=Ground.SOCIAL_GROUP),
        more={
            "theory": both("Kin of a target.", "Parentesco con un blanco."),
            "for_drafting": both("Immediate family.", "Familia inmediata."),
            "would_change": both("Relatives sought as relatives.", "Que busquen a familiares por serlo."),
        },
    ),
    _rule(
        "us.ground.opinion-imputed",
        RuleKind.BASIS,
        both("Seen as siding with the state", "Apoyo al Estado, atribuido"),
        both("An opinion wrongly attributed counts.", "Una opinión mal atribuida cuenta."),
        rests_on=("matter-n-m-2011",),
        concludes=Conclusion(ground=Ground.POLITICAL_OPINION),
        more={"theory": both("Senders may see siding.", "Quien amenaza puede ver apoyo.")},
    ),
    *(
        _rule(
            f"us.weak.spot-{index}",
            RuleKind.WEAK_SPOT,
            both(title, spanish),
            both("Nothing ties the threats to a ground.", "Nada une las amenazas a un motivo."),
            beside=("matter-a-b-i-2018",),
            more={
                "government": both("This is crime in a town.", "Esto es delincuencia."),
                "may_be_met": both("The words used; the timing.", "Las palabras; los tiempos."),
            },
        )
        for index, (title, spanish) in enumerate(
            (
                ("Why the threats came is not known", "No se sabe por qué llegaron las amenazas"),
                ("Danger may be called a risk of the job", "Puede llamarse riesgo del trabajo"),
                ("Senders unknown; protection not tested here", "Autor desconocido; protección sin probar aún"),
                ("No copy of any threat", "Ninguna copia de amenazas"),
                ("The paper must stand on its own", "El papel debe bastar por sí solo"),
            ),
            1,
        )
    ),
    _rule(
        "us.deadline.one-year",
        RuleKind.BAR,
        both("One-year deadline", "Plazo de un año"),
        both("Asylum must be asked for in a year.", "El asilo se pide en un año."),
        rests_on=("ina-208-a-2-b",),
        more={
            "now": both("Asylum only.", "Solo asilo."),
            "way_out": both("Changed circumstances.", "Circunstancias cambiadas."),
        },
    ),
    *(
        _rule(
            f"us.bar.{name}",
            RuleKind.BAR,
            both(title, spanish),
            both("A bar.", "Un impedimento."),
            more={"now": both("Not asked.", "Sin preguntar."), "way_out": both("Force.", "Fuerza.")},
        )
        for name, title, spanish in (
            ("crime", "Serious crime", "Delito grave"),
            ("support", "Help to armed groups", "Ayuda a grupos armados"),
        )
    ),
    _rule(
        "us.presumption.past",
        RuleKind.PRESUMPTION,
        both("Past harm starts a presumption", "El daño pasado da una presunción"),
        both("Fear of the future is presumed.", "Se presume el temor futuro."),
    ),
    _rule(
        "us.nexus.ninth",
        RuleKind.NOTE,
        both("A reason is enough", "Basta una razón"),
        both("The ground need only be a reason.", "Basta que el motivo sea una razón."),
        rests_on=("barajas-2017",),
        in_circuits=frozenset({"9"}),
        displaced=(Displaced(frozenset({"5"}), "gjetani-2020"),),
    ),
    _rule(
        "us.clarify.help",
        RuleKind.CLARIFICATION,
        both("Two accounts of asking for help", "Dos relatos sobre pedir ayuda"),
        both("Both may be right.", "Los dos pueden ser correctos."),
        more={"ask": both("Did anyone ask for help?", "¿Alguien pidió ayuda?")},
    ),
    _rule(
        "us.relief.u",
        RuleKind.REFERRAL,
        both("U status", "Estatus U"),
        both("Victims of crime in the United States.", "Víctimas de delito en Estados Unidos."),
        concludes=Conclusion(route="u"),
    ),
    _rule(
        "us.safety.now",
        RuleKind.SAFETY,
        both("Danger today", "Peligro hoy"),
        both("Call the supervisor.", "Llame a supervisión."),
        concludes=Conclusion(route="safety"),
    ),
)  # fmt: skip

_LABELS = (
    (
        "incident.harm",
        "What was done",
        "Qué se hizo",
        {"death_threat": ("death threat", "amenaza de muerte")},
    ),
    ("incident.victims", "To whom", "A quién", {"self": ("the client", "la persona")}),
    ("protection.asked_any", "Asked anyone for help", "Pidió ayuda", {}),
    ("fear.own_words", "Fear, in own words", "Temor, con sus palabras", {}),
    ("fear.afraid_now", "Afraid now", "Temor ahora", {}),
    (
        "job.occupation",
        "Work",
        "Trabajo",
        {"police_civilian": ("police office worker", "oficina de policía")},
    ),
    ("journey.left_country", "Left the country", "Salida del país", {}),
    ("entry.manner", "Manner of entry", "Forma de entrada", {}),
    ("reason.motives", "Reason for the harm", "Razón del daño", {}),
)

_QUESTIONS = (
    ("threat-words", ("incident.words_said",), "What did the threats say, in the words remembered?",
     "¿Qué decían las amenazas, en las palabras que recuerde?", "What the threats said", "Qué decían las amenazas"),
    ("entry-day", ("entry.date", "entry.manner"), "On which day, where and how was the crossing?",
     "¿Qué día, dónde y cómo fue el cruce?", "Day and manner of crossing", "Día y forma del cruce"),
    ("help", ("protection.asked_any",), "Did anyone ask the police or a prosecutor for help?",
     "¿Alguien pidió ayuda a la policía o a la fiscalía?", "Whether anyone asked for help", "Si alguien pidió ayuda"),
    ("reason", ("reason.motives",), "Why do you think it happened?", "¿Por qué cree que pasó?",
     "Why it happened", "Por qué pasó"),
)  # fmt: skip

PACK = Pack(
    id="us-asylum",
    version="2026.11.2",
    law_known_to=date(2026, 10, 2),
    sha256="4f1c09ae" * 8,
    rules={rule.id: rule for rule in _RULES},
    authorities={authority.id: authority for authority in _AUTHORITIES},
    numbers={},
    elements={
        name: Element(name, both(en, es), dict.fromkeys(needed, True), core=True)
        for name, en, es, needed in _ELEMENTS
    },
    questions={
        name: Question(name, facts, both(en, es), both(short, corto), order)
        for order, (name, facts, en, es, short, corto) in enumerate(_QUESTIONS)
    },
    labels={
        fact: FactLabel(fact, both(en, es), {code: both(*words) for code, words in choices.items()})
        for fact, en, es, choices in _LABELS
    },
    holidays={},
    figures=(
        PublicFigure(
            "mx",
            "MX",
            "court",
            both("2007 to 2011", "2007 a 2011"),
            281,
            2539,
            15651,
            "",
            "",
            "A publisher",
            date(2026, 6, 25),
        ),
        PublicFigure(
            "all",
            "",
            "court",
            both("2012", "2012"),
            None,
            None,
            None,
            "24",
            "all",
            "A newspaper",
            date(2012, 10, 28),
            "A newspaper",
        ),
        PublicFigure(
            "gt", "GT", "court", both("2013", "2013"), 1, 2, 3, "", "", "A publisher", date(2026, 6, 25)
        ),
    ),
    decided=(
        DecidedCase(
            "n-m",
            "Matter of N-M-",
            "25 I&N Dec. 526 (BIA 2011)",
            "bia",
            "",
            2011,
            "CO",
            "sent_back_for",
            {"nexus": "remanded", "cat": "against"},
            ("us.ground.opinion-imputed", "us.weak.spot-1"),
            "matter-n-m-2011",
        ),
    ),
)

OWN_WORDS = "If I go back they will kill me, and not only me, my family."

RICH_INTAKE_DATA: dict[str, Any] = {
    "format": "asylum.intake/1",
    "id": "k7qd-29fm",
    "applicant": {
        "name": "Secret Name",
        "a_number": "A000000000",
        "age_told": 39,
        "sex": "female",
        "country_feared": "MX",
    },
    "contact": {"phone": "555-0100-SECRET"},
    "safety": {"danger_self": "worried", "account": "SECRET safety account"},
    "vulnerability": {"indicators": ["torture_survivor"], "safeguards": ["woman_interpreter", "breaks"]},
    "journey": {"left_country": "2026-01~"},
    "procedure": {"stage": "in_immigration_court", "court_city": "El Paso", "i589_filed": False},
    "protection": {"asked_any": False},
    "fear": {"afraid_now": True, "own_words": OWN_WORDS, "why_not_earlier": "unknown"},
    "members": [
        {"id": "husband", "relation": "spouse", "sex": "male", "came_with_applicant": True, "name": "SECRET"},
        {"id": "girl-1", "relation": "child", "sex": "female", "birth_date": "2009-05-18",
         "came_with_applicant": True},
        {"id": "girl-2", "relation": "child", "sex": "female", "age_told": 9, "came_with_applicant": True},
    ],
    "jobs": [{"id": "secretary", "occupation": "police_civilian", "title": "Secretary in the police department"}],
    "incidents": [
        {"id": "threats", "date": "2024-03~", "summary": "Death threats begin, to the client and to colleagues.",
         "harm": ["death_threat"], "victims": ["self", "coworker"]},
        {"id": "killings", "date": "2024-06/2025-09", "summary": "Colleagues are killed, one by one.",
         "harm": ["killing"], "victims": ["coworker"]},
    ],
    "entries": [{"id": "crossing", "date": "2026-01-07/2026-01-19", "last": True}],
    "deadlines": [{"id": "master", "kind": "master_hearing", "date": "2027-01-14", "known_from": "paper"}],
    "evidence": [
        {"id": "nta", "kind": "court_papers", "title": "Notice to appear", "have": "have", "shows": "route, dates"},
        {"id": "letter", "kind": "letters", "title": "Letter from a former colleague", "have": "can_get"},
        {"id": "phone", "kind": "messages", "title": "Copies of the threats", "have": "cannot_get",
         "why_not": "phone left behind", "dangerous_to_get": True},
    ],
    "sources": [
        {"fact": "entries[crossing].date", "said_by": "client",
         "words": "after Three Kings' Day, before my younger girl's birthday"},
        {"fact": "journey.left_country", "said_by": "relative"},
    ],
    "other_accounts": [
        {"fact": "protection.asked_any", "value": True, "said_by": "document", "date": "2026-02-09",
         "words": "We told the commander. He did nothing."},
    ],
}  # fmt: skip


def intake_of(data: dict[str, Any]) -> Intake:
    return Intake.model_validate(data)


def intake_saying(text: str) -> Intake:
    """The rich intake with one text wherever the report prints somebody's words; not validated."""
    told = RICH_INTAKE
    assert told.incidents and told.fear and told.evidence and told.procedure and told.other_accounts
    return told.model_copy(
        update={
            "incidents": [one.model_copy(update={"summary": text}) for one in told.incidents],
            "evidence": [one.model_copy(update={"title": text}) for one in told.evidence],
            "fear": told.fear.model_copy(update={"own_words": text}),
            "procedure": told.procedure.model_copy(update={"court_city": text}),
            "other_accounts": [one.model_copy(update={"words": text}) for one in told.other_accounts],
        }
    )


RICH_INTAKE = intake_of(RICH_INTAKE_DATA)
EMPTY_INTAKE = intake_of({"format": "asylum.intake/1", "id": "m2xe-84hc"})

_THREATS = (FactRef("incident.harm", "threats"), FactRef("incident.victims", "threats"))
_KILLINGS = (FactRef("incident.harm", "killings"),)
_ENTRY = (FactRef("last_entry.date"),)
_JOB = (FactRef("job.occupation", "secretary"),)
_FACTS_OF = {
    "us.fear.genuine": (FactRef("fear.afraid_now"), FactRef("fear.own_words")),
    "us.fear.similarly-situated": (*_THREATS, *_KILLINGS),
    "us.harm.threats-alone": _THREATS,
    "us.ground.former-employee": _JOB,
    "us.deadline.one-year": _ENTRY,
    "us.safety.now": (FactRef("safety.danger_self"),),
}
_HELD = {"us.fear.genuine", "us.fear.similarly-situated", "us.deadline.one-year", "us.safety.now"}


def _result(name: str) -> RuleResult:
    truth = Truth.YES if name in _HELD or name.startswith("us.weak") else Truth.OPEN
    return RuleResult(name, truth, truth, Truth.NO, truth, (), _FACTS_OF.get(name, ()), (), (), ())


def _element(
    name: str, protection: Protection, state: ElementState, moved: str = "", **more: Any
) -> ElementResult:
    return ElementResult(
        element=name,
        protection=protection,
        state=state,
        needed=True,
        moved_by=(moved,) if moved else (),
        open_rules=more.get("open_rules", ()),
        facts=_FACTS_OF.get(moved, more.get("facts", ())),
        missing=more.get("missing", ()),
        conflicting=more.get("conflicting", ()),
    )


def _elements() -> tuple[ElementResult, ...]:
    asked = FactRef("protection.asked_any")
    found: list[ElementResult] = []
    for name, _, _, protections in _ELEMENTS:
        for protection in protections:
            if name == "genuine-fear":
                found.append(_element(name, protection, YES, "us.fear.genuine"))
            elif name == "risk-on-return" and protection is A:
                found.append(_element(name, protection, YES, "us.fear.similarly-situated"))
            elif name == "state-protection":
                found.append(_element(name, protection, ElementState.CONFLICTING, conflicting=(asked,)))
            elif name == "official-part":
                found.append(_element(name, protection, NO, "us.harm.threats-alone"))
            else:
                missing = (FactRef("incident.words_said", "threats"), FactRef("reason.motives", "*"),
                           FactRef("fear.why_not_earlier"))  # fmt: skip
                rules = ("us.harm.threats-alone", "us.ground.family")
                found.append(_element(name, protection, OPEN, missing=missing, open_rules=rules))
    return tuple(found)


def _counts(elements: tuple[ElementResult, ...], protection: Protection) -> dict[ElementState, int]:
    states = [element.state for element in elements if element.protection is protection]
    return {state: states.count(state) for state in ElementState if states.count(state)}


def rich_assessment() -> Assessment:
    """A case with something in every part."""
    elements = _elements()
    severities = (Severity.SERIOUS, Severity.SERIOUS, Severity.SERIOUS, Severity.MODERATE, Severity.NOTE)
    return Assessment(
        format="asylum.assessment/1",
        case="k7qd-29fm",
        as_of=AS_OF,
        circuit="5",
        circuit_from="intake",
        protections=(
            ProtectionResult(A, Outcome.OPEN, (), (), _counts(elements, A)),
            ProtectionResult(W, Outcome.OPEN, (), (), _counts(elements, W)),
            ProtectionResult(C, Outcome.NOT_INDICATED, ("official-part",), (), _counts(elements, C)),
        ),
        screening_stage="",
        elements=elements,
        bases=(
            BasisResult("A", "us.ground.former-employee", Ground.SOCIAL_GROUP, OPEN, _JOB,
                        (FactRef("job.ended", "secretary"), FactRef("job.left_because", "secretary"))),
            BasisResult("B", "us.ground.opinion-imputed", Ground.POLITICAL_OPINION, OPEN, _THREATS, ()),
            BasisResult("C", "us.ground.family", Ground.SOCIAL_GROUP, NO, (), ()),
        ),
        weak_spots=tuple(
            WeakSpotResult(f"W{index}", f"us.weak.spot-{index}", severity, ("nexus",), _THREATS,
                           (FactRef("reason.motives", "*"),))
            for index, severity in enumerate(severities, 1)
        ),
        bars=(
            BarResult("B1", "us.deadline.one-year", "open", (A,), _ENTRY, (FactRef("entry.manner", "crossing"),)),
            BarResult("B2", "us.bar.crime", "open", (A, W), (), (FactRef("conviction.outcome", "*"),)),
            BarResult("B3", "us.bar.support", "open", (A, W), (), (FactRef("support.what", "*"),)),
        ),
        presumptions=(),
        notes=(NoteResult("us.presumption.past", _KILLINGS),),
        routes=(),
        clarifications=(NoteResult("us.clarify.help", (FactRef("protection.asked_any"),)),),
        referrals=(NoteResult("us.relief.u", ()),),
        safety=(NoteResult("us.safety.now", (FactRef("safety.danger_self"),)),),
        deadlines=(
            DeadlineResult("one_year", "", date(2027, 1, 6), date(2027, 1, 18), None, 43, Urgency.SOON, _ENTRY,
                           ("ina-208-a-2-b",)),
            DeadlineResult("master_hearing", "master", date(2027, 1, 14), date(2027, 1, 14), date(2027, 1, 14), 51,
                           Urgency.SOON, (FactRef("deadline.date", "master"),), ()),
            DeadlineResult("judge_filing_date", "", None, None, None, None, Urgency.UNKNOWN_DATE, (), ()),
            DeadlineResult("ageing_out", "girl-1", date(2030, 5, 18), date(2030, 5, 18), None, 1271,
                           Urgency.ROUTINE, (FactRef("member.turns_21", "girl-1"),), ()),
        ),
        questions=(
            QuestionResult("Q1", "threat-words", (FactRef("incident.words_said", "threats"),),
                           (("past-harm", A), ("past-harm", W), ("nexus", A), ("protected-ground", A)),
                           ("A", "B"), (), (), ()),
            QuestionResult("Q2", "entry-day", (FactRef("entry.date", "crossing"), FactRef("entry.manner", "crossing")),
                           (("filed-in-time", A),), (), (), ("B1",), ("one_year",)),
            QuestionResult("Q3", "help", (FactRef("protection.asked_any"),),
                           (("state-protection", A), ("state-protection", W)), (), ("W3",), (), ()),
            QuestionResult("Q4", "reason", (FactRef("reason.motives", "*"),), (), (), ("W1", "W2"), (), ()),
        ),
        family=(
            FamilyResult("husband", Truth.YES, Truth.OPEN, None),
            FamilyResult("girl-1", Truth.YES, Truth.OPEN, (date(2030, 5, 18), date(2030, 5, 18))),
            FamilyResult("girl-2", Truth.OPEN, Truth.YES, None),
        ),
        evidence=(EvidenceResult("us.fear.genuine", 0),),
        elsewhere=(NotInForce("us.nexus.ninth", "other_circuit", "barajas-2017"),),
        rules={name: _result(name) for name in PACK.rules},
        authorities=tuple(PACK.authorities),
        stamp=Stamp(
            "us-asylum", "2026.11.2", "4f1c09ae" * 8, date(2026, 10, 2), "b83e5d10" * 8, "asylum-screening 0.1.0",
            (EngineStamp("rete", "2.0.28", True), EngineStamp("reference", "1.0", True)), True, (), 131,
        ),
    )  # fmt: skip


def empty_assessment() -> Assessment:
    """A case of which nothing was told."""
    rich = rich_assessment()
    elements = tuple(
        replace(one, state=OPEN, moved_by=(), open_rules=(), facts=(), missing=(), conflicting=())
        for one in rich.elements
    )
    return replace(
        rich,
        case="m2xe-84hc",
        circuit="",
        circuit_from="unknown",
        protections=tuple(
            ProtectionResult(p, Outcome.OPEN, (), (), _counts(elements, p)) for p in Protection
        ),
        elements=elements,
        bases=(),
        weak_spots=(),
        bars=(),
        notes=(),
        clarifications=(),
        referrals=(),
        safety=(),
        deadlines=(),
        questions=(),
        family=(),
        evidence=(),
        elsewhere=(),
        rules={},
        stamp=replace(rich.stamp, engines=(EngineStamp("reference", "1.0", True),), agreed=None),
    )
