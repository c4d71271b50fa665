"""The part of YAML that rule files may use: what is read, what is refused, and where."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from screening.errors import RulesError
from screening.law import strict_yaml
from screening.law.strict_yaml import MAX_BYTES, MAX_DEPTH, MAX_NODES, Mark, read_yaml

VECTORS = Path(__file__).parent.parent.parent / "shared" / "vectors" / "yaml"
# Accepted by PyYAML's parser although YAML 1.2 forbids them: layout, comments and directives only.
LENIENT = {
    "9C9N",
    "9JBA",
    "CVW2",
    "DK95-01",
    "EB22",
    "G5U8",
    "MUS6-01",
    "QB6E",
    "RHX7",
    "S98Z",
    "SU5Z",
    "YJV2",
}


def value_of(text: str) -> Any:
    return read_yaml(text.encode()).value


def refusal(text: str | bytes) -> tuple[str, int | None, int | None]:
    """The code (without its beginning), line and column of what is refused."""
    with pytest.raises(RulesError) as caught:
        read_yaml(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), "here.yaml")
    [problem] = caught.value.problems
    assert problem.where == "here.yaml"
    assert problem.message.endswith((".", '".'))
    return problem.code.removeprefix("rules.yaml."), problem.line, problem.column


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: true", {"a": True}),
        ("a: false", {"a": False}),
        ("a: 0", {"a": 0}),
        ("a: -12", {"a": -12}),
        ("a: 1.50", {"a": 1.5}),
        ("a: 2024-01-02", {"a": "2024-01-02"}),
        ("a: 2024-01", {"a": "2024-01"}),
        ('a: "NO"', {"a": "NO"}),
        ("a: 'yes'", {"a": "yes"}),
        ('a: "017"', {"a": "017"}),
        ('a: ""', {"a": ""}),
        ("on: x", {"on": "x"}),
        ("1: x", {"1": "x"}),
        ("a: incident.harm includes any of [x, y]", {"a": "incident.harm includes any of [x, y]"}),
        ("a: x < @y", {"a": "x < @y"}),
        ("a: What happened?", {"a": "What happened?"}),
        ("a: ['What happened?']", {"a": ["What happened?"]}),
        ("- [a, {b: c}]", [["a", {"b": "c"}]]),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: >\n  one\n  two\n", {"a": "one two\n"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("a: b|#c", {"a": "b|#c"}),
        ("a: ¿Qué pasó? INA § 208", {"a": "¿Qué pasó? INA § 208"}),
        ("--- # begins\na: b", {"a": "b"}),
        ("a: []\nb: {}", {"a": [], "b": {}}),
    ],
)
def test_is_read(text: str, value: Any) -> None:
    found = value_of(text)
    assert found == value
    assert repr(found) == repr(value)  # True is not 1


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: NO", "ambiguous", 1, 4),
        ("a: yes", "ambiguous", 1, 4),
        ("a: off", "ambiguous", 1, 4),
        ("a: n", "ambiguous", 1, 4),
        ("a: True", "ambiguous", 1, 4),
        ("a: NULL", "ambiguous", 1, 4),
        ("a: 017", "ambiguous", 1, 4),
        ("a: 0o17", "ambiguous", 1, 4),
        ("a: 0x1F", "ambiguous", 1, 4),
        ("a: 0b11", "ambiguous", 1, 4),
        ("a: 12:30:45", "ambiguous", 1, 4),
        ("a: 1_000", "ambiguous", 1, 4),
        ("a: +5", "ambiguous", 1, 4),
        ("a: 1e5", "ambiguous", 1, 4),
        ("a: .5", "ambiguous", 1, 4),
        ("a: .inf", "ambiguous", 1, 4),
        ("a: -.INF", "ambiguous", 1, 4),
        ("a: .nan", "ambiguous", 1, 4),
        ("a: " + "9" * 5000, "ambiguous", 1, 4),
        ("a:", "nothing", 1, 3),
        ("a: null", "nothing", 1, 4),
        ("a: ~", "nothing", 1, 4),
        ("a: b\na: c", "key_twice", 2, 1),
        ("x:\n  - a: b\n    a: c", "key_twice", 3, 5),
        ("a: !!python/object/apply:os.system [x]", "tag", 1, 4),
        ("a: !!str b", "tag", 1, 4),
        ("a: ! b", "tag", 1, 4),
        ("a: &x b", "anchor", 1, 4),
        ("&x a: b", "anchor", 1, 1),
        ("a: &x [b]\nc: *x", "anchor", 1, 4),
        ("a: *x", "alias", 1, 4),
        ("<<: {a: b}", "merge", 1, 1),
        ("'': b", "no_key", 1, 1),
        ("? [a]\n: b", "key_not_text", 1, 3),
        ("? {a: b}\n: b", "key_not_text", 1, 3),
        ("a: b\n---\nc: d", "second_document", 2, 1),
        ("a: b\n...\n---\nc: d", "second_document", 3, 1),
        ("%YAML 1.1\n---\na: b", "directive", 1, 1),
        ("%TAG ! tag:x,2000:\n---\na: b", "directive", 1, 1),
        ("a:\tb", "not_shown", 1, 3),
        ('a: "b\\tc"', "not_shown", 1, 4),
        ('a: "\\e[31m"', "not_shown", 1, 4),
        ('a: "\\u202e"', "not_shown", 1, 4),
        ('"\\u200b": b', "not_shown", 1, 1),
        ("a: b\u202ec", "not_shown", 1, 5),
        ("a: b\u200bc", "not_shown", 1, 5),
        ("\ufeffa: b", "not_shown", 1, 1),
        ("a: b\x1b[31m", "not_shown", 1, 5),
        ("a: b\rc: d", "not_shown", 1, 5),
        ("a: b\n\nc: d\x00", "not_shown", 3, 5),
        ("", "empty", None, None),
        ("# only a remark", "empty", None, None),
        ("a: [b", "not_yaml", 1, 4),
        ("x: z\na: 'b", "not_yaml", 2, 4),
        ("a: b: c", "not_yaml", 1, 5),
        ("a: |#\n b", "block_hash", 1, 4),
        ("a:\n  - >-#\n    b", "block_hash", 2, 5),
        ("|2#\n  b", "block_hash", 1, 1),
        ("a: {b: What?}", "question_mark", 1, 8),
        ("[a, b?c]", "question_mark", 1, 5),
    ],
)
def test_is_refused(text: str, code: str, line: int | None, column: int | None) -> None:
    assert refusal(text) == (code, line, column)


@pytest.mark.parametrize("text", ['a: "\\Uffffffff"', 'a: "\\ud800"'])
def test_an_escape_that_is_no_character_is_refused(text: str) -> None:
    assert refusal(text)[0] in ("not_yaml", "not_shown")


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: \xff", 1, 4),
        (b"a: b\nc: \xc3", 2, 4),
        ("a: b".encode("utf-16"), 1, 1),
        (b"a: \xed\xa0\x80", 1, 4),
    ],
)
def test_what_is_not_utf8_is_refused(data: bytes, line: int, column: int) -> None:
    assert refusal(data) == ("not_utf8", line, column)


def test_limits_at_one_below_at_and_above() -> None:
    def bytes_of(size: int) -> bytes:
        return b"a: b\n#" + b"x" * (size - 6)

    assert read_yaml(bytes_of(MAX_BYTES - 1)).value == read_yaml(bytes_of(MAX_BYTES)).value == {"a": "b"}
    assert refusal(bytes_of(MAX_BYTES + 1))[0] == "too_large"

    def nested(depth: int) -> str:
        return "[" * depth + "]" * depth

    assert value_of(nested(MAX_DEPTH - 1))
    assert value_of(nested(MAX_DEPTH))
    assert refusal(nested(MAX_DEPTH + 1)) == ("too_deep", 1, MAX_DEPTH + 1)

    def many(nodes: int) -> str:
        return "[" + "a," * (nodes - 1) + "]"

    assert len(value_of(many(MAX_NODES - 1))) == MAX_NODES - 2
    assert len(value_of(many(MAX_NODES))) == MAX_NODES - 1
    assert refusal(many(MAX_NODES + 1))[0] == "too_many"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_hundred_thousand_levels_are_refused_at_once(opening: str) -> None:
    assert refusal(opening * 100_000)[0] == "too_deep"


def test_positions_are_kept_for_every_key_and_item() -> None:
    found = read_yaml(b"top:\n  - one\n  - key: {inner: x}\nlast: 1\n")
    assert found.marks() == {
        (): Mark(1, 1),
        ("top",): Mark(1, 1),
        ("top", 0): Mark(2, 5),
        ("top", 1): Mark(3, 5),
        ("top", 1, "key"): Mark(3, 5),
        ("top", 1, "key", "inner"): Mark(3, 11),
        ("last",): Mark(4, 1),
    }


def test_only_one_module_imports_yaml() -> None:
    root = Path(strict_yaml.__file__).parent.parent
    importing = {
        path.name for path in root.rglob("*.py") if "import yaml" in path.read_text(encoding="utf-8")
    }
    assert importing == {"strict_yaml.py"}


def test_what_a_yaml_parser_must_refuse_is_refused() -> None:
    if not VECTORS.is_dir():
        print("NOT RUN: the YAML suite is not beside the project")
        pytest.skip("NOT RUN: the YAML suite is not beside the project")
    cases = sorted((VECTORS / "reject").iterdir())
    assert len(cases) == 94
    read = set()
    for case in cases:
        try:
            read_yaml((case / "in.yaml").read_bytes())
        except RulesError:
            continue
        read.add(case.name)
    assert read <= LENIENT


MARKUP = st.text(alphabet="ab:- \n[]{},'\"#|>&*!%@?<0127.~\\xu\té\u200b", max_size=60)
SMALL_DOCUMENTS = st.recursive(
    st.booleans() | st.integers(-999, 999) | st.text("abc :#'\"-é\n", min_size=1, max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc:- ", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def outcome(text: str) -> tuple[object, object] | str:
    try:
        read = read_yaml(text.encode("utf-8", "surrogatepass"))
        return read.value, read.marks()
    except RulesError as error:
        assert len(error.problems) == 1
        return "refused"


@settings(max_examples=400)
@given(st.text(max_size=80) | MARKUP)
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    outcome(text)


@settings(max_examples=200)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        read_yaml(data)
    except RulesError as error:
        assert len(error.problems) == 1


@settings(max_examples=300)
@given(SMALL_DOCUMENTS)
def test_what_another_program_wrote_is_read_back(value: Any) -> None:
    found = read_yaml(yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode())
    assert found.value == value
    assert repr(found.value) == repr(value)  # True is not 1


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="NOT RUN: PyYAML without its C parser")
@settings(max_examples=500)
@given(MARKUP)
@example("a: |#\n b")
@example('a: "\\Uffffffff"')
@example("[What happened?]")
@example("{a?b: c}")
@example("? a")
def test_the_c_parser_and_the_python_parser_agree(text: str) -> None:
    quick = outcome(text)
    chosen = strict_yaml._LOADER
    try:
        strict_yaml._LOADER = yaml.SafeLoader
        slow = outcome(text)
    finally:
        strict_yaml._LOADER = chosen
    assert quick == slow
