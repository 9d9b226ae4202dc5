"""SQLite's and the file system's complaints, said so that an official can act."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from sqlalchemy.exc import DBAPIError

from gnbv_desktop.kernel.errors import StoreTrouble, system_reason


class StoreLocked(StoreTrouble):
    """Another process is writing: try again."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _explain(error.orig or error, path) from error
    except sqlite3.Error as error:
        raise _explain(error, path) from error
    except OSError as error:
        raise _explain_system(error, path) from error


@contextmanager
def sound_content(path: Path) -> Iterator[None]:
    """What was stored must be what the program stores; anything else was damaged from outside."""
    try:
        yield
    except ClassValidationError as error:
        raise _newer(path) if error.subgroup(ForbiddenExtraKeysError) else _damaged(path) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error


def _newer(path: Path) -> StoreTrouble:
    """Keys that this program does not know: nothing is shown rather than a part."""
    return StoreTrouble(f"Tệp {path} do một bản chương trình mới hơn ghi; hãy cài bản mới nhất rồi mở lại.")


def _damaged(path: Path) -> StoreTrouble:
    return StoreTrouble(
        f"Tệp {path} bị hỏng hoặc không phải dữ liệu của chương trình.",
        ["Hãy giữ nguyên tệp và lấy lại từ bản sao: gnbv restore, các bản sao nằm ở thư mục backups."],
    )


def _explain(error: BaseException, path: Path) -> StoreTrouble:
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return StoreLocked(f"Dữ liệu {path} đang bị chương trình khác giữ; hãy đóng chương trình ấy rồi thử lại.")
    if "full" in text:
        return StoreTrouble(f"Ổ đĩa chứa {path} đã đầy; hãy xóa bớt tệp rồi thử lại. Số liệu cũ còn nguyên.")
    if "readonly" in text or "read-only" in text:
        return StoreTrouble(f"Không ghi được {path}; hãy bỏ thuộc tính chỉ đọc hoặc chọn thư mục khác bằng --data.")
    if "unable to open" in text:
        return StoreTrouble(f"Không mở được {path}; hãy kiểm tra thư mục còn đó và có quyền ghi.")
    if "not a database" in text or "malformed" in text or "corrupt" in text or "no such table" in text:
        return _damaged(path)
    if "disk i/o" in text:
        return StoreTrouble(f"Ổ đĩa chứa {path} báo lỗi đọc ghi; hãy kiểm tra ổ đĩa, thư mục có còn không.")
    return StoreTrouble(f"Không làm việc được với {path}: {error}. Hãy chạy gnbv doctor.")


def _explain_system(error: OSError, path: Path) -> StoreTrouble:
    if error.errno == errno.ENOSPC:
        return StoreTrouble(f"Ổ đĩa chứa {path} đã đầy; hãy xóa bớt tệp rồi thử lại. Số liệu cũ còn nguyên.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreTrouble(f"Không ghi được {path}; hãy kiểm tra quyền ghi hoặc chọn thư mục khác bằng --data.")
    return StoreTrouble(f"Không làm việc được với {path}: {system_reason(error)}; hãy kiểm tra thư mục có còn không.")
