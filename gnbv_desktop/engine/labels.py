"""How a place in a dossier is called in Vietnamese, and how its figures are written."""

from __future__ import annotations

import datetime
from decimal import Decimal

from gnbv_desktop.catalogue.model import AS_OF, BlockKind, Column, Edition, FieldInfo, FieldKind, RowDef
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import Dossier, State
from gnbv_desktop.kernel.figures import MoneyUnit, plain, write_count, write_decimal, write_money, write_percent
from gnbv_desktop.kernel.refs import Ref


def field_info(edition: Edition, ref: Ref) -> FieldInfo | None:
    """What the definitions say of an address; None when there is no such field."""
    block = edition.blocks.get(ref.block)
    found = edition.column_of(ref.block, ref.column) if block else None
    if block is None or found is None or block.kind in (BlockKind.SHOW, BlockKind.NARRATIVE):
        return None
    column, year = found
    if ref.column == AS_OF:
        return FieldInfo(column.label, "", column, FieldKind.DATE, "", derived=False)
    row = block.rows.get(ref.row)
    if (block.kind is BlockKind.FIXED) != (row is not None) or (row is not None and row.heading):
        return None
    if bool(ref.row) == (block.kind is BlockKind.FIELDS):
        return None
    return FieldInfo(
        label=column.label if year is None else f"{column.label} năm {year}",
        row_label=row.label if row else "",
        column=column,
        kind=column.kind or (row.kind if row else FieldKind.COUNT),
        unit=column.unit or (row.unit if row and column.kind is None else ""),
        derived=_derived(column, ref.column, row),
        year=year,
    )


def _derived(column: Column, code: str, row: RowDef | None) -> bool:
    """Computed or given by the definitions, so nobody types it."""
    if row is None or column.value:
        return bool(column.value)
    return code in row.constants or bool(row.value and column.kind is None)


def place_label(edition: Edition, dossier: Dossier, ref: Ref) -> str:
    """ "Bảng vốn · Tiểu dự án 1 - Dự án 4 · 2023 · Sự nghiệp · Vốn giao"."""
    form = edition.form_of.get(ref.block)
    info = field_info(edition, ref)
    parts = [form.short or form.title if form else ref.block]
    parts.append(row_label(edition, dossier, ref.block, ref.row))
    parts.append(info.label if info else ref.column)
    return " · ".join(part for part in parts if part)


def row_label(edition: Edition, dossier: Dossier, path: str, row: str) -> str:
    """The name of a row: from the definitions, from its key, or from its first text."""
    block = edition.blocks[path]
    if row in block.rows:
        return block.rows[row].label
    if block.kind is BlockKind.COMMUNES:
        return _place_name(dossier, row)
    cells = dossier.block(path).rows.get(row, {})
    codes = block.keys() or tuple(code for code, each in block.columns.items() if each.kind is FieldKind.TEXT)[:1]
    texts = [
        key_label(edition, dossier, block.columns[code], cells[code].text)
        for code in codes
        if code in cells and cells[code].state is State.VALUE
    ]
    return " · ".join(texts) or (f"dòng {row.removeprefix('r')}" if row else "")


def key_label(edition: Edition, dossier: Dossier, column: Column, text: str) -> str:
    """The Vietnamese of a coded text: component, choice, place, year."""
    match column.kind:
        case FieldKind.COMPONENT:
            known = edition.components
            return ", ".join(known[each].label if each in known else each for each in text.split("+"))
        case FieldKind.CHOICE:
            items = edition.lists[column.list].items
            return items[text].short or items[text].label if text in items else text
        case FieldKind.PLACE:
            return ", ".join(_place_name(dossier, each) for each in text.split("+"))
        case FieldKind.DATE:
            return write_date(datetime.date.fromisoformat(text))
        case _:
            return text


def _place_name(dossier: Dossier, place_id: str) -> str:
    for place in dossier.head.unit.places():
        if place.id == place_id:
            return place.short or place.name
    return place_id


def write_figure(figure: Figure, kind: FieldKind, money: MoneyUnit, unit: bool = True) -> str:
    """The figure as a message shows it, with its unit."""
    if figure.status is not Status.VALUE or figure.value is None:
        return figure.status.label
    return write_scalar(figure.value, kind, money, unit)


def write_reading(text: str, kind: FieldKind, money: MoneyUnit) -> str:
    """One of the readings of an unread cell."""
    if kind is FieldKind.DATE:
        return write_date(datetime.date.fromisoformat(text))
    return write_scalar(Decimal(text), kind, money) if kind.numeric else text


def write_scalar(value: object, kind: FieldKind, money: MoneyUnit, unit: bool = True) -> str:
    match value:
        case Decimal() if kind is FieldKind.MONEY:
            return f"{write_money(value, money)} {money.label}" if unit else write_money(value, money)
        case Decimal() if kind is FieldKind.PERCENT:
            return write_percent(value)
        case Decimal() if kind in (FieldKind.YEAR, FieldKind.YEARS):
            return plain(value)
        case Decimal() if kind is FieldKind.COUNT and value == value.to_integral_value():
            return write_count(value)
        case Decimal():
            return write_decimal(value, 4)
        case datetime.date():
            return write_date(value)
        case _:
            return str(value)
