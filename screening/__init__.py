"""Asylum-claim screening under United States law: intake facts in, a checkable assessment out.

Data flows one way::

    intake JSON -> Intake -> facts -> rules engine -> Assessment -> report

``rules/`` (law as data) and ``cli/`` (the terminal) are mounted as ``screening.rules`` and
``screening.cli``: by the wheel's package mapping, and by the lines below in a checkout.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
if not (_HERE / "rules").is_dir():  # a checkout: cli/ and rules/ lie beside this folder
    __path__.append(str(_HERE.parent))

__version__ = "0.1.0"
