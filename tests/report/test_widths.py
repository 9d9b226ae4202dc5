"""Measures taken from the font and read back from a printed page (pages.md §2)."""

from __future__ import annotations

import pytest

from gnbv_desktop.report.letterhead import title_lines
from gnbv_desktop.report.typography import NBSP, glued
from gnbv_desktop.report.widths import balanced, line_under, points, twips

MOTTO = "Độc lập - Tự do - Hạnh phúc"


def test_known_lengths() -> None:
    assert points(MOTTO, 13, bold=True) == pytest.approx(159.14, abs=0.01)
    assert twips(MOTTO, 13, bold=True) == 3183
    assert twips(MOTTO, 14, bold=True) == 3428
    assert twips("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True) == 5007


def test_marks_do_not_widen_a_letter() -> None:
    assert points("ỆỂỘẶ", 12) == points("EEOA", 12)
    assert points("ợ", 12) == points("ơ", 12) != points("o", 12)


def test_lines_of_a_name_are_balanced() -> None:
    name = "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
    lines = balanced(name, 3600, 12, bold=True)
    assert lines == ("PHÒNG LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI")
    widths = [twips(line, 12, bold=True) for line in lines]
    rule = line_under(widths)
    assert all(width / 3 <= rule <= width / 2 for width in widths)


def test_a_title_breaks_between_its_names() -> None:
    title = "Kết quả thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2023 trên địa bàn huyện Phong Thổ"
    assert [line.replace(NBSP, " ") for line in title_lines(title)] == [
        "Kết quả thực hiện Chương trình mục tiêu quốc gia",
        "giảm nghèo bền vững năm 2023 trên địa bàn huyện Phong Thổ",
    ]


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        ("là 71.972 triệu đồng", "là 71.972~triệu~đồng"),
        ("giải ngân 50.648/50.757 triệu đồng", "giải ngân 50.648/50.757~triệu đồng"),
        ("ngày 30 tháng 6 năm 2023", "ngày~30 tháng~6 năm~2023"),
        ("giao trong năm 158.359 triệu đồng", "giao trong năm 158.359~triệu~đồng"),
        ("năm 2023 huyện", "năm~2023 huyện"),
        ("Lao động - Thương binh", "Lao động~- Thương binh"),
        ("giai đoạn 2021 - 2025", "giai đoạn 2021~-~2025"),
        ("theo Dự án 2, huyện", "theo Dự án~2, huyện"),
        ("- Gạch đầu dòng", "- Gạch đầu dòng"),
    ],
)
def test_where_a_line_may_not_break(plain: str, shown: str) -> None:
    assert glued(plain).replace(NBSP, "~") == shown
