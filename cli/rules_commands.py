"""``screening rules``: list, show, lint, test, new."""

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from screening.assessment.run_examples import run_pack_examples
from screening.errors import ExampleError, LintError, NotKnownError, OutputError, UsageError
from screening.law.lint import LEVELS, level_of, lint_pack
from screening.law.load import pack_folder
from screening.law.pack import Pack, Rule
from screening.law.scaffold import new_rule_file, new_rule_problems, rule_file_path
from screening.law.suggest import suggestion
from screening.report.rule_card import rule_card
from screening.report.words import Words
from screening.sentences import said
from screening.vocabulary import RuleKind

from .cards import desk_app
from .findings import counted, say, show_findings
from .options import AsOf, Circuit, Lang, PackFolder, Plain, circuit_of, day_of, own_folder, pack_of
from .screens import show_error, show_report

rules_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Look at the rules, check them, run their examples."
)
rules_app.add_typer(desk_app)
RuleId = Annotated[str, typer.Argument(metavar="RULE", help="A rule id, such as us.harm.severe.")]


@rules_app.command("list")
def list_rules(pack_at: PackFolder = None, lang: Lang = "en") -> None:
    """Every rule: id, kind, title."""
    for rule in pack_of(pack_at).rules.values():
        typer.echo(f"{rule.id:<30}{rule.kind.value:<15}{rule.text[lang].title}")


@rules_app.command("show")
def show_rule(
    rule_id: RuleId,
    as_of: AsOf = "",
    circuit: Circuit = "",
    pack_at: PackFolder = None,
    lang: Lang = "en",
    plain: Plain = False,
) -> None:
    """One rule as a card: what it says, when it applies, on what it rests, whether it is in force."""
    day, court = day_of(as_of), circuit_of(circuit)
    pack = pack_of(pack_at)
    card = rule_card(_rule(pack, rule_id), pack, lang, as_of=day, circuit=court)
    show_report(card, "auto", plain=plain, exact=True)


@rules_app.command("lint")
def lint(
    pack_at: PackFolder = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="List every warning and note, not only the first.")
    ] = False,
    lang: Lang = "en",
    plain: Plain = False,
) -> None:
    """Check the whole pack: errors must go, warnings should, notes are for a lawyer to work through."""
    pack, words = pack_of(pack_at), Words(lang)
    found = lint_pack(pack)
    by_level = {level: [each for each in found if level_of(each) == level] for level in LEVELS}
    show_findings(words("lint.warnings"), by_level["warning"], words, plain=plain, whole=every)
    if every:
        show_findings(words("lint.notes"), by_level["note"], words, plain=plain, whole=True)
    elif by_level["note"]:
        notes = "; ".join(counted(by_level["note"], words))
        say(words("lint.counted", counted=notes), words, plain=plain)
    errors = LintError(by_level["error"], source=own_folder(pack_at))
    if errors.problems:
        show_error(errors, lang, plain=plain, command=_command("lint", pack_at))
    counts = ", ".join(words.count(f"lint.count.{level}", len(by_level[level])) for level in LEVELS)
    pack_name, rules, authorities = f"{pack.id} {pack.version}", len(pack.rules), len(pack.authorities)
    end = words("lint.end", pack=pack_name, rules=rules, authorities=authorities, counts=counts)
    say(end, words, plain=plain)
    if errors.problems or (strict and by_level["warning"]):
        raise typer.Exit(LintError.exit_code)


@rules_app.command("test")
def test(
    rule_id: Annotated[str, typer.Argument(metavar="[RULE]", help="One rule; without it all.")] = "",
    pack_at: PackFolder = None,
    lang: Lang = "en",
    plain: Plain = False,
) -> None:
    """Run the examples beside the rules, as real cases are run."""
    pack = pack_of(pack_at)
    if rule_id:
        _rule(pack, rule_id)
    run = run_pack_examples(pack, rule_id or None)
    failed = ExampleError(run.problems, source=own_folder(pack_at))
    if failed.problems:
        show_error(failed, lang, plain=plain, command=_command(f"test {rule_id}".strip(), pack_at))
    words, number = Words(lang), len(run.results)
    say(words("rules.test.end", passed=number - len(failed.problems), all=number), words, plain=plain)
    if failed.problems:
        raise typer.Exit(ExampleError.exit_code)


@rules_app.command("new")
def new(
    rule_id: RuleId,
    kind: Annotated[RuleKind, typer.Option("--kind", help="What the rule puts into the assessment.")],
    rests_on: Annotated[
        list[str] | None, typer.Option("--rests-on", help="An authority id; may be given several times.")
    ] = None,
    pack_at: PackFolder = None,
    lang: Lang = "en",
    plain: Plain = False,
) -> None:
    """Begin a rule: a file with a marked text wherever you have to write. Replaces no file."""
    problems = new_rule_problems(rule_id, rests_on or (), pack_of(pack_at))
    if problems:
        raise UsageError(problems)
    folder = Path(str(pack_folder())) if pack_at is None else pack_at
    file = folder / rule_file_path(rule_id)
    text = new_rule_file(rule_id, kind, rests_on or ())
    shown = os.path.join(own_folder(pack_at), rule_file_path(rule_id))
    try:
        file.parent.mkdir(exist_ok=True)
        with open(file, "x", encoding="utf-8") as handle:
            handle.write(text)
    except FileExistsError:
        raise OutputError([said("file.exists").problem("output.exists")], source=shown) from None
    except OSError:
        raise OutputError([said("file.not_written").problem("output.failed")], source=shown) from None
    words = Words(lang)
    say(words("rules.new.end", file=shown), words, plain=plain)
    say(words("rules.new.next", command=_command("lint", pack_at)), words, plain=plain)


def _rule(pack: Pack, rule_id: str) -> Rule:
    rule = pack.rules.get(rule_id)
    if rule is None:
        near = said("usage.no_rule", guess=suggestion(rule_id, pack.rules))
        raise NotKnownError([near.problem("usage.no_rule", "RULE")])
    return rule


def _command(words: str, pack_at: Path | None) -> str:
    pack = f" --pack {shlex.quote(str(pack_at))}" if pack_at is not None else ""
    return f"screening rules {words}{pack}"
