"""The terminal: no width loses a word, nothing acts on the terminal, colour carries no meaning alone."""

import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pyte
import pytest
from hostile import ATTACK, NASTY, PAYLOADS, foreign, unsafe_in
from hypothesis import example, given, settings
from hypothesis import strategies as st
from real_pack import real_pack
from report_cases import (
    AS_OF,
    EMPTY_INTAKE,
    PACK,
    RICH_INTAKE,
    empty_assessment,
    intake_saying,
    rich_assessment,
)
from rich.cells import cell_len
from rich.text import Text
from screening.cli.console import Screen, open_screen
from screening.cli.error_screen import error_lines, error_plain
from screening.cli.plain import render_plain
from screening.cli.render import render_document
from screening.cli.symbols import UNICODE, symbols_for
from screening.cli.theme import INDEXED, PALETTES, ThemeName, choose_theme

from screening.assessment.assess import assess
from screening.errors import (
    EngineError,
    IntakeError,
    NoInputError,
    OutputError,
    Problem,
    RulesError,
    ScreeningError,
)
from screening.intake.read import read_intake
from screening.report.build import build_report
from screening.report.document import Document
from screening.report.rule_card import rule_card
from screening.safe_text import SafeText
from screening.vocabulary import LANGUAGES, Language

WIDTHS = (*range(20, 131), *range(131, 201, 7), 200)
NO_COLOUR = choose_theme("none", {}, terminal=False)
RICH = {language: build_report(rich_assessment(), PACK, RICH_INTAKE, language) for language in LANGUAGES}
EMPTY = {language: build_report(empty_assessment(), PACK, EMPTY_INTAKE, language) for language in LANGUAGES}
CARDS = [rule_card(rule, PACK, "en", as_of=PACK.law_known_to) for rule in PACK.rules.values()]
ERROR = IntakeError(
    [
        Problem("intake.not_a_date", "This is not a date. Write 2025-03-14, 2025-03 or 2025.", "incidents[2].date", 37),
        Problem("intake.twice", "This name stands twice; the first is on line 44. Keep one.", "persecutors", 61),
    ],
    source="examples/case-0412.json",
)  # fmt: skip
COMMAND = "screening check examples/case-0412.json"
CODE = re.compile(r"\x1b\[[0-9;]*m")


def lines(document: Document, width: int) -> list[str]:
    return [line.plain for line in render_document(document, width, NO_COLOUR, UNICODE)]


def letters(shown: list[str]) -> Counter[str]:
    return Counter(char for char in "".join(shown).casefold() if char.isalnum())


@pytest.mark.parametrize("document", [*RICH.values(), *EMPTY.values(), *CARDS[::6]])
def test_no_line_is_wider_than_the_terminal_and_no_letter_is_lost(document: Document) -> None:
    whole = letters(lines(document, 80))
    whole -= letters(["Question", "Pregunta"])  # a column head that gives way to words in the rows
    for width in WIDTHS:
        shown = lines(document, width)
        assert max(cell_len(line) for line in shown) <= width, width
        assert whole - letters(shown) == Counter(), width


def test_below_20_columns_is_as_20() -> None:
    assert lines(RICH["en"], 3) == lines(RICH["en"], 20)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_fits_a_screen(language: Language) -> None:
    for document in (RICH[language], EMPTY[language]):
        shown = lines(replace(document, sections=(), closing=SafeText("")), 80)
        assert len(shown[1:-1]) <= 24


EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_of_the_product_read_well(path: Path) -> None:
    intake = read_intake(path.read_bytes(), source=path.name, as_of=AS_OF)
    pack = real_pack()
    assessment = assess(intake, pack, as_of=AS_OF, settling=False)
    for language in LANGUAGES:
        document = build_report(assessment, pack, intake, language)
        assert len(lines(replace(document, sections=(), closing=SafeText("")), 80)) - 2 <= 24
        whole = letters(lines(document, 80)) - letters(["Question", "Pregunta"])
        for width in (20, 44, 79, 100, 200):
            shown = lines(document, width)
            assert max(map(cell_len, shown)) <= width
            assert whole - letters(shown) == Counter()
        assert foreign(render_plain(document, None)) == set()


def test_there_are_examples() -> None:
    assert EXAMPLES


