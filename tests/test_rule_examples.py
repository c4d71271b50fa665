"""Every example written beside a rule comes out as written."""

from screening.assessment.try_examples import try_examples
from screening.law.load import load_pack


def test_every_example_comes_out_as_written() -> None:
    assert try_examples(load_pack()) == ()
