"""What the commands on rules say: lint, tests of examples, new rules."""

from typing import Final

EN: Final[dict[str, str]] = {
    "lint.warnings": "Warnings",
    "lint.notes": "Notes for a lawyer",
    "lint.note.draft.one": "1 rule that no lawyer has reviewed yet",
    "lint.note.draft.many": "{n} rules that no lawyer has reviewed yet",
    "lint.note.unverified.one": "1 rule rests on an authority whose text nobody has read",
    "lint.note.unverified.many": "{n} times a rule rests on an authority whose text nobody has read",
    "lint.more": "And {n} more of these kinds. To see them: screening rules lint --all",
    "lint.counted": "Notes: {counted}. To see them: screening rules lint --all",
    "lint.count.error.one": "1 error",
    "lint.count.error.many": "{n} errors",
    "lint.count.warning.one": "1 warning",
    "lint.count.warning.many": "{n} warnings",
    "lint.count.note.one": "1 note",
    "lint.count.note.many": "{n} notes",
    "lint.end": "{pack}: {rules} rules, {authorities} authorities. {counts}.",
    "rules.test.end": "{passed} of {all} examples came out as written.",
    "rules.new.end": "Written: {file}",
    "rules.new.next": "Next: replace each text in < >, with its brackets and quotes, then run {command}",
}

ES: Final[dict[str, str]] = {
    "lint.warnings": "Avisos",
    "lint.notes": "Notas para una persona abogada",
    "lint.note.draft.one": "1 regla sin revisar por una persona abogada",
    "lint.note.draft.many": "{n} reglas sin revisar por una persona abogada",
    "lint.note.unverified.one": "1 regla se apoya en una autoridad cuyo texto nadie ha leído",
    "lint.note.unverified.many": "{n} veces una regla se apoya en una autoridad cuyo texto nadie ha leído",
    "lint.more": "Y {n} más de estas clases. Para verlos: screening rules lint --all",
    "lint.counted": "Notas: {counted}. Para verlas: screening rules lint --all",
    "lint.count.error.one": "1 error",
    "lint.count.error.many": "{n} errores",
    "lint.count.warning.one": "1 aviso",
    "lint.count.warning.many": "{n} avisos",
    "lint.count.note.one": "1 nota",
    "lint.count.note.many": "{n} notas",
    "lint.end": "{pack}: {rules} reglas, {authorities} autoridades. {counts}.",
    "rules.test.end": "{passed} de {all} ejemplos salieron como está escrito.",
    "rules.new.end": "Escrito: {file}",
    "rules.new.next": "Sigue: reemplace cada texto entre < >, con sus signos y comillas, y ejecute {command}",
}