def test_the_first_screen() -> None:
    assert lines(RICH["en"], 80)[:25] == [
        "",
        "  Screening report         Privileged and confidential · unreviewed by a lawyer",
        "  ─────────────────────────────────────────────────────────────────────────────",
        "  Case          k7qd-29fm · woman, 39, Mexico, with husband and 2 daughters",
        "  As of         24 November 2026 · Fifth Circuit (El Paso court)",
        "  Route         In immigration court (defensive) · I-589 not filed",
        "",
        "  Safety        Danger today; see section 13",
        "  Urgent        43 days left. File Form I-589 by Wednesday 6 January 2027.",
        "                Counted from the earliest possible day of entry.",
        "",
        "  Asylum        Open           2 supported · 7 open · 1 conflicting",
        "  Withholding   Open           6 open · 1 conflicting",
        "  CAT           Not indicated on these facts  official part or acquiescence",
        "  Bars          none in force so far · 3 open (2 not asked about yet)",
        "                one-year deadline; serious crime; help to armed groups",
        "",
        "  Bases         A   Former police employee (social group)       ○ open",
        "  and 1 more    B   Seen as siding with the state (opinion)     ○ open",
        "  Weak spots    W1  Why the threats came is not known           ■■■□ serious",
        "  and 3 more    W2  Danger may be called a risk of the job      ■■■□ serious",
        "  Ask first     Q1  What the threats said: settles 3 elements",
        "  and 2 more    Q2  Day and manner of crossing: settles the deadline",
        "",
        "  A flag is not an answer. Nothing here says how a judge will decide.",
    ]


def test_the_matrix_at_80_columns() -> None:
    shown = lines(RICH["en"], 80)
    assert "                                Asylum          Withholding     CAT" in shown
    assert "  Official part or acquiescence –               –               × not supported" in shown
    assert "  In sum                        Open            Open            Not indicated" in shown


def test_the_matrix_is_wider_from_100_columns() -> None:
    head = "                                       Asylum           Withholding      CAT"
    assert head in lines(RICH["en"], 100) and head in lines(RICH["en"], 120)


def test_sources_stand_in_the_margin_from_119_columns() -> None:
    wide = next(line for line in lines(RICH["en"], 119) if "us.fear.genuine" in line)
    assert wide.index("us.fear.genuine") == 89 and wide.startswith("  Genuine fear")
    narrow = next(line for line in lines(RICH["en"], 118) if "us.fear.genuine" in line)
    assert narrow.strip().startswith("us.fear.genuine · F")


def test_the_matrix_is_a_list_below_79_columns() -> None:
    shown = lines(RICH["en"], 60)
    at = shown.index("  Official part or acquiescence")
    assert shown[at + 1] == "    CAT: × not supported"
    assert "Withholding     CAT" not in "\n".join(shown)


def test_two_blank_lines_before_a_section_and_none_after_its_rule() -> None:
    shown = lines(RICH["en"], 80)
    for number in range(1, 12):
        at = next(
            i for i, line in enumerate(shown) if line.startswith(f"  {number}  ") and "─" in shown[i + 1]
        )
        assert shown[at - 2 : at] == ["", ""] and shown[at + 2]


@pytest.mark.parametrize("width", [20, 44, 80, 120])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_is_followed_by_its_word(language: Language, width: int) -> None:
    for line in lines(RICH[language], width):
        assert not re.search(r"[●○◐×](?! ?[a-z])", line), line
        assert not re.search(r"[■□](?![■□]| [a-z])", line), line


@pytest.mark.parametrize("width", [20, 60, 80, 120])
def test_the_error_screen(width: int) -> None:
    for language in LANGUAGES:
        shown = [t.plain for t in error_lines(ERROR, language, width, NO_COLOUR, UNICODE)]
        assert max(map(cell_len, shown)) <= width
        assert "line 37" in " ".join(shown) or "línea 37" in " ".join(shown)


def test_the_error_screen_at_80_columns() -> None:
    shown = [t.plain for t in error_lines(ERROR, "en", 80, NO_COLOUR, UNICODE, command=COMMAND)]
    assert shown == [
        "",
        "  Not read  examples/case-0412.json                  2 problems, nothing stored",
        "  ─────────────────────────────────────────────────────────────────────────────",
        "  line 37   incidents[2].date",
        "            This is not a date. Write 2025-03-14, 2025-03 or 2025.",
        "",
        "  line 61   persecutors",
        "            This name stands twice; the first is on line 44. Keep one.",
        "",
        "  Next      Correct these 2 places, then run",
        "            screening check examples/case-0412.json",
        "",
        "  The values are not shown, so that no client fact reaches the screen or a log.",
        "  Exit 65.",
        "",
    ]


