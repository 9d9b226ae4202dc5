"""The number before a typed heading (Phần I, A., II., 1., 1.1., a), -, +) and what its title is without it."""

from __future__ import annotations

import re
from enum import IntEnum

from attrs import frozen

from gnbv_desktop.kernel.outline import Number
from gnbv_desktop.kernel.text import fold

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The order of điểm a), b), … đ)."""


class Rank(IntEnum):
    """How deep a kind of number usually stands."""

    PART = 0
    UPPER = 1
    ROMAN = 2
    ARABIC = 3
    CHAIN = 4
    BOLD = 5
    LETTER = 6
    PROJECT = 7
    SUBPROJECT = 8
    DASH = 9
    PLUS = 10
    STAR = 11


@frozen
class Mark:
    number: Number
    rank: Rank
    ordinal: int = 0
    """Which one it is among its kind; 0 for a dash."""
    depth: int = 0
    """How many parts a number like 1.2.3 has."""

    @property
    def key(self) -> tuple[int, int]:
        return self.rank, self.depth


_UPPER_LETTERS = "ABCDĐEFGHIJKLMNOPQRSTUVXY"
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay")
_ROMAN = r"X{0,3}(?:IX|IV|V?I{0,3})"
_PART = re.compile(
    rf"(?:phần|chương)\s+(?:thứ\s+)?((?-i:{_ROMAN})|\d{{1,2}}|nhất|hai|ba|tư|năm|sáu|bảy)(?!\w)\s*[.:)/–-]?\s*",
    re.IGNORECASE,
)
_MORE = re.compile(r"mục\s+(?=(?:[IVX]+|\d{1,2})\s*[.:)/])", re.IGNORECASE)
_ROMAN_DOT = re.compile(rf"({_ROMAN})\s*(?:[.:)/]|-(?=\s))\s*(?=\S)")
_UPPER_DOT = re.compile(r"([A-ZĐ])\s*[.)/]\s*(?=[^\W\d_])")
_CHAIN = re.compile(r"(\d{1,2}(?:\s*\.\s*\d{1,2}){1,4})(?:\s*[.):/]\s*|\s+)(?=[^\d\s.,%])")
_ARABIC = re.compile(r"(\d{1,2})\s*(?:[.)/:]\s*|-\s+)(?=[^\d\s.,%])")
_BARE = re.compile(r"(\d{1,2})\s+(?=[^\W\d_])")
_LETTER = re.compile(r"([a-zđ])\s*(?:\)|\.(?=\s))\s*(?=\S)")
_BULLETS = re.compile(r"(?:[-–—−‑•·▪●○◦+*]\s*)+(?=\S)")
_NUMBER_OF = {"+": Number.PLUS, "*": Number.STAR, "•": Number.STAR, "●": Number.STAR, "○": Number.STAR}
PROJECT = re.compile(r"(?:dự án|da)\s*(?:số\s*)?(\d)(?![\d.,])(?!\s*,)", re.IGNORECASE)
SUBPROJECT = re.compile(r"(?:ti[êể]u d(?:ự án|ự|a)|tda)\s*(?:số\s*)?(\d)(?![\d.,])(?!\s*,)", re.IGNORECASE)


def read_mark(text: str, last: dict[Rank, int]) -> tuple[Mark, str] | None:
    """The number and the text after it; `last` says which number of each kind came last."""
    text = _MORE.sub("", text, count=1) if _MORE.match(text) else text
    if (found := _PART.match(text)) and found[1]:
        return Mark(Number.PART, Rank.PART, _part_ordinal(found[1])), text[found.end() :]
    if found := _CHAIN.match(text):
        parts = [int(part) for part in re.split(r"\s*\.\s*", found[1])]
        after = text[found.end() :]
        if text[found.end(1) : found.end()].strip() or after[:1].isupper():
            return Mark(Number.CHAIN, Rank.CHAIN, parts[-1], len(parts)), after
    if mark := _letter_or_roman(text, last):
        return mark
    if found := _ARABIC.match(text):
        return Mark(Number.ARABIC, Rank.ARABIC, int(found[1])), text[found.end() :]
    found = _BARE.match(text)
    if found and int(found[1]) == last.get(Rank.ARABIC, 0) + 1 and text[found.end()].isupper():
        return Mark(Number.ARABIC, Rank.ARABIC, int(found[1])), text[found.end() :]
    if found := _LETTER.match(text):
        return Mark(Number.LETTER, Rank.LETTER, LETTERS.find(found[1]) + 1), text[found.end() :]
    return _bullet(text)


def _letter_or_roman(text: str, last: dict[Rank, int]) -> tuple[Mark, str] | None:
    """C. and D. are letters; I., V. and X. are letters only where the letter before them came last."""
    roman, upper = _ROMAN_DOT.match(text), _UPPER_DOT.match(text)
    letter = _UPPER_LETTERS.find(upper[1]) + 1 if upper else 0
    if roman and roman[1]:
        value = roman_value(roman[1])
        next_letter = Rank.UPPER in last and letter == last[Rank.UPPER] + 1
        if not next_letter or (value > 1 and value == last.get(Rank.ROMAN, 0) + 1):
            return Mark(Number.ROMAN, Rank.ROMAN, value), text[roman.end() :]
    if upper and letter in (1, last.get(Rank.UPPER, 0) + 1, last.get(Rank.UPPER, 0) + 2):
        return Mark(Number.UPPER, Rank.UPPER, letter), text[upper.end() :]
    return None


def _bullet(text: str) -> tuple[Mark, str] | None:
    found = _BULLETS.match(text)
    if not found:
        return None
    sign = found[0].strip()[-1]
    number = _NUMBER_OF.get(sign, Number.DASH)
    rank = {Number.PLUS: Rank.PLUS, Number.STAR: Rank.STAR}.get(number, Rank.DASH)
    return Mark(number, rank), text[found.end() :]


def _part_ordinal(text: str) -> int:
    if text.isdigit():
        return int(text)
    if fold(text) in _ORDINALS:
        return _ORDINALS.index(fold(text)) + 1
    return roman_value(text)


def roman_value(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[each] for each in text.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


# ---- titles

_AMOUNT = re.compile(r"\d[\d.,/ ]*\s*(?:triệu|tỷ|tỉ|đồng|nghìn|%|hộ\b|người\b|tr\b)", re.IGNORECASE)
_GUIDE = re.compile(
    r"\s*\((?:\s*(?:cần |đề nghị |chỉ )?(?:nêu|ghi|báo cáo|đánh giá|chi tiết|kèm|phân tích|làm rõ|số liệu|theo|gồm"
    r"|bao gồm|trong đó|nếu có|tổng hợp|trình bày|thống kê|so sánh|đối với|áp dụng|ví dụ|có biểu|biểu)\b)[^()]*\)\s*$",
    re.IGNORECASE,
)
_ENDS = " \t:;.,–-/*_"
_NOTHING = ("khong", "khong co", "khong de xuat")
_RUN_IN_WORDS = 14


def bare_title(text: str) -> tuple[str, str]:
    """The title alone and what goes on after it in the same line."""
    text = text.strip().strip("*_").strip()
    start = 0
    for pattern in (SUBPROJECT, PROJECT):
        if found := pattern.match(text):
            start = _after_label(text, found.end())
    head, sign, rest = text[start:].partition(":")
    if start and (tells_figures(head) or re.match(r"\s*(?:tổng|giao|vốn|kinh phí)\b", head, re.IGNORECASE)):
        return _trimmed(text[:start]), text[start:].strip()
    rest = rest.strip()
    if sign and rest and (start or _goes_on(rest)):
        return _trimmed(text[:start] + head), rest
    return _trimmed(text), ""


def _after_label(text: str, end: int) -> int:
    """Behind "Dự án 1:", "Tiểu dự án 2 - Dự án 4:", "TDA1 thuộc Dự án 1:"."""
    more = re.match(r"\s*(?:[-–,]|thuộc|của)?\s*(?:dự án|da)\s*\d", text[end:], re.IGNORECASE)
    end += more.end() if more else 0
    sign = re.match(r"\s*[:.–-]", text[end:])
    return end + sign.end() if sign else 0


def _goes_on(rest: str) -> bool:
    words = fold(rest)
    long = len(rest.split()) > _RUN_IN_WORDS
    return long or bool(_AMOUNT.search(rest)) or any(words == each or words.startswith(f"{each} ") for each in _NOTHING)


def _trimmed(text: str) -> str:
    text = text.strip().rstrip(_ENDS)
    return _GUIDE.sub("", text).strip().rstrip(_ENDS)


def tells_figures(title: str) -> bool:
    return bool(_AMOUNT.search(title))


def one_sentence(title: str) -> bool:
    return not re.search(r"[^\W\d_]{2}[.;]\s+[A-ZĐÀ-Ỹ]", title)
