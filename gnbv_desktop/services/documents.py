"""Writes the report and its annexes, then reads the written files again and compares every figure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from gnbv_desktop.kernel.errors import StoreTrouble, system_reason
from gnbv_desktop.kernel.files import write_atomically
from gnbv_desktop.report.annex import write_annexes
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.docx import render as write_docx
from gnbv_desktop.report.model import Document
from gnbv_desktop.services.templates import content_in_use
from gnbv_desktop.services.verify import annex_differences, report_differences
from gnbv_desktop.services.work import Work

REPORT, PDF, EXACT_PDF = "bao-cao.docx", "bao-cao.pdf", "bao-cao-theo-word.pdf"
ANNEXES, MANIFEST = "bieu-so.xlsx", "manifest.json"


@frozen
class Rendered:
    files: tuple[Path, ...]
    differences: tuple[str, ...]
    """What the written files say otherwise than the store; empty when they are right."""


def render(
    work: Work,
    out: Path,
    write_pdf: Callable[[Document], bytes] | None = None,
    convert: Callable[[bytes], bytes] | None = None,
) -> Rendered:
    """Drafts, whatever the controls say. `write_pdf` sets the pages itself, `convert` makes a PDF of the .docx."""
    document = compose_report(work.evaluation)
    template = content_in_use(work.desk.data)
    report, annexes = write_docx(document, template), write_annexes(work.evaluation)
    contents = {REPORT: report.content, ANNEXES: annexes.content}
    if write_pdf is not None:
        contents[PDF] = write_pdf(document)
    if convert is not None:
        contents[EXACT_PDF] = convert(report.content)
    contents[MANIFEST] = _manifest(work, template, contents)
    try:
        for name, content in contents.items():
            write_atomically(out / name, content)
        read_back = {name: (out / name).read_bytes() for name in (REPORT, ANNEXES)}
    except OSError as error:
        raise StoreTrouble(f"Không ghi được vào {out}: {system_reason(error)}; hãy chọn thư mục khác.") from None
    differences = (
        *report_differences(report, read_back[REPORT], work.evaluation, REPORT),
        *annex_differences(annexes, read_back[ANNEXES], ANNEXES),
    )
    return Rendered(tuple(out / name for name in contents), differences)


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
