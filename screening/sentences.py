"""Every sentence about a file or an answer that cannot be taken, in each language, by key.

Nothing here ever sees a value of a client's file: the pieces of a sentence are names of ours,
codes, limits and line numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from screening.errors import Problem


@dataclass(frozen=True, slots=True)
class Said:
    """The same statement in each language."""

    en: str
    es: str

    def __add__(self, other: "Said") -> "Said":
        """This and then the other, with nothing between them."""
        return Said(self.en + other.en, self.es + other.es)

    def then(self, other: "Said") -> "Said":
        """This sentence and the next."""
        return Said(f"{self.en} {other.en}", f"{self.es} {other.es}")

    def without_stop(self) -> "Said":
        return Said(self.en.removesuffix("."), self.es.removesuffix("."))

    def problem(
        self, code: str, where: str = "", line: int | None = None, column: int | None = None
    ) -> Problem:
        """This as a problem at a place."""
        return Problem(code, self.en, where, line, column, spanish=self.es)


def said(key: str, **pieces: str | int | Said) -> Said:
    """The sentence under ``key`` with its pieces filled in. KeyError for a key that is not there."""
    en, es = SENTENCES[key]
    return Said(
        en.format(**{name: piece.en if isinstance(piece, Said) else piece for name, piece in pieces.items()}),
        es.format(**{name: piece.es if isinstance(piece, Said) else piece for name, piece in pieces.items()}),
    )


def one_of(words: Sequence[str]) -> Said:
    """``a, b or c``: words that are the same in every language."""
    if len(words) < 2:
        return Said("".join(words), "".join(words))
    before, last = ", ".join(words[:-1]), words[-1]
    joint = "u" if last.lstrip('"').startswith(("o", "ho")) else "o"
    return Said(f"{before} or {last}", f"{before} {joint} {last}")


SENTENCES: Final[dict[str, tuple[str, str]]] = {
    # The file as a whole
    "file.missing": (
        "There is no such file. Check the name and the folder.",
        "Ese archivo no existe. Revise el nombre y la carpeta.",
    ),
    "file.not_a_file": (
        "This is not a file. Name one intake file in JSON.",
        "Esto no es un archivo. Indique un archivo de entrevista en JSON.",
    ),
    "file.not_readable": (
        "The file cannot be read. Check that you may open it.",
        "El archivo no se puede leer. Revise que tenga permiso para abrirlo.",
    ),
    "file.too_large": (
        "The file is larger than {size} MB. An intake never is.",
        "El archivo pasa de {size} MB. Una entrevista nunca ocupa tanto.",
    ),
    "file.empty": (
        "The file is empty. The smallest intake holds a format and an id.",
        "El archivo está vacío. La entrevista más corta tiene al menos format e id.",
    ),
    "file.wrong_encoding": (
        "The file is in UTF-16 or UTF-32. Save it as UTF-8 and try again.",
        "El archivo está en UTF-16 o UTF-32. Guárdelo como UTF-8 e intente otra vez.",
    ),
    "file.byte_order_mark": (
        "The file begins with a byte order mark. Save it as UTF-8 without one (BOM).",
        "El archivo empieza con una marca de orden de bytes. Guárdelo como UTF-8 sin ella (BOM).",
    ),
    "file.not_utf8": (
        "A letter here is not in UTF-8. Save the file as UTF-8 and try again.",
        "Aquí hay una letra que no está en UTF-8. Guarde el archivo como UTF-8 e intente otra vez.",
    ),
    "file.too_deep": (
        "Brackets stand more than {most} deep here. An intake is never so deep.",
        "Aquí hay más de {most} niveles de corchetes. Una entrevista nunca tiene tantos.",
    ),
    "file.too_many_values": (
        "The file holds more than {most:,} values. Is it more than one person's record?",
        "El archivo contiene más de {most:,} valores. ¿Es el expediente de más de una persona?",
    ),
    "file.not_json": ("The file is not valid JSON.", "El archivo no es JSON válido."),
    "file.not_an_object": (
        "The file must hold one record in curly brackets {{ }}.",
        "El archivo debe contener un solo registro entre llaves {{ }}.",
    ),
    "file.exists": (
        "That file exists already. Choose a new name.",
        "Ese archivo ya existe. Elija otro nombre.",
    ),
    "file.not_written": (
        "The file could not be written. Check the folder.",
        "El archivo no se pudo escribir. Revise la carpeta.",
    ),
    # JSON that breaks off
    "json.name": (
        'A name in straight quotation marks (") is missing here, or there is a comma too many. '
        "JSON knows no comments.",
        'Aquí falta un nombre entre comillas rectas ("), o sobra una coma. JSON no admite comentarios.',
    ),
    "json.comma_missing": (
        "A comma is missing here, or a bracket is not closed.",
        "Aquí falta una coma, o hay un corchete sin cerrar.",
    ),
    "json.colon_missing": (
        "A colon is missing here between a name and its value.",
        "Aquí faltan los dos puntos entre un nombre y su valor.",
    ),
    "json.value_missing": (
        "A value is missing here, or text stands here without quotation marks.",
        "Aquí falta un valor, o hay texto sin comillas.",
    ),
    "json.comma_too_many": ("There is a comma too many here.", "Aquí sobra una coma."),
    "json.open_text": (
        "A text that begins here has no closing quotation mark.",
        "Un texto que empieza aquí no tiene comillas de cierre.",
    ),
    "json.broken_text": (
        "A text is broken by a line end or a tab here; write \\n or \\t.",
        "Un texto queda cortado aquí por un fin de línea o un tabulador; escriba \\n o \\t.",
    ),
    "json.bad_u": (
        "A \\u here is not followed by four hexadecimal digits.",
        "Aquí hay un \\u sin cuatro dígitos hexadecimales detrás.",
    ),
    "json.backslash": (
        "A backslash stands here alone; write two.",
        "Aquí hay una sola barra invertida; escriba dos.",
    ),
    "json.more": (
        "Something stands here after the end of the record; a file holds one record.",
        "Aquí hay algo después del final del registro; un archivo contiene un solo registro.",
    ),
    "json.here": ("The file is not valid JSON here.", "El archivo deja de ser JSON válido aquí."),
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
    "did_you_mean": (" Did you mean {name}?", " ¿Quiso decir {name}?"),
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
