"""The numbers of headings: made while the headings are written, so they never skip or repeat."""

from __future__ import annotations

import re

from attrs import define, field

from gnbv_desktop.kernel.outline import Number

_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet, as NĐ 30 counts."""
_UPPER = "ABCDEGHIKLMNOPQRSTUVXY"
UNCOUNTED = (Number.DASH, Number.PLUS, Number.STAR, Number.NONE)
"""What stands between two numbered headings without being one of them."""
_NUMBERED = re.compile(
    r"(?:Phần\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\s*[.:]|[IVX]+\.|[A-ZĐ]\.|\d+(?:\.\s?\d+)*\.(?=\s|$)|\d+(?:\.\d+)+(?=\s)|[a-zđ]\)|[-+*–•])\s*"
)


@define
class Numbering:
    """Counts on each level; a deeper count begins anew below every heading."""

    _counts: list[int] = field(factory=list)
    _chains: list[str] = field(factory=list)

    def next(self, level: int, style: Number) -> str:
        """The sign before the title, with what parts it from the title: "II.", "3.2.1.", "đ)", "-"."""
        del self._counts[level:], self._chains[level:]
        while len(self._counts) < level:
            self._counts.append(0)
            self._chains.append("")
        if style not in UNCOUNTED:
            self._counts[-1] += 1
        count = self._counts[-1]
        self._chains[-1] = self._chain(count, style)
        return _sign(style, count, self._chains[-1])

    def mark(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        return tuple(self._counts), tuple(self._chains)

    def back_to(self, mark: tuple[tuple[int, ...], tuple[str, ...]]) -> None:
        """As if the headings since then had not been written."""
        self._counts[:], self._chains[:] = mark

    def _chain(self, count: int, style: Number) -> str:
        if style is Number.ARABIC:
            return str(count)
        if style is Number.CHAIN:
            above = next((chain for chain in reversed(self._chains[:-1]) if chain), "")
            return f"{above}.{count}" if above else str(count)
        return ""


def without_number(title: str) -> str:
    """The title alone; numbers are made."""
    stripped = title.strip()
    found = _NUMBERED.match(stripped)
    return stripped[found.end() :] or stripped if found else stripped


def _sign(style: Number, count: int, chain: str) -> str:
    match style:
        case Number.PART:
            return f"Phần {roman(count)}."
        case Number.UPPER:
            return f"{_UPPER[(count - 1) % len(_UPPER)]}."
        case Number.ROMAN:
            return f"{roman(count)}."
        case Number.ARABIC | Number.CHAIN:
            return f"{chain}."
        case Number.LETTER:
            return f"{_LETTERS[(count - 1) % len(_LETTERS)]})"
        case _:
            return str(style.value)


def roman(number: int) -> str:
    text = ""
    for sign, value in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text
