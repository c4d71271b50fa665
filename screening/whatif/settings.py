"""``PATH=VALUE``: an answer changed for the length of one analysis. The file stays as it is.

Paths are those of the intake (``fear.afraid_now``, ``incidents[threats].date``). The changed record
is read again as strictly as a file, so that nothing is analysed that an intake could not hold.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from pydantic import BaseModel

from screening.errors import IntakeError, UsageError
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.intake.shape import Kind, Shape, fields_of
from screening.law.suggest import suggestion
from screening.sentences import Said, said
from screening.vocabulary import ANSWER_STATES

NOT_ASKED: Final = "not_asked"
"""The value that takes an answer out, as if nobody had asked."""
_UNKNOWN: Final = "desconocido"
"""``unknown`` in Spanish, as *sí* is *yes*."""
_YES_NO: Final = {"yes": True, "true": True, "sí": True, "si": True, "no": False, "false": False}


def changed(data: bytes, settings: Iterable[str], *, as_of: date) -> tuple[Intake, bytes]:
    """The intake in ``data`` with each setting made, in order, and the bytes it would have as a file.

    Raises UsageError, which names the path but never a value.
    """
    record: Any = json.loads(data)
    for setting in settings:
        path, sign, value = setting.partition("=")
        if not sign or not path:
            raise _refused(said("whatif.form"), "form")
        _set(record, path.strip(), value.strip())
    written = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    try:
        return read_intake(written, source="", as_of=as_of), written
    except IntakeError as error:
        raise UsageError([replace(problem, line=None, column=None) for problem in error.problems]) from None


def _set(record: dict[str, Any], path: str, value: str) -> None:
    head, _, rest = path.partition("[")
    if rest:
        item_id, bracket, key = rest.partition("]")
        key = key.removeprefix(".")
        shape = _known(Intake, head, head)
        if not bracket or not shape.many or shape.model is None or not key:
            raise _refused(said("whatif.form"), "form")
        field = _known(shape.model, key, f"{head}[].{key}")
        item = next((one for one in record.get(head) or () if one.get("id") == item_id), None)
        if item is None:
            raise _refused(said("whatif.no_item"), "no_item", head)
        _put(item, key, value, field, f"{head}[].{key}")
        return
    head, _, key = path.partition(".")
    shape = _known(Intake, head, head)
    if not key and shape.model is None:
        _put(record, head, value, shape, head)
        return
    if shape.many:
        raise _refused(said("whatif.needs_item", name=head), "needs_item", head)
    assert shape.model is not None  # everything else of an intake is a section
    field = _known(shape.model, key, f"{head}.{key}")
    part = record.setdefault(head, {})
    _put(part, key, value, field, f"{head}.{key}")
    if not part:
        del record[head]


def _known(model: type[BaseModel], name: str, where: str) -> Shape:
    """The shape of a field. Raises UsageError with the nearest name; what was typed is not repeated."""
    known = fields_of(model)
    if name in known and name != "id":
        return known[name]
    place = where.rpartition(".")[0]
    raise _refused(said("whatif.no_path", guess=suggestion(name, known)), "no_path", place)


def _put(part: dict[str, Any], key: str, text: str, shape: Shape, where: str) -> None:
    if text == NOT_ASKED:
        part.pop(key, None)
    else:
        part[key] = _answer(text, shape, where)


def _answer(text: str, shape: Shape, where: str) -> Any:
    """What a typed value is in the JSON of an intake."""
    if text.casefold() == _UNKNOWN and shape.states:
        return "unknown"
    if text in ANSWER_STATES and shape.states:
        return text
    if shape.many:
        return [part.strip() for part in text.split(",") if part.strip()]
    if shape.kind is Kind.YES_NO or (shape.kind is Kind.CODE and text.casefold() == "sí"):
        word = text.casefold()
        if word in _YES_NO:
            return _YES_NO[word]
        if word in shape.choices:
            return word
        raise _refused(said("whatif.yes_no"), "yes_no", where)
    if shape.kind is Kind.COUNT:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise _refused(said("whatif.count"), "count", where)
        return int(text)
    return text


def _refused(sentence: Said, code: str, where: str = "") -> UsageError:
    return UsageError([sentence.problem(f"usage.{code}", where)])
