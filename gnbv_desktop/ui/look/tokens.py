"""The colours of both themes and the sizes of parts. Every pair of text and ground is tested for contrast."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Tone(StrEnum):
    """The meanings that have a colour, each also with a sign and a word."""

    ERROR = "error"
    CONFIRM = "confirm"
    ASK = "ask"
    NOTE = "note"
    OK = "ok"
    LOCKED = "locked"


@frozen
class Tint:
    fg: str
    bg: str
    border: str


@frozen
class Colors:
    window: str
    header: str
    nav: str
    base: str
    raised: str
    sunken: str
    group1: str
    group2: str
    total: str
    hover: str
    pressed: str
    text: str
    text2: str
    muted: str
    disabled: str
    border: str
    grid: str
    border_strong: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    selection: str
    selected_text: str
    chip: str
    chip_text: str
    chip_border: str
    bar: str
    bar2: str
    track: str
    hatch: str
    desk: str
    paper: str
    shade: str
    tints: dict[Tone, Tint]
    dark: bool = False


LIGHT = Colors(
    window="#ECEFF3", header="#ECEFF3", nav="#F4F6F8", base="#FFFFFF", raised="#FFFFFF", sunken="#F5F7FA",
    group1="#E8EDF3", group2="#F2F5F9", total="#DDE5EE", hover="#E6EBF1", pressed="#D9E0E9",
    text="#17202C", text2="#424D5C", muted="#596575", disabled="#8A94A2",
    border="#D3DAE2", grid="#E2E7ED", border_strong="#7F8A99",
    accent="#12598F", accent_hover="#0E4872", on_accent="#FFFFFF", accent_soft="#E1EDF7",
    selection="#D3E5F5", selected_text="#17202C", chip="#E4EEF7", chip_text="#0F4C7A", chip_border="#B9D1E6",
    bar="#12598F", bar2="#5593C4", track="#DCE3EB", hatch="#A9B4C1", desk="#DDE2E8", paper="#FFFFFF", shade="#17202C",
    tints={
        Tone.ERROR: Tint("#B0241C", "#FCECEA", "#E8AFA9"),
        Tone.CONFIRM: Tint("#874A00", "#FFF3DD", "#E6C48C"),
        Tone.ASK: Tint("#663BAA", "#F2ECFB", "#C9B5E8"),
        Tone.NOTE: Tint("#2F5673", "#E9F1F7", "#B5CCDD"),
        Tone.OK: Tint("#1B683B", "#E5F3EA", "#A5D0B5"),
        Tone.LOCKED: Tint("#475262", "#E8ECF1", "#C3CCD6"),
    },
)  # fmt: skip

DARK = Colors(
    window="#12161B", header="#232B34", nav="#181D23", base="#1D232A", raised="#272F39", sunken="#222932",
    group1="#2B3642", group2="#252E38", total="#324050", hover="#2A333D", pressed="#343F4B",
    text="#E8EDF2", text2="#C0C9D3", muted="#A3AFBB", disabled="#6C7885",
    border="#37424E", grid="#2C353F", border_strong="#75828F",
    accent="#73B7EA", accent_hover="#95CAF2", on_accent="#0B1C2A", accent_soft="#1D3547",
    selection="#24486A", selected_text="#F2F6FA", chip="#213A50", chip_text="#A9D5F5", chip_border="#3B5F7E",
    bar="#5FA8DF", bar2="#3F7FB5", track="#36424E", hatch="#5C6A78", desk="#0E1216", paper="#FFFFFF", shade="#000000",
    tints={
        Tone.ERROR: Tint("#FF9C92", "#3B2321", "#74423D"),
        Tone.CONFIRM: Tint("#F0BE6E", "#372B17", "#6D5628"),
        Tone.ASK: Tint("#CDAEF6", "#2F2740", "#5C4A80"),
        Tone.NOTE: Tint("#A3CBEA", "#203040", "#3D5A73"),
        Tone.OK: Tint("#84D3A0", "#1B3224", "#35603F"),
        Tone.LOCKED: Tint("#B8C3CF", "#2A323C", "#475361"),
    },
    dark=True,
)  # fmt: skip


class Size:
    """Logical pixels at the normal font size."""

    TOP_BAR = 48
    NAV = 232
    NAV_RAIL = 56
    NAV_ROW = 27
    SIDE = 302
    SIDE_RAIL = 42
    STATUS = 26
    GRID_ROW = 25
    GRID_TOTAL = 29
    GRID_HEADER = 40
    GRID_HEADER_NUMBERED = 52
    BUTTON = 30
    INPUT = 28
    SIGN = 14
    ICON = 16
    PAGE_MARGIN = 18
    RADIUS_INPUT = 4
    RADIUS_BUTTON = 5
    RADIUS_CARD = 8
    WIDE = 1320
    """From this width on both panels are open; below it the side panel is a rail."""
    MIDDLE = 1060
    """Below this width both panels are rails."""
