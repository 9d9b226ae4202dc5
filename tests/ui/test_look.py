"""Colours that can be read, letters that are there, icons that are used."""

import re
import unicodedata

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics

from gnbv_desktop.ui.look.fonts import FAMILIES, PAGE_FAMILIES, Role, make_font
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import DARK, LIGHT, Tone
from tests.support import ROOT

THEMES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["sang", "toi"])
GROUNDS = ("window", "header", "nav", "base", "raised", "sunken", "group1", "group2", "total", "hover", "accent_soft")
"""On all of them stand text, secondary text and hints."""
LINKED = ("base", "raised", "sunken", "nav", "window", "hover", "accent_soft")
TEXTS = [
    *((ink, ground) for ink in ("text", "text2") for ground in (*GROUNDS, "pressed", "selection")),
    *(("muted", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in LINKED),
    ("selected_text", "selection"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("chip_text", "chip"),
    ("on_accent", "bar"),
]
TONED = ("base", "raised", "nav", "sunken", "window")
"""Words in the colour of a state stand on these too, not only on their own ground."""
LINES = [
    *(("border_strong", ground) for ground in ("base", "raised")),
    *(("accent", ground) for ground in ("base", "raised", "nav", "sunken", "selection", "total")),
    *(("bar", ground) for ground in ("base", "raised", "track")),
    *(("bar2", ground) for ground in ("base", "raised", "nav")),
]
CHARACTERS = "aăâeêioôơuưyđ"
MARKS = "\u0300\u0301\u0303\u0309\u0323"


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def too_weak(colors, pairs, least):
    found = {pair: contrast(*(getattr(colors, name) for name in pair)) for pair in pairs}
    return {pair: round(value, 2) for pair, value in found.items() if value < least}


def test_contrast_is_measured_as_the_guideline_says():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_every_text_can_be_read_on_every_ground_it_stands_on(colors):
    assert too_weak(colors, TEXTS, 4.5) == {}


@THEMES
def test_lines_rings_and_bars_can_be_seen(colors):
    assert too_weak(colors, LINES, 3) == {}


@THEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_words_of_a_state_can_be_read(colors, tone):
    tint = colors.tints[tone]
    grounds = [tint.bg, *(getattr(colors, name) for name in TONED)]
    assert [ground for ground in grounds if contrast(tint.fg, ground) < 4.5] == []


@THEMES
def test_text_stands_on_the_ground_of_every_state(colors):
    grounds = {tone: tint.bg for tone, tint in colors.tints.items()}
    assert {tone for tone, ground in grounds.items() if contrast(colors.text, ground) < 4.5} == set()


# ---- letters


def letters():
    """Every Vietnamese letter, small and capital, composed."""
    small = [unicodedata.normalize("NFC", char + mark) for char in CHARACTERS if char != "đ" for mark in ("", *MARKS)]
    return sorted({*small, "đ", *(char.upper() for char in small), "Đ"})


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("factor", [1.0, 1.1, 1.25])
def test_the_font_in_use_is_ours_and_holds_every_letter(qapp, role, factor):
    font = make_font(role, factor)
    assert QFontInfo(font).family() in FAMILIES
    metrics = QFontMetrics(font)
    assert [char for char in letters() + list("–×«»…·›−") if not metrics.inFontUcs4(ord(char))] == []


def test_there_are_all_the_letters_of_the_alphabet():
    assert len(letters()) == 146


def test_the_font_of_the_page_holds_every_letter(qapp):
    font = QFont(PAGE_FAMILIES)
    assert QFontInfo(font).family() in PAGE_FAMILIES
    metrics = QFontMetrics(font)
    assert [char for char in letters() if not metrics.inFontUcs4(ord(char))] == []


def test_digits_are_of_one_width(qapp):
    metrics = QFontMetrics(make_font(Role.BODY))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


# ---- icons


def icons():
    return {file.stem for file in (ROOT / "resources" / "icons").glob("*.svg")}


def sources():
    """Python and Designer sources of the window, and of what its parts are told by services."""
    files = [*(ROOT / "gnbv_desktop").rglob("*.py"), *(ROOT / "ui").glob("*.ui")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_no_icon_is_there_for_nothing():
    text = sources()
    assert {name for name in icons() if f'"{name}"' not in text and f">{name}<" not in text} == set()


def test_every_icon_that_is_asked_for_is_there():
    text = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "gnbv_desktop" / "ui").rglob("*.py"))
    asked = re.findall(
        r'(?:pixmap|icon|show_sign|show_icon|Sign|IconButton)\((?:self\._?look, |look, )?"([a-z0-9-]+)"', text
    )
    asked += re.findall(r'Button\((?:self\._look|look), "[^"]*", "([a-z0-9-]+)"', text)
    asked += re.findall(r'"sign", "([a-z0-9-]+)"', text)
    assert len(asked) > 40
    assert set(asked) - icons() == set()


def test_an_icon_takes_the_colour_it_is_given():
    plain = [
        name for name in icons() if "currentColor" not in (ROOT / "resources" / "icons" / f"{name}.svg").read_text()
    ]
    assert plain == []


def test_the_style_sheet_names_only_what_there_is(qapp):
    assert "@" not in Look()._sheet()
