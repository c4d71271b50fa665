"""Whatever a text says, it changes no element, attribute, style or relation of any face."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from face_text import html_skeleton, markdown_skeleton, saying, word_skeleton
from hostile import NASTY, PAYLOADS, unsafe_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from report_cases import PACK, RICH_INTAKE, intake_saying, rich_assessment

from screening.law.pack import Pack, RuleText
from screening.report.build import build_report
from screening.report.document import Document
from screening.report.faces.html import render_html
from screening.report.faces.markdown import render_markdown
from screening.report.faces.word import render_word
from screening.safe_text import safe

PLAIN = "plain words"
MARKUP = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="x',
    "'; } * { display:none } /*",
    "{{ 7*7 }} {% raw %}",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "]]><!-- --><![CDATA[",
    "# heading",
    "- item",
    "1. item",
    "2) item",
    "+ x",
    "> quote",
    "    code",
    "```\ncode",
    "~~~",
    "===",
    "---",
    "| a | b |",
    "[x](javascript:alert(1)) ![x](http://evil)",
    "<http://evil.example> https://evil.example www.evil.example a@evil.example",
    "*a* **b** _c_ ~~d~~ `e` $f$",
    "\\",
    "trailing \\",
    "[ref]: http://evil",
    "<details><summary>",
    "http://evil\n\nnew paragraph",
    "$(id) `id` {=html}",
    "مرحبا بكم",
)
TEXTS = st.one_of(
    NASTY,
    st.sampled_from(MARKUP),
    st.lists(st.sampled_from([*MARKUP, *PAYLOADS[:14], *"*_`[]()<>|\\#-+.!&~\n 1a"]), max_size=6).map(
        "".join
    ),
)
REPORT = build_report(rich_assessment(), PACK, RICH_INTAKE, "en")


def skeletons(report: Document, *, word: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "html": html_skeleton(render_html(report)),
        "md": markdown_skeleton(render_markdown(report)),
    }
    if word:
        found["docx"] = word_skeleton(render_word(report))
    return found


@cache
def plain_skeletons() -> dict[str, Any]:
    return skeletons(saying(REPORT, PLAIN), word=True)


@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_no_text_of_a_document_changes_a_page(text: str) -> None:
    assume(safe(text).strip())
    found = skeletons(saying(REPORT, text), word=False)
    assert found == {key: plain_skeletons()[key] for key in found}


@given(TEXTS)
@settings(max_examples=10, deadline=None)
def test_no_text_of_a_document_changes_a_word_file(text: str) -> None:
    assume(safe(text).strip())
    assert word_skeleton(render_word(saying(REPORT, text))) == plain_skeletons()["docx"]


@pytest.mark.parametrize("text", MARKUP + PAYLOADS)
def test_every_known_attack_is_tried_on_every_face(text: str) -> None:
    found = skeletons(saying(REPORT, text), word=False)
    assert found == {key: plain_skeletons()[key] for key in found}


@pytest.mark.parametrize("texts", [MARKUP, PAYLOADS])
def test_all_attacks_together_are_tried_on_a_word_file(texts: tuple[str, ...]) -> None:
    assert word_skeleton(render_word(saying(REPORT, "\n".join(texts)))) == plain_skeletons()["docx"]


def pack_saying(text: str) -> Pack:
    """The small pack with one text wherever a rule speaks."""

    def said(one: RuleText) -> RuleText:
        return replace(one, title=text, says=text, more=dict.fromkeys(one.more, text))

    rules = {
        name: replace(rule, text={language: said(one) for language, one in rule.text.items()})
        for name, rule in PACK.rules.items()
    }
    return replace(PACK, rules=rules)


def from_files(text: str) -> Document:
    return build_report(rich_assessment(), pack_saying(text), intake_saying(text), "en")


@given(TEXTS)
@settings(max_examples=15, deadline=None)
def test_no_text_of_an_intake_or_a_rule_changes_a_page(text: str) -> None:
    """The page has the elements of the same report with plain words in every place."""
    assume(safe(text).strip())
    report = from_files(text)
    assert skeletons(report, word=False) == skeletons(saying(report, PLAIN), word=False)


@given(NASTY)
@settings(max_examples=12, deadline=None)
def test_no_face_holds_a_character_that_acts_or_hides(text: str) -> None:
    report = from_files(text)
    assert unsafe_in(render_html(report)) == []
    assert unsafe_in(render_markdown(report)) == []


def test_a_skeleton_tells_an_element_that_got_in() -> None:
    page = render_html(REPORT)
    assert html_skeleton(page) != html_skeleton(page.replace("<h3>", "<h3><b>x</b>", 1))
    text = render_markdown(REPORT)
    assert markdown_skeleton(text) != markdown_skeleton(text.replace("Screening", "*Screening*", 1))
    file = render_word(REPORT)
    assert word_skeleton(file) != word_skeleton(render_word(replace(REPORT, warning=safe(""))))
