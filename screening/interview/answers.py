"""What people type, read as an answer: choices by number, code or name, dates in words, refusals as sentences.

Accents and capitals never matter. What is not understood is asked again with a sentence that says what
may stand there; nothing is taken for something near it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from screening.dates.reading import NotADate, fold, read_date
from screening.intake.inspection import first_hidden
from screening.intake.shape import Kind, Shape
from screening.interview.record import Answer, Value
from screening.languages import LANGUAGE_NAMES, languages_named
from screening.report.countries import country_codes, country_name
from screening.sentences import Said, said
from screening.vocabulary import LANGUAGES, AnswerState

STATES: Final[tuple[AnswerState, ...]] = get_args(AnswerState)
"""The four answers that are always possible, in the order they are always shown."""
STATE_WORDS: Final[dict[AnswerState, tuple[str, ...]]] = {
    "unknown": (
        "i do not know", "i don't know", "don't know", "i do not remember", "i don't remember", "unknown", "no se",
        "no lo se", "no me acuerdo", "no recuerdo", "no sabe", "does not know", "no se, o no me acuerdo",
        "i do not know, or do not remember",
    ),
    "declined": (
        "i would rather not say", "i'd rather not say", "rather not say", "declined", "prefiero no decirlo",
        "prefiero no decir", "no quiero decirlo",
    ),
    "deferred": (
        "later", "with the lawyer", "later, or with the lawyer", "deferred", "despues", "mas tarde",
        "con el equipo legal", "con el abogado", "con la abogada", "despues, o con el equipo legal",
    ),
    "not_applicable": (
        "this is not my case", "not my case", "does not apply", "not applicable", "no es mi caso", "no se aplica",
        "no aplica",
    ),
}  # fmt: skip
"""How each is said, accents and capitals aside."""
_YES: Final = ("y", "yes", "si", "true")
_NO: Final = ("n", "no", "false")
_NONE: Final = ("0", "none", "none of these", "nothing", "ninguno", "ninguna", "nada", "ninguno de estos")
_SMALL: Final = {
    word: number
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for number, word in enumerate(words.split())
} | {"una": 1, "un": 1}


_NO_DATE: Final = {"form": "answer.date.form", "swapped": "answer.date.swapped"}


class NotUnderstood(Exception):
    """Typed text that gives no answer. ``said`` is the sentence; ``among`` the labels it could mean."""

    def __init__(self, sentence: Said, among: Sequence[str] = ()) -> None:
        super().__init__(sentence.en)
        self.said = sentence
        self.among = tuple(among)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from: its value in a file, and every name it goes by; the first is shown."""

    value: bool | str
    names: tuple[str, ...]


def read_answer(text: str, shape: Shape, options: Sequence[Option], today: date) -> Answer:
    """The answer ``text`` gives to a field of this ``shape``. Raises NotUnderstood.

    ``options`` are the choices in the order shown, numbered from 1; after them the four states. Where
    there are none, the states are ``/1`` to ``/4``. ``today`` is the day of the talk.
    """
    if acts_or_hides(text):
        raise NotUnderstood(said("answer.hidden"))
    typed = text.strip()
    if not typed:
        raise NotUnderstood(said("answer.empty"))
    state = _state(typed, len(options))
    if state is not None:
        return Answer(state=state)
    return Answer(value=_value(typed, shape, options, today))


def acts_or_hides(text: str) -> bool:
    """Whether a text holds signs that act on a terminal, cannot be seen or cannot be saved. Lines are none."""
    hidden = first_hidden(text.replace("\n", " "))
    return hidden is not None or any("\ud800" <= char <= "\udfff" for char in text)


def _state(typed: str, options: int) -> AnswerState | None:
    folded = fold(typed).rstrip(".")
    for place, state in enumerate(STATES, 1):
        if folded == f"/{place}" or (options and folded == str(options + place)):
            return state
        if folded in STATE_WORDS[state]:
            return state
    return None


def _value(typed: str, shape: Shape, options: Sequence[Option], today: date) -> Value:
    match shape.kind:
        case Kind.DATE:
            return _date(typed, today)
        case Kind.COUNT:
            return _count(typed)
        case Kind.COUNTRY:
            return _each(typed, _country) if shape.many else _country(typed)
        case Kind.LANGUAGE:
            return _each(typed, _language) if shape.many else _language(typed)
        case Kind.TEXT:
            return tuple(one.strip() for one in typed.split(";") if one.strip()) if shape.many else typed
    if shape.many:
        return _several(typed, options)
    return _option(typed, options).value


