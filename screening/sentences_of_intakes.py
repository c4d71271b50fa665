"""Sentences about the answers of an intake, in English and Spanish, by key."""

from typing import Final

OF_INTAKES: Final[dict[str, tuple[str, str]]] = {
    # What no place may hold
    "null": ("Null says nothing.", "Null no dice nada."),
    "blank": ("This text is empty.", "Este texto está vacío."),
    "instead.out_of_list": ("Take it out of the list.", "Quítelo de la lista."),
    "instead.out": ("Take it out.", "Quítelo."),
    "instead.unknown": (
        'Leave the field out if it was not asked, or write "unknown".',
        'Si no se preguntó, omita el campo, o escriba "unknown".',
    ),
    "instead.leave_out": (
        "Leave the field out if it was not asked.",
        "Si no se preguntó, omita el campo.",
    ),
    "number_out_of_range": (
        "This is no number an intake can hold. Write a whole number such as 3.",
        "Una entrevista no puede contener este número. Escriba un número entero, como 3.",
    ),
    "broken_character": (
        "Half a character stands here (a \\uD800 to \\uDFFF without its other half). Remove it.",
        "Aquí hay medio carácter (un \\uD800 a \\uDFFF sin su otra mitad). Quítelo.",
    ),
    "hidden_character": (
        "The character U+{code_point:04X} stands in this text. It cannot be seen or acts on the screen; "
        "remove it.",
        "En este texto está el carácter U+{code_point:04X}. No se ve o actúa sobre la pantalla; quítelo.",
    ),
    "list_too_long": (
        "This list holds more than {most} items. Tell together what belongs together.",
        "Esta lista tiene más de {most} elementos. Cuente junto lo que va junto.",
    ),
    "name_twice": (
        "This name stands twice; the first is on line {first}. Keep one.",
        "Este nombre aparece dos veces; el primero está en la línea {first}. Deje uno.",
    ),
    "unknown_name": (
        "A name here is not one of the fields. Correct it or take it out.",
        "Aquí hay un nombre que no es uno de los campos. Corríjalo o quítelo.",
    ),
    "more_problems": (
        "And {rest} more. Correct these first, then read the file again.",
        "Y {rest} más. Corrija primero estos y vuelva a leer el archivo.",
    ),
    # Values
    "text_too_long": (
        "This text is longer than {most:,} characters. Shorten it.",
        "Este texto pasa de {most:,} caracteres. Acórtelo.",
    ),
    "date": ("This is not a date.", "Esto no es una fecha."),
    "date.forms": (
        "Write 2025-03-14, 2025-03, 2025, 2025-03~ (about)",
        "Escriba 2025-03-14, 2025-03, 2025, 2025-03~ (aproximada)",
    ),
    "date.between": (" or 2024-11/2025-02 (between).", " o 2024-11/2025-02 (entre)."),
    "date.or_unknown": (
        ', 2024-11/2025-02 (between), or "unknown".',
        ', 2024-11/2025-02 (entre), o "unknown".',
    ),
    "date.reversed": ("This interval ends before it begins.", "Este intervalo termina antes de empezar."),
    "date.no_day": ("There is no such day in that month.", "Ese mes no tiene ese día."),
    "date.no_month": (
        "There is no such month; for a season write the months, 2024-12/2025-02.",
        "Ese mes no existe; para una estación escriba los meses, 2024-12/2025-02.",
    ),
    "date.year": (
        "The year must lie between 1900 and 2200.",
        "El año debe estar entre 1900 y 2200.",
    ),
    "date.open_end": (
        "One end is empty; write .. for an open end.",
        "Un extremo está vacío; escriba .. para un extremo abierto.",
    ),
    "choose": (
        "Not one of the answers. Choose {words}.",
        "No es una de las respuestas. Elija {words}.",
    ),
    "format": ('The format must read "{form}".', 'El formato debe decir "{form}".'),
    "count": (
        "This is not a whole number. Write one without quotation marks, such as 3.",
        "Esto no es un número entero. Escriba uno sin comillas, como 3.",
    ),
    "country": (
        "This is not a country code. Write two capital letters, such as MX.",
        "Esto no es un código de país. Escriba dos letras mayúsculas, como MX.",
    ),
    "language": (
        "This is not a language code. Write three small letters, such as spa.",
        "Esto no es un código de idioma. Escriba tres letras minúsculas, como spa.",
    ),
    "id": (
        "This is not an id. Write small letters, digits and hyphens, a letter first, at most 32, "
        "such as threats-2; never anybody's name.",
        "Esto no es un id. Escriba minúsculas, cifras y guiones, primero una letra, 32 como máximo, "
        "como threats-2; nunca el nombre de nadie.",
    ),
    "section": (
        "This is not a group of fields. Write it in curly brackets {{ }}.",
        "Esto no es un grupo de campos. Escríbalo entre llaves {{ }}.",
    ),
    "any": (
        "This is not one value. Write true, false, a whole number, or text in quotation marks.",
        "Esto no es un solo valor. Escriba true, false, un número entero o texto entre comillas.",
    ),
    "text": (
        "This is not text. Write it in quotation marks.",
        "Esto no es texto. Escríbalo entre comillas.",
    ),
    "or_states.list": (", {words}.", ", {words}."),
    "or_states": (", or {words}.", ", o bien {words}."),
    # Fields that must be there
    "missing.id": (
        "An id is missing here. Add one, such as threats-2; never anybody's name.",
        "Aquí falta un id. Añada uno, como threats-2; nunca el nombre de nadie.",
    ),
    "missing.format": (
        'The format is missing. Add "format": "{form}".',
        'Falta el formato. Añada "format": "{form}".',
    ),
    "missing.code": (
        "This field must be there. Choose {words}.",
        "Este campo es necesario. Elija {words}.",
    ),
    "missing.any": (
        "This field must be there. Write what the other account says.",
        "Este campo es necesario. Escriba lo que dice el otro relato.",
    ),
    "missing.path": (
        "This field must be there. Write the path of a field, such as incidents[threats].date.",
        "Este campo es necesario. Escriba la ruta de un campo, como incidents[threats].date.",
    ),
    # Lists
    "list.section": (
        "This is not a list. Write the items in square brackets [ ], each in curly brackets {{ }}.",
        "Esto no es una lista. Escriba los elementos entre corchetes [ ], cada uno entre llaves {{ }}.",
    ),
    "list.code": (
        "This is not a list of answers. Write in square brackets [ ] any of {words}",
        "Esto no es una lista de respuestas. Escriba entre corchetes [ ] cualquiera de {words}",
    ),
    "list.id": (
        "This is not a list of ids. Write ids of {items} in square brackets [ ]",
        "Esto no es una lista de ids. Escriba ids de {items} entre corchetes [ ]",
    ),
    "list.country": (
        'This is not a list of country codes. Write ["MX"]',
        'Esto no es una lista de códigos de país. Escriba ["MX"]',
    ),
    "list.language": (
        'This is not a list of language codes. Write ["spa"]',
        'Esto no es una lista de códigos de idioma. Escriba ["spa"]',
    ),
    "list.text": (
        "This is not a list of texts. Write them in square brackets [ ]",
        "Esto no es una lista de textos. Escríbalos entre corchetes [ ]",
    ),
    "stop": (".", "."),
    # Between fields
    "id_twice": (
        "Another item of this list has the same id. Give each its own.",
        "Otro elemento de esta lista tiene el mismo id. Dé a cada uno el suyo.",
    ),
    "no_such_id": (
        "No item of {items} has this id. Correct it, or add the item to {items}.",
        "Ningún elemento de {items} tiene este id. Corríjalo, o añada el elemento a {items}.",
    ),
    "date_ahead": (
        "This date lies after the day of the screening, {day}. Correct the date.",
        "Esta fecha es posterior al día de la evaluación, {day}. Corrija la fecha.",
    ),
    "date_too_far_ahead": (
        "This date lies more than {years} years ahead. Correct the date.",
        "Faltan más de {years} años para esta fecha. Corrija la fecha.",
    ),
    "named_twice": (
        "This list is named twice. Keep one.",
        "Esta lista se nombra dos veces. Deje una.",
    ),
    "several_last": (
        "More than one entry is marked as the last. Mark one only.",
        "Más de una entrada está marcada como la última. Marque solo una.",
    ),
    "no_such_field": (
        "This is not the path of a field in this file. Write it as fear.afraid_now or, with the id of the "
        "item, incidents[threats].date.",
        "Esta no es la ruta de un campo de este archivo. Escríbala como fear.afraid_now o, con el id del "
        "elemento, incidents[threats].date.",
    ),
    "no_first_account": (
        "The field has no answer in this file, so there is nothing to differ from. Write this account "
        "as the answer and name who said it in sources.",
        "El campo no tiene respuesta en este archivo, así que no hay de qué diferir. Escriba este relato "
        "como respuesta e indique en sources quién lo dijo.",
    ),
}
