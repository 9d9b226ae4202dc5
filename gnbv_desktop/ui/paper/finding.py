"""Words in the pages: with or without diacritics, whatever the spaces that do not break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from attrs import frozen

from gnbv_desktop.ui.paper.setter import Sheets
from gnbv_desktop.ui.paper.text import Text


@frozen(eq=False)
class Match:
    place: int
    text: Text
    start: int
    end: int


def find(sheets: Sheets, wanted: str) -> Iterator[Match]:
    """Typed without diacritics it finds letters with them too."""
    words = unicodedata.normalize("NFC", wanted.strip()).translate(_PLAIN)
    if not words:
        return
    letters = _BARE if words.translate(_BARE) == words else _PLAIN
    for place, laid in enumerate(sheets.laid):
        for text in laid.texts:
            shown = text.text.translate(letters)
            start = shown.find(words)
            while start >= 0:
                yield Match(place, text, start, start + len(words))
                start = shown.find(words, start + len(words))


class _Letters(dict[int, str]):
    """One character for each, so that places in it are places in the text; each is looked up once."""

    def __init__(self, bare: bool) -> None:
        super().__init__()
        self._bare = bare

    def __missing__(self, code: int) -> str:
        char = " " if chr(code).isspace() else chr(code).lower()[0]
        if self._bare:
            char = "d" if char == "đ" else unicodedata.normalize("NFD", char)[0]
        self[code] = char
        return char


_PLAIN, _BARE = _Letters(bare=False), _Letters(bare=True)
