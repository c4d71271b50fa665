"""The condition tree: what stands between a rule file and every engine.

Meaning (Kleene): a comparison with a fact that has no value is OPEN. ALL is NO as soon as one
child is NO, YES when all are YES. ANY is YES as soon as one child is YES, NO when all are NO.
NOT swaps YES and NO. SOME is YES if one item told of satisfies the body; NO if none does and the
list is closed; otherwise OPEN. "every X: B" is read as NOT SOME NOT B, "no X: B" as NOT SOME B,
"none: [..]" as NOT ANY.
"""

from dataclasses import dataclass
from enum import StrEnum

from screening.facts.values import Missing
from screening.vocabulary import ElementState, Protection


class Op(StrEnum):
    """Comparisons. KNOWN, NOT_KNOWN and STATE_IS look at whether there is an answer, so more
    knowledge can turn them from YES to NO; rules that conclude an element may not use them. ONLY is
    YES if the codes told are one or more and all among those named."""

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IN = "in"
    NOT_IN = "not in"
    INCLUDES = "includes"
    INCLUDES_ANY = "includes any of"
    ONLY = "includes only"
    KNOWN = "is known"
    NOT_KNOWN = "is not known"
    STATE_IS = "is"


@dataclass(frozen=True, slots=True)
class NumberRef:
    """A number fixed by law, named in the dated table: ``@one-year-months``."""

    name: str


Operand = bool | str | int | frozenset[str] | NumberRef | Missing | None
"""bool for ``is true``; str, frozenset for codes; int for numbers and date ordinals; Missing for
STATE_IS; None where the operator takes nothing, or where a number is not fixed on that day (then
the comparison is OPEN)."""


@dataclass(frozen=True, slots=True)
class Compare:
    """One line of a rule: a fact compared with a fixed value. ``text`` is the line as written."""

    fact: str
    op: Op
    value: Operand
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class RuleHolds:
    """``rule us.x holds``: another rule's truth. A rule not in force on that day and court is NO."""

    rule: str
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ElementIs:
    """``element past-harm is supported for asylum``. ``state`` is SUPPORTED or NOT_SUPPORTED.

    YES if the element has that state, NO if it has the opposite one, OPEN if open or conflicting.
    """

    element: str
    protection: Protection
    state: ElementState
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class All:
    """Every child. With no children: YES."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one child. With no children: NO."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; OPEN stays OPEN."""

    child: "Node"


@dataclass(frozen=True, slots=True)
class Some:
    """There is an item for which the body holds.

    ``item`` is the item name (``persecutor``). ``link`` is "" for the whole list, or the REFS fact
    of the enclosing item that names the ones meant (``incident.persecutors``): then the items are
    those whose ids the fact holds, the list counts as closed, and a REFS fact without a value
    makes SOME OPEN. The body may compare only facts of this item and hold further linked SOMEs.
    """

    item: str
    link: str
    body: "Node"
    text: str = ""
    line: int = 0


Node = Compare | RuleHolds | ElementIs | All | AnyOf | Not | Some
