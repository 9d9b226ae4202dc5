"""Writes the report and its annexes, then reads the written files again and compares every figure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from gnbv_desktop.exchange.docx_text import read_docx
from gnbv_desktop.exchange.xlsx_cells import read_xlsx
from gnbv_desktop.kernel.errors import StoreTrouble, system_reason
from gnbv_desktop.kernel.files import write_atomically
from gnbv_desktop.report.annex import write_annexes
from gnbv_desktop.report.docx import write_report
from gnbv_desktop.report.model import WrittenAnnexes, WrittenReport
from gnbv_desktop.services.templates import content_in_use
from gnbv_desktop.services.work import Work

REPORT, ANNEXES, MANIFEST = "bao-cao.docx", "bieu-so.xlsx", "manifest.json"


@frozen
class Rendered:
    files: tuple[Path, ...]
    differences: tuple[str, ...]
    """What the written files say otherwise than the store; empty when they are right."""


def render(work: Work, out: Path) -> Rendered:
    """Drafts, whatever the controls say."""
    template = content_in_use(work.desk.data)
    report, annexes = write_report(work.evaluation, template), write_annexes(work.evaluation)
    contents = {REPORT: report.content, ANNEXES: annexes.content}
    contents[MANIFEST] = _manifest(work, template, contents)
    try:
        for name, content in contents.items():
            write_atomically(out / name, content)
        read_back = {name: (out / name).read_bytes() for name in (REPORT, ANNEXES)}
    except OSError as error:
        raise StoreTrouble(f"Không ghi được vào {out}: {system_reason(error)}; hãy chọn thư mục khác.") from None
    differences = (*report_differences(report, read_back[REPORT]), *annex_differences(annexes, read_back[ANNEXES]))
    return Rendered(tuple(out / name for name in contents), differences)


def report_differences(written: WrittenReport, content: bytes) -> Iterator[str]:
    """Bound figures of a .docx that are not, or not exactly, what was to be written."""
    found = {figure.tag: figure.text for figure in read_docx(content, REPORT).figures}
    for figure in written.figures:
        if found.get(figure.where) != figure.value:
            yield _difference(REPORT, figure.where, figure.source, figure.value, found.get(figure.where, "không có"))


def annex_differences(written: WrittenAnnexes, content: bytes) -> Iterator[str]:
    """Cells of a .xlsx whose value or formula is not what was to be written."""
    cells = read_xlsx(content, ANNEXES)
    for figure in written.figures:
        cell = cells.at(figure.where)
        if cell.value != figure.value:
            yield _difference(ANNEXES, figure.where, figure.source, figure.value, cell.value or "trống")
        if cell.formula.lstrip("=") != figure.formula.lstrip("="):
            yield _difference(
                ANNEXES, figure.where, figure.source, figure.formula, cell.formula or "không có công thức"
            )


def _difference(file: str, where: str, source: str, wanted: str, found: str) -> str:
    return f"{file}, {where} ({source}): phải là {wanted!r}, đọc lại thấy {found!r}"


def _manifest(work: Work, template: bytes, contents: dict[str, bytes]) -> bytes:
    head = work.dossier.head
    listed = {
        "dossier": head.uid,
        "programme": head.programme,
        "edition": head.edition,
        "definitions": work.edition.digest,
        "version": work.version,
        "template": hashlib.sha256(template).hexdigest(),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
