"""Sentences about what is asked of ``whatif`` and ``report --why``, in English and Spanish, by key."""

from typing import Final

OF_WHATIF: Final[dict[str, tuple[str, str]]] = {
    "whatif.form": (
        "A setting has the form PATH=VALUE, such as fear.afraid_now=yes or incidents[ID].date=2025-03.",
        "Un cambio tiene la forma RUTA=VALOR, como fear.afraid_now=yes o incidents[ID].date=2025-03.",
    ),
    "whatif.no_path": (
        "No answer here has this name.{guess} See screening schema.",
        "Ninguna respuesta de aquí tiene este nombre.{guess} Vea screening schema.",
    ),
    "whatif.needs_item": (
        "This is a list. Name one item by its id: {name}[ID].",
        "Esto es una lista. Indique un elemento por su id: {name}[ID].",
    ),
    "whatif.no_item": (
        "No item of this list has that id. See the ids in the intake file.",
        "Ningún elemento de esta lista tiene ese id. Vea los ids en el archivo de entrevista.",
    ),
    "whatif.yes_no": (
        "Write yes, no or unknown.",
        "Escriba sí, no o desconocido.",
    ),
    "whatif.count": (
        "Write a whole number, or unknown.",
        "Escriba un número entero, o desconocido.",
    ),
    "whatif.no_name": (
        "No rule and no element has this name.{guess} Elements are {words}.",
        "Ninguna regla y ningún elemento tiene este nombre.{guess} Los elementos son {words}.",
    ),
    "whatif.no_element": (
        "No element has this name.{guess} Elements are {words}.",
        "Ningún elemento tiene este nombre.{guess} Los elementos son {words}.",
    ),
    "whatif.no_protection": (
        "This element is no part of the test for that protection. Write {words}.",
        "Este elemento no es parte del examen de esa protección. Escriba {words}.",
    ),
    "whatif.why_alone": (
        "An explanation is text. Leave out --json, --format, -o and --redact, and ask --why or --why-not, not both.",
        "Una explicación es texto. Quite --json, --format, -o y --redact, y use --why o --why-not, no los dos.",
    ),
}
