"""The triage table as CSV, as a workbook and as Parquet. Every cell is a text or a whole number, never a formula."""

import zipfile
from collections.abc import Iterable
from html import escape
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import Any, BinaryIO, Final

from screening.batch.rows import NUMBERS

MOST_ROWS: Final = 1_048_575
"""Rows of a sheet, the head not counted."""
_ACTS: Final = ("=", "+", "-", "@", "\t", "\r")
_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_FIXED: Final = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="triage" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": "<Relationships xmlns="
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET: Final = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'

Rows = Iterable[list[str]]
_ROW_GROUP: Final = 65_536


def is_number(cell: str) -> bool:
    """Whether a cell is a whole number, which may be below zero."""
    return cell.isascii() and cell.removeprefix("-").isdigit()


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_ACTS) and not is_number(cell) else cell


def write_csv(stream: BinaryIO, rows: Rows) -> None:
    """The rows with commas. Ids and codes hold no comma or quote; what would is quoted."""
    for row in rows:
        stream.write((",".join(map(_csv_cell, row)) + "\r\n").encode())


def _csv_cell(cell: str) -> str:
    cell = inert(cell)
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\r\n') else cell


def write_xlsx(stream: BinaryIO, rows: Rows) -> None:
    """A workbook of one sheet, row by row, the same bytes for the same rows."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in _FIXED.items():
            book.writestr(_entry(name), _XML + text)
        with book.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write((_XML + _SHEET).encode())
            for row in rows:
                sheet.write(("<row>" + "".join(map(_xlsx_cell, row)) + "</row>").encode())
            sheet.write(b"</sheetData></worksheet>")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _xlsx_cell(cell: str) -> str:
    if is_number(cell):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(inert(cell), quote=False)}</t></is></c>' if cell else "<c/>"


def parquet_is_there() -> bool:
    """Whether tables can be written as Parquet: pyarrow is installed (extra ``parquet``)."""
    return find_spec("pyarrow") is not None


def write_parquet(stream: BinaryIO, rows: Rows) -> None:
    """The rows as columns: whole numbers as such, empty ones as missing, all else as text. Needs pyarrow."""
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    found = iter(rows)
    head = next(found)
    fields = [(name, arrow.int64() if name in NUMBERS else arrow.string()) for name in head]
    schema = arrow.schema(fields)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while some := list(islice(found, _ROW_GROUP)):
            columns = [
                [int(cell) if cell else None for cell in column] if name in NUMBERS else list(column)
                for name, column in zip(head, zip(*some, strict=True), strict=True)
            ]
            writer.write_table(arrow.table(columns, schema=schema))
