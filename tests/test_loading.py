"""Loading a rule pack: what loads, and what is said of what does not."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_packs import BAD, FACTS, SMALL, problems_of, shown, small_pack, small_text

from screening.errors import NoInputError
from screening.law import in_force
from screening.law.load import load_pack
from screening.law.pack import AppliesTo, Displaced, EvidenceItem
from screening.vocabulary import ElementState, Protection, RuleKind


def bad_rules_shown(case: Path, folder: Path) -> str:
    """Everything said of the small pack with this one file, whose first line names where it stands."""
    text = case.read_text(encoding="utf-8")
    target = text.partition("\n")[0].removeprefix("# stands in: ")
    return "\n".join(shown(problem) for problem in problems_of(folder, {target: text}))


@pytest.mark.parametrize("case", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_bad_rules_are_refused_with_the_whole_message(case: Path, tmp_path: Path) -> None:
    expected = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert expected, "a broken file must have something said of it"
    assert bad_rules_shown(case, tmp_path) == expected


def test_every_broken_file_stands_beside_its_message() -> None:
    broken, messages = ({path.stem for path in BAD.glob(f"*.{end}")} for end in ("yaml", "txt"))
    assert broken == messages
    assert len(broken) >= 70


def test_every_code_of_the_loader_has_a_broken_file() -> None:
    """A message nobody has seen is a message nobody has read."""
    law = Path(in_force.__file__).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in law.glob("*.py"))
    codes = {f"rules.{code}" for code in re.findall(r'\.note\(\s*"([a-z_]+)"', sources)}
    codes |= {f"rules.{code}" for code in re.findall(r'_problem\(rule, [^,]+, "([a-z_]+)"', sources)}
    shown_codes = {line.strip() for path in BAD.glob("*.txt") for line in path.read_text().splitlines()}
    assert len(codes) > 50
    assert codes - shown_codes == set()


def test_the_small_pack_is_read_whole() -> None:
    pack = load_pack(SMALL, FACTS)
    assert (pack.id, pack.version, pack.law_known_to) == ("small", "1", date(2026, 10, 2))
    assert list(pack.rules) == ["us.harm.severe", "us.harm.gap"]
    assert list(pack.elements) == ["past-harm", "protected-ground", "no-bar"]
    assert pack.elements["protected-ground"].needed == {Protection.ASYLUM: True, Protection.WITHHOLDING: True}
    assert pack.numbers["one-year-months"].on(date(1997, 3, 31)) is None
    assert pack.numbers["one-year-months"].on(date(1997, 4, 1)) == 12
    assert pack.holidays == {2026: frozenset({date(2026, 11, 26)}), 2027: frozenset({date(2027, 1, 1)})}
    assert pack.questions["afraid"].first
    assert pack.questions["what-happened"].facts == ("incident.harm", "incident.victims")
    assert pack.labels["procedure.stage"].choices["in_court"]["es"] == "en el tribunal"


def test_a_rule_is_read_whole() -> None:
    rule = load_pack(SMALL, FACTS).rules["us.harm.severe"]
    assert (rule.kind, rule.topic, rule.status) == (RuleKind.ELEMENT, "us.harm", "reviewed")
    assert (rule.reviewed_on, rule.reviewed_by) == (date(2026, 11, 20), "legal-desk")
    assert (rule.rests_on, rule.beside, rule.against) == (("ina-208",), ("gjetani-2020",), ())
    assert rule.displaced == (Displaced(frozenset({"5"}), "gjetani-2020"),)
    assert rule.applies_to == (AppliesTo("last_entry.date", date(1997, 4, 1), None, 13),)
    assert rule.concludes.element == "past-harm"
    assert rule.concludes.protections == (Protection.ASYLUM, Protection.WITHHOLDING)
    assert rule.concludes.state is ElementState.SUPPORTED
    assert rule.text["es"].title == "Daño claramente grave"
    assert rule.evidence == (
        EvidenceItem({"en": "medical records", "es": "expediente médico"}, ("medical",)),
    )
    assert [example.expect for example in rule.examples] == ["fires", "silent", "undecided"]
    assert rule.examples[0].given == {"incidents": [{"harm": ["torture"], "victims": ["self"]}]}
    assert (rule.examples[0].as_of, rule.examples[0].circuit) == (date(2026, 11, 24), "9")
    assert rule.examples[2].asks == ("incident.harm",)
    assert (rule.file, rule.line) == ("harm/rules.yaml", 4)


def test_an_authority_is_read_whole() -> None:
    found = load_pack(SMALL, FACTS).authorities["gjetani-2020"]
    assert (found.kind, found.decided, found.decided_precision) == ("circuit", date(2020, 1, 1), "year")
    assert (found.circuits, found.pinpoint_unverified, found.background) == (frozenset({"5"}), True, False)
    vacated = load_pack(SMALL, FACTS).authorities["matter-a-b-2018"].history[1]
    assert (vacated.effect, vacated.by, vacated.end) == ("vacated", "matter-a-b-2021", None)
    assert vacated.note == {"en": "Taken back.", "es": "Se retiró."}


def test_tables_may_be_missing_but_two(tmp_path: Path) -> None:
    optional = ("numbers.yaml", "holidays.yaml", "questions.yaml", "labels.yaml")
    rules = small_text("harm/rules.yaml", ("@one-year-months", "12"))
    pack = small_pack(tmp_path / "a", {**dict.fromkeys(optional, ""), "harm/rules.yaml": rules})
    assert (pack.numbers, pack.holidays, pack.questions, pack.labels) == ({}, {}, {}, {})
    missing = problems_of(tmp_path / "b", {"pack.yaml": ""})
    assert [shown(problem) for problem in missing] == [
        "-:- pack.yaml\n  rules.no_table\n  This file is missing. Every pack has it.\n"
    ]


def test_every_problem_of_every_file_is_listed(tmp_path: Path) -> None:
    changed = {
        "pack.yaml": small_text("pack.yaml", ("id: small", "name: small")),
        "elements.yaml": small_text("elements.yaml", ("core: true", "core: 1")),
        "harm/rules.yaml": small_text(
            "harm/rules.yaml", ("is_state is true", "is_state = true"), ("[ina-208]", "[ina]")
        ),
    }
    found = [(problem.where.split(",")[0], problem.code) for problem in problems_of(tmp_path, changed)]
    assert found == [
        ("elements.yaml", "rules.not_true_or_false"),
        ("harm/rules.yaml", "rules.unknown_authority"),
        ("harm/rules.yaml", "rules.wrong_comparison"),
        ("pack.yaml", "rules.missing_key"),
        ("pack.yaml", "rules.unknown_key"),
    ]


def test_two_files_that_are_not_yaml_are_both_named(tmp_path: Path) -> None:
    found = problems_of(tmp_path, {"harm/a.yaml": "a: b: c", "harm/b.yaml": "a: NO"})
    assert [(problem.where, problem.code) for problem in found] == [
        ("harm/a.yaml", "rules.yaml.not_yaml"),
        ("harm/b.yaml", "rules.yaml.ambiguous"),
    ]


def test_a_retired_rule_keeps_its_id_and_is_not_in_the_pack(tmp_path: Path) -> None:
    text = small_text("harm/rules.yaml", ("status: draft", "status: retired"))
    assert list(small_pack(tmp_path / "a", {"harm/rules.yaml": text}).rules) == ["us.harm.severe"]
    again = text.replace("us.harm.severe", "us.harm.other").replace(
        "- rule us.harm.other holds", "- fear.why is known"
    )
    codes = {
        problem.code
        for problem in problems_of(tmp_path / "b", {"harm/rules.yaml": text, "harm/z.yaml": again})
    }
    assert codes == {"rules.rule_id_twice"}


def test_the_fingerprint_follows_every_byte_and_every_name(tmp_path: Path) -> None:
    first = small_pack(tmp_path / "a").sha256
    assert small_pack(tmp_path / "b").sha256 == first
    remark = small_pack(tmp_path / "c", {"labels.yaml": small_text("labels.yaml") + "# a remark\n"})
    renamed = small_pack(
        tmp_path / "d", {"harm/rules.yaml": "", "harm/rule.yaml": small_text("harm/rules.yaml")}
    )
    assert len({first, remark.sha256, renamed.sha256}) == 3


def test_other_files_are_left_alone_and_yml_is_not(tmp_path: Path) -> None:
    small_pack(tmp_path / "a", {"README.md": "x", "harm/.swap.yaml": "x", "harm/notes.txt": "a: b: c"})
    found = problems_of(tmp_path / "b", {"harm/more.yml": "x"})
    assert [shown(problem) for problem in found] == [
        "-:- harm/more.yml\n  rules.yml\n  Rule files end in .yaml. Rename this one.\n"
    ]


def test_folders_nested_too_deep_are_refused(tmp_path: Path) -> None:
    assert small_pack(tmp_path / "a", {"1/2/3/4/5/x.yaml": "schema: 1\ntopic: us.x\nrules: []\n"})
    found = problems_of(tmp_path / "b", {"1/2/3/4/5/6/x.yaml": "schema: 1\ntopic: us.x\nrules: []\n"})
    assert [problem.code for problem in found] == ["rules.too_deep"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoInputError) as caught:
        load_pack(tmp_path / "nowhere", FACTS)
    assert caught.value.exit_code == 66


def test_a_long_chain_of_rules_is_no_problem(tmp_path: Path) -> None:
    premise = small_text("harm/rules.yaml").split("\n\n")[1].replace("kind: weak_spot", "kind: premise")
    premise = premise.replace("    concludes: {severity: moderate, elements: [past-harm]}\n", "")
    for extra in (
        ", government: Nothing is told., may_be_met: More is told.",
        ", government: No se cuenta nada., may_be_met: Se cuenta más.",
    ):
        premise = premise.replace(extra, "")
    chain = [
        premise.replace("us.harm.gap", f"us.chain.r{number}").replace(
            "us.harm.severe", f"us.chain.r{number + 1}"
        )
        for number in range(1500)
    ]
    chain[-1] = chain[-1].replace("rule us.chain.r1500 holds", "fear.why is known")
    text = "schema: 1\ntopic: us.chain\nrules:\n" + "\n".join(chain)
    assert len(small_pack(tmp_path, {"chain/all.yaml": text}).rules) == 1502


def test_the_pack_that_comes_along_loads_and_is_not_empty() -> None:
    pack = load_pack()
    assert pack.id == "us-asylum"
    assert len(pack.rules) > 50
    assert len(pack.authorities) > 100
    assert len(pack.sha256) == 64


TEXTS = small_text("harm/rules.yaml").splitlines()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXTS) - 1),
            st.sampled_from(["drop", "twice", "swap", "cut", "list", "number"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_damaged_file_is_refused_with_places_or_still_a_sound_pack(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, str]]
) -> None:
    lines = list(TEXTS)
    for at, how in damage:
        key = lines[at].partition(":")[0]
        lines[at] = {
            "drop": "",
            "twice": f"{lines[at]}\n{lines[at]}",
            "swap": lines[(at + 7) % len(lines)],
            "cut": lines[at][: len(lines[at]) // 2],
            "list": f"{key}: [x]",
            "number": f"{key}: 12",
        }[how]
    folder = tmp_path_factory.mktemp("pack")
    for problem in problems_of(folder, {"harm/rules.yaml": "\n".join(lines)}):
        assert problem.where.startswith("harm/rules.yaml")
        assert problem.message


def test_labels_and_questions_may_be_folders_of_files(tmp_path: Path) -> None:
    single = small_pack(tmp_path / "a")
    moved = {f"{table}.yaml": "" for table in ("labels", "questions")}
    moved |= {f"{table}/one.yaml": small_text(f"{table}.yaml") for table in ("labels", "questions")}
    folders = small_pack(tmp_path / "b", moved)
    assert (folders.labels, folders.questions) == (single.labels, single.questions)
    assert folders.sha256 != single.sha256
    assert folders.rules == single.rules


def test_a_label_in_two_files_of_the_table_is_found(tmp_path: Path) -> None:
    found = problems_of(tmp_path, {"labels/again.yaml": small_text("labels.yaml")})
    assert {(problem.code, problem.where.split(",")[0]) for problem in found} == {
        ("rules.label_twice", "labels/again.yaml")
    }
