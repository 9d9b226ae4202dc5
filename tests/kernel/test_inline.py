"""Paragraphs with bound figures: written and read back, strict about what they take."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.kernel.inline import (
    Bound,
    Citation,
    FigureStyle,
    Paragraph,
    ParagraphStyle,
    Words,
    paragraphs_from_json,
    paragraphs_to_json,
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=15)
ITEMS = st.one_of(
    st.builds(Words, TEXT, st.booleans(), st.booleans(), TEXT, st.booleans()),
    st.builds(Bound, TEXT, st.sampled_from(FigureStyle), st.booleans()),
    st.builds(Citation, st.lists(TEXT, max_size=2).map(tuple), st.sampled_from(("footnote", "bracket", "bullets"))),
)
PARAGRAPHS = st.lists(st.builds(Paragraph, st.lists(ITEMS, max_size=4).map(tuple), st.sampled_from(ParagraphStyle)))


@given(PARAGRAPHS)
def test_paragraphs_written_are_read_back(paragraphs):
    written = json.loads(json.dumps(paragraphs_to_json(paragraphs)))
    assert list(paragraphs_from_json(written)) == paragraphs


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("chữ", "danh sách"),
        ([5], "style và items"),
        ([{"style": "p"}], "style và items"),
        ([{"items": [], "size": 12}], "style và items"),
        ([{"items": [], "style": "h1"}], "p, dash hoặc plus"),
        ([{"items": [], "style": ["p"]}], "p, dash hoặc plus"),
        ([{"items": {"t": "x"}}], "items phải là danh sách"),
        ([{"items": ["x"]}], "đối tượng"),
        ([{"items": [{"t": 5}]}], '"t"'),
        ([{"items": [{"t": "x", "fig": "y"}]}], '"t"'),
        ([{"items": [{"fig": "A.B", "as": "tiền"}]}], "money"),
        ([{"items": [{"cite": ["r1"], "form": "x"}]}], "footnote"),
    ],
)
def test_what_is_no_paragraph_is_refused_with_a_sentence(value, words):
    with pytest.raises(ValueError, match=words):
        paragraphs_from_json(value)
