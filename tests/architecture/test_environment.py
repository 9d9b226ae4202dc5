"""The machine the suite runs on: fonts, the PySide6/Python pair, what must not be installed."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QLineEdit

from tests.support import vtype

VIETNAMESE = "ăâđêôơư" + "àảãáạằẳẵắặầẩẫấậ" + "èẻẽéẹềểễếệ" + "ìỉĩíị" + "òỏõóọồổỗốộờởỡớợ" + "ùủũúụừửữứự" + "ỳỷỹýỵ"


def test_pyside_is_the_pinned_one() -> None:
    """6.12.0 takes a reference from None at every void call: CPython 3.11 dies after some thousands."""
    assert sys.implementation.name == "cpython"
    assert sys.version_info >= (3, 11)
    assert version("PySide6-Essentials") == version("shiboken6") == "6.11.3"


def test_void_qt_calls_leave_none_alone(qtbot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    before = sys.getrefcount(None)
    for _ in range(1000):
        edit.setReadOnly(False)
    assert abs(sys.getrefcount(None) - before) < 500


@pytest.mark.parametrize("name", ["numpy", "pandas"])
def test_not_installed(name: str) -> None:
    with pytest.raises(PackageNotFoundError):
        version(name)


@pytest.mark.parametrize("family", ["Segoe UI", "Open Sans", "Times New Roman", "Liberation Serif", "Tinos"])
def test_vietnamese_letters_have_glyphs(qapp, family: str) -> None:
    """Without them every test still passes and every picture shows boxes."""
    metrics = QFontMetrics(QFont(family, 12))
    missing = [char for char in VIETNAMESE + VIETNAMESE.upper() if not metrics.inFontUcs4(ord(char))]
    assert not missing, f"{QFontInfo(QFont(family)).family()} lacks {''.join(missing)}"


def test_vietnamese_typing(qtbot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    vtype(edit, "Ước 71,972 triệu đồng, hộ nghèo ở Mường So")
    assert edit.text() == "Ước 71,972 triệu đồng, hộ nghèo ở Mường So"
