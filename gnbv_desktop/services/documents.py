"""Makes the report and its annexes, reads them again, compares every figure, and only then keeps the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gnbv_desktop.kernel.errors import StoreTrouble, system_reason
from gnbv_desktop.kernel.files import write_beside
from gnbv_desktop.report.annex import write_annexes
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.docx import render as write_docx
from gnbv_desktop.report.model import Document
from gnbv_desktop.services.orders import Order, Rendered
from gnbv_desktop.services.province_fill import fill_all
from gnbv_desktop.services.templates import content_in_use
from gnbv_desktop.services.verify import annex_differences, report_differences

REPORT, PDF, EXACT_PDF = "bao-cao.docx", "bao-cao.pdf", "bao-cao-theo-word.pdf"
ANNEXES, MANIFEST = "bieu-so.xlsx", "manifest.json"


def render(
    order: Order,
    out: Path,
    write_pdf: Callable[[Document], bytes] | None = None,
    convert: Callable[[bytes], bytes] | None = None,
) -> Rendered:
    """Drafts, whatever the controls say. `write_pdf` sets the pages itself, `convert` makes a PDF of the .docx.

    Report and annexes are read back before anything is kept: a figure that differs keeps all files from being written.
    """
    document, template = compose_report(order.evaluation), content_in_use(order.data)
    filled = fill_all(order.evaluation, order.data)
    replaced = {each.replaces for each in filled} - {""}
    report = write_docx(document, template)
    annexes = write_annexes(order.evaluation, order.earlier.evaluations, replaced)
    differences = (
        *report_differences(report, report.content, order.evaluation, REPORT),
        *annex_differences(annexes, annexes.content, order.evaluation, ANNEXES),
        *(difference for each in filled for difference in each.differences),
    )
    if differences:
        return Rendered((), differences)
    contents = {REPORT: report.content, ANNEXES: annexes.content} | {each.name: each.content for each in filled}
    if write_pdf is not None:
        contents[PDF] = write_pdf(document)
    if convert is not None:
        contents[EXACT_PDF] = convert(report.content)
    kept = _keep(contents, out)
    listed = {kept[name].name: content for name, content in contents.items()}
    manifest = _keep({MANIFEST: _manifest(order, template, listed, annexes.reconstructed)}, out)
    cells = len(annexes.figures) + sum(each.compared for each in filled)
    notes = (
        *_moved(kept | manifest),
        *_reconstructed(annexes.reconstructed),
        *(f"{each.name}: {note}" for each in filled for note in each.notes),
    )
    return Rendered((*kept.values(), *manifest.values()), (), len(report.figures), cells, notes)


def report_alone(order: Order) -> bytes:
    """The .docx on the template of the office, unread: for a program that makes pages of it."""
    return write_docx(compose_report(order.evaluation), content_in_use(order.data)).content


def _keep(contents: dict[str, bytes], out: Path) -> dict[str, Path]:
    """Where each file was written. What the disk has not kept as it was read back is said."""
    try:
        paths = {name: write_beside(out / name, content) for name, content in contents.items()}
        spoilt = [path for name, path in paths.items() if path.read_bytes() != contents[name]]
    except OSError as error:
        raise StoreTrouble(f"Không ghi được vào {out}: {system_reason(error)}; hãy chọn thư mục khác.") from None
    if spoilt:
        names = ", ".join(path.name for path in spoilt)
        raise StoreTrouble(f"Ổ đĩa không giữ đúng nội dung vừa ghi ({names}); hãy chọn thư mục ở ổ khác.")
    return paths


def _moved(kept: dict[str, Path]) -> Iterator[str]:
    for name, path in kept.items():
        if path.name != name:
            yield f"{name} đang mở ở chương trình khác nên không ghi đè; bản mới ghi thành {path.name}."


def _reconstructed(names: Sequence[str]) -> Iterator[str]:
    if names:
        listed = ", ".join(name.removeprefix("Biểu số ").removeprefix("Biểu ") for name in names)
        yield f"Mẫu biểu dựng lại, cần đối chiếu với mẫu của tỉnh trước khi gửi: {listed}."


def _manifest(order: Order, template: bytes, contents: dict[str, bytes], reconstructed: Sequence[str]) -> bytes:
    edition, head = order.evaluation.edition, order.evaluation.dossier.head
    listed = {
        "dossier": head.uid,
        "programme": head.programme,
        "edition": head.edition,
        "definitions": edition.digest,
        "version": order.version,
        "template": hashlib.sha256(template).hexdigest(),
        "reconstructed": list(reconstructed),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
