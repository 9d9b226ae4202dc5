"""The list under Nơi nhận: those above are "Như trên", the archive comes last (NĐ 30/2020, Phụ lục I, II.9)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_ABOVE = "Như trên"
_ARCHIVE = re.compile(r"lưu\b\s*:?\s*", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_PLACES = {"tỉnh", "huyện", "quận", "xã", "phường", "thị", "thành", "phố", "trấn", "đặc", "khu", "tp"}
_LINKS = {"và", "của"}


def recipient_lines(own: Sequence[str], addressees: Sequence[str]) -> Iterator[str]:
    """The lines as they stand on paper; a line that ends in a colon stands over those below it."""
    typed = [line for line in map(_tidy, own) if line]
    archive = [_archive(line) for line in typed if _ARCHIVE.match(line)] or ["Lưu: VT"]
    others = [line for line in typed if not _ARCHIVE.match(line) and line != _ABOVE]
    if addressees:
        others = [line for line in others if not any(same_office(line, each) for each in addressees)]
        first = next((index for index, line in enumerate(others) if not line.endswith(":")), len(others))
        others.insert(first, _ABOVE)
    lines = [*others, *archive]
    for index, line in enumerate(lines):
        yield line if line.endswith(":") else f"- {line}{'.' if index == len(lines) - 1 else ';'}"


def same_office(line: str, addressee: str) -> bool:
    """Whether a line of the list ("Sở LĐTBXH (b/c)") is an addressee named in full above."""
    short = _words(_REMARK.sub("", line))
    for rest in _rests(short, _words(addressee)) if short else ():
        if not rest or rest[0] in _PLACES or short[-1].casefold() in _PLACES:
            return True
    return False


def _tidy(line: str) -> str:
    """Without the signs that the list puts itself: "UBND huyện(b/c);" is "UBND huyện (b/c)"."""
    bare = line.strip().lstrip("-–+ ").rstrip(";. ")
    return re.sub(r"(?<=[^\s(])\(", " (", bare)


def _archive(line: str) -> str:
    return f"Lưu: {_ARCHIVE.sub('', line, count=1) or 'VT'}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def _rests(short: Sequence[str], full: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What is left of the full name when the short one has used its words, whole or by their first letters."""
    if not short:
        yield tuple(word.casefold() for word in full)
        return
    if full and full[0].casefold() in _LINKS and short[0].casefold() not in _LINKS:
        yield from _rests(short, full[1:])
        return
    if full and short[0].casefold() == full[0].casefold():
        yield from _rests(short[1:], full[1:])
    if short[0].isupper() and len(short[0]) > 1:
        used = _spelt(short[0], full)
        if used:
            yield from _rests(short[1:], full[used:])


def _spelt(letters: str, words: Sequence[str]) -> int:
    """How many words the letters are the first letters of; 0 when they are not."""
    used = 0
    for letter in letters:
        while used < len(words) and words[used].casefold() in _LINKS:
            used += 1
        if used >= len(words) or _initial(words[used]) != _initial(letter):
            return 0
        used += 1
    return used


def _initial(word: str) -> str:
    return unicodedata.normalize("NFD", word)[0].casefold()