@pytest.mark.parametrize(
    "kind", [IntakeError, RulesError, NoInputError, EngineError, OutputError, ScreeningError]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_error_has_its_words(kind: type[ScreeningError], language: Language) -> None:
    error = kind([Problem("x.y", "No such file.")], source="a.json")
    shown = " ".join(t.plain for t in error_lines(error, language, 80, NO_COLOUR, UNICODE))
    assert "No such file." in shown and str(kind.exit_code) in shown
    assert "No such file." in error_plain(error, language)


def test_a_rule_card_names_law_conditions_and_state() -> None:
    card = "\n".join(lines(CARDS[3], 80))
    assert "us.ground.former-employee" in card and "Afraid now: yes" in card
    assert "not verified: do not rely on it" in card and "draft: not yet reviewed by a lawyer" in card
    assert "Against it" in card and "in force" in card


def screen(encoding: str = "utf-8", terminal: bool = True, **more: object) -> tuple[Screen, io.BytesIO]:
    raw = io.BytesIO()

    class Stream(io.TextIOWrapper):
        def isatty(self) -> bool:
            return terminal

    stream = Stream(raw, encoding=encoding, write_through=True)
    env = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return open_screen(stream, **{"env": env, "width": 80, **more}), raw  # type: ignore[arg-type]


def shown_on(here: Screen, raw: io.BytesIO, document: Document) -> bytes:
    here.show(render_document(document, here.width, here.theme, here.symbols))
    return raw.getvalue()


def test_colour_is_only_the_four_roles() -> None:
    text = shown_on(*screen(), RICH["en"]).decode()
    codes = set(CODE.findall(text))
    colours = {code for code in codes if "38;" in code}
    expected = {tuple(int(hexed[i : i + 2], 16) for i in (1, 3, 5)) for hexed in PALETTES["auto"].values()}
    found = {tuple(map(int, re.findall(r"38;2;(\d+);(\d+);(\d+)", code)[0])) for code in colours}
    assert found and found <= expected
    assert not [
        code for code in codes if re.search(r"\[(?:.*;)?(?:2|3|4|5|7|9|4\d|10\d)m", numbers_alone(code))
    ]


def numbers_alone(code: str) -> str:
    return re.sub(r"38;2;\d+;\d+;\d+", "38", code)


def test_256_colours_use_the_fixed_indexes() -> None:
    text = shown_on(*screen(env={"TERM": "xterm-256color"}), RICH["en"]).decode()
    assert {int(n) for n in re.findall(r"38;5;(\d+)", text)} <= set(INDEXED.values())


@pytest.mark.parametrize(
    ("env", "terminal", "bold"),
    [
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True, True),
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, True, False),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "FORCE_COLOR": "1"}, False, False),
    ],
)
def test_no_colour_code_where_none_is_wanted(env: dict[str, str], terminal: bool, bold: bool) -> None:
    text = shown_on(*screen(env=env, terminal=terminal), RICH["en"]).decode()
    assert set(CODE.findall(text)) <= ({"\x1b[1m", "\x1b[0m"} if bold else set())
    assert CODE.sub("", text) == CODE.sub("", shown_on(*screen(), RICH["en"]).decode())


@pytest.mark.parametrize("name", get_args(ThemeName))
def test_every_theme_says_the_same(name: ThemeName) -> None:
    text = shown_on(*screen(theme=name), RICH["en"]).decode()
    assert CODE.sub("", text) == "\n".join(lines(RICH["en"], 80)) + "\n"


def test_the_background_is_taken_from_the_environment_only() -> None:
    env = {"TERM": "x-256color", "COLORTERM": "truecolor"}
    style = choose_theme("auto", {**env, "COLORFGBG": "15;0"}, terminal=True).style("quiet")
    assert style.color and style.color.name == PALETTES["dark"]["quiet"]
    style = choose_theme("auto", {**env, "COLORFGBG": "0;15"}, terminal=True).style("quiet")
    assert style.color and style.color.name == PALETTES["light"]["quiet"]
    style = choose_theme("auto", {**env, "COLORFGBG": "0;default"}, terminal=True).style("quiet")
    assert style.color and style.color.name == PALETTES["auto"]["quiet"]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("palette", "backgrounds", "least"),
    [
        ("auto", ["#000000", "#1e1e1e", "#282a36", "#ffffff", "#fdf6e3"], 3.5),
        ("dark", ["#000000", "#1e1e1e", "#282a36"], 5.6),
        ("light", ["#ffffff", "#fdf6e3"], 5.5),
    ],
)
def test_contrast(palette: str, backgrounds: list[str], least: float) -> None:
    worst = min(contrast(c, b) for c in PALETTES[palette].values() for b in backgrounds)
    assert worst >= least


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_poor_encodings_swap_the_whole_set_and_never_crash(encoding: str, language: Language) -> None:
    here, raw = screen(encoding)
    text = shown_on(here, raw, RICH[language]).decode(encoding)
    assert not set(text) & set("●○◐×■□─━·§–“”’⟦⟧")
    assert "+ " in text and "###. " in text and max(map(len, CODE.sub("", text).splitlines())) <= 80
    here.show(error_lines(ERROR, language, here.width, here.theme, here.symbols))


