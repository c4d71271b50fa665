"""Almost no colour: three accents and one grey, and only where the terminal can show them well."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from rich.style import Style

from screening.report.document import Role

ThemeName = Literal["auto", "dark", "light", "none"]
ColourSystem = Literal["truecolor", "256", "standard"] | None
"""How styles are written: 24-bit, 256 colours, bold alone, or no codes at all."""

PALETTES: Final[dict[str, dict[Role, str]]] = {
    "auto": {"supported": "#3083ce", "attention": "#b87100", "urgent": "#d8534a", "quiet": "#7f7f7f"},
    "dark": {"supported": "#6cb6ff", "attention": "#e0a458", "urgent": "#ff8a80", "quiet": "#a0a4ab"},
    "light": {"supported": "#0f5ea8", "attention": "#875200", "urgent": "#b3261e", "quiet": "#5f6368"},
}
INDEXED: Final[dict[Role, int]] = {"supported": 32, "attention": 130, "urgent": 167, "quiet": 244}
_BOLD: Final[frozenset[Role]] = frozenset({"bold", "attention", "urgent"})
_LIGHT_BACKGROUNDS: Final = frozenset({"7", "9", "10", "11", "12", "13", "14", "15"})
_ROLES: Final[tuple[Role, ...]] = ("", "bold", "quiet", "supported", "attention", "urgent", "struck")


@dataclass(frozen=True, slots=True)
class Theme:
    """A style for each loudness, and how codes may be written."""

    styles: dict[Role, Style]
    system: ColourSystem

    def style(self, role: Role) -> Style:
        return self.styles[role]


def choose_theme(name: ThemeName, env: Mapping[str, str], *, terminal: bool) -> Theme:
    """The theme for an output. ``NO_COLOR``, ``none`` and few colours leave bold; a dumb terminal, a
    pipe or a file get no codes at all. The terminal is never asked for its colours."""
    if not terminal or env.get("TERM") == "dumb":
        return Theme({role: Style() for role in _ROLES}, None)
    system = _system(env)
    if name == "none" or env.get("NO_COLOR") or system is None:
        return Theme(
            {role: Style(bold=role in _BOLD or None, strike=role == "struck" or None) for role in _ROLES},
            "standard",
        )
    palette = PALETTES[_background(env) if name == "auto" else name]
    return Theme({role: _style(role, palette, system) for role in _ROLES}, system)


def _style(role: Role, palette: dict[Role, str], system: ColourSystem) -> Style:
    bold = role in _BOLD or None
    if role not in palette:
        return Style(bold=bold, strike=role == "struck" or None)
    colour = palette[role] if system == "truecolor" else f"color({INDEXED[role]})"
    return Style(color=colour, bold=bold)


def _system(env: Mapping[str, str]) -> ColourSystem:
    if env.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256color" in env.get("TERM", "") else None


def _background(env: Mapping[str, str]) -> str:
    background = env.get("COLORFGBG", "").rpartition(";")[2]
    if not background.isdigit():
        return "auto"
    return "light" if background in _LIGHT_BACKGROUNDS else "dark"
