"""The start page: cards in their order and words, and the days that come."""

import datetime
import re

import pytest
from attrs import evolve

from gnbv_desktop.kernel.dossier import PeriodKind
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import enter, resolve
from gnbv_desktop.services.home import DayKind, calendar, cards, moment_words, period_and_cutoff
from gnbv_desktop.services.periods import suggest
from gnbv_desktop.services.work import Work
from gnbv_desktop.store.store import Store
from tests.support_dossiers import dossier, head

TODAY = datetime.date(2024, 2, 27)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def desk(data_dir):
    opened = Desk.open(data_dir, clock=lambda: datetime.datetime(2024, 2, 27, 3, 32, tzinfo=datetime.UTC))
    opened.who = "Lan"
    yield opened
    opened.close()


def make(desk, name, kind=PeriodKind.YEAR, year=2023, number=None, due=None, **more):
    period = evolve(suggest(kind, year, number, TODAY).period, due=due and day(due))
    made = head(id=name, uid=name, name=f"Báo cáo {name}", period=period, **more)
    desk.store.create(dossier({}, made), desk.stamp("create"))


def test_no_dossier_no_card(desk):
    assert cards(desk, TODAY) == () and calendar((), TODAY) == ()


def test_a_card_in_words(desk):
    make(desk, "a", PeriodKind.BUDGET_YEAR, due="2024-02-29", requested_by="CV 2596/SLĐTBXH-BTXH-NCC")
    (card,) = cards(desk, TODAY)
    assert (card.name, card.unit, card.kind) == ("Báo cáo a", "xã Thử", "Năm ngân sách")
    assert card.period == "Năm ngân sách, số liệu đến 31/01/2024"
    assert card.dates == "01/01/2023 – 31/01/2024"
    assert (card.due_words, card.days_left) == ("Hạn 29/02 · còn 2 ngày", 2)
    assert (card.status, card.status_words, card.open) == ("draft", "Đang nhập", True)
    assert card.requested_by == "CV 2596/SLĐTBXH-BTXH-NCC"
    assert (card.changed, card.changed_by) == ("10:32", "Lan")


@pytest.mark.parametrize(
    ("due", "status", "words", "left"),
    [
        ("2024-02-27", "draft", "Hạn 27/02 · hôm nay", 0),
        ("2024-02-24", "sealed", "Hạn 24/02 · quá hạn 3 ngày", -3),
        ("2023-12-20", "draft", "Hạn 20/12/2023 · quá hạn 69 ngày", -69),
        ("2024-02-24", "sent", "Hạn 24/02", None),
        (None, "draft", "", None),
    ],
)
def test_the_due_day_in_words(desk, due, status, words, left):
    make(desk, "a", due=due, status=status)
    (card,) = cards(desk, TODAY)
    assert (card.due_words, card.days_left) == (words, left)


@pytest.mark.parametrize(
    ("status", "words"),
    [("sealed", "Đã chốt"), ("issued", "Đã phát hành"), ("sent", "Đã gửi"), ("confirmed", "Tỉnh đã nhận"),
     ("superseded", "Đã thay thế")],
)  # fmt: skip
def test_the_status_in_words(desk, status, words):
    make(desk, "a", status=status)
    assert cards(desk, TODAY)[0].status_words == words


def test_drafts_by_due_day_come_first_then_the_latest_figures(desk):
    make(desk, "sent-2022", year=2022, status="sent", due="2022-12-20")
    make(desk, "no-due", PeriodKind.MONTH, 2024, 2)
    make(desk, "later", due="2024-03-18")
    make(desk, "sent-2023", status="confirmed")
    make(desk, "soon", due="2024-02-29")
    assert [card.id for card in cards(desk, TODAY)] == ["soon", "later", "no-due", "sent-2023", "sent-2022"]


def test_the_last_change_is_the_last_one(desk):
    dossier_id = load_sample(desk, "phong-tho-2023")
    desk.clock = lambda: datetime.datetime(2024, 2, 27, 4, 5, tzinfo=datetime.UTC)
    desk.who = "Minh"
    work = Work.open(desk, dossier_id)
    enter(work, resolve(work, "DA2.KQ[HO].KH"), "250")
    (card,) = cards(desk, TODAY)
    assert (card.changed, card.changed_by) == ("11:05", "Minh")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2024-02-26T17:00:00.000Z", "00:00"),
        ("2024-02-26T16:59:59.000Z", "hôm qua"),
        ("2024-02-15T02:00:00.000Z", "15/02"),
        ("2024-02-25T17:30:00.000Z", "hôm qua"),
        ("2023-12-31T16:00:00.000Z", "31/12/2023"),
        ("2023-12-31T18:00:00.000Z", "01/01"),
    ],
)
def test_moments_are_shown_as_hanoi_has_them(at, words):
    assert moment_words(at, TODAY) == words


@pytest.mark.parametrize(
    ("kind", "year", "number", "words"),
    [
        (PeriodKind.MONTH, 2024, 2, "Tháng 02 năm 2024, số liệu đến 14/02/2024"),
        (PeriodKind.QUARTER, 2023, 3, "Quý III năm 2023, số liệu đến 14/9/2023"),
        (PeriodKind.YEAR, 2023, None, "Năm 2023, số liệu đến 14/12/2023"),
        (PeriodKind.SPAN, 2024, None, "Giai đoạn 2021 - 2024, ước đến 27/02/2024"),
        (PeriodKind.AD_HOC, 2023, None, "Đột xuất, số liệu đến 31/12/2023"),
    ],
)
def test_the_period_in_words(kind, year, number, words):
    assert period_and_cutoff(suggest(kind, year, number, TODAY).period) == words


def test_dates_of_one_year_name_it_once(desk):
    make(desk, "a", PeriodKind.MONTH, 2024, 2)
    assert cards(desk, TODAY)[0].dates == "15/01 – 14/02/2024"


def test_the_calendar_has_due_days_and_coming_cut_offs(desk):
    make(desk, "quy-1", PeriodKind.QUARTER, 2024, 1, due="2024-03-18")
    make(desk, "nam-2023", due="2024-02-24")
    make(desk, "da-gui", due="2024-02-29", status="sent")
    make(desk, "da-chot", PeriodKind.QUARTER, 2024, 1, due="2024-03-14", status="sealed")
    found = [(each.date, each.kind, each.dossier, each.words) for each in calendar(cards(desk, TODAY), TODAY)]
    assert found == [
        (day("2024-02-24"), DayKind.DUE, "nam-2023", "quá hạn 3 ngày"),
        (day("2024-03-14"), DayKind.CUTOFF, "quy-1", "còn 16 ngày"),
        (day("2024-03-14"), DayKind.DUE, "da-chot", "còn 16 ngày"),
        (day("2024-03-18"), DayKind.DUE, "quy-1", "còn 20 ngày"),
    ]
    titles = [each.title for each in calendar(cards(desk, TODAY), TODAY)]
    assert titles[1] == "Chốt số liệu: Báo cáo quy-1" and re.fullmatch("Báo cáo .*", titles[3])


def test_a_hundred_dossiers_are_shown_without_loading_one(desk, monkeypatch):
    for number in range(100):
        make(desk, f"hs-{number:03}", due="2024-03-01")
    for name in ("load", "load_versioned", "entries"):
        monkeypatch.setattr(Store, name, lambda *_, name=name: pytest.fail(f"{name} was called"))
    assert len(cards(desk, TODAY)) == 100
