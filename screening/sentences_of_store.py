"""Sentences about the case store, its keys and the disk, in English and Spanish, by key."""

from typing import Final

OF_STORE: Final[dict[str, tuple[str, str]]] = {
    # Writing
    "file.link": (
        "A link stands under that name. It was not followed; choose a new name.",
        "Con ese nombre hay un enlace. No se siguió; elija otro nombre.",
    ),
    "file.special": (
        "That name belongs to something other than a file. Choose a new name.",
        "Ese nombre es de algo que no es un archivo. Elija otro nombre.",
    ),
    "disk.full": (
        "The disk is full. Make room and do it again; what was saved before is safe.",
        "El disco está lleno. Haga sitio y repítalo; lo guardado antes está a salvo.",
    ),
    "disk.quota": (
        "Your share of the disk is used up. Make room and do it again; what was saved before is safe.",
        "Su parte del disco está agotada. Haga sitio y repítalo; lo guardado antes está a salvo.",
    ),
    "disk.read_only": (
        "This disk can only be read. Choose a folder on another.",
        "Este disco es de solo lectura. Elija una carpeta en otro.",
    ),
    "disk.denied": (
        "You may not write here. Choose a folder of your own.",
        "No tiene permiso para escribir aquí. Elija una carpeta suya.",
    ),
    "disk.no_folder": (
        "The folder for this file is not there. Make it first, or choose another.",
        "La carpeta de este archivo no existe. Créela primero o elija otra.",
    ),
    "disk.long_name": (
        "The name is too long for this disk. Choose a shorter one.",
        "El nombre es demasiado largo para este disco. Elija uno más corto.",
    ),
    "disk.broken": (
        "The disk reports an error. Copy the folder to another disk before you go on.",
        "El disco da un error. Copie la carpeta a otro disco antes de seguir.",
    ),
    "output.synced": (
        "This folder is copied to other machines ({service}). Choose another, or add --allow-synced.",
        "Esta carpeta se copia a otras máquinas ({service}). Elija otra o añada --allow-synced.",
    ),
    # The folder and its keys
    "store.folder_link": (
        "This is not a folder but a link or a file. Name the folder itself.",
        "Esto no es una carpeta, sino un enlace o un archivo. Indique la carpeta misma.",
    ),
    "store.folder_open": (
        "Others can enter this folder. Close it to everybody but yourself (chmod 700), or choose another.",
        "Otras personas pueden entrar en esta carpeta. Ciérrela a todos menos a usted (chmod 700) o elija otra.",
    ),
    "store.no_key": (
        "There are no keys in this folder yet. Make them once.",
        "En esta carpeta todavía no hay llaves. Créelas una vez.",
    ),
    "store.has_key": (
        "There are keys in this folder already, with readers of their own. Change readers with screening case rekey.",
        "En esta carpeta ya hay llaves, con sus lectores. Cambie los lectores con screening case rekey.",
    ),
    "store.say_reader": (
        "Say who else can open the cases: --reader and the public key of your lawyer or office. With --no-reader nobody "
        "can help if the passphrase is lost.",
        "Diga quién más puede abrir los casos: --reader y la llave pública de su abogado o de la oficina. Con "
        "--no-reader nadie podrá ayudar si se pierde la frase.",
    ),
    "store.not_a_key": (
        "This is not a key file of ours. Restore it from a copy.",
        "Este no es un archivo de llaves nuestro. Recupérelo de una copia.",
    ),
    "store.wrong_passphrase": (
        "This passphrase does not open it. Type it again.",
        "Esta frase no lo abre. Escríbala otra vez.",
    ),
    "store.not_a_reader": (
        "This is not a public key. It begins with age1 and has 62 letters and digits; copy it whole.",
        "Esto no es una llave pública. Empieza por age1 y tiene 62 letras y cifras; cópiela entera.",
    ),
    "store.no_such_reader": (
        "That key is not among the readers. See them with screening case key.",
        "Esa llave no está entre los lectores. Véalos con screening case key.",
    ),
    "store.nobody": (
        "A drop box needs another reader: the public key of a lawyer. Add one with screening case rekey.",
        "Un buzón necesita otro lector: la llave pública de un abogado. Añádalo con screening case rekey.",
    ),
    "store.keys_changed": (
        "The keys were changed meanwhile. Begin again with the new ones.",
        "Entretanto se cambiaron las llaves. Empiece otra vez con las nuevas.",
    ),
    "store.is_encrypted": (
        "This folder is encrypted. Leave the option out, or name another folder.",
        "Esta carpeta está cifrada. Quite la opción o indique otra carpeta.",
    ),
    "store.usual": (
        "The usual folder is kept for encrypted cases. Name a folder for made-up cases, too: --store practice.",
        "La carpeta de siempre es para casos cifrados. Indique también una carpeta para casos inventados: --store practica.",
    ),
    "store.not_encrypted": (
        "This folder is not encrypted. Add --unencrypted if it holds only made-up cases.",
        "Esta carpeta no está cifrada. Añada --unencrypted si solo contiene casos inventados.",
    ),
    # Passphrases
    "store.phrase_short": (
        "The passphrase is too short. Take at least {least} signs; several words are easy to keep.",
        "La frase es demasiado corta. Use al menos {least} signos; varias palabras se recuerdan bien.",
    ),
    "store.phrase_signs": (
        "The passphrase is longer than {most} signs or holds one that cannot be typed. Choose another.",
        "La frase pasa de {most} signos o contiene uno que no se puede teclear. Elija otra.",
    ),
    "store.phrase_guessed": (
        "This passphrase is among the first that are guessed. Take seven words that have nothing to do with you.",
        "Esta frase es de las primeras que se adivinan. Use siete palabras que no tengan que ver con usted.",
    ),
    "store.phrases_differ": (
        "The two did not agree. Nothing was changed; begin again.",
        "No coincidieron. No se cambió nada; empiece otra vez.",
    ),
    "store.no_terminal": (
        "There is no terminal to ask for the passphrase unseen. Use --passphrase-file.",
        "No hay terminal donde pedir la frase sin mostrarla. Use --passphrase-file.",
    ),
    "store.phrase_file_open": (
        "Others can read the file with the passphrase. Close it to everybody but yourself (chmod 600).",
        "Otras personas pueden leer el archivo de la frase. Ciérrelo a todos menos a usted (chmod 600).",
    ),
    "store.phrase_file": (
        "The file with the passphrase cannot be read. It holds the passphrase in its first line, in UTF-8.",
        "El archivo de la frase no se puede leer. Contiene la frase en su primera línea, en UTF-8.",
    ),
    # Cases
    "store.not_an_id": (
        "This is not a case id. Write it as the list shows it, two groups of four.",
        "Esto no es un id de caso. Escríbalo como lo muestra la lista, dos grupos de cuatro.",
    ),
    "store.no_case": (
        "There is no such case in this folder.",
        "En esta carpeta no existe ese caso.",
    ),
    "store.in_use": (
        "Another program has it open. Close it there first.",
        "Otro programa lo tiene abierto. Ciérrelo allí primero.",
    ),
    "store.changed": (
        "The file was changed by somebody else while it was open. Nothing was written over; open it again.",
        "Alguien cambió el archivo mientras estaba abierto. No se sobrescribió nada; ábralo otra vez.",
    ),
    "store.not_opened": (
        "It does not open: it is sealed to other keys, or it is damaged. Nothing of it was used.",
        "No se abre: está cifrado para otras llaves o está dañado. No se usó nada de su contenido.",
    ),
    "store.not_a_case": (
        "What is inside is not a case of this program.",
        "Lo que contiene no es un caso de este programa.",
    ),
    "store.newer": (
        "The case was written by a later version. Bring this program up to date.",
        "El caso lo escribió una versión posterior. Actualice este programa.",
    ),
    "store.swapped": (
        "Under this name stands the file of another case. Somebody has moved it; put the right one back.",
        "Con este nombre está el archivo de otro caso. Alguien lo movió; ponga el correcto.",
    ),
    "store.older": (
        "This is an older copy: number {found}, and number {expected} was the last. If you put back a backup yourself, "
        "open it with --accept-older.",
        "Esta es una copia anterior: la número {found}, y la última fue la número {expected}. Si usted recuperó una copia de "
        "seguridad, ábrala con --accept-older.",
    ),
    "store.purged": (
        "This case was deleted here, and its file has come back. Delete it again.",
        "Este caso se borró aquí y su archivo ha vuelto. Bórrelo otra vez.",
    ),
    "store.drop_box": (
        "This case is sealed to the lawyer alone. Only the lawyer's key opens it.",
        "Este caso está cifrado solo para el abogado. Solo lo abre su llave.",
    ),
    "store.index_missing": (
        "The index of this folder is missing, so old copies would not be noticed. If you know why, run screening case "
        "list --rebuild-index.",
        "Falta el índice de esta carpeta, y no se notarían copias anteriores. Si sabe por qué, ejecute screening case "
        "list --rebuild-index.",
    ),
    "store.say_plaintext": (
        "The file would be readable by anybody who gets at it. Add --plaintext to write it so, or use screening case share.",
        "Cualquiera que lo consiga podría leer el archivo. Añada --plaintext para escribirlo así, o use screening case share.",
    ),
    "store.say_yes": (
        "This deletes a case, and there is nobody to ask. Add --yes.",
        "Esto borra un caso y no hay a quién preguntar. Añada --yes.",
    ),
    "store.unfinished": (
        "Some cases are still sealed to the readers of before: {in_use} in use, {not_opened} not opened. Close them and "
        "run screening case rekey again.",
        "Algunos casos siguen cifrados para los lectores de antes: {in_use} en uso, {not_opened} sin abrir. Ciérrelos y "
        "ejecute screening case rekey otra vez.",
    ),
    # What the case commands say
    "case.keys_made": (
        "Keys made in {folder}. Nobody can recover the cases without the passphrase{others}. Write it down and keep it apart "
        "from this machine. Give the public key below to those who are to send you cases.",
        "Llaves creadas en {folder}. Sin la frase{others} nadie puede recuperar los casos. Anótela y guárdela lejos de esta "
        "máquina. Dé la llave pública de abajo a quien vaya a enviarle casos.",
    ),
    "case.or_readers": (" or the key of another reader", " o la llave de otro lector"),
    "case.reader": ("other reader", "otro lector"),
    "case.phrase": ("Passphrase: ", "Frase de paso: "),
    "case.phrase_new": (
        "A phrase made for you: {phrase}\nPress Enter to take it, or type your own (at least {least} signs): ",
        "Una frase hecha para usted: {phrase}\nPulse Intro para usarla o escriba otra (al menos {least} signos): ",
    ),
    "case.phrase_again": ("Once more: ", "Otra vez: "),
    "case.unencrypted": (
        "NOT ENCRYPTED: anybody who gets at this disk can read this case. Only for made-up cases.",
        "SIN CIFRAR: cualquiera que llegue a este disco puede leer este caso. Solo para casos inventados.",
    ),
    "case.drop_box": (
        "Sealed to the other readers alone: this machine cannot open it again.",
        "Cifrado solo para los otros lectores: esta máquina no puede volver a abrirlo.",
    ),
    "case.none": ("There are no cases in this folder.", "En esta carpeta no hay casos."),
    "case.listed": (
        "{case}  age in days: {days}  saved {saved} UTC  {size}  {state}",
        "{case}  edad en días: {days}  guardado {saved} UTC  {size}  {state}",
    ),
    "case.state.in_order": ("in order", "en orden"),
    "case.state.file_missing": ("its file is missing", "falta su archivo"),
    "case.state.not_in_index": ("not in the index", "no está en el índice"),
    "case.state.other_readers": ("sealed to readers of before", "cifrado para lectores de antes"),
    "case.state.drop_box": ("for the lawyer alone", "solo para el abogado"),
    "case.opens": (
        "{case} opens and is the newest copy known. Times saved: {times}. Last saved: {saved} UTC. Size: {size}.",
        "{case} se abre y es la copia más nueva conocida. Veces guardado: {times}. Última vez: {saved} UTC. Tamaño: {size}.",
    ),
    "case.intake_in_order": (
        "The record in it can be screened.",
        "El registro que contiene se puede evaluar.",
    ),
    "case.intake_problems": (
        "The record in it cannot be screened yet. Places to complete or correct: {count}.",
        "El registro que contiene aún no se puede evaluar. Lugares por completar o corregir: {count}.",
    ),
    "case.rekeyed": (
        "Cases sealed again: {done}. Those who lose access keep what they copied before.",
        "Casos cifrados de nuevo: {done}. Quien pierde el acceso conserva lo que haya copiado antes.",
    ),
    "case.rekeyed_drop_box": (
        "Drop-box cases, which keep the readers they had: {count}.",
        "Casos del buzón, que conservan sus lectores: {count}.",
    ),
    "case.rebuilt": (
        "Index made again. Cases in it: {count}. Older copies put back before now were taken as they are.",
        "Índice rehecho. Casos en él: {count}. Las copias anteriores puestas antes se tomaron como están.",
    ),
    "case.exported": (
        "NOT ENCRYPTED: anybody who gets at {target} can read the whole record. Delete it when it is no longer needed.",
        "SIN CIFRAR: cualquiera que llegue a {target} puede leer todo el registro. Bórrelo cuando ya no haga falta.",
    ),
    "case.shared": (
        "Only the holders of the keys named can open {target}. Send it to them under any name.",
        "Solo quienes tengan las llaves indicadas pueden abrir {target}. Envíelo con cualquier nombre.",
    ),
    "case.purge_ask": (
        "Delete the case {case}? It cannot be brought back from here. (yes/no) ",
        "¿Borrar el caso {case}? No se podrá recuperar desde aquí. (sí/no) ",
    ),
    "case.purge_no": ("Nothing was deleted.", "No se borró nada."),
    "case.purged": (
        "Deleted; what is left on the disk is unreadable without the key. Backups, snapshots and copies that others have "
        "are yours to delete.",
        "Borrado; lo que quede en el disco no se puede leer sin la llave. Las copias de seguridad, instantáneas y copias "
        "de otros le toca a usted borrarlas.",
    ),
    "case.purged_plain": (
        "Deleted. The file was not encrypted: parts of it may stay readable on this disk and in backups.",
        "Borrado. El archivo no estaba cifrado: partes de él pueden seguir legibles en este disco y en copias.",
    ),
}
