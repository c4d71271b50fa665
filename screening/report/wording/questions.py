"""What is still to ask, and evidence: the words in English and in Spanish."""

from typing import Final

EN: Final = {
    "question": "Question",
    "would_settle": "The answer would settle",
    "questions.none": (
        "Nothing more to ask: every answer the rules look at is there, or was left to the lawyer."
    ),
    "questions.softer": "Ask in these words or softer ones. None of them has a right answer.",
    "clarify": "To clarify",
    "the_deadline": "the deadline",
    "more_elements.one": "1 more element",
    "more_elements.many": "{n} more elements",
    "basis.one": "basis {codes}",
    "basis.many": "bases {codes}",
    "weak_spot.one": "weak spot {codes}",
    "weak_spot.many": "weak spots {codes}",
    "bar.one": "bar {codes}",
    "bar.many": "bars {codes}",
    "evidence.have": "Have",
    "evidence.can_get": "Can get",
    "evidence.cannot_get": "Cannot get",
    "evidence.not_asked": "Not asked",
    "evidence.would_help": "Would help",
    "evidence.dangerous": "asking for it may be dangerous",
    "evidence.unnamed": "A piece of evidence",
    "evidence.why_unknown": "reason not told",
    "evidence.no_element": "Not tied to an element",
    "evidence.without": "No evidence is told or suggested yet for: {elements}.",
    "evidence.none": "None told so far, and no rule that bears on the case asks for any.",
}

ES: Final = {
    "question": "Pregunta",
    "would_settle": "La respuesta aclararía",
    "questions.none": (
        "Nada más que preguntar: está toda respuesta que miran las reglas, o quedó para la defensa."
    ),
    "questions.softer": "Pregunte con estas palabras u otras más suaves. Ninguna tiene respuesta correcta.",
    "clarify": "Por aclarar",
    "the_deadline": "el plazo",
    "more_elements.one": "1 elemento más",
    "more_elements.many": "{n} elementos más",
    "basis.one": "la base {codes}",
    "basis.many": "las bases {codes}",
    "weak_spot.one": "la debilidad {codes}",
    "weak_spot.many": "las debilidades {codes}",
    "bar.one": "el impedimento {codes}",
    "bar.many": "los impedimentos {codes}",
    "evidence.have": "Hay",
    "evidence.can_get": "Se consigue",
    "evidence.cannot_get": "No se puede",
    "evidence.not_asked": "No contado",
    "evidence.would_help": "Ayudaría",
    "evidence.dangerous": "pedirlo puede ser peligroso",
    "evidence.unnamed": "Una prueba",
    "evidence.why_unknown": "razón no contada",
    "evidence.no_element": "No ligado a un elemento",
    "evidence.without": "Todavía no se contó ni se sugiere ninguna prueba para: {elements}.",
    "evidence.none": "Ninguna contada hasta ahora, y ninguna regla que toque el caso la pide.",
}
