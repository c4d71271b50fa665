"""The report in formats for files: HTML, Markdown, Word and JSON. Each is made from the document alone."""

import json
from typing import Literal

from screening.report.document import Document

FileFormat = Literal["html", "md", "docx", "json"]


def render_file(document: Document, file_format: FileFormat) -> str | bytes:
    """The whole document as the content of a file: text in UTF-8, or bytes for Word.

    What a format needs is loaded only when it is asked for.
    """
    match file_format:
        case "html":
            from screening.report.faces.html import render_html

            return render_html(document)
        case "md":
            from screening.report.faces.markdown import render_markdown

            return render_markdown(document)
        case "docx":
            from screening.report.faces.word import render_word

            return render_word(document)
        case "json":
            from screening.report.faces.as_json import report_json

            return json.dumps(report_json(document), ensure_ascii=False, indent=2) + "\n"
