"""A cell as text that the reader understands again: for the clipboard and for "bao nhiêu → bao nhiêu"."""

from __future__ import annotations

from decimal import Decimal

from gnbv_desktop.catalogue.model import FieldInfo, FieldKind
from gnbv_desktop.engine.labels import field_info, key_label, row_label, write_figure, write_reading, write_scalar
from gnbv_desktop.engine.values import Figure, Status, typed
from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.figures import MoneyUnit, write_decimal
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.work import Work


def cell_text(work: Work, info: FieldInfo, cell: Cell | None) -> str:
    """What was typed, in the dossier's money unit, nothing rounded."""
    if cell is None:
        return ""
    if cell.state is State.UNREAD:
        return cell.text
    figure = typed(cell, info.kind)
    if isinstance(figure.value, Decimal) and info.kind in (FieldKind.PERCENT, FieldKind.DECIMAL):
        words = write_decimal(figure.value) + ("%" if info.kind is FieldKind.PERCENT else "")
    else:
        words = figure_text(work, info, figure)
    return f"{cell.qualifier} {words}".lstrip()


def figure_text(work: Work, info: FieldInfo, figure: Figure) -> str:
    """A computed figure as the grid shows it."""
    if figure.value is None or isinstance(figure.value, bool):
        return "" if figure.status is Status.MISSING else figure.status.label
    if info.kind.numeric:
        return write_scalar(figure.value, info.kind, MoneyUnit(work.dossier.head.money_unit), unit=False)
    if info.kind is FieldKind.LINE:
        return row_label(work.edition, work.dossier, info.column.of, figure.text)
    return key_label(work.edition, work.dossier, info.column, figure.text)


def text_at(work: Work, ref: Ref) -> str:
    """What stands at an address, typed or computed; empty where nothing does."""
    info = field_info(work.edition, ref)
    if info is None:
        return ""
    cell = work.dossier.cell(ref)
    if cell is not None and not info.derived:
        return cell_text(work, info, cell)
    return figure_text(work, info, work.evaluation.figure(ref))


def reading_words(work: Work, info: FieldInfo, reading: str) -> str:
    """One of the readings of a cell that is not clear, with its unit or by its name."""
    if info.kind.numeric:
        return write_reading(reading, info.kind, MoneyUnit(work.dossier.head.money_unit))
    return cell_text(work, info, Cell(State.VALUE, reading))


def text_to_edit(work: Work, ref: Ref) -> str:
    """What stands in the editor when one begins to change an address: what was typed, nothing rounded."""
    info = field_info(work.edition, ref)
    return cell_text(work, info, work.dossier.cell(ref)) if info is not None else ""


def written(work: Work, ref: Ref, info: FieldInfo) -> str:
    """The figure as it stands on the screen, with its unit; what was typed when that is not clear."""
    figure = work.evaluation.figure(ref)
    cell = work.dossier.cell(ref)
    if cell is not None and cell.state is State.UNREAD:
        return f"«{cell.text}»"
    if figure.status is Status.VALUE and info.kind in (FieldKind.CHOICE, FieldKind.COMPONENT, FieldKind.PLACE):
        return key_label(work.edition, work.dossier, info.column, figure.text)
    text = write_figure(figure, info.kind, MoneyUnit(work.dossier.head.money_unit))
    unit = info.unit if figure.status is Status.VALUE and info.unit and not text.endswith(info.unit) else ""
    qualifier = cell.qualifier if cell is not None else ""
    return " ".join(part for part in (qualifier, text, unit) if part)
