"""Sentences about files, folders and the command line, in English and Spanish, by key."""

from typing import Final

OF_FILES: Final[dict[str, tuple[str, str]]] = {
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
    "folder.no_cases": (
        "There is no such folder. Name a folder of intake files.",
        "Esa carpeta no existe. Indique una carpeta de archivos de entrevista.",
    ),
    "folder.holds_no_cases": (
        "This folder holds no intake file (.json) itself. Name the folder in which they stand.",
        "Esta carpeta no contiene ningún archivo de entrevista (.json). Indique la carpeta en la que están.",
    ),
    "folder.not_empty": (
        "There is something in that folder already. Choose a new name.",
        "Esa carpeta ya contiene algo. Elija otro nombre.",
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
        'Aquí falta un nombre entre comillas rectas ("), o sobra una coma. JSON no acepta comentarios.',
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
    # The command line
    "usage.no_option": (
        "This command has no such option.{guess}",
        "Este comando no tiene esa opción.{guess}",
    ),
    "usage.no_command": (
        "There is no such command.{guess} Commands are {words}.",
        "Ese comando no existe.{guess} Los comandos son {words}.",
    ),
    "usage.missing": (
        "This is missing. Write it after the command.",
        "Esto falta. Escríbalo después del comando.",
    ),
    "usage.needs_value": (
        "A value is missing after this option.",
        "Falta un valor después de esta opción.",
    ),
    "usage.takes_no_value": (
        "This option takes no value. Write it alone.",
        "Esta opción no lleva valor. Escríbala sola.",
    ),
    "usage.choice": (
        "This is none of its values. Choose {words}.",
        "No es uno de sus valores. Elija {words}.",
    ),
    "usage.not_a_value": (
        "This cannot be its value. See what it takes.",
        "Esto no puede ser su valor. Vea qué acepta.",
    ),
    "usage.number": (
        "Write a whole number, at least {least}.",
        "Escriba un número entero, al menos {least}.",
    ),
    "usage.number_between": (
        "Write a whole number from {least} to {most}.",
        "Escriba un número entero de {least} a {most}.",
    ),
    "usage.day_before": (
        "This day is before the other. Write the earlier day first, with --from.",
        "Este día es anterior al otro. Escriba primero el día anterior, con --from.",
    ),
    "usage.too_many": (
        "There is a word too many. Put a name that holds spaces in quotation marks.",
        "Sobra una palabra. Ponga entre comillas un nombre con espacios.",
    ),
    "usage.other": (
        "This was not understood. See what the command takes.",
        "No se entendió. Vea qué acepta el comando.",
    ),
    "usage.day": (
        "This is not a day of the calendar. Write it as 2026-11-24.",
        "Esto no es un día del calendario. Escríbalo como 2026-11-24.",
    ),
    "usage.rule_id": (
        "This is not a rule id. Write three parts in lower case, such as us.harm.severe, at most {most} characters.",
        "Esto no es un id de regla. Escriba tres partes en minúsculas, como us.harm.severe, {most} caracteres como máximo.",
    ),
    "usage.rule_taken": (
        "A rule has this id already. An id is never used again; choose a new one.",
        "Una regla ya tiene este id. Un id nunca se usa otra vez; elija uno nuevo.",
    ),
    "usage.no_authority": (
        "No authority has this id.{guess} Put it into authorities/ first.",
        "Ninguna autoridad tiene este id.{guess} Póngala primero en authorities/.",
    ),
    "usage.word_needs_file": (
        "A Word file cannot be shown on a terminal. Name a new file with -o.",
        "Un archivo de Word no se puede mostrar en una terminal. Indique un archivo nuevo con -o.",
    ),
    "usage.json_and_format": (
        "With --json the assessment is written, without a format. Leave out one of the two.",
        "Con --json se escribe la evaluación, sin formato. Quite una de las dos opciones.",
    ),
    "usage.no_rule": ("No rule has this id.{guess}", "Ninguna regla tiene este id.{guess}"),
    "did_you_mean": (" Did you mean {name}?", " ¿Quiso decir {name}?"),
    # Folders of rules
    "rules.no_folder": (
        "There is no such folder of rules. Check the name.",
        "Esa carpeta de reglas no existe. Revise el nombre.",
    ),
    "rules.unreadable": (
        "A file of the rule pack cannot be read. Check that you may open every file in it.",
        "Un archivo del paquete de reglas no se puede leer. Revise que pueda abrir todos sus archivos.",
    ),
    "internal": (
        "Something went wrong inside the program. Nothing was decided. Run screening doctor, and report what you did, "
        "without any client data.",
        "Algo falló dentro del programa. No se decidió nada. Ejecute screening doctor y avise de lo que hizo, "
        "sin ningún dato de la persona.",
    ),
}
