"""Sentences about batches, in English and Spanish, by key."""

from typing import Final

OF_BATCHES: Final[dict[str, tuple[str, str]]] = {
    "batch.nothing_to_read": (
        "No intake files are there. Name files or folders with .json, .ndjson or .jsonl, also as .gz or .zst.",
        "Ahí no hay entrevistas. Indique archivos o carpetas con .json, .ndjson o .jsonl, también .gz o .zst.",
    ),
    "batch.folder_used": (
        "The output folder is not empty. Name a new one, or go on with a stopped batch with --resume.",
        "La carpeta de salida no está vacía. Indique una nueva, o siga con un lote detenido con --resume.",
    ),
    "batch.nothing_to_resume": (
        "There is no stopped batch in this folder. Run it without --resume.",
        "En esta carpeta no hay ningún lote detenido. Ejecútelo sin --resume.",
    ),
    "batch.changed_input": (
        "The input has changed since this batch began. Begin again with a new output folder.",
        "La entrada cambió desde que empezó este lote. Empiece de nuevo con otra carpeta de salida.",
    ),
    "batch.changed_rules": (
        "The rules have changed since this batch began. Begin again with a new output folder.",
        "Las reglas cambiaron desde que empezó este lote. Empiece de nuevo con otra carpeta de salida.",
    ),
    "batch.changed_options": (
        "The options are not those this batch began with. Give the same ones, or begin again with a new output folder.",
        "Las opciones no son las del comienzo de este lote. Dé las mismas, o empiece de nuevo con otra carpeta de salida.",
    ),
    "batch.changed_version": (
        "The program has changed since this batch began. Begin again with a new output folder.",
        "El programa cambió desde que empezó este lote. Empiece de nuevo con otra carpeta de salida.",
    ),
    "batch.stdin_resume": (
        "Standard input cannot be read a second time. Begin again without --resume.",
        "La entrada estándar no se puede leer otra vez. Empiece de nuevo sin --resume.",
    ),
    "batch.stdin_no_lines": (
        "A line of standard input is longer than 1 MB. Give one intake a line.",
        "Una línea de la entrada estándar pasa de 1 MB. Ponga una entrevista en cada línea.",
    ),
    "batch.too_many_rows": (
        "A workbook holds no more than 1,048,575 rows. Use --table csv.",
        "Un libro de cálculo admite como mucho 1,048,575 filas. Use --table csv.",
    ),
    "batch.in_use": (
        "Another run is writing to this folder. Wait for it, or name another folder.",
        "Otra ejecución está escribiendo en esta carpeta. Espere, o indique otra carpeta.",
    ),
    "batch.no_such_case": (
        "No case of this batch is called that. Give an id of the triage table, or file:line.",
        "Ningún caso de este lote se llama así. Dé un id de la tabla, o archivo:línea.",
    ),
    "batch.several_cases": (
        "Several cases have this id. Give file:line, as in 1:27; the table says in which files they stand.",
        "Varios casos tienen este id. Dé archivo:línea, como 1:27; la tabla dice en qué archivos están.",
    ),
    "batch.line_too_long": (
        "The line is longer than 1 MB. An intake never is.",
        "La línea pasa de 1 MB. Una entrevista nunca ocupa tanto.",
    ),
    "batch.unreadable": ("The file could not be read.", "El archivo no se pudo leer."),
    "batch.crashed": (
        "A worker died at this record. It was left out.",
        "Un proceso se detuvo con este registro. Se dejó fuera.",
    ),
    "batch.archive_cut": (
        "The packed file ends too early. Nothing in it was used.",
        "El archivo comprimido termina antes de tiempo. No se usó nada de él.",
    ),
    "batch.archive_broken": (
        "The packed file is broken. Nothing in it was used.",
        "El archivo comprimido está dañado. No se usó nada de él.",
    ),
    "batch.archive_bomb": (
        "The packed file unpacks to far too much. Nothing in it was used.",
        "El archivo comprimido ocupa demasiado al abrirse. No se usó nada de él.",
    ),
    "batch.no_zstd": (
        "Files in .zst cannot be read here: backports.zstd is missing. Unpack it first, or install that.",
        "Aquí no se leen archivos .zst: falta backports.zstd. Descomprima el archivo, o instale eso.",
    ),
}
