"""Words of the worksheet."""

from typing import Final

EN: Final[dict[str, str]] = {}
ES: Final[dict[str, str]] = {}
