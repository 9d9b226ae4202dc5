"""Printed pages of a sheet: nothing beyond the page, groups whole, signatures never alone."""

from __future__ import annotations

from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given

from gnbv_desktop.report.grid import GridRow
from gnbv_desktop.report.paging import KEPT, page_breaks

TEN = [10.0] * 10
PLAIN = [GridRow(())] * 10


def test_a_table_that_fits_is_not_broken() -> None:
    assert page_breaks(PLAIN, TEN, used=50, tail=30, limit=180, head=20) == []


def test_signatures_that_do_not_fit_take_the_last_rows_along() -> None:
    assert page_breaks(PLAIN, TEN, used=50, tail=31, limit=180, head=20) == [10 - KEPT]


def test_a_page_ends_before_a_group() -> None:
    rows = [GridRow((), break_before=index in (0, 5)) for index in range(10)]
    assert page_breaks(rows, TEN, used=50, tail=0, limit=120, head=20) == [5]


def test_a_group_is_broken_where_keeping_it_leaves_half_the_page_empty() -> None:
    rows = [GridRow((), break_before=index == 1) for index in range(10)]
    assert page_breaks(rows, TEN, used=50, tail=0, limit=70, head=20) == [2, 7]


def test_a_heading_goes_with_its_rows() -> None:
    rows = [GridRow((), bold=index == 4) for index in range(10)]
    assert page_breaks(rows, TEN, used=0, tail=0, limit=55, head=0) == [4, 10 - KEPT]


def test_a_table_of_bold_rows_is_broken_like_any_other() -> None:
    assert page_breaks([GridRow((), bold=True)] * 10, TEN, used=0, tail=0, limit=60, head=0) == [6]


@given(
    st.lists(
        st.tuples(st.sampled_from([13.5, 27.0]), st.sampled_from([False, True, True]), st.booleans()),
        min_size=1,
        max_size=60,
    )
)
def test_no_page_is_too_long_and_no_row_is_lost(shapes: list[tuple[float, bool, bool]]) -> None:
    rows = [GridRow((), bold=bold, break_before=group) for _, bold, group in shapes]
    heights = [height for height, _, _ in shapes]
    breaks = page_breaks(rows, heights, used=100, tail=120, limit=300, head=40)
    edges = [0, *breaks, len(rows)]
    assert edges == sorted(set(edges))
    for number, (start, end) in enumerate(pairwise(edges)):
        page = (40 if number else 100) + sum(heights[start:end]) + (120 if end == len(rows) else 0)
        assert page <= 300
