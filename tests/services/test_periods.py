"""Dates offered for a new report, each with its source, and what is said of dates that cannot be."""

import datetime
from itertools import pairwise

import pytest
from attrs import evolve

from gnbv_desktop.kernel.dossier import PeriodKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.services.periods import period_faults, period_notes, suggest, suggestions

TODAY = datetime.date(2023, 8, 20)
MONTH, QUARTER, HALF, YEAR = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("kind", "year", "number", "start", "end"),
    [
        (MONTH, 2024, 2, "2024-01-15", "2024-02-14"),
        (MONTH, 2024, 1, "2023-12-15", "2024-01-14"),
        (MONTH, 2024, 3, "2024-02-15", "2024-03-14"),
        (QUARTER, 2024, 1, "2023-12-15", "2024-03-14"),
        (QUARTER, 2023, 3, "2023-06-15", "2023-09-14"),
        (QUARTER, 2023, 4, "2023-09-15", "2023-12-14"),
        (HALF, 2023, 1, "2022-12-15", "2023-06-14"),
        (HALF, 2023, None, "2022-12-15", "2023-06-14"),
        (HALF, 2023, 2, "2023-06-15", "2023-12-14"),
        (YEAR, 2023, None, "2022-12-15", "2023-12-14"),
    ],
)
def test_periods_of_the_decree(kind, year, number, start, end):
    found = suggest(kind, year, number, TODAY)
    period = found.period
    assert (period.kind, period.start, period.end, period.cutoff) == (kind, day(start), day(end), day(end))
    assert (period.first_year, period.last_year, period.due, period.estimated) == (year, year, None, False)
    assert "09/2019/NĐ-CP" in found.source and "Hạn gửi" in found.note


def test_every_month_and_quarter_follows_the_one_before():
    for kind, count in ((MONTH, 12), (QUARTER, 4)):
        periods = [suggest(kind, year, number, TODAY).period for year in (2023, 2024) for number in range(1, count + 1)]
        for before, after in pairwise(periods):
            assert after.start - before.end == datetime.timedelta(days=1)


def test_the_budget_year_closes_on_31_january():
    found = suggest(PeriodKind.BUDGET_YEAR, 2023, None, TODAY)
    assert (found.period.start, found.period.end) == (day("2023-01-01"), day("2024-01-31"))
    assert found.period.cutoff == day("2024-01-31") and list(found.period.years) == [2023]
    assert "Luật Ngân sách nhà nước" in found.source


@pytest.mark.parametrize(
    ("kind", "due", "cutoff", "before"),
    [(HALF, "2023-05-31", "2023-05-14", "01/6/2023"), (YEAR, "2023-11-30", "2023-11-14", "01/12/2023")],
)
def test_monitoring_reports_have_the_due_days_of_the_circular(kind, due, cutoff, before):
    usual, monitoring = suggestions(kind, 2023, None, TODAY)
    assert usual == suggest(kind, 2023, None, TODAY)
    assert (monitoring.period.due, monitoring.period.cutoff) == (day(due), day(cutoff))
    assert monitoring.period.estimated
    assert "10/2022/TT-BLĐTBXH" in monitoring.source and f"trước ngày {before}" in monitoring.note


def test_other_kinds_have_one_suggestion():
    for kind, number in ((MONTH, 5), (QUARTER, 2), (HALF, 2), (PeriodKind.SPAN, None), (PeriodKind.AD_HOC, None)):
        assert len(suggestions(kind, 2023, number, TODAY)) == 1


@pytest.mark.parametrize(
    ("kind", "year", "start", "end", "cutoff"),
    [
        (PeriodKind.MID_TERM, 2023, "2021-01-01", "2023-12-31", "2023-08-20"),
        (PeriodKind.SPAN, 2022, "2021-01-01", "2022-12-31", "2022-12-31"),
        (PeriodKind.SPAN, 2027, "2021-01-01", "2025-12-31", "2023-08-20"),
        (PeriodKind.FINAL, 2025, "2021-01-01", "2025-12-31", "2023-08-20"),
        (PeriodKind.AD_HOC, 2023, "2023-01-01", "2023-12-31", "2023-08-20"),
    ],
)
def test_reports_on_request_are_closed_today_at_the_latest(kind, year, start, end, cutoff):
    found = suggest(kind, year, None, TODAY)
    assert (found.period.start, found.period.end, found.period.cutoff) == (day(start), day(end), day(cutoff))
    assert found.period.estimated is (day(cutoff) < day(end))
    assert "yêu cầu" in found.source


def test_another_programme_has_its_own_years():
    found = suggest(PeriodKind.SPAN, 2027, None, day("2027-05-01"), (2026, 2030))
    assert list(found.period.years) == [2026, 2027]


@pytest.mark.parametrize(
    ("kind", "year", "number", "words"),
    [
        (MONTH, 2023, None, "chọn tháng"),
        (MONTH, 2023, 13, "từ 1 đến 12"),
        (QUARTER, 2023, 0, "chọn quý"),
        (HALF, 2023, 3, "từ 1 đến 2"),
        (YEAR, 23, None, "Năm báo cáo 23"),
        (PeriodKind.SPAN, 2020, None, "từ năm 2021"),
    ],
)
def test_a_period_that_cannot_be_is_refused(kind, year, number, words):
    with pytest.raises(BadInput, match=words):
        suggest(kind, year, number, TODAY)


GOOD = suggest(YEAR, 2023, None, TODAY).period


def test_every_suggestion_may_be_kept():
    for kind in PeriodKind:
        for found in suggestions(kind, 2023, 1, TODAY):
            assert period_faults(found.period) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"end": day("2022-12-01")}, "Ngày đầu kỳ 15/12/2022 sau ngày cuối kỳ 01/12/2022"),
        ({"cutoff": day("2022-12-14")}, "Ngày chốt số liệu 14/12/2022 trước ngày đầu kỳ"),
        ({"first_year": 2024, "last_year": 2023}, "Năm đầu 2024 sau năm cuối 2023"),
        ({"first_year": 1980}, "từ 1990"),
        ({"first_year": 2025, "last_year": 2026}, "không có ngày nào"),
    ],
)
def test_what_cannot_be_is_said(change, words):
    assert any(words in fault for fault in period_faults(evolve(GOOD, **change)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"due": day("2023-12-01")}, "Hạn gửi 01/12/2023 trước ngày chốt"),
        ({"cutoff": day("2023-08-31")}, "số ước"),
        ({"cutoff": day("2024-01-31")}, "sau ngày cuối kỳ"),
    ],
)
def test_what_is_unusual_is_only_noted(change, words):
    period = evolve(GOOD, **change)
    assert period_faults(period) == ()
    assert any(words in note for note in period_notes(period))
    assert period_notes(evolve(GOOD, due=day("2023-12-20"))) == ()
