"""Dates: typed day first, written by NĐ 30/2020/NĐ-CP."""

import datetime
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnbv_desktop.kernel.dates import read_date, write_date, write_date_long, write_month_year

slow_enough = settings(derandomize=True, max_examples=300, deadline=None)
DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "6/4/2023",
        "06/4/2023",
        "06/04/2023",
        " 06 / 4 / 2023 ",
        "06-04-2023",
        "6.4.2023",
        "2023-04-06",
        "2023-4-6",
        "ngày 06/4/2023",
        "ngày 06 tháng 4 năm 2023",
        "Ngày  6  tháng 04 năm 2023",
        "6 tháng 4 năm 2023",
        "NGÀY 06 THÁNG 4 NĂM 2023",
        "０６/4/2023",
        "06\u00a0tháng 4 năm 2023",
    ],
)
def test_read(text: str) -> None:
    assert read_date(text) == datetime.date(2023, 4, 6)
    assert read_date(unicodedata.normalize("NFD", text)) == datetime.date(2023, 4, 6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4/13/2023",
        "31/4/2023",
        "29/02/2023",
        "0/4/2023",
        "06/4-2023",
        "06/4/20233",
        "06/4/0023",
        "2023/04/06",
        "20230406",
        "06/4/2023 và 07/4/2023",
        "tháng 4 năm 2023",
        "06/4",
        "06/4/23",
        "ngày 06 tháng 4",
        "hôm nay",
        "٠٦/4/2023",
    ],
)
def test_not_a_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("06/4", datetime.date(2024, 4, 6)),
        ("ngày 06 tháng 4", datetime.date(2024, 4, 6)),
        ("29/2", datetime.date(2024, 2, 29)),
        ("06/4/23", datetime.date(2023, 4, 6)),
        ("06/4/99", None),
        ("06/4/2021", datetime.date(2021, 4, 6)),
    ],
)
def test_a_year_of_today_completes_a_short_date(text: str, date: datetime.date | None) -> None:
    assert read_date(text, today_year=2024) == date


def test_29_february_is_looked_up_in_its_year() -> None:
    assert read_date("29/02/2024") == datetime.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("date", "short", "long", "month"),
    [
        ((2023, 4, 6), "06/4/2023", "ngày 06 tháng 4 năm 2023", "tháng 4 năm 2023"),
        ((2022, 3, 9), "09/3/2022", "ngày 09 tháng 3 năm 2022", "tháng 3 năm 2022"),
        ((2023, 2, 7), "07/02/2023", "ngày 07 tháng 02 năm 2023", "tháng 02 năm 2023"),
        ((2022, 1, 18), "18/01/2022", "ngày 18 tháng 01 năm 2022", "tháng 01 năm 2022"),
        ((2023, 8, 15), "15/8/2023", "ngày 15 tháng 8 năm 2023", "tháng 8 năm 2023"),
        ((2024, 12, 31), "31/12/2024", "ngày 31 tháng 12 năm 2024", "tháng 12 năm 2024"),
    ],
)
def test_write(date: tuple[int, int, int], short: str, long: str, month: str) -> None:
    day = datetime.date(*date)
    assert (write_date(day), write_date_long(day), write_month_year(day)) == (short, long, month)


@slow_enough
@given(DATES)
def test_what_is_written_is_read_back(date: datetime.date) -> None:
    assert read_date(write_date(date)) == date
    assert read_date(write_date_long(date)) == date
    assert read_date(date.isoformat()) == date


@slow_enough
@given(st.text() | st.text("0123456789/-. ngàythánm"), st.none() | st.integers(1950, 2150))
def test_no_text_raises(text: str, today_year: int | None) -> None:
    read_date(text, today_year)
