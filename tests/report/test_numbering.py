"""Numbers of headings: generated, never skipped, never repeated."""

from __future__ import annotations

import pytest

from gnbv_desktop.kernel.outline import Number
from gnbv_desktop.report.numbering import Numbering, roman, without_number


def test_levels_begin_anew_below_each_heading() -> None:
    numbering = Numbering()
    asked = [(1, Number.ROMAN), (2, Number.ARABIC), (2, Number.ARABIC), (3, Number.LETTER), (1, Number.ROMAN),
             (2, Number.ARABIC)]  # fmt: skip
    assert [numbering.next(*each) for each in asked] == ["I.", "1.", "2.", "a)", "II.", "1."]


def test_chains_carry_the_numbers_above_them() -> None:
    numbering = Numbering()
    asked = [(1, Number.ROMAN), (2, Number.ARABIC), (3, Number.CHAIN), (4, Number.CHAIN), (4, Number.CHAIN),
             (3, Number.CHAIN), (2, Number.ARABIC), (3, Number.CHAIN)]  # fmt: skip
    assert [numbering.next(*each) for each in asked] == ["I.", "1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "2.", "2.1."]


def test_letters_follow_the_vietnamese_alphabet() -> None:
    numbering = Numbering()
    signs = [numbering.next(1, Number.LETTER) for _ in range(9)]
    assert signs == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)"]


def test_letters_below_a_roman_heading() -> None:
    """Seed 003: "II." is followed directly by "a)"."""
    numbering = Numbering()
    assert [numbering.next(1, Number.ROMAN), numbering.next(2, Number.LETTER), numbering.next(3, Number.DASH)] == [
        "I.",
        "a)",
        "-",
    ]


def test_what_was_not_written_takes_no_number() -> None:
    numbering = Numbering()
    numbering.next(1, Number.ARABIC)
    mark = numbering.mark()
    numbering.next(1, Number.ARABIC)
    numbering.next(2, Number.LETTER)
    numbering.back_to(mark)
    assert numbering.next(1, Number.ARABIC) == "2."


@pytest.mark.parametrize(("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (21, "XXI")])
def test_roman(number: int, text: str) -> None:
    assert roman(number) == text


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("II. Kết quả", "Kết quả"),
        ("3.2.1. Tiểu dự án 1", "Tiểu dự án 1"),
        ("4. 1. Dự án 1", "Dự án 1"),
        ("1.1 Kết quả", "Kết quả"),
        ("đ) Phương hướng", "Phương hướng"),
        ("- Chính sách", "Chính sách"),
        ("A. Vốn đầu tư", "Vốn đầu tư"),
        ("Phần I. Đánh giá", "Đánh giá"),
        ("Kết quả 8 tháng đầu năm 2023", "Kết quả 8 tháng đầu năm 2023"),
        ("Giai đoạn 2021-2024", "Giai đoạn 2021-2024"),
        ("05 năm thực hiện", "05 năm thực hiện"),
        ("I.", "I."),
    ],
)
def test_titles_lose_the_number_they_were_typed_with(title: str, bare: str) -> None:
    assert without_number(title) == bare
