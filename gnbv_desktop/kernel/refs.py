"""The address of one figure: `BLOCK[ROW].COLUMN`, in a form `FORM.BLOCK[ROW].COLUMN`, single `FORM.BLOCK.COLUMN`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

CODE = r"[A-Z][A-Z0-9_]*"
ROW_ID = r"[A-Za-z0-9_]+"
_REF = re.compile(rf"(?P<block>{CODE}(?:\.{CODE})?)(?:\[(?P<row>{ROW_ID})\])?\.(?P<column>{CODE})")
_ROW = re.compile(rf"(?P<block>{CODE}(?:\.{CODE})?)\[(?P<row>{ROW_ID})\]")
_CODE = re.compile(CODE)


class Ref(NamedTuple):
    """`block` is the block's path ("VON", "DA2.KQ"); `row` is empty for single fields."""

    block: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.block}[{self.row}].{self.column}" if self.row else f"{self.block}.{self.column}"

    @property
    def form(self) -> str:
        return self.block.partition(".")[0]


@lru_cache(maxsize=65536)
def parse_ref(text: str) -> Ref:
    """Raises ValueError when the text is no address."""
    match = _REF.fullmatch(text)
    if match is None:
        raise ValueError(f"mã ô không hợp lệ: {text[:80]!r} (mẫu: VON[r3].GIAI_NGAN, DA2.KQ[HO].LUY_KE)")
    return Ref(match["block"], match["row"] or "", match["column"])


def parse_row(text: str) -> tuple[str, str]:
    """`VON[r3]` as ("VON", "r3"); raises ValueError."""
    match = _ROW.fullmatch(text)
    if match is None:
        raise ValueError(f"mã dòng không hợp lệ: {text[:80]!r} (mẫu: VON[r3])")
    return match["block"], match["row"]


def row_key(block: str, row: str) -> str:
    return f"{block}[{row}]"


def is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None
