"""Text that reaches a reader cannot act, hide or pretend."""

import pytest
from hostile import NASTY, is_unsafe, unsafe_in
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.safe_text import SafeText, safe


@given(NASTY)
@settings(max_examples=400)
def test_no_unsafe_code_point_is_left(text: str) -> None:
    shown = safe(text)
    assert unsafe_in(shown) == []
    shown.encode("utf-8")


@given(NASTY)
@settings(max_examples=300)
def test_twice_is_once(text: str) -> None:
    assert safe(safe(text)) == safe(text)


def test_every_code_point_alone() -> None:
    kept = [code for code in range(0x110000) if is_unsafe(safe(f"a{chr(code)}b")[1:2])]
    assert kept == []


@given(st.text(st.characters(categories=("L", "Nd")), max_size=50))
@settings(max_examples=200)
def test_letters_and_digits_stay(text: str) -> None:
    for char in text:
        if not is_unsafe(char):
            assert char in safe(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a⟦U+202E⟧b"),
        ("\x1b[2J", "⟦U+001B⟧[2J"),
        ("\x9b1m", "⟦U+009B⟧1m"),
        ("x\ud800y", "x⟦U+D800⟧y"),
        ("over\rwritten", "over⟦U+000D⟧written"),
        ("one\r\ntwo", "one / two"),
        ("one \n\n\n two\n", "one / two"),
        ("a\tb\u00a0c\u3000d", "a b c d"),
        ("e" + "\u0301" * 12, "e\u0301\u0301⟦+10⟧"),
        ("\U000e0041", "⟦U+E0041⟧"),
        ("José, niña; 50 % – “sí”", "José, niña; 50 % – “sí”"),
        ("Nguyễn 中文 עברית", "Nguyễn 中文 עברית"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown
    assert isinstance(safe(text), SafeText)


def test_a_limit_counts_what_it_leaves_out() -> None:
    assert safe("x" * 15, 10) == "x" * 10 + "⟦…+5⟧"
    assert safe("x" * 10, 10) == "x" * 10


def test_lines_can_be_kept() -> None:
    assert safe("one\ntwo", keep_lines=True) == "one\ntwo"
    assert safe("one\ntwo\x1b", keep_lines=True) == "one\ntwo⟦U+001B⟧"
