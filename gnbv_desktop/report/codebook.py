"""The codebook as a workbook, one sheet per table."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

import xlsxwriter

from gnbv_desktop.catalogue.codebook import Table

RELEASED = datetime.datetime(2022, 7, 15)
"""A fixed date in the file, so that one edition always gives the same bytes."""


def codebook_workbook(tables: Iterable[Table]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": RELEASED})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E1EDF7", "border": 1}
        )
        body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for title, heads, rows in tables:
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, heads, head)
            for number, row in enumerate(rows, 1):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text, body)
            for column, name in enumerate(heads):
                longest = max([len(name), *(len(row[column]) for row in rows)], default=8)
                sheet.set_column(column, column, min(max(8, longest + 2), 48))
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    return buffer.getvalue()
