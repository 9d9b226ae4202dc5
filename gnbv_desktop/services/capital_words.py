"""How finance offices call things: columns, kinds and sources of capital, years, money units, totals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gnbv_desktop.catalogue.model import ChoiceList, Edition
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.capital_transfer import Way, transfer_in

LINES = "VON"
NOT_TAKEN = ""
"""The column is understood, but not typed: computed, or of no use."""
UNCLEAR = "?"
"""It holds money that passes between years, and nothing says which way."""

_CARRIED = re.compile(
    r"\b(?:von|kinh phi|kp|kh|ke hoach|du toan|nguon)(?: von)?(?: duoc)?(?: giao| bo tri| chuyen nguon)?"
    r"(?: cua)?(?: nam)? (20[1-4][0-9])\b"
)
_BEFORE = re.compile(r"\bnam truoc\b")
_IN_YEAR = re.compile(r"\b(?:giao|bo tri|von) (?:trong nam|nam nay)\b")
_TOTAL = re.compile(r"(?:tong(?: (?:cong|so|von|kinh phi|nguon von|ke hoach|du toan))*|cong|luy ke|toan huyen|toan xa)")
_SUBTOTAL_START = re.compile(r"(?:tong cong|tong so|cong)\b")
_UNITS = (
    (MoneyUnit.NGHIN, re.compile(r"\b(?:nghin|ngan|1 000|1000) ?(?:dong|d|vnd)\b|\bnghin\b")),
    (MoneyUnit.TRIEU, re.compile(r"\b(?:trieu|tr|1 000 000|1000000) ?(?:dong|d|vnd)?\b")),
    (MoneyUnit.TY, re.compile(r"\b(?:ty|ti) ?(?:dong|d|vnd)\b")),
    (MoneyUnit.DONG, re.compile(r"\b(?:dong|vnd)\b|\bdvt d\b")),
)
_UNIT_LEAD = re.compile(r"\b(?:dvt|don vi tinh|don vi)\b|^(?:trieu|nghin|ngan|ty)? ?(?:dong|vnd)$")

_COLUMN_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (NOT_TAKEN, re.compile(r"\b(?:ty le|ti le|chua giai ngan|chua phan bo|con lai|con phai|so sanh|dat)\b")),
    ("HUY", re.compile(r"\b(?:huy(?! dong)|nop tra|thu hoi|nop ngan sach|hoan tra)\b")),
    ("UOC", re.compile(r"\buoc\b")),
    ("TAM_UNG", re.compile(r"\btam ung\b")),
    ("KHOI_LUONG", re.compile(r"\bkhoi luong\b")),
    ("KHO_BAC", re.compile(r"\b(?:kho bac|kbnn)\b")),
    ("GIAI_NGAN", re.compile(r"\b(?:giai ngan|thanh toan|da chi|thuc chi|thuc hien)\b")),
    (NOT_TAKEN, re.compile(r"\b(?:sau dieu chinh|duoc su dung)\b")),
    ("DIEU_CHINH", re.compile(r"\b(?:dieu chinh|bo sung)\b")),
    ("PHAN_BO", re.compile(r"\bphan bo\b")),
    ("GIAO", re.compile(r"\b(?:giao|ke hoach|khv|kh|du toan|bo tri)\b")),
)
_MONEY = re.compile(r"\b(?:von|kinh phi|so tien)\b")
_REMARK = re.compile(r"^(?:ly do|nguyen nhan|kho khan|ghi chu)")


def column_of(edition: Edition, title: str, period: range) -> str | None:
    """The column of the capital lines a title means, None for no amount.

    NOT_TAKEN for one that is not typed, UNCLEAR for money that comes from or goes into a year that is not said.
    """
    if "%" in title:
        return NOT_TAKEN
    folded = fold(title)
    columns = edition.blocks[LINES].columns
    for code, column in columns.items():
        if column.kind is not None and column.kind.numeric and folded in names_of((column.label, column.short)):
            return NOT_TAKEN if column.value else code
    if not folded or _REMARK.search(folded):
        return None
    named = next((code for code, pattern in _COLUMN_WORDS if pattern.search(folded)), None)
    transfer = transfer_in(title, period)
    if transfer is None or named in (NOT_TAKEN, "HUY"):
        return named
    return {Way.IN: named or "GIAO", Way.OUT: "CHUYEN_NGUON", Way.UNCLEAR: UNCLEAR}[transfer.way]


def may_be_given(title: str) -> bool:
    """Money without a word of what became of it: the amount given, where no title above says otherwise."""
    return bool(_MONEY.search(fold(title)))


def origin_in(text: str, year: int | None) -> int | None:
    """The year in which money was first given, as words of a row or heading say it."""
    folded = fold(text)
    if found := _CARRIED.search(folded):
        return int(found[1])
    if year is not None and _BEFORE.search(folded):
        return year - 1
    return year if _IN_YEAR.search(folded) else None


def choice_in(choices: ChoiceList, text: str) -> str | None:
    """The choice whose name is the text, or stands in it after "vốn", "kinh phí", "ngân sách"."""
    folded = f" {fold(text)} "
    found: dict[str, int] = {}
    for code, item in choices.items.items():
        for name in names_of((item.label, item.short, *item.aliases)):
            forms = [f"{lead} {name}" for lead in _LEADS]
            if name.startswith(_LED) or name in _ALONE or folded.strip() == name:
                forms.append(name)
            if any(f" {form} " in folded for form in forms):
                found[code] = max(found.get(code, 0), len(name))
    best = max(found.values(), default=0)
    codes = [code for code, length in found.items() if length == best]
    return codes[0] if len(codes) == 1 else None


_LEADS = ("von", "kinh phi", "kp", "ngan sach", "ns", "nguon")
_LED = tuple(f"{lead} " for lead in _LEADS)
_ALONE = ("doi ung", "dtpt", "nstw", "nsdp", "kinh phi su nghiep")


def money_unit_in(text: str) -> MoneyUnit | None:
    """The unit of amounts in "ĐVT: triệu đồng", "(1.000 đồng)"."""
    inside = re.findall(r"\(([^()]*)\)", text)
    for part in (*inside, text):
        folded = fold(part)
        if _UNIT_LEAD.search(folded) or part in inside:
            found = next((unit for unit, pattern in _UNITS if pattern.search(folded)), None)
            if found is not None:
                return found
    return None


def is_total(text: str) -> bool:
    """A row that only adds up others: "Tổng cộng", "Cộng", "Cộng dự án 1"."""
    folded = re.sub(r"^(?:[a-z]|[ivx]+|[0-9]+) (?=tong|cong)", "", fold(text))
    return bool(_TOTAL.fullmatch(folded) or _SUBTOTAL_START.match(folded))


def names_of(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for text in texts if (folded := fold(text))))
