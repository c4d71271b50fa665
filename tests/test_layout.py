"""The grid never loses a letter and never leaves its column."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text
from screening.cli.layout import GLUE, Cell, columns, glue, hang, stacked, wrap

from screening.safe_text import safe

WORDS = st.text(st.sampled_from("aábcñ中é…·§ 0123.-“”⟦⟧"), max_size=120).map(safe)


def plain(lines: list[Text]) -> list[str]:
    return [line.plain for line in lines]


@given(WORDS, st.integers(2, 60))
@settings(max_examples=300)
def test_wrapping_keeps_every_sign_in_order(text: str, width: int) -> None:
    lines = plain(wrap(Text(glue(text)), width))
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert GLUE not in "".join(lines)


@given(WORDS, WORDS, st.integers(20, 120))
@settings(max_examples=300)
def test_columns_keep_to_the_right_edge(one: str, other: str, right: int) -> None:
    lines = plain(columns([Cell(Text(one), 12), Cell(Text(other))], right))
    assert all(cell_len(line) <= right for line in lines)
    assert sorted("".join(lines).replace(" ", "")) == sorted((one + other).replace(" ", ""))


@given(st.text(max_size=80), st.integers(2, 40))
@settings(max_examples=200)
def test_glue_keeps_the_length(text: str, width: int) -> None:
    assert len(glue(text)) == len(text)


def test_what_belongs_together_is_not_parted() -> None:
    cases = {
        "see INA § 208(a)": "§ 208(a)",
        "Matter of N-M-, 25 I&N Dec. 526 (BIA 2011)": "25 I&N Dec. 526",
        "in 8 CFR § 208.13(b)": "8 CFR § 208.13(b)",
        "Gjetani v. Barr now": "v. Barr",
        "until 6 January 2027 then": "6 January 2027",
        "el 6 de enero de 2027 a": "6 de enero de 2027",
        "there are 43 days left": "43 days",
    }
    for text, together in cases.items():
        lines = plain(wrap(Text(glue(text)), len(together)))
        assert any(together in line for line in lines), lines


def test_the_dot_sticks_to_the_word_before_it() -> None:
    assert plain(wrap(Text(glue("one two · three")), 8)) == ["one", "two ·", "three"]


def test_a_word_wider_than_its_column_goes_on_in_the_next_line() -> None:
    assert plain(wrap(Text("abcdefgh"), 3)) == ["abc", "def", "gh"]
    assert plain(wrap(Text("中中中"), 4)) == ["中中", "中"]


def test_columns_fold_when_the_last_gets_too_narrow() -> None:
    cells = [Cell(Text("Case"), 12), Cell(Text("woman, 39, Mexico"))]
    assert plain(columns(cells, 79)) == ["  Case          woman, 39, Mexico"]
    assert plain(columns(cells, 35)) == ["  Case", "    woman, 39, Mexico"]
    assert plain(stacked([Cell(Text("")), Cell(Text("b"))], 30)) == ["  b"]


def test_a_column_may_stand_at_its_right_edge() -> None:
    lines = plain(columns([Cell(Text("43 days"), 10, end=True), Cell(Text("File"))], 79))
    assert lines == ["     43 days  File"]


def test_leading_spaces_move_the_whole_text() -> None:
    assert plain(wrap(Text("  one two"), 7)) == ["  one", "  two"]


def test_notes_hang_beside_lines() -> None:
    lines = hang([Text("one")], [Text("a"), Text("b")], 6)
    assert plain(lines) == ["one   a", "      b"]


def test_style_survives_wrapping() -> None:
    text = Text("one ").append("two three", style="bold")
    first, second = wrap(text, 7)
    assert [(span.start, span.end) for span in first.spans if span.style == "bold"] == [(4, 7)]
    assert [(span.start, span.end) for span in second.spans if span.style == "bold"] == [(0, 5)]
