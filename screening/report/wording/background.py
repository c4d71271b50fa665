"""Decided cases, public figures and the picture of events: the words in English and in Spanish."""

from typing import Final

EN: Final = {
    "chart.caption": "▪ one day · █ a time in which it lies or lasts · ◄ ► before or after what is drawn",
    "chart.last_day": "last day to file",
    "label.outcome": "Outcome",
    "label.holding": "Holding",
    "label.in_common": "In common",
    "label.differs": "Differs",
    "spoken.decided": "Decided case {code}",
    "case_outcome.granted": "Protection was granted.",
    "case_outcome.denied": "Protection was denied.",
    "case_outcome.sent_back_for": "Sent back for a new decision, in favor of the applicant.",
    "case_outcome.sent_back_against": "Sent back for a new decision, against the applicant.",
    "case_short.granted": "granted",
    "case_short.denied": "denied",
    "case_short.sent_back_for": "sent back",
    "case_short.sent_back_against": "sent back",
    "case_held.for": "For the applicant: {what}.",
    "case_held.remanded": "To be decided anew: {what}.",
    "case_held.against": "Against the applicant: {what}.",
    "home_country": "the home country",
    "differs.country": "The country was {country}.",
    "differs.circuit": "It binds the {circuit}.",
    "differs.findings": "Found there, not here: {titles}",
    "differs.open": "Still open here: {what}.",
    "differs.nothing_known": "Nothing in what is compared.",
    "decided.none": "None of the decided cases in the rules shares a basis with what was told.",
    "decided.how": (
        "Chosen by what they have in common with this case, whatever their outcome. Each turned on its own facts and "
        "proof. None says how this case will end."
    ),
    "figures.nothing": "These figures say nothing of this case.",
    "figures.how": (
        "They count other people’s claims, strong and weak, with and without a lawyer. They stand here because such "
        "numbers are quoted, and two shares with different bases are easily confused. No part of this report "
        "uses them. Years are as the source counts them; shares with counts are worked out here from the counts."
    ),
    "figures.none": "The rules hold no public figures.",
    "figures.all": "Granted, of all outcomes",
    "figures.merits": "Granted, of decisions on the merits",
    "figures.source": "Source",
    "figures.everyone": "All nationalities",
    "figures.court": "immigration courts",
    "figures.uscis": "asylum offices",
    "figures.unknown": "not given there",
    "figures.reported": "as reported by {by}, {day}",
}

ES: Final = {
    "chart.caption": "▪ un día · █ el tiempo en que está o que dura · ◄ ► antes o después de lo dibujado",
    "chart.last_day": "último día para presentar",
    "label.outcome": "Resultado",
    "label.holding": "Decidió",
    "label.in_common": "En común",
    "label.differs": "Difiere",
    "spoken.decided": "Caso decidido {code}",
    "case_outcome.granted": "Se concedió protección.",
    "case_outcome.denied": "Se negó la protección.",
    "case_outcome.sent_back_for": "Devuelto para decidir de nuevo, a favor de la persona.",
    "case_outcome.sent_back_against": "Devuelto para decidir de nuevo, en contra de la persona.",
    "case_short.granted": "concedido",
    "case_short.denied": "negado",
    "case_short.sent_back_for": "devuelto",
    "case_short.sent_back_against": "devuelto",
    "case_held.for": "A favor de la persona: {what}.",
    "case_held.remanded": "Por decidir de nuevo: {what}.",
    "case_held.against": "En contra de la persona: {what}.",
    "home_country": "el país de origen",
    "differs.country": "El país era {country}.",
    "differs.circuit": "Obliga en el {circuit}.",
    "differs.findings": "Allí sí, aquí no: {titles}",
    "differs.open": "Aquí sigue pendiente: {what}.",
    "differs.nothing_known": "Nada en lo que se compara.",
    "decided.none": "Ningún caso decidido de las reglas comparte una base con lo contado.",
    "decided.how": (
        "Elegidos por lo que tienen en común con este caso, sea cual sea su resultado. Cada uno dependió de sus hechos y "
        "pruebas. Ninguno dice cómo terminará este caso."
    ),
    "figures.nothing": "Estas cifras no dicen nada de este caso.",
    "figures.how": (
        "Cuentan solicitudes de otras personas, fuertes y débiles, con y sin abogado. Están aquí porque tales números se "
        "citan, y dos porcentajes con bases distintas se confunden. Ninguna parte de este "
        "informe las usa. Los años son los de la fuente; los porcentajes con cuentas se calculan aquí."
    ),
    "figures.none": "Las reglas no tienen cifras públicas.",
    "figures.all": "Concedido, de todos los resultados",
    "figures.merits": "Concedido, de las decisiones de fondo",
    "figures.source": "Fuente",
    "figures.everyone": "Todas las nacionalidades",
    "figures.court": "cortes de inmigración",
    "figures.uscis": "oficinas de asilo",
    "figures.unknown": "no consta",
    "figures.reported": "según {by}, {day}",
}
