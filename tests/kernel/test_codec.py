"""JSON values of a dossier's parts: written and read back, and strict about what they take."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Cell, Head, Period, PeriodKind, Place, Reason, State, Unit

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
SOME = TEXT.filter(bool)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))

VALUES = st.builds(Cell, st.just(State.VALUE), SOME, st.just(()), TEXT)
UNREAD = st.builds(Cell, st.just(State.UNREAD), SOME, st.lists(TEXT, max_size=3).map(tuple), TEXT)
CELLS = st.one_of(VALUES, UNREAD, st.sampled_from((Cell(State.NA), Cell(State.UNFUNDED))))
PLACES = st.lists(st.builds(Place, SOME, TEXT, TEXT, TEXT), max_size=3).map(tuple)
UNITS = st.builds(
    Unit, SOME, TEXT, TEXT, facts=st.lists(TEXT, max_size=2).map(tuple), communes=PLACES, agencies=PLACES,
    addressees=st.lists(TEXT, max_size=2).map(tuple), signer=st.dictionaries(TEXT, TEXT, max_size=2),
)  # fmt: skip
PERIODS = st.builds(
    Period, st.sampled_from(PeriodKind), DAYS, DAYS, DAYS, st.integers(1990, 2100), st.integers(1990, 2100),
    st.booleans(), st.none() | DAYS,
)  # fmt: skip
HEADS = st.builds(Head, SOME, TEXT, TEXT, TEXT, TEXT, UNITS, PERIODS, TEXT, TEXT)
REASONS = st.builds(
    Reason, SOME, st.lists(TEXT, max_size=3).map(tuple), st.lists(TEXT, max_size=3).map(tuple), TEXT, st.booleans()
)


def through_json(value):
    return json.loads(codec.canonical_json(value))


@given(CELLS)
def test_a_cell_written_is_read_back(cell):
    assert codec.cell_from_json(through_json(codec.cell_to_json(cell))) == cell


@given(HEADS)
def test_a_head_written_is_read_back(head):
    assert codec.head_from_json(through_json(codec.head_to_json(head))) == head


@given(HEADS, PERIODS)
def test_one_part_of_a_head_is_replaced(head, period):
    changed = codec.head_with(head, "period", through_json(codec.part_to_json(period)))
    assert (changed.period, changed.unit) == (period, head.unit)


@given(REASONS)
def test_a_reason_written_is_read_back(reason):
    assert codec.reason_from_json(through_json(codec.reason_to_json(reason))) == reason


@given(st.dictionaries(TEXT, st.integers() | TEXT, max_size=5))
def test_canonical_json_does_not_depend_on_order(table):
    turned = dict(reversed(table.items()))
    assert codec.canonical_json(turned) == codec.canonical_json(table)


@pytest.mark.parametrize(
    "value",
    [5, 1.5, None, True, [], {}, {"state": "value"}, {"state": "na", "value": "5"}, {"state": "unread"},
     {"state": ["na"]}, {"value": 5}, {"value": "5", "color": "red"}, {"value": "5", "qualifier": 1},
     {"state": "unread", "value": "5", "readings": 5}, {"state": "unread", "value": "5", "readings": "56"},
     {"state": "unread", "value": "5", "readings": [5]}, ""],
)  # fmt: skip
def test_what_is_no_cell_is_refused_with_a_sentence(value):
    with pytest.raises(ValueError, match=r"phải|ô"):
        codec.cell_from_json(value)


def faults(value, cls):
    with pytest.raises(codec.StructureFault) as caught:
        codec.structured(value, cls)
    return dict(caught.value.faults)


def test_every_fault_of_a_part_is_named_with_its_path():
    found = faults(
        {"id": "u", "name": 5, "facts": "HUYEN", "colour": "x",
         "communes": [{"id": "a", "name": "A"}, {"id": 7}], "level": "XA"},
        Unit,
    )  # fmt: skip
    assert found.keys() == {".name", ".facts", ".colour", ".communes[1].id", ".communes[1].name"}
    assert "phải là chữ" in found[".name"]
    assert "danh sách" in found[".facts"]
    assert found[".communes[1].name"] == "thiếu khóa bắt buộc"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [("start", "2026-13-01", "ngày"), ("start", "20260101", "ngày"), ("start", 2026, "ngày"),
     ("first_year", "2026", "số nguyên"), ("first_year", True, "số nguyên"), ("first_year", 2026.5, "số nguyên"),
     ("kind", "tuan", "thang"), ("estimated", "yes", "true hoặc false")],
)  # fmt: skip
def test_a_period_is_read_strictly_and_refused_in_vietnamese(key, value, words):
    good = {"kind": "nam", "start": "2026-01-01", "end": "2026-12-31", "cutoff": "2026-12-31",
            "first_year": 2026, "last_year": 2026}  # fmt: skip
    assert words in faults(good | {key: value}, Period)[f".{key}"]


@pytest.mark.parametrize("value", [None, [], "x", 5])
def test_a_part_of_another_shape_is_refused(value):
    assert faults(value, Period)
