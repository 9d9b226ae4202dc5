"""The numbers of headings: made while the headings are written, so they never skip or repeat."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define, field

from gnbv_desktop.kernel.outline import Number

_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet, as NĐ 30 counts."""
_UPPER = "ABCDEGHIKLMNOPQRSTUVXY"
_NUMBERED = re.compile(
    r"(?:Phần\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\s*[.:]|[IVX]+\.|[A-ZĐ]\.|\d+(?:\.\s?\d+)*\.(?=\s|$)|\d+(?:\.\d+)+(?=\s)|[a-zđ]\)|[-+*–•])\s*"
)


Mark = tuple[tuple[Mapping[Number, int], ...], tuple[str, ...]]


@define
class Numbering:
    """Counts on each level, by the style of the number; a deeper count begins anew below every heading."""

    _counts: list[dict[Number, int]] = field(factory=list)
    _chains: list[str] = field(factory=list)

    def next(self, level: int, style: Number) -> str:
        """The sign before the title: "II.", "3.2.1.", "đ)", "-"."""
        del self._counts[level:], self._chains[level:]
        while len(self._counts) < level:
            self._counts.append({})
            self._chains.append("")
        count = self._counts[-1][style] = self._counts[-1].get(style, 0) + 1
        self._chains[-1] = self._chain(count, style)
        return _sign(style, count, self._chains[-1])

    def mark(self) -> Mark:
        return tuple(dict(each) for each in self._counts), tuple(self._chains)

    def back_to(self, mark: Mark) -> None:
        """As if the headings since then had not been written."""
        self._counts[:], self._chains[:] = [dict(each) for each in mark[0]], mark[1]

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
