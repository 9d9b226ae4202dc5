"""The template of the report that an office edits in Word: a copy in the data folder, used when it is there."""

from __future__ import annotations

from pathlib import Path

from gnbv_desktop.exchange.docx_text import open_package
from gnbv_desktop.kernel.errors import BadFile, BadInput, StoreTrouble, system_reason
from gnbv_desktop.kernel.files import write_atomically
from gnbv_desktop.kernel.paths import asset
from gnbv_desktop.report.inspection import inspect
from gnbv_desktop.report.template import NAME

FOLDER = "templates"
_OTHER_FORMATS = (".doc", ".dotx", ".dot", ".docm", ".rtf", ".odt")
_PREVIOUS = "bao-cao-truoc.docx"


def edited_copy(data: Path) -> Path:
    return data / FOLDER / NAME


def export(data: Path) -> Path:
    """The program's template where the office edits it; its own copy is never written over."""
    target = edited_copy(data)
    if target.exists():
        raise BadInput(
            f"Đã có mẫu của cơ quan ở {target}; muốn lấy lại mẫu của chương trình, dùng gnbv template reset."
        )
    _write(target, asset("templates", NAME).read_bytes())
    return target


def reset(data: Path) -> Path | None:
    """Back to the program's template; the office's copy is kept under another name."""
    edited = edited_copy(data)
    if not edited.exists():
        return None
    kept = edited.with_name(_PREVIOUS)
    try:
        edited.replace(kept)
    except OSError as error:
        raise StoreTrouble(
            f"Không đổi tên được {edited}: {system_reason(error)}; hãy đóng tệp ấy trong Word."
        ) from None
    return kept


def check(data: Path, file: Path | None = None) -> tuple[str, ...]:
    """What stands in the way of a correct report. Raises BadFile when no report can be made at all."""
    if file is None:
        content = in_use(data)
        return inspect(content) if content is not None else ()
    return inspect(_read(file))


def in_use(data: Path) -> bytes | None:
    """The office's template; None where it has none. Raises BadFile rather than pass over one that cannot be read."""
    edited = edited_copy(data)
    if edited.exists():
        return _read(edited)
    for other in (edited.with_suffix(suffix) for suffix in _OTHER_FORMATS):
        if other.exists():
            raise BadFile(
                f"Mẫu báo cáo {other} không phải dạng .docx nên không dùng được.",
                [f"Hãy mở bằng Word, lưu dạng Word Document (*.docx) thành {edited.name}; không dùng nữa thì xóa đi."],
            )
    return None


def content_in_use(data: Path) -> bytes:
    return in_use(data) or asset("templates", NAME).read_bytes()


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = system_reason(error)
        raise BadFile(
            f"Không đọc được mẫu {path}: {reason}.", ["Nếu đang mở trong Word, hãy lưu rồi đóng lại."]
        ) from None
    with open_package(content, str(path), "Word (.docx)"):
        return content


def _write(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as error:
        raise StoreTrouble(f"Không ghi được {path}: {system_reason(error)}.") from None
