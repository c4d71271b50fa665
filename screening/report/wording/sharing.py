"""Words of a copy that leaves the office."""

from typing import Final

EN: Final[dict[str, str]] = {
    "shared.marking": "Privileged and confidential · prepared at the direction of counsel · pseudonymised copy {whom}",
    "shared.whom.interpreter": "for an interpreter",
    "shared.whom.expert": "for an expert",
    "shared.whom.funder": "for a funder",
    "shared.whom.corpus": "for a collection of cases",
    "shared.about": "This copy was made from the part of the record that may be shared. What was left out counts here "
    "as not asked, so the whole record may come out otherwise. Screening, not a decision.",
    "shared.about_data": "Pseudonymised, not anonymous: do not try to find out who this is, and do not pass it on. "
    "Screening, not a decision.",
}
ES: Final[dict[str, str]] = {
    "shared.marking": "Confidencial y protegido · hecho por encargo de la abogacía · copia seudonimizada {whom}",
    "shared.whom.interpreter": "para intérprete",
    "shared.whom.expert": "para peritaje",
    "shared.whom.funder": "para quien financia",
    "shared.whom.corpus": "para una colección de casos",
    "shared.about": "Esta copia se hizo con la parte del registro que se puede compartir. Lo que quedó fuera cuenta aquí "
    "como no preguntado; con todo el registro el resultado puede ser otro. Es una evaluación, no una decisión.",
    "shared.about_data": "Con seudónimos, no anónimo: no intente saber quién es, y no lo entregue a nadie más. "
    "Es una evaluación, no una decisión.",
}
