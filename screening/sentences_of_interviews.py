"""Sentences about the record of an interview and what is typed in it, in English and Spanish, by key."""

from typing import Final

OF_INTERVIEWS: Final[dict[str, tuple[str, str]]] = {
    "interview.no_record": (
        "This file holds no interview of ours, or was changed by hand. Nothing of it was read. Start a new one, "
        "or take the last copy that can be read.",
        "Este archivo no contiene una entrevista nuestra, o se cambió a mano. No se leyó nada. Empiece una nueva, "
        "o tome la última copia que se pueda leer.",
    ),
    # What was typed
    "answer.hidden": (
        "This text holds a sign that cannot be seen or that acts on the screen. Type it again by hand.",
        "Este texto tiene un signo que no se ve o que actúa sobre la pantalla. Escríbalo de nuevo a mano.",
    ),
    "answer.empty": ("Nothing was typed.", "No se escribió nada."),
    "answer.choice": (
        "This is none of the answers. Type a number from 1 to {most}, or the first letters of an answer.",
        "Esto no es ninguna de las respuestas. Escriba un número del 1 al {most}, o las primeras letras de una.",
    ),
    "answer.choices": (
        "Type one or more numbers from 1 to {most}, with commas, or 0 for none of these.",
        "Escriba uno o más números del 1 al {most}, con comas, o 0 si no es ninguno.",
    ),
    "answer.several_fit": (
        "More than one fits. Type more letters, or the number.",
        "Hay más de una que coincide. Escriba más letras, o el número.",
    ),
    "answer.count": (
        "This is not a whole number. Type digits, such as 3. If it is not known, say so with /1.",
        "Esto no es un número entero. Escriba cifras, como 3. Si no se sabe, dígalo con /1.",
    ),
    "answer.country": (
        "No country goes by this name. Type its name in English or Spanish, or its two-letter code.",
        "Ningún país se llama así. Escriba su nombre en inglés o español, o su código de dos letras.",
    ),
    "answer.language": (
        "No language here goes by this name. Type its name, or its three-letter code (ISO 639-3) as in: iso yua.",
        "Aquí ningún idioma se llama así. Escriba su nombre, o su código de tres letras (ISO 639-3), así: iso yua.",
    ),
    "answer.date.form": (
        "This is not read as a date. Write it as told: 3 March 2024, March 2024, 2024, about March 2024, before "
        "2024, between March 2024 and May 2024.",
        "Esto no se lee como fecha. Anótela como la dijo: 3 de marzo de 2024, marzo de 2024, 2024, hacia marzo de "
        "2024, antes de 2024, entre marzo de 2024 y mayo de 2024.",
    ),
    "answer.date.swapped": (
        "This could be two days, with day and month either way round. Write the month as a word.",
        "Esto puede ser dos días distintos, según cuál sea el mes. Escriba el mes con letras.",
    ),
}
