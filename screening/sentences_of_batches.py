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
    "batch.miscounted": (
        "Some finished work is not there any more, so records would be missing. No result was written. "
        "Run the same command with --resume.",
        "Falta trabajo que ya estaba hecho y faltarían casos. No se escribió ningún resultado. "
        "Ejecute el mismo comando con --resume.",
    ),
    "batch.of_files": (
        "This is an archive of files. Unpack it and name its folder. Single files may be .gz or .zst.",
        "Es un archivo que contiene otros. Descomprímalo e indique su carpeta. Archivos sueltos pueden ser .gz o .zst.",
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
    "batch.cluster_extra": (
        "This needs dask.distributed: pip install 'asylum-screening[cluster]'.",
        "Esto necesita dask.distributed: pip install 'asylum-screening[cluster]'.",
    ),
    "batch.cluster_address": (
        "The address of a cluster is written tls://host:port; on this machine also tcp://127.0.0.1:port.",
        "La dirección de un clúster se escribe tls://equipo:puerto; en este equipo también tcp://127.0.0.1:puerto.",
    ),
    "batch.cluster_tls": (
        "A cluster on other machines must be encrypted: give an address that begins with tls://.",
        "Un clúster en otros equipos debe ir cifrado: dé una dirección que empiece con tls://.",
    ),
    "batch.cluster_stdin": (
        "A cluster reads files where they lie; standard input cannot be sent to it. Write it to a file first.",
        "Un clúster lee los archivos donde están; la entrada estándar no se le puede enviar. Escríbala antes en un archivo.",
    ),
    "batch.cluster_not_reached": (
        "No cluster answers at this address, or its certificates were not accepted.",
        "En esta dirección no responde ningún clúster, o no se aceptaron sus certificados.",
    ),
    "batch.cluster_lost": (
        "The cluster is gone. What is done is kept: run the same command with --resume.",
        "El clúster ya no responde. Lo hecho se conserva: ejecute la misma orden con --resume.",
    ),
    "batch.cluster_differs": (
        "A machine of the cluster has other rules or another version of the program. Install the same on all of them.",
        "Un equipo del clúster tiene otras reglas u otra versión del programa. Instale lo mismo en todos.",
    ),
    "batch.parquet_extra": (
        "Parquet needs pyarrow: pip install 'asylum-screening[parquet]'.",
        "Parquet necesita pyarrow: pip install 'asylum-screening[parquet]'.",
    ),
    "batch.not_reducible": (
        "Without what may not be shared this case does not stand alone, so no test was made of it.",
        "Sin lo que no se puede compartir este caso no se sostiene, así que no se hizo prueba de él.",
    ),
}