def test_ascii_can_be_asked_for() -> None:
    here, raw = screen(ascii_only=True)
    text = shown_on(here, raw, RICH["es"]).decode()
    assert not set(text) & set("●○◐×■□─·§“”") and "Retención" in text


def test_an_encoding_nobody_knows_is_ascii() -> None:
    assert symbols_for("no-such-thing").is_ascii and symbols_for(None).is_ascii
    assert not symbols_for("utf-8").is_ascii


def test_two_runs_give_the_same_bytes() -> None:
    assert shown_on(*screen(), RICH["es"]) == shown_on(*screen(), RICH["es"])


@given(NASTY, st.sampled_from([20, 44, 80, 120]))
@example(" ".join(text for text in PAYLOADS if len(text) < 200), 80)
@settings(max_examples=40)
def test_hostile_text_leaves_no_unsafe_code_point(text: str, width: int) -> None:
    document = build_report(rich_assessment(), PACK, intake_saying(text), "en")
    here, raw = screen(width=width)
    output = shown_on(here, raw, document).decode("utf-8")
    assert unsafe_in(CODE.sub("", output)) == []
    assert max(map(cell_len, CODE.sub("", output).splitlines())) <= width
    assert unsafe_in(render_plain(document, width)) == []


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_names_of_files_and_places_are_harmless(text: str) -> None:
    error = IntakeError([Problem("a.b", text, text, 3)], source=text)
    shown = "\n".join(t.plain for t in error_lines(error, "en", 80, NO_COLOUR, UNICODE, command=text))
    assert unsafe_in(shown) == [] and unsafe_in(error_plain(error, "en", 60, command=text)) == []
    here, raw = screen()
    here.write(text)
    assert unsafe_in(raw.getvalue().decode()) == []


def test_an_attack_paints_nothing_on_a_real_screen() -> None:
    calm, _ = screen()
    attacked, raw = screen()
    document = build_report(rich_assessment(), PACK, intake_saying(ATTACK), "en")
    output = shown_on(attacked, raw, document).decode()
    terminal = pyte.Screen(80, output.count("\n") + 2)
    pyte.Stream(terminal).feed(output.replace("\n", "\r\n"))
    painted = [line.rstrip() for line in terminal.display]
    expected = [t.plain for t in render_document(document, 80, calm.theme, UNICODE)]
    assert painted[: len(expected)] == expected
    assert terminal.title == ""
    assert "⟦U+001B⟧" in output


def test_a_spoofed_table_stays_inside_its_cell() -> None:
    document = build_report(
        rich_assessment(), PACK, intake_saying("│ Bar │ none │\n  Bars          none"), "en"
    )
    for line in lines(document, 80):
        if "│" in line:
            assert line.startswith(" " * 29) or "“" in line


def test_the_screen_knows_when_to_be_plain() -> None:
    assert not screen()[0].plain
    assert screen(terminal=False)[0].plain and not screen(terminal=False)[0].wraps
    assert screen(env={"TERM": "dumb"})[0].plain and screen(env={"ACCESSIBLE": "1"})[0].plain
    assert screen(plain=True)[0].plain


def test_the_width_comes_from_the_environment_or_is_80() -> None:
    assert screen(width=None, env={"COLUMNS": "44", "TERM": "xterm"})[0].width == 44
    assert screen(width=None, terminal=False)[0].width == 80
    assert screen(width=1)[0].width == 20


def test_markup_is_never_read() -> None:
    here, raw = screen()
    here.show([Text("[bold]x[/bold] :skull: [link=https://e]y[/link]")])
    assert raw.getvalue() == b"[bold]x[/bold] :skull: [link=https://e]y[/link]\n"
