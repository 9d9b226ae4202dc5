"""The name that stands beside each change in the history."""

from __future__ import annotations

from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.text import clean
from gnbv_desktop.services.desk import Desk

WHO_LIMIT = 60


def rename_user(desk: Desk, typed: str) -> None:
    """The name from now on; what was written before keeps the old one."""
    name = clean(typed)
    if not name:
        raise BadInput("Chưa ghi tên; hãy ghi tên người nhập để nhật ký biết ai đã sửa.")
    if len(name) > WHO_LIMIT:
        raise BadInput(f"Tên dài quá {WHO_LIMIT} chữ; hãy ghi gọn lại.")
    desk.store.put_setting("who", name)
    desk.who = name
