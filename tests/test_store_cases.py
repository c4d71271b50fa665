"""Cases of a store: saved after every answer, never swapped, rolled back, read by others or half written."""

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import (
    CANARY,
    GOLDEN_CASE,
    INTAKE,
    LAWYER,
    NOW,
    PASSPHRASE,
    golden_store,
    holds_canary,
    mayor,
    new_store,
)

from screening.errors import (
    AccessError,
    CaseError,
    LockedError,
    NoInputError,
    NotKnownError,
    OutputError,
    ScreeningError,
)
from screening.store import cases, covers, rekey
from screening.store import index as index_file
from screening.store.cases import CaseStore, open_store, open_unencrypted_store
from screening.store.keys import KeyRing, unlock
from screening.store.record import CASE_ID, CaseRecord, as_bytes, from_bytes, new_case_id
from screening.store.sealing import new_secret, seal, unseal

OTHER_PHRASE = "another phrase for tests"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=20)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def made(store: CaseStore, intake: dict[str, Any] = INTAKE, *, drop_box: bool = False) -> str:
    """A case that was made and closed; its id."""
    with store.new(intake, now=NOW, drop_box=drop_box) as opened:
        return opened.record.case


def why(call: Any, *words: Any, **more: Any) -> str:
    """The code of the error that a call ends with."""
    with pytest.raises(ScreeningError) as caught:
        call(*words, **more)
    assert CANARY not in str(caught.value) and caught.value.problems[0].spanish
    return caught.value.problems[0].code


def test_the_store_of_the_first_version_opens_for_ever(tmp_path: Path) -> None:
    folder = golden_store(tmp_path / "store")
    store = open_store(folder, unlock(folder / "key.age", PASSPHRASE))
    record, _ = store.read(GOLDEN_CASE)
    assert record.generation == 2 and record.intake == mayor()
    assert [each.state for each in store.list()] == ["in_order"]
    as_lawyer = CaseStore(folder, type(store.cover)(KeyRing((LAWYER,))))
    assert as_lawyer.cover.unseal(store.sealed(GOLDEN_CASE), source="") == as_bytes(record)


