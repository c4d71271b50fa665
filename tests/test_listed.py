"""Lists of words as people say them."""

import pytest

from screening.report.words import Words


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], ""),
        (["hijo"], "hijo"),
        (["2 hijas", "hijo"], "2 hijas e hijo"),
        (["policía", "iglesia", "Interior"], "policía, iglesia e Interior"),
        (["agua", "hielo"], "agua y hielo"),
        (["padre", "madre"], "padre y madre"),
    ],
)
def test_spanish_says_e_before_the_sound_of_i(parts: list[str], expected: str) -> None:
    assert Words("es").listed(parts) == expected


def test_english_keeps_and() -> None:
    assert Words("en").listed(["a policeman", "an island"]) == "a policeman and an island"
