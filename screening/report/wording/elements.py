"""Protections, element by element: the words in English and in Spanish."""

from typing import Final

EN: Final = {
    "in_sum": "In sum",
    "legend.supported": "supported: the facts told, if believed, meet this part of the test",
    "legend.open": "open: an answer is missing",
    "legend.conflicting": "conflicting: two accounts differ",
    "legend.not_supported": "not supported: not on these facts",
    "legend.not_applicable": "not part of this test",
    "source.none_yet": "none yet",
    "plain.rule": "Rule",
    "plain.rules": "Rules",
    "plain.facts": "Facts",
    "plain.law": "Law",
    "plain.section_sign": "section",
    "plain.why": "Why",
    "plain.absent": "A protection that is not named does not need the element.",
    "stage.credible_fear": (
        "At the fear interview the question is narrower: a significant possibility that the elements of "
        "asylum can be shown, or for withholding and CAT the standard that holds on that day. The "
        "elements above are those of the full case."
    ),
    "stage.reasonable_fear": (
        "At the reasonable-fear interview only withholding and CAT are looked at, with a reasonable "
        "possibility as the standard. The elements above are those of the full case."
    ),
    "own_words": "Own words: {words}",
    "own_words.see": "Own words: see {code}.",
    "see_basis": "See basis {code}.",
    "see_bar": "See {code} in section 4.",
    "see_codes": "See {codes}.",
    "against_inline": "Against it:",
    "accounts_differ": "Two accounts differ on “{label}”: {sides}. Neither is chosen here.",
    "accounts_told": "{label}, two accounts: {sides}",
    "rules_differ": "What is told supports this part and speaks against it. Neither side is chosen here.",
    "would_change": "Other answers would change it: {labels}.",
    "would_change.plain": "Other answers would change it.",
    "element.nothing": "Nothing told so far settles this part of the test.",
    "element.more_rules.one": "1 more rule waits for the same answers.",
    "element.more_rules.many": "{n} more rules wait for the same answers.",
    "presumptions": "Presumptions",
    "presumptions.none": "None applies yet.",
    "presumptions.may_arise": "What may still raise one: {titles}.",
    "other_courts": "In other courts",
    "other_courts.none": "No other circuit is known to read these facts differently.",
    "other_circuits": "Some circuits",
    "elsewhere.not_yet": "Later: {title}{by}. It is not yet law on this day.",
    "elsewhere.changed": "{law}, changed by {changed}",
    "elsewhere.ended": "Earlier: {title}{by}. It is no longer law on this day.",
    "elsewhere.other_circuit": "{where}: {title}{by}. The same facts may then read differently.",
    "elsewhere.displaced": "Outside this circuit: {title}. Here other law takes its place{by}.",
    "elsewhere.other_circuit.named": "{title}{by}. The same facts may then read differently.",
    "elsewhere.circuit_unknown": "{where}: {title}{by}. Which circuit hears the case is not known.",
    "notes": "Notes",
}

ES: Final = {
    "in_sum": "En suma",
    "legend.supported": "con apoyo: lo contado, si se cree, cumple esta parte de la prueba",
    "legend.open": "pendiente: falta una respuesta",
    "legend.conflicting": "en conflicto: dos relatos difieren",
    "legend.not_supported": "sin apoyo: no con estos hechos",
    "legend.not_applicable": "no es parte de esta prueba",
    "source.none_yet": "ninguno aún",
    "plain.rule": "Regla",
    "plain.rules": "Reglas",
    "plain.facts": "Hechos",
    "plain.law": "Derecho",
    "plain.section_sign": "sección",
    "plain.why": "Por qué",
    "plain.absent": "La protección que no se nombra no necesita el elemento.",
    "stage.credible_fear": (
        "En la entrevista de temor la pregunta es más corta: una posibilidad significativa de mostrar "
        "los elementos del asilo, o para la retención y la CAT la norma que vale ese día. Los elementos "
        "de arriba son los del caso completo."
    ),
    "stage.reasonable_fear": (
        "En la entrevista de temor razonable solo se miran la retención y la CAT, con una posibilidad "
        "razonable como norma. Los elementos de arriba son los del caso completo."
    ),
    "own_words": "En sus palabras: {words}",
    "own_words.see": "En sus palabras: ver {code}.",
    "see_basis": "Ver la base {code}.",
    "see_bar": "Ver {code} en la sección 4.",
    "see_codes": "Ver {codes}.",
    "against_inline": "En contra:",
    "accounts_differ": "Dos relatos difieren sobre “{label}”: {sides}. Aquí no se elige ninguno.",
    "accounts_told": "{label}, dos relatos: {sides}",
    "rules_differ": "Lo contado apoya esta parte y también habla en contra. Aquí no se elige ningún lado.",
    "would_change": "Otras respuestas lo cambiarían: {labels}.",
    "would_change.plain": "Otras respuestas lo cambiarían.",
    "element.nothing": "Nada de lo contado resuelve todavía esta parte de la prueba.",
    "element.more_rules.one": "1 regla más espera las mismas respuestas.",
    "element.more_rules.many": "{n} reglas más esperan las mismas respuestas.",
    "presumptions": "Presunciones",
    "presumptions.none": "Ninguna se aplica todavía.",
    "presumptions.may_arise": "Lo que aún puede dar lugar a una: {titles}.",
    "other_courts": "En otras cortes",
    "other_courts.none": "No se conoce otro circuito que lea estos hechos de otro modo.",
    "other_circuits": "Algunos circuitos",
    "elsewhere.not_yet": "Más adelante: {title}{by}. Todavía no es ley en ese día.",
    "elsewhere.changed": "{law}, cambiado por {changed}",
    "elsewhere.ended": "Antes: {title}{by}. Ya no es ley en ese día.",
    "elsewhere.other_circuit": "{where}: {title}{by}. Los mismos hechos pueden leerse allí de otro modo.",
    "elsewhere.displaced": "Fuera de este circuito: {title}. Aquí otro derecho ocupa su lugar{by}.",
    "elsewhere.other_circuit.named": "{title}{by}. Los mismos hechos pueden leerse allí de otro modo.",
    "elsewhere.circuit_unknown": "{where}: {title}{by}. No se sabe qué circuito verá el caso.",
    "notes": "Notas",
}
