"""Sentences about reviews, checks of reports, shared copies and the worksheet, in English and Spanish, by key."""

from typing import Final

OF_REVIEWS: Final[dict[str, tuple[str, str]]] = {
    # Reviews that cannot be taken
    "review.not_a_review": (
        "This is not a review as screening review writes it, or it was changed by hand. Make it again.",
        "Esto no es una revisión como la escribe screening review, o se cambió a mano. Hágala de nuevo.",
    ),
    "review.decisions_shape": (
        "Here stands something other than a file of decisions has. Write what screening review --template prints.",
        "Aquí hay algo que un archivo de decisiones no tiene. Escriba lo que muestra screening review --template.",
    ),
    "review.no_reviewer": (
        "No reviewer is named. Add --reviewer with initials or a name (at most 120 characters).",
        "No se nombra a quien revisa. Añada --reviewer con iniciales o un nombre (120 caracteres como máximo).",
    ),
    "review.date": (
        "The day of the review is not a day up to today. Write it as 2026-11-24, or leave it out.",
        "El día de la revisión no es un día hasta hoy. Escríbalo como 2026-11-24, o quítelo.",
    ),
    "review.no_such_finding": (
        "The assessment has no such finding. Take a name from screening review --template.",
        "La evaluación no tiene ese resultado. Tome un nombre de screening review --template.",
    ),
    "review.finding_twice": (
        "This finding is decided twice. Keep one decision.",
        "Este resultado tiene dos decisiones. Deje una.",
    ),
    "review.text_too_long": (
        "What stands instead and the reason are texts of at most 2,000 characters. Shorten them.",
        "Lo que queda en su lugar y la razón son textos de 2.000 caracteres como máximo. Acórtelos.",
    ),
    "review.no_reason": (
        "A finding is overridden without a reason. Write the reason.",
        "Se aparta un resultado sin dar razón. Escriba la razón.",
    ),
    "review.accepted_with_reason": (
        "A finding is accepted and yet something stands instead of it. Write overridden, or leave both texts empty.",
        "Se acepta un resultado y sin embargo algo queda en su lugar. Escriba overridden, o deje vacíos los dos textos.",
    ),
    "review.no_verdict": (
        "The verdict is neither accepted nor overridden. Write one of the two.",
        "El veredicto no es ni accepted ni overridden. Escriba uno de los dos.",
    ),
    "review.not_decided": (
        "This finding is not decided. Decide it, or add accept_rest: true.",
        "Este resultado está sin decidir. Decídalo, o añada accept_rest: true.",
    ),
    "review.needs_file": (
        "An intake file cannot hold a review. Add -o with a new file for it, and give that file to report with --review.",
        "Un archivo de admisión no puede guardar una revisión. Añada -o con un archivo nuevo y déselo a report con --review.",
    ),
    "review.needs_terminal": (
        "There is nobody to ask. Give the decisions in a file with --decisions.",
        "No hay a quién preguntar. Dé las decisiones en un archivo con --decisions.",
    ),
    "review.recorded": (
        "Review recorded. Accepted: {accepted}. Overridden: {overridden}.",
        "Revisión registrada. Aceptados: {accepted}. Apartados: {overridden}.",
    ),
    # What the one who reviews is asked
    "review.ask_reviewer": ("Initials or name of who reviews: ", "Iniciales o nombre de quien revisa: "),
    "review.ask_group": (
        "Accept all of these (a), or the numbers of those to override, such as 2, 5: ",
        "Aceptar todos (a), o los números de los que se apartan, por ejemplo 2, 5: ",
    ),
    "review.ask_again": ("Write a, or numbers from the list.", "Escriba a, o números de la lista."),
    "review.ask_instead": (
        "What do you find instead? (Enter: nothing) ",
        "¿Qué halla en su lugar? (Intro: nada) ",
    ),
    "review.ask_reason": ("Why? ", "¿Por qué? "),
    "review.reason_needed": ("A reason is needed.", "Hace falta una razón."),
    # Checks of reports
    "verify.not_a_report": (
        "This is not a report or an assessment in JSON that can be made again. Write one with screening report --format json "
        "or --json; a redacted copy cannot be checked.",
        "Esto no es un informe ni una evaluación en JSON que se pueda rehacer. Escriba uno con screening report --format json "
        "o --json; una copia reducida no se puede comprobar.",
    ),
    "verify.same": (
        "The same: made again from the same file, rules, day, circuit and engines, nothing differs.",
        "Igual: rehecho con el mismo archivo, las mismas reglas, día, circuito y motores, nada difiere.",
    ),
    "verify.differs": ("Differs: {what}", "Difiere: {what}"),
    "verify.more": ("And {count} more.", "Y {count} más."),
    "verify.intake": ("the intake file", "el archivo de admisión"),
    "verify.rules": ("the rules", "las reglas"),
    "verify.as_of": ("the day", "el día"),
    "verify.circuit": ("the circuit", "el circuito"),
    "verify.engines": ("the engines", "los motores"),
    "verify.review": ("the review", "la revisión"),
    "verify.software": ("the version of the program", "la versión del programa"),
    # Sharing
    "share.needs_file": (
        "What is encrypted cannot be shown here. Add -o with a new file.",
        "Lo cifrado no se puede mostrar aquí. Añada -o con un archivo nuevo.",
    ),
    "share.no_reader_in_file": (
        "There is no public key in this file. Put one on each line: age1 and 58 letters and digits.",
        "En este archivo no hay ninguna llave pública. Ponga una en cada línea: age1 y 58 letras y cifras.",
    ),
    "share.among_alone": (
        "--among counts rare cases, which only --redact funder and --redact corpus do. Leave it out.",
        "--among cuenta casos raros, lo que solo hacen --redact funder y --redact corpus. Quítelo.",
    ),
    "share.review_not_shared": (
        "A review is not part of a redacted copy. Leave out --review or --redact.",
        "Una revisión no forma parte de una copia reducida. Quite --review o --redact.",
    ),
    "share.form_or_redact": (
        "The worksheet holds the whole record. Leave out --form or --redact.",
        "La hoja de trabajo contiene todo el registro. Quite --form o --redact.",
    ),
    "share.form_needs_docx": (
        "Only the worksheet can be a Word file. Add --form i589, or leave out --format.",
        "Solo la hoja de trabajo puede ser un archivo de Word. Añada --form i589, o quite --format.",
    ),
    "share.written": (
        "Written: {target}. Pseudonymised, not anonymous.",
        "Escrito: {target}. Con seudónimos, no anónimo.",
    ),
    "share.sealed": (
        "Only the holders of the keys named can open {target}.",
        "Solo quienes tengan las llaves indicadas pueden abrir {target}.",
    ),
}
