"""Documents of the register as the decree cites them: in full at first, later by type and number."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import define, field

from gnbv_desktop.catalogue.model import BlockKind, Column, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import State
from gnbv_desktop.kernel.refs import parse_row


@define
class Citations:
    """Remembers what has been cited, in the order of the document."""

    evaluation: Evaluation
    _seen: set[tuple[str, str]] = field(factory=set)

    def text(self, documents: tuple[str, ...]) -> str:
        return "; ".join(self._one(each) for each in documents)

    def each(self, documents: tuple[str, ...]) -> Iterator[str]:
        return (self._one(document) for document in documents)

    def _one(self, document: str) -> str:
        spot = self._find(document)
        if spot is None:
            return f"[văn bản {document} không có trong danh mục]"
        short = spot in self._seen
        self._seen.add(spot)
        parts = self._parts(*spot)
        return " ".join(part for rank, part in parts if not short or rank < 2)

    def _find(self, document: str) -> tuple[str, str] | None:
        """A row id alone, or with its block: VB[r3]."""
        path, row = parse_row(document) if "[" in document else ("", document)
        blocks = self.evaluation.edition.blocks
        registers = [name for name, block in blocks.items() if block.kind is BlockKind.DOCUMENTS]
        for name in [path] if path in blocks else registers:
            if row in self.evaluation.rows(name):
                return name, row
        return None

    def _parts(self, path: str, row: str) -> list[tuple[int, str]]:
        """Type, number, date, issuer, subject: NĐ 30/2020, Điều 8 and Phụ lục I."""
        cells = self.evaluation.dossier.block(path).rows.get(row, {})
        found = [
            self._part(code, column, cells[code].text)
            for code, column in self.evaluation.edition.blocks[path].columns.items()
            if code in cells and cells[code].state is State.VALUE
        ]
        return sorted((part for part in found if part), key=lambda part: part[0])

    def _part(self, code: str, column: Column, text: str) -> tuple[int, str] | None:
        match column.kind:
            case FieldKind.CHOICE:
                items = self.evaluation.edition.lists[column.list].items
                return (0, items[text].label if text in items else text) if "LOAI" in code else None
            case FieldKind.DATE:
                return 2, f"ngày {_day(text)}"
            case FieldKind.TEXT if code.startswith("SO"):
                return 1, text if text.casefold().startswith("số") else f"số {text}"
            case FieldKind.TEXT if code.startswith("CO_QUAN"):
                return 3, f"của {text}"
            case FieldKind.TEXT if code in ("TRICH_YEU", "NOI_DUNG", "TEN", "VE"):
                return 4, text
            case _:
                return None


def _day(text: str) -> str:
    return write_date(datetime.date.fromisoformat(text))
