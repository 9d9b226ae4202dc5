"""The readings between which somebody has to choose, as they are written."""

from __future__ import annotations

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.labels import field_info, key_label, write_reading
from gnbv_desktop.kernel.dossier import State
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.work import Work

_NAMED = (FieldKind.CHOICE, FieldKind.COMPONENT, FieldKind.PLACE, FieldKind.DATE)


def choices_of(work: Work, ref: Ref) -> tuple[str, ...]:
    cell, info = work.dossier.cell(ref), field_info(work.edition, ref)
    if cell is None or info is None or cell.state is not State.UNREAD:
        return ()
    if info.kind in _NAMED:
        return tuple(key_label(work.edition, work.dossier, info.column, each) for each in cell.readings)
    return tuple(write_reading(each, info.kind, MoneyUnit(work.dossier.head.money_unit)) for each in cell.readings)
