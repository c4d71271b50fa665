"""``screening rules``: list, show, lint, test."""

import typer

from screening.assessment.try_examples import try_examples
from screening.law.load import load_pack
from screening.law.pack import Rule

rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@rules_app.command("list")
def list_rules() -> None:
    """Every rule: id, kind, title."""
    for rule in load_pack().rules.values():
        typer.echo(f"{rule.id:<30}{rule.kind.value:<15}{rule.text['en'].title}")


@rules_app.command("show")
def show_rule(rule_id: str) -> None:
    """One rule in words: what it says, what it rests on, its examples."""
    pack = load_pack()
    rule = pack.rules.get(rule_id)
    if rule is None:
        typer.echo("No rule has that id. screening rules list shows them all.", err=True)
        raise typer.Exit(1)
    for line in _card(rule):
        typer.echo(line)
    for name in rule.rests_on:
        authority = pack.authorities[name]
        typer.echo(f"Rests on   {authority.cite}: {authority.says['en']} ({authority.grade.value})")


def _card(rule: Rule) -> list[str]:
    return [
        rule.text["en"].title,
        f"Rule       {rule.id} ({rule.kind.value}, {rule.status})",
        f"Says       {rule.text['en'].says}",
        f"File       {rule.file}, line {rule.line}",
        *(f"Example    {example.expect}: {example.name}" for example in rule.examples),
    ]


@rules_app.command("lint")
def lint() -> None:
    """Load the whole pack strictly; every problem is listed with file and line."""
    pack = load_pack()
    typer.echo(f"{len(pack.rules)} rules and {len(pack.authorities)} authorities are in order.")


@rules_app.command("test")
def test() -> None:
    """Run every example of every rule through the reference evaluator."""
    pack = load_pack()
    failures = try_examples(pack)
    for failure in failures:
        typer.echo(failure, err=True)
    number = sum(len(rule.examples) for rule in pack.rules.values())
    typer.echo(f"{number - len(failures)} of {number} examples came out as written.")
    if failures:
        raise typer.Exit(1)