def _date(typed: str, today: date) -> str:
    try:
        return read_date(typed, today).text
    except NotADate as error:
        raise NotUnderstood(said(_NO_DATE[error.code])) from None


def _count(typed: str) -> int:
    folded = fold(typed)
    if re.fullmatch(r"\d{1,7}", folded, re.ASCII):
        return int(folded)
    if folded in _SMALL:
        return _SMALL[folded]
    raise NotUnderstood(said("answer.count"))


def _each(typed: str, one: Callable[[str], str]) -> tuple[str, ...]:
    if fold(typed) in _NONE:
        return ()
    return tuple(dict.fromkeys(one(part) for part in re.split(r"[,;]", typed) if part.strip()))


def _country(typed: str) -> str:
    wanted = fold(typed)
    names = {
        code: {fold(country_name(code, language)) for language in LANGUAGES} | set(_ALSO.get(code, ()))
        for code in country_codes()
    }
    if typed.strip() in names:
        return typed.strip()
    exact = [code for code, called in names.items() if wanted in called]
    found = exact or [c for c, called in names.items() if any(name.startswith(wanted) for name in called)]
    return _only(found, {code: country_name(code, "en") for code in found}, "answer.country")


_ALSO: Final = {
    "US": ("usa", "united states of america", "eeuu", "ee uu", "ee. uu.", "estados unidos de america"),
    "MM": ("burma", "birmania"), "CZ": ("czech republic", "republica checa"), "GB": ("england", "inglaterra"),
    "CI": ("cote d'ivoire",), "SZ": ("swaziland", "suazilandia"), "TR": ("turkiye",),
    "KR": ("korea", "corea"), "SV": ("salvador",), "DO": ("dominicana", "republica dominicana"),
}  # fmt: skip
"""Names in daily use beside those of the table, accents and capitals aside."""


def _language(typed: str) -> str:
    found = languages_named(typed)
    if code := re.fullmatch(r"iso[ :]([a-z]{3})", typed.strip().lower()):
        return code[1]
    return _only(found, {code: LANGUAGE_NAMES[code][0] for code in found}, "answer.language")


def _only(found: Sequence[str], names: dict[str, str], key: str) -> str:
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotUnderstood(said(key))
    raise NotUnderstood(said("answer.several_fit"), [names[code] for code in found])


def _several(typed: str, options: Sequence[Option]) -> tuple[str, ...]:
    if fold(typed) in _NONE and not _is_name(typed, options):
        return ()
    if re.fullmatch(r"[\d\s,;]+", typed):
        parts: Iterable[str] = re.split(r"[\s,;]+", typed.strip(" ,;"))
    else:
        parts = [typed] if _is_name(typed, options) else re.split(r"[,;]", typed)
    chosen = [str(_option(part.strip(), options).value) for part in parts if part.strip()]
    if not chosen:
        raise NotUnderstood(said("answer.choices", most=len(options)))
    return tuple(dict.fromkeys(chosen))


def _is_name(typed: str, options: Sequence[Option]) -> bool:
    return any(fold(typed) in map(fold, option.names) for option in options)


def _option(typed: str, options: Sequence[Option]) -> Option:
    wanted = fold(typed)
    if re.fullmatch(r"\d{1,3}", wanted, re.ASCII):
        if 1 <= int(wanted) <= len(options):
            return options[int(wanted) - 1]
        raise NotUnderstood(said("answer.choice", most=len(options)))
    if any(isinstance(option.value, bool) for option in options):
        meant = True if wanted in _YES else False if wanted in _NO else None
        if meant is not None:
            return next(option for option in options if option.value is meant)
    exact = [option for option in options if wanted in map(fold, option.names)]
    near = exact or [o for o in options if any(fold(name).startswith(wanted) for name in o.names)]
    if len(near) == 1:
        return near[0]
    if not near:
        raise NotUnderstood(said("answer.choice", most=len(options)))
    raise NotUnderstood(said("answer.several_fit"), [option.names[0] for option in near])
