"""The faces in the programs people open them with: Chromium (screen and print), LibreOffice. `make faces`.

Not part of `make test`: it needs a browser and an office suite. What is absent is told as NOT RUN.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from face_text import letters, markdown_text, saying
from hostile import PAYLOADS
from report_cases import AS_OF, PACK, RICH_INTAKE, rich_assessment
from test_faces_hostile import MARKUP
from test_review import decided, reviewed
from test_sharing import AUDIENCES, record

from screening.assessment.assess import assess
from screening.batch.page import summary_page
from screening.batch.pools import process_pool
from screening.batch.run import Options, run_batch
from screening.batch.synth import synthetic_lines
from screening.intake.read import read_intake
from screening.law.load import load_pack, pack_folder
from screening.report.build import build_report
from screening.report.document import Document
from screening.report.faces.html import render_html
from screening.report.faces.markdown import render_markdown
from screening.report.faces.word import render_word
from screening.sharing.copies import shared_assessment, shared_document
from screening.vocabulary import LANGUAGES, Language

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.json"))
CASES = [(name, language) for name in EXAMPLES for language in LANGUAGES]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")
TEXT = "txt:Text (encoded):UTF8"
MISPLACED = (Path(__file__).parent / "misplaced.js").read_text("utf-8")
WIDTHS = (320, 480, 640, 768, 800, 1000, 1024, 1120, 1121, 1280, 1600)
"""Screens of telephones to desks, and both sides of the width at which the columns fold."""


@cache
def document(name: str, language: Language) -> Document:
    pack = load_pack(pack_folder())
    intake = read_intake((ROOT / "examples" / f"{name}.json").read_bytes(), source=name, as_of=AS_OF)
    return build_report(assess(intake, pack, as_of=AS_OF, settling=False), pack, intake, language)


def word_files() -> dict[str, bytes]:
    return {f"{name}-{language}": render_word(document(name, language)) for name, language in CASES}


def not_run(why: str) -> None:
    print(f"NOT RUN: {why}")
    pytest.skip(f"NOT RUN: {why}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="NOT RUN: playwright is not installed")
    if CHROMIUM is None:
        not_run("there is no Chromium")
    with sync_api.sync_playwright() as play:
        yield play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@cache
def axe_source() -> str:
    axe = pytest.importorskip("axe_playwright_python", reason="NOT RUN: axe is not installed")
    found = sorted(Path(axe.__file__).parent.rglob("axe*.js"))
    assert found
    return found[0].read_text("utf-8")


@contextmanager
def opened(browser: Any, html: str, folder: Path, **how: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page opened from a file without a network, and all it asked for or complained of."""
    path = folder / "page.html"
    path.write_text(html, "utf-8")
    context = browser.new_context(offline=True, **how)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("dialog", lambda dialog: heard.append("dialog"))
    page.on("request", lambda request: heard.append(f"request: {request.url}"))
    page.goto(path.as_uri())
    heard.remove(f"request: {path.as_uri()}")
    yield page, heard
    context.close()


def violations(page: Any, only: str = "") -> list[str]:
    """What axe finds, by all its rules or by one; without the paths to elements, which cost it a third."""
    page.evaluate(axe_source())
    how = {"resultTypes": ["violations"], "selectors": False, "elementRef": False}
    found = page.evaluate("how => axe.run(document, how)", how | ({"runOnly": [only]} if only else {}))
    assert len(found["passes"]) > (0 if only else 10)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


@cache
def special(name: str, language: Language) -> Document:
    """A report that a lawyer reviewed, with findings struck, or the copy for an audience."""
    if name == "reviewed":
        return reviewed(language, decided())
    audience = next(one for one in AUDIENCES if one == name)
    told = read_intake((ROOT / "examples/fictional-strong.json").read_bytes(), source=name, as_of=AS_OF)
    intake, pack = record(told, audience).intake(), load_pack(pack_folder())
    found = shared_assessment(assess(intake, pack, as_of=AS_OF, settling=False))
    return shared_document(build_report(found, pack, intake, language), audience)


SPECIAL = [(name, language) for name in ("reviewed", *AUDIENCES) for language in LANGUAGES]


def wider_than_the_screen(page: Any) -> list[int]:
    """The widths at which a page scrolls sideways."""
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)
    return wide


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_page_is_quiet_accessible_and_never_wider_than_the_screen(
    name: str, language: Language, browser: Any, tmp_path: Path
) -> None:
    html = render_html(document(name, language))
    for scheme in ("light", "dark"):
        with opened(browser, html, tmp_path, color_scheme=scheme) as (page, heard):
            if scheme == "light":
                assert wider_than_the_screen(page) == []
                for width in (320, 1280):
                    page.set_viewport_size({"width": width, "height": 900})
                    assert page.evaluate(MISPLACED) == []
                    assert violations(page) == []
                page.emulate_media(media="print")
            assert violations(page, only="color-contrast") == []  # all that dark and print change
            assert heard == []


@pytest.mark.parametrize(("name", "language"), SPECIAL)
def test_reviewed_reports_and_copies_are_quiet_accessible_and_never_wider_than_the_screen(
    name: str, language: Language, browser: Any, tmp_path: Path
) -> None:
    with opened(browser, render_html(special(name, language)), tmp_path) as (page, heard):
        assert wider_than_the_screen(page) == []
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, only="color-contrast") == []
        assert heard == []


