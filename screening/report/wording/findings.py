"""Bases, weak spots and bars: the words in English and in Spanish."""

from typing import Final

EN: Final = {
    "label.ground": "Ground",
    "label.theory": "Theory",
    "label.stands_on": "Stands on",
    "label.still_open": "Still open",
    "label.for_drafting": "For drafting",
    "label.why_not": "Why not",
    "label.would_change_label": "Would change",
    "label.says": "Why",
    "label.government": "Government",
    "label.may_be_met": "May be met",
    "label.bears_on": "Bears on",
    "label.now": "Now",
    "label.way_out": "Way out",
    "label.closes": "Closes",
    "label.against": "Against",
    "label.helps": "Helps",
    "label.check": "Check",
    "ground.race": "race",
    "ground.religion": "religion",
    "ground.nationality": "nationality",
    "ground.particular_social_group": "particular social group",
    "ground.political_opinion": "political opinion, held or imputed",
    "ground_short.race": "race",
    "ground_short.religion": "religion",
    "ground_short.nationality": "nationality",
    "ground_short.particular_social_group": "social group",
    "ground_short.political_opinion": "opinion",
    "bases.empty": "None is raised by what was told so far. What is still to ask may raise one.",
    "weak_spots.empty": "None found on what was told so far.",
    "bar.closes": "closes {what}",
    "bars.empty": "None is raised or open on what was told.",
    "bars.not_asked": (
        "Nobody has asked about what follows. Each has its own ways out, and none counts against the "
        "client while it has not been asked."
    ),
}

ES: Final = {
    "label.ground": "Motivo",
    "label.theory": "Teoría",
    "label.stands_on": "Se apoya en",
    "label.still_open": "Falta",
    "label.for_drafting": "Redacción",
    "label.why_not": "Por qué no",
    "label.would_change_label": "Cambiaría",
    "label.says": "Por qué",
    "label.government": "Gobierno",
    "label.may_be_met": "Respuesta",
    "label.bears_on": "Toca",
    "label.now": "Ahora",
    "label.way_out": "Salida",
    "label.closes": "Cierra",
    "label.against": "En contra",
    "label.helps": "Ayuda",
    "label.check": "Verificar",
    "ground.race": "raza",
    "ground.religion": "religión",
    "ground.nationality": "nacionalidad",
    "ground.particular_social_group": "grupo social determinado (particular social group)",
    "ground.political_opinion": "opinión política, propia o atribuida",
    "ground_short.race": "raza",
    "ground_short.religion": "religión",
    "ground_short.nationality": "nacionalidad",
    "ground_short.particular_social_group": "grupo",
    "ground_short.political_opinion": "opinión",
    "bases.empty": "Lo contado hasta ahora no da lugar a ninguna. Lo que falta preguntar puede darlo.",
    "weak_spots.empty": "Ninguna en lo contado hasta ahora.",
    "bar.closes": "cierra {what}",
    "bars.empty": "Ninguno surge ni queda pendiente con lo contado.",
    "bars.not_asked": (
        "Por lo que sigue no se ha preguntado. Cada uno tiene sus salidas, y ninguno cuenta contra la "
        "persona mientras no se pregunte."
    ),
}
