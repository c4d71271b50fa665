"""What a check of the rules found that is no error: listed one by one, or counted by kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rich.text import Text

from screening.errors import Problem
from screening.report.words import Words
from screening.safe_text import safe

from .console import open_screen
from .error_screen import problem_lines, problem_sentence
from .page import Page
from .plain import plain_text

_FIRST: Final = 4


def show_findings(
    title: str, problems: Sequence[Problem], words: Words, *, plain: bool, whole: bool = False
) -> None:
    """List problems under a title with their number; nothing if there are none.

    Unless ``whole``, of each kind only the first few are listed, and how many more there are.
    """
    if not problems:
        return
    screen = open_screen(plain=plain)
    listed = list(problems) if whole else _first_of_each_kind(problems)
    more = words("lint.more", n=len(problems) - len(listed)) if len(listed) < len(problems) else ""
    shown = _together(listed)
    if screen.plain:
        lines = [f"{title}: {len(problems):,}.", *(problem_sentence(words, problem) for problem in shown)]
        lines += [more] if more else []
        screen.write("".join(f"{plain_text(safe(line), words.language, exact=True)}\n" for line in lines))
        return
    page = Page(screen.width, screen.theme, screen.symbols, words)
    heading = page.heading(page.text(title, "bold"), page.text(f"{len(problems):,}", "quiet"))
    end = [*page.paragraph(page.text(more)), Text("")] if more else []
    screen.show([Text(""), *heading, *problem_lines(page, shown), *end])


def say(text: str, words: Words, *, plain: bool) -> None:
    """One sentence: wrapped and moved in on a terminal, a plain line otherwise."""
    screen = open_screen(plain=plain)
    if screen.plain:
        screen.write(f"{plain_text(safe(text), words.language, exact=True)}\n")
    else:
        page = Page(screen.width, screen.theme, screen.symbols, words)
        screen.show(page.paragraph(page.text(safe(text))))


def _together(problems: Sequence[Problem]) -> list[Problem]:
    """Problems without a line that say the same become one that names all their places."""
    found: dict[object, Problem] = {}
    for problem in problems:
        key = (problem.code, problem.message) if problem.line is None else id(problem)
        first = found.setdefault(key, problem)
        if first is not problem:
            found[key] = replace(first, where=f"{first.where}, {problem.where}")
    return list(found.values())


def _first_of_each_kind(problems: Sequence[Problem]) -> list[Problem]:
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] <= _FIRST:
            found.append(problem)
    return found


def counted(problems: Sequence[Problem], words: Words) -> list[str]:
    """``234 rules that no lawyer has reviewed``, one for each kind, the most frequent first."""
    return [
        words.count(code, number)
        for code, number in Counter(problem.code for problem in problems).most_common()
    ]
