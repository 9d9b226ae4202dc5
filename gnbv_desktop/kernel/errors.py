"""Errors that are the user's or the machine's, never ours.

KnownError                  one clear Vietnamese message: what, where, what to do
├── BadInput                wrong use, a broken file, a name that does not exist
│   └── BadFile             a file with a list of faults, each with its place
├── StoreTrouble            disk full, read-only, locked, damaged, newer than this program
└── NotYet                  promised for a later version

Anything else that reaches the top is our bug (exit code 3).
"""

from __future__ import annotations

import errno
from collections.abc import Sequence


class KnownError(Exception):
    """Something the user can understand and act upon."""

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)

    def __str__(self) -> str:
        return "\n".join((self.message, *self.details))


class BadInput(KnownError):
    """The user's words or file cannot be followed."""


class BadFile(BadInput):
    """A file is refused as a whole; `details` lists every fault with its place."""


class StoreTrouble(KnownError):
    """The data folder cannot be read or written as it should."""


class NotYet(KnownError):
    """A command whose time comes with a later version."""


_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không được phép",
    errno.EROFS: "ổ đĩa chỉ đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EIO: "ổ đĩa lỗi đọc ghi",
    errno.ELOOP: "liên kết vòng",
    errno.EEXIST: "đã có tệp khác mang tên này",
}


def system_reason(error: OSError) -> str:
    """Why the system refused, in Vietnamese."""
    return _REASONS.get(error.errno or 0, f"hệ thống báo lỗi số {error.errno}")
