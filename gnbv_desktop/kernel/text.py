"""Vietnamese text: one normal form, search without diacritics, ASCII slugs."""

from __future__ import annotations

import re
import unicodedata


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d, runs of anything else as one space: for searching and matching."""
    decomposed = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", " ", bare.casefold()).strip()


def slug(text: str, limit: int = 60) -> str:
    """An ASCII name that is safe as an id and as a file name."""
    return fold(text).replace(" ", "-")[:limit].strip("-")


def clean(text: str) -> str:
    """NFC without control characters; line breaks and tabs become spaces."""
    printable = "".join(char for char in re.sub(r"\s+", " ", text) if unicodedata.category(char) not in ("Cc", "Cs"))
    return nfc(" ".join(printable.split()))
