"""Names: safe as ids and file names whatever was typed; search without diacritics."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.kernel.text import clean, fold, nfc, slug

ANY = st.text(max_size=400)


@given(ANY)
def test_a_slug_is_always_a_safe_short_name(text):
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= 60


@given(ANY)
def test_a_slug_of_a_slug_is_itself(text):
    assert slug(slug(text)) == slug(text)


@given(ANY)
def test_both_unicode_forms_fold_to_the_same(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(ANY)
def test_clean_text_is_one_line_in_nfc_without_control_characters(text):
    made = clean(text)
    assert nfc(made) == made
    assert not [char for char in made if unicodedata.category(char) in ("Cc", "Cs")]
    assert clean(made) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("huyện Phong Thổ năm 2023", "huyen-phong-tho-nam-2023"),
        ("Đắk Lắk", "dak-lak"),
        (unicodedata.normalize("NFD", "Tủa Chùa"), "tua-chua"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\..", "c-windows"),
        ("😀 báo cáo 😀", "bao-cao"),
        ("😀", ""),
        ("...", ""),
        ("a" * 300, "a" * 60),
        (("a" * 59) + "-" + "b" * 20, "a" * 59),
        ("Báo\u200bcáo\x00\n", "bao-cao"),
    ],
)
def test_hostile_names(text, made):
    assert slug(text) == made
