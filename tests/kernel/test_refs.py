"""Addresses: written and read back, and nothing else is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.kernel.refs import Ref, is_code, parse_ref, parse_row, row_key

CODES = st.from_regex(r"[A-Z][A-Z0-9_]{0,8}", fullmatch=True)
ROWS = st.from_regex(r"[A-Za-z0-9_]{1,8}", fullmatch=True)
BLOCKS = st.lists(CODES, min_size=1, max_size=2).map(".".join)


@given(BLOCKS, st.one_of(st.just(""), ROWS), CODES)
def test_an_address_written_is_read_back(block, row, column):
    ref = Ref(block, row, column)
    assert parse_ref(str(ref)) == ref
    assert ref.form == block.split(".")[0]


@given(BLOCKS, ROWS)
def test_a_row_address_written_is_read_back(block, row):
    assert parse_row(row_key(block, row)) == (block, row)


@given(st.text(max_size=30))
def test_any_text_is_an_address_that_writes_itself_or_is_refused(text):
    try:
        ref = parse_ref(text)
    except ValueError as error:
        assert "mã ô không hợp lệ" in str(error)
    else:
        assert str(ref) == text


@pytest.mark.parametrize(
    "text",
    ["", "VON", "VON[r1]", "von[r1].GIAO", "VON[r1].giao", "VON[].GIAO", "VON[r 1].GIAO", "VON[../x].GIAO",
     "VON[r1].GIAO\n", "A.B.C.D[r1].E", "VON[r1]GIAO", "VỐN[r1].GIAO", "VON[thôn].GIAO", "VON[😀].GIAO"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match="mã ô không hợp lệ"):
        parse_ref(text)


def test_a_refusal_quotes_no_more_than_the_beginning():
    with pytest.raises(ValueError) as caught:
        parse_ref("x" * 5000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("text", "code"), [("DA2", True), ("A_1", True), ("da2", False), ("1A", False), ("A-B", False), ("Ă", False)]
)
def test_codes(text, code):
    assert is_code(text) is code
