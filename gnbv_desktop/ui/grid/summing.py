"""The sum of the selected cells, as the status line says it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.labels import field_info, write_scalar
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.work import Work


def words(work: Work, refs: Sequence[Ref]) -> str:
    """ "Đang chọn 3 ô · Tổng 9.050 · triệu đồng"; no sum over figures of different kinds."""
    if not refs:
        return ""
    infos = [field_info(work.edition, ref) for ref in refs]
    money = MoneyUnit(work.dossier.head.money_unit)
    kinds = {(info.kind, info.unit) for info in infos if info}
    parts = [f"Đang chọn {len(refs)} ô"]
    if len(kinds) == 1:
        kind, unit = kinds.pop()
        numbers = [number for ref in refs if (number := work.evaluation.figure(ref).number) is not None]
        if kind.numeric and numbers and kind is not FieldKind.PERCENT:
            parts.append(f"Tổng {write_scalar(sum(numbers, Decimal(0)), kind, money, unit=False)}")
        named = money.label if kind is FieldKind.MONEY else unit
        parts += [named] if named else []
    return "  ·  ".join(parts)