def test_a_case_is_saved_and_opened_again(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    with store.new({}, now=NOW) as opened:
        case = opened.record.case
        opened.save(INTAKE, now=NOW + timedelta(minutes=3))
    with store.open(case) as again:
        assert again.record.intake == INTAKE and again.record.generation == 2
        assert (again.record.created, again.record.saved) == (NOW, NOW + timedelta(minutes=3))
    assert json.loads(again.record.intake_bytes()) == INTAKE
    [listed] = store.list()
    assert (listed.case, listed.generation, listed.state) == (case, 2, "in_order")
    assert CASE_ID.fullmatch(case) and holds_canary(tmp_path) == []


@given(st.dictionaries(st.text(max_size=10), JSON, max_size=5), st.integers(1, 2**40))
@settings(max_examples=150)
def test_whatever_the_record_holds_comes_back(intake: dict[str, Any], generation: int) -> None:
    record = CaseRecord(new_case_id(), generation, NOW, NOW + timedelta(seconds=5), intake)
    assert from_bytes(as_bytes(record), source="") == record
    assert json.loads(record.intake_bytes()) == intake


def test_half_characters_are_kept() -> None:
    record = CaseRecord(new_case_id(), 1, NOW, NOW, {"a": "\ud83d"})
    assert from_bytes(as_bytes(record), source="") == record


def test_what_is_inside_must_be_a_case() -> None:
    good = json.loads(as_bytes(CaseRecord("k7qd-29fm", 1, NOW, NOW, {})))
    changes: dict[str, list[Any]] = {
        "format": ["screening.case/2", 1], "schema": [0, "1", True], "case": ["K7qd-29fm", "../x", 5, "k7qd-29fm\n"],
        "generation": [0, -1, 1.0, True, "1"], "created": ["2026-11-24", "yesterday", 5, "2026-11-24T08:00:00"],
        "saved": [None], "intake": [[], None, "x"],
    }  # fmt: skip
    for name, values in changes.items():
        for value in values:
            wrong = json.dumps({**good, name: value}).encode()
            assert why(from_bytes, wrong, source="x") == "store.not_a_case", (name, value)
    assert why(from_bytes, json.dumps({**good, "schema": 2}).encode(), source="x") == "store.newer"
    for wrong in (b"", b"[]", b"{", b"\xff", b"[" * 100_000, json.dumps({**good, "more": 1}).encode()):
        assert why(from_bytes, wrong, source="x") == "store.not_a_case"
    twice = json.dumps(good).replace('"intake": {}', '"intake": {"a": [1], "a": []}')
    assert why(from_bytes, twice.encode(), source="x") == "store.not_a_case"
    for number in ("NaN", "1e999", "-Infinity"):
        wrong = json.dumps(good).replace('"intake": {}', f'"intake": {{"a": {number}}}').encode()
        assert why(from_bytes, wrong, source="x") == "store.not_a_case"


def test_files_cannot_be_swapped(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    first, second = made(store), made(store, {"b": 1})
    store.path(first).write_bytes(store.path(second).read_bytes())
    assert why(store.read, first) == "store.swapped" and store.read(second)[0].intake == {"b": 1}


def test_an_older_copy_is_noticed_and_taken_only_when_told(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    case = made(store)
    old = store.path(case).read_bytes()
    with store.open(case) as opened:
        opened.save({"a": 2}, now=NOW)
    store.path(case).write_bytes(old)
    assert why(store.open, case) == "store.older"
    fresh = open_store(store.folder, store.cover.ring)  # type: ignore[union-attr]
    with fresh.open(case, accept_older=True) as opened:
        assert opened.record.intake == INTAKE
    assert store.read(case)[0].intake == INTAKE


def test_a_file_changed_under_an_open_case_is_not_written_over(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    with store.new(INTAKE, now=NOW) as opened:
        path = store.path(opened.record.case)
        theirs = seal(as_bytes(replace(opened.record, generation=9)), store.cover.ring.readers)  # type: ignore[union-attr]
        path.write_bytes(theirs)
        assert why(opened.save, {"a": 1}, now=NOW) == "store.changed"
        assert path.read_bytes() == theirs


def test_one_program_at_a_time(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    with store.new(INTAKE, now=NOW) as opened:
        case = opened.record.case
        for call in (store.open, store.purge):
            with pytest.raises(LockedError):
                call(case)
        assert store.read(case)[0].intake == INTAKE, "reading waits for nobody"
    store.open(case).close()


def test_damage_is_said_without_a_word_of_what_is_inside(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    case = made(store)
    sealed = store.path(case).read_bytes()
    for broken in (b"", sealed[:50], sealed[:-1], sealed[:-20] + b"x" + sealed[-19:], sealed + b"x"):
        store.path(case).write_bytes(broken)
        assert why(store.read, case) == "store.not_opened"
    store.path(case).write_bytes(sealed)
    store.index.path.write_bytes(store.index.path.read_bytes()[:-1])
    assert why(open_store(store.folder, store.cover.ring).list) == "store.not_opened"  # type: ignore[union-attr]
    store.index.path.unlink()
    again = open_store(store.folder, store.cover.ring)  # type: ignore[union-attr]
    assert why(again.list) == why(again.open, case) == "store.index_missing"
    assert again.rebuild_index() == 1 and again.read(case)[0].intake == INTAKE


def test_names_that_are_none_and_cases_that_are_not_there(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    for name in ("", "x", "../../etc/passwd", "K7QD-29FM", "k7qd-29fm\n", "-rf", "k7qd-29f0"):
        with pytest.raises(NotKnownError):
            store.read(name)
    for call in (store.read, store.open, store.purge):
        with pytest.raises(NoInputError):
            call("k7qd-29fm")


def test_a_drop_box_opens_for_the_lawyer_alone(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    with store.new(INTAKE, now=NOW, drop_box=True) as opened:
        case = opened.record.case
        opened.save({"a": 2}, now=NOW)  # while it is open, answers are saved
    assert why(store.open, case) == why(store.read, case) == "store.drop_box"
    assert [each.state for each in store.list()] == ["drop_box"]
    found = from_bytes(unseal(store.sealed(case), (LAWYER,), source=""), source="")
    assert found.intake == {"a": 2} and found.case == case
    alone = new_store(tmp_path / "alone", KeyRing((new_secret(),)))
    assert why(alone.new, INTAKE, now=NOW, drop_box=True) == "store.nobody"
    assert alone.files() == ()


def test_a_shared_copy_opens_for_whom_it_was_made(tmp_path: Path) -> None:
    store, friend, target = new_store(tmp_path / "store"), new_secret(), tmp_path / "copy.age"
    case = made(store)
    store.share(case, (friend.public,), target)
    assert from_bytes(unseal(target.read_bytes(), (friend,), source=""), source="").intake == INTAKE
    assert target.stat().st_mode & 0o077 == 0 and holds_canary(tmp_path) == []
    for other in (*store.cover.ring.secrets, LAWYER):  # type: ignore[union-attr]
        with pytest.raises(CaseError):
            unseal(target.read_bytes(), (other,), source="")
    with pytest.raises(AccessError):
        store.share(case, ("age1nobody",), tmp_path / "b.age")


def test_a_deleted_case_is_gone_and_does_not_come_back(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    case = made(store)
    copy = store.path(case).read_bytes()
    store.purge(case)
    assert sorted(path.name for path in (store.folder / "cases").iterdir()) == [] and store.list() == ()
    assert why(store.purge, case) == "store.no_case"
    store.path(case).write_bytes(copy)
    assert why(store.open, case) == "store.purged"
    assert [each.state for each in store.list()] == ["not_in_index"]
    store.purge(case)
    assert store.files() == ()


def test_a_case_that_was_handed_over_is_opened_and_then_ours(tmp_path: Path) -> None:
    volunteer = new_store(tmp_path / "volunteer")
    lawyer = new_store(tmp_path / "lawyer", KeyRing((LAWYER,)))
    case = made(volunteer)
    lawyer.path(case).write_bytes(volunteer.sealed(case))
    assert [each.state for each in lawyer.list()] == ["not_in_index"]
    with lawyer.open(case) as opened:
        opened.save({"a": 2}, now=NOW)
    assert [each.state for each in lawyer.list()] == ["in_order"]
    assert why(volunteer.cover.unseal, lawyer.sealed(case), source=case) == "store.not_opened"


def test_a_store_without_encryption_is_never_mistaken_for_one_with(tmp_path: Path) -> None:
    store = open_unencrypted_store(tmp_path / "plain")
    case = made(store)
    with store.open(case) as opened:
        opened.save({"a": 2}, now=NOW)
    assert not store.encrypted and json.loads(store.path(case).read_bytes())["intake"] == {"a": 2}
    with pytest.raises(AccessError):
        store.new({}, now=NOW, drop_box=True)
    encrypted = new_store(tmp_path / "store")
    with pytest.raises(NotKnownError):
        open_unencrypted_store(encrypted.folder)


def test_others_must_not_enter_the_folder(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    store.folder.chmod(0o750)
    with pytest.raises(AccessError):
        open_store(store.folder, store.cover.ring)  # type: ignore[union-attr]


def test_a_save_that_fails_can_be_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = new_store(tmp_path / "store")
    real = os.fsync
    with store.new(INTAKE, now=NOW) as opened:
        case = opened.record.case
        for fails_at in range(1, 5):
            count = 0

            def failing(handle: int, _at: int = fails_at) -> None:
                nonlocal count
                count += 1
                if count == _at:
                    raise OSError(28, "injected")
                real(handle)

            monkeypatch.setattr(os, "fsync", failing)
            with pytest.raises(OutputError):
                opened.save({"try": fails_at}, now=NOW)
            monkeypatch.setattr(os, "fsync", real)
            assert store.read(case)[0].intake in (INTAKE, *({"try": each} for each in range(fails_at + 1)))
            opened.save({"try": fails_at}, now=NOW)
            assert store.read(case)[0].intake == {"try": fails_at}


def test_a_case_that_could_not_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = new_store(tmp_path / "store")

    def failing(*_: Any) -> None:
        raise OutputError([])

    monkeypatch.setattr(index_file, "write_over", failing)
    with pytest.raises(OutputError):
        store.new(INTAKE, now=NOW)
    assert list((store.folder / "cases").iterdir()) == []


def test_two_stores_on_one_folder_keep_each_others_marks(tmp_path: Path) -> None:
    one = new_store(tmp_path / "store")
    other = open_store(one.folder, one.cover.ring)  # type: ignore[union-attr]
    all_four = {made(one), made(other), made(one), made(other)}
    assert {each.case for each in one.list()} == {each.case for each in other.list()} == all_four
    assert {each.state for each in one.list()} == {"in_order"}


def test_a_save_seals_twice_and_opens_nothing_however_many_cases_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = new_store(tmp_path / "store")
    for _ in range(20):
        made(store)
    done: list[str] = []

    def noted(name: str, real: Any) -> Any:
        def call(*words: Any, **more: Any) -> Any:
            done.append(name)
            return real(*words, **more)

        return call

    for module, name in (
        (covers, "seal"),
        (covers, "unseal"),
        (cases, "write_over"),
        (index_file, "write_over"),
    ):
        monkeypatch.setattr(module, name, noted(name, getattr(module, name)))
    with store.new(mayor(), now=NOW) as opened:
        done.clear()
        opened.save(mayor(), now=NOW)
    assert done == ["seal", "write_over", "seal", "write_over"]


def rekeyed(store: CaseStore, ring: KeyRing) -> tuple[CaseStore, rekey.Resealed]:
    changed = rekey.change_keys(store, ring, OTHER_PHRASE)
    resealed = rekey.reseal_cases(changed)
    return rekey.finish(changed, ring, OTHER_PHRASE, resealed), resealed


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write key files without the second that a passphrase costs."""

    def write(path: Path, ring: KeyRing, passphrase: str) -> None:
        path.write_text("\n".join(each.text for each in ring.secrets))

    monkeypatch.setattr(rekey, "write_ring", write)


@pytest.mark.usefixtures("quick_keys")
def test_readers_are_changed_case_by_case(tmp_path: Path) -> None:
    store, friend = new_store(tmp_path / "store"), new_secret()
    first, second, dropped = made(store), made(store), made(store, drop_box=True)
    ring = store.cover.ring.with_others(add=(friend.public,), remove=(LAWYER.public,))  # type: ignore[union-attr]
    changed = rekey.change_keys(store, ring, OTHER_PHRASE)
    assert {each.case: each.state for each in changed.list()} == {
        first: "other_readers",
        second: "other_readers",
        dropped: "other_readers",
    }
    with changed.open(first) as held:
        half = rekey.reseal_cases(changed)
        assert (half.done, half.in_use, half.drop_box) == ((second,), (first,), (dropped,))
        assert not half.finished
        held.save({"a": 2}, now=NOW)
    whole = rekey.reseal_cases(changed)
    assert whole.finished and whole.done == ()
    for case in (first, second):
        assert unseal(changed.sealed(case), (friend,), source="")
        with pytest.raises(CaseError):
            unseal(changed.sealed(case), (LAWYER,), source="")


@pytest.mark.usefixtures("quick_keys")
def test_a_new_key_of_our_own_replaces_the_old_one(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    case = made(store)
    old = store.cover.ring  # type: ignore[union-attr]
    after, resealed = rekeyed(store, old.with_new_secret())
    assert resealed.done == (case,) and len(after.cover.ring.secrets) == 1  # type: ignore[union-attr]
    fresh = open_store(store.folder, after.cover.ring)  # type: ignore[union-attr]
    assert fresh.read(case)[0].intake == INTAKE and fresh.list()[0].state == "in_order"
    with pytest.raises(CaseError):
        unseal(fresh.sealed(case), old.secrets, source="")
    for call in (store.open, lambda _: store.new({}, now=NOW)):
        assert why(call, case) in ("store.keys_changed", "store.not_opened")


@pytest.mark.usefixtures("quick_keys")
def test_a_case_that_does_not_open_keeps_the_old_key_alive(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    case, broken = made(store), made(store)
    store.path(broken).write_bytes(b"age-encryption.org/v1\n")
    after, resealed = rekeyed(store, store.cover.ring.with_new_secret())  # type: ignore[union-attr]
    assert resealed.done == (case,) and resealed.not_opened == (broken,)
    assert len(after.cover.ring.secrets) == 2  # type: ignore[union-attr]


@pytest.mark.usefixtures("quick_keys")
def test_keys_are_not_changed_while_a_case_is_open(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    before = (store.folder / "key.age").read_bytes()
    with store.new(INTAKE, now=NOW), pytest.raises(LockedError):
        rekey.change_keys(store, store.cover.ring.with_new_secret(), OTHER_PHRASE)  # type: ignore[union-attr]
    assert (store.folder / "key.age").read_bytes() == before


def test_ids_are_random_say_nothing_and_can_be_an_intakes_id() -> None:
    made_up = {new_case_id() for _ in range(3000)}
    assert len(made_up) == 3000 and all(CASE_ID.fullmatch(each) for each in made_up)
    assert not {each[0] for each in made_up} & set("0123456789") and not set("".join(made_up)) & set("01ilou")