def test_reviewed_reports_and_copies_open_in_libreoffice_with_the_text_of_the_markdown(
    tmp_path: Path,
) -> None:
    converted(
        tmp_path,
        TEXT,
        **{f"{name}-{language}": render_word(special(name, language)) for name, language in SPECIAL},
    )
    for name, language in SPECIAL:
        shown = (tmp_path / f"{name}-{language}.txt").read_text("utf-8-sig")
        assert letters(shown) == letters(markdown_text(render_markdown(special(name, language)))), name


@pytest.mark.parametrize(("name", "language"), CASES)
def test_page_one_of_the_print_holds_summary_and_matrix(
    name: str, language: Language, browser: Any, tmp_path: Path
) -> None:
    if PDFTOTEXT is None:
        not_run("there is no pdftotext")
    report = document(name, language)
    with opened(browser, render_html(report), tmp_path) as (page, _):
        (tmp_path / "page.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    first = pdf_page(tmp_path / "page.pdf")
    matrix, legend = report.sections[0].blocks[:2]
    for text in (report.case, report.warning, matrix.sum_label, legend.entries[-1].text):
        assert letters(text) in first, text


def pdf_page(path: Path) -> str:
    done = subprocess.run(
        [PDFTOTEXT, "-l", "1", "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return letters(done.stdout)


@pytest.mark.parametrize("text", [*MARKUP, *PAYLOADS])
def test_an_attack_does_nothing_in_a_browser(text: str, browser: Any, tmp_path: Path) -> None:
    report = saying(build_report(rich_assessment(), PACK, RICH_INTAKE, "en"), text)
    with opened(browser, render_html(report), tmp_path) as (page, heard):
        assert (
            page.evaluate("document.querySelectorAll('script, img, iframe, object, embed, form').length") == 0
        )
        assert page.evaluate("document.styleSheets.length") == 1
        assert heard == []


def test_the_checks_notice_what_they_look_for(browser: Any, tmp_path: Path) -> None:
    html = render_html(document("mayor", "en"))
    bad = html.replace(
        "<main>", '<main><img src="https://example.org/x.png"><p style="width:2000px">x</p>', 1
    )
    with opened(browser, bad, tmp_path) as (page, heard):
        assert heard  # the content policy refuses both, and says so
        assert any("image-alt" in one for one in violations(page))
    pale = html.replace("<main>", '<main><p><font color="#ccc">pale words</font></p>', 1)
    with opened(browser, pale, tmp_path) as (page, _):
        assert violations(page, only="color-contrast")
    for how in ("p{margin-bottom:-1em}", ".ent{width:900px}", "h3{overflow:hidden;height:8px}"):
        moved = html.replace("Content-Security-Policy", "x").replace("</style>", f"{how}</style>", 1)
        with opened(browser, moved, tmp_path, viewport={"width": 320, "height": 900}) as (page, _):
            assert page.evaluate(MISPLACED), how
    unstyled = bad.replace("Content-Security-Policy", "x")
    with opened(browser, unstyled, tmp_path, viewport={"width": 320, "height": 900}) as (page, heard):
        assert any(one.startswith("request: https://example.org") for one in heard)
        assert page.evaluate("document.documentElement.scrollWidth") > 320


def converted(folder: Path, kind: str, **files: bytes) -> None:
    """Each file as LibreOffice opens and writes it again, beside the first."""
    if OFFICE is None:
        not_run("there is no LibreOffice")
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        folder,
        *folder.glob("*.docx"),
    ]
    subprocess.run(command, capture_output=True, timeout=300, check=True)


def test_word_files_open_in_libreoffice_with_the_text_of_the_markdown(tmp_path: Path) -> None:
    converted(tmp_path, TEXT, **word_files())
    for name, language in CASES:
        shown = (tmp_path / f"{name}-{language}.txt").read_text("utf-8-sig")
        assert letters(shown) == letters(markdown_text(render_markdown(document(name, language)))), name


def test_page_one_of_the_word_file_holds_summary_and_matrix(tmp_path: Path) -> None:
    if PDFTOTEXT is None:
        not_run("there is no pdftotext")
    converted(tmp_path, "pdf", **word_files())
    late = []
    for name, language in CASES:
        report = document(name, language)
        first = pdf_page(tmp_path / f"{name}-{language}.pdf")
        legend = report.sections[0].blocks[1]
        if letters(legend.entries[-1].text) not in first:
            late.append(f"{name} {language}")
    assert late == []


def test_a_word_file_of_attacks_opens(tmp_path: Path) -> None:
    report = saying(
        build_report(rich_assessment(), PACK, RICH_INTAKE, "en"), " ".join((*MARKUP, *PAYLOADS[:10]))
    )
    converted(tmp_path, TEXT, bad=render_word(report))
    assert "<script>alert(1)</script>" in (tmp_path / "bad.txt").read_text("utf-8-sig")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_batch_is_quiet_accessible_and_never_wider_than_the_screen(
    language: Language, browser: Any, tmp_path: Path
) -> None:
    (tmp_path / "in.ndjson").write_bytes(b"".join(synthetic_lines(60, 5, AS_OF)) + b"{}\n")
    options = Options((tmp_path / "in.ndjson",), tmp_path / "out", AS_OF, closer=3)
    summary = run_batch(options, load_pack(pack_folder()), process_pool).summary
    html = summary_page(summary, load_pack(pack_folder()), language)
    for scheme in ("light", "dark"):
        with opened(browser, html, tmp_path, color_scheme=scheme) as (page, heard):
            assert wider_than_the_screen(page) == []
            for width in (320, 768, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                assert violations(page) == []
            page.emulate_media(media="print")
            assert violations(page, only="color-contrast") == []
            assert heard == []
