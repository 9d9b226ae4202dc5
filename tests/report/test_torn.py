"""Amounts part where a justified line would be torn open; a heading does not leave one word alone."""

from __future__ import annotations

import pytest

from gnbv_desktop.report.torn import loosened, together
from gnbv_desktop.report.typography import glued


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        # On the page these lines showed gaps of a word's width.
        ("Kết quả giải ngân 46.590/52.720 triệu đồng, đạt 88,37%; còn 6.130 triệu đồng.", "còn 6.130~triệu đồng."),
        ("Tổng vốn là 6.130 triệu đồng.", "là 6.130~triệu~đồng."),
        ("Không có số.", "Không có số."),
        ("", ""),
    ],
)
def test_an_amount_parts_only_where_it_must(plain: str, shown: str) -> None:
    eased = loosened(glued(plain))
    assert eased.replace("\u00a0", "~").endswith(shown)
    assert eased.replace("\u00a0", " ") == plain


def test_bold_words_at_the_beginning_are_wider() -> None:
    lead = "4.6.2. Tiểu dự án 2: Truyền thông về giảm nghèo đa chiều:"
    text = glued(f"{lead} 1.000 triệu đồng.")
    assert loosened(text) == text != loosened(text, len(lead))


def test_positions_stay() -> None:
    text = glued("Vốn giao 46.440 triệu đồng (vốn đầu tư 42.218 triệu đồng; vốn sự nghiệp 4.222 triệu đồng). " * 9)
    assert len(loosened(text)) == len(text)
    assert loosened(loosened(text)) == loosened(text)


def test_the_last_words_of_a_long_heading_stay_together() -> None:
    long = "1. Kết quả xây dựng chính sách quản lý, tổ chức thực hiện Chương trình"
    assert together(long).endswith("Chương\u00a0trình")
    assert together("1. Công tác chỉ đạo") == "1. Công tác chỉ đạo"
    assert together("Một") == "Một"
