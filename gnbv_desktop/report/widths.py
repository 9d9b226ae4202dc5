"""Widths of texts in Times New Roman: the same lines and breaks on every machine, whatever fonts it has.

Advance widths in 1/2048 em, as in the font itself. A letter with marks is as wide as the letter under them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_EM = 2048
_REGULAR = {
    369: "'", 410: "|", 512: " ,.", 569: "/:;\\ijlt", 682: "!()-I[]`fr‘’", 797: "Js", 819: "°", 836: '"',
    909: "?acez“”", 961: "^", 983: "{}", 1024: "#$*0123456789_bdghknopquvxyđ–", 1083: "ơ", 1108: "~", 1110: "ư",
    1139: "FPS", 1155: "+<=>×", 1251: "ELTZ", 1366: "BCR", 1479: "ADGHKNOQUVXYwĐƠ", 1589: "Ư", 1593: "&m", 1706: "%",
    1821: "M", 1886: "@", 1933: "W", 2048: "—…",
}  # fmt: skip
_BOLD = {
    451: "|", 512: " ,.", 569: "'/\\il", 682: "!()-:;[]`fjt‘’", 797: "Is", 807: "{}", 819: "°", 909: "cerz",
    1024: "#$*0123456789?J_agovxy–“”", 1065: "~", 1134: "ơ", 1137: '"', 1139: "Sbdhknpquđ", 1167: "+<=>×", 1190: "^",
    1229: "ư", 1251: "FP", 1366: "BELTZ", 1479: "ACDNRUVXYwĐ", 1593: "GHKOQƠ", 1630: "Ư", 1706: "&m", 1905: "@",
    1933: "M", 2048: "%W—…",
}  # fmt: skip
_TABLES = {
    bold: {char: width for width, chars in groups.items() for char in chars}
    for bold, groups in ((False, _REGULAR), (True, _BOLD))
}
_MOST_LINES = 8
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


@lru_cache(maxsize=4096)
def _advance(char: str, bold: bool) -> int:
    table = _TABLES[bold]
    if char == "\u00a0":
        return table[" "]
    without_tone = unicodedata.normalize("NFC", unicodedata.normalize("NFD", char).translate(_TONES))
    bare = unicodedata.normalize("NFD", char)[0]
    return table.get(char) or table.get(without_tone) or table.get(bare) or _EM // 2


@lru_cache(maxsize=8192)
def points(text: str, size: float, bold: bool = False) -> float:
    """Width of one line of text in points."""
    return sum(_advance(char, bold) for char in text) * size / _EM


def twips(text: str, size: float, bold: bool = False) -> int:
    return round(points(text, size, bold) * 20)


def line_under(lines: Sequence[int]) -> int:
    """Length of the rule under lines of these widths: between a third and a half of every one of them (NĐ 30)."""
    return min(round(0.4 * max(lines)), min(lines) // 2)


def rule_fits(lines: Sequence[int]) -> bool:
    """Whether one rule can be a third to a half of every line."""
    return max(lines) / 3 <= min(lines) / 2


def balanced(text: str, limit: int, size: float, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines as `limit` (twips) allows, all about equally long."""
    words = text.split(" ")
    count = max(1, -(-twips(text, size, bold) // limit))
    while count < len(words):
        if count > _MOST_LINES:
            return tuple(_greedy(words, limit, size, bold))
        lines = _split(words, count, size, bold)
        if max(twips(line, size, bold) for line in lines) <= limit:
            return lines
        count += 1
    return tuple(words) if count > 1 else (text,)


def _greedy(words: Sequence[str], limit: int, size: float, bold: bool) -> Iterator[str]:
    """Full lines one after the other: nobody balances a title of half a page."""
    space, line, width = twips(" ", size, bold), [words[0]], twips(words[0], size, bold)
    for word in words[1:]:
        wanted = twips(word, size, bold)
        if width + space + wanted > limit:
            yield " ".join(line)
            line, width = [], -space
        line.append(word)
        width += space + wanted
    yield " ".join(line)


def _split(words: Sequence[str], count: int, size: float, bold: bool) -> tuple[str, ...]:
    """The split into `count` lines whose longest line is shortest."""
    best: dict[tuple[int, int], tuple[int, tuple[str, ...]]] = {}

    def solve(start: int, lines: int) -> tuple[int, tuple[str, ...]]:
        if (start, lines) not in best:
            best[start, lines] = min(options(start, lines), key=lambda each: each[0])
        return best[start, lines]

    def options(start: int, lines: int) -> list[tuple[int, tuple[str, ...]]]:
        if lines == 1:
            rest = " ".join(words[start:])
            return [(twips(rest, size, bold), (rest,))]
        found = []
        for end in range(start + 1, len(words) - lines + 2):
            line = " ".join(words[start:end])
            longest, others = solve(end, lines - 1)
            found.append((max(twips(line, size, bold), longest), (line, *others)))
        return found

    return solve(0, count)[1]
