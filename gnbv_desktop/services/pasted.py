"""One pasted text on its way into a cell: spreadsheet errors, bare dashes, units behind the figure, its style."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import evolve, frozen

from gnbv_desktop.catalogue.model import Edition, FieldInfo, FieldKind
from gnbv_desktop.kernel.dossier import Cell, Dossier, State
from gnbv_desktop.kernel.figure_parts import split_qualifier, take_apart, tidy
from gnbv_desktop.kernel.figures import Kind, MoneyUnit, plain, round_half_up, shift
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.number_style import Style, in_styles, restyled
from gnbv_desktop.services.reading import Read, read

_ERROR = re.compile(r"#(?:REF|N/A|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC|GETTING_DATA|BUSY|FIELD)[!?]?", re.IGNORECASE)
_CUT = re.compile(r"#{2,}")
_DASH = re.compile(r"[-–—−]+")
_MONEY_WORDS = {MoneyUnit.DONG: "đồng", MoneyUnit.NGHIN: "nghìn", MoneyUnit.TRIEU: "triệu", MoneyUnit.TY: "tỷ"}
_MONEY_BEGINS = (
    (MoneyUnit.TRIEU, ("tr",)),
    (MoneyUnit.TY, ("ty", "ti")),
    (MoneyUnit.NGHIN, ("ngh", "ngan", "k")),
    (MoneyUnit.DONG, ("d", "v")),
)


NOTHING = Read(None)


@frozen
class PastedText:
    """How a text was understood. `fault` says what to do when it cannot be taken; `note` what was made of it."""

    read: Read
    note: str = ""
    fault: str = ""
    nothing: bool = False
    """A bare dash: neither a figure nor a zero."""

    @property
    def unread(self) -> bool:
        return self.read.cell is not None and self.read.cell.state is State.UNREAD

    @property
    def question(self) -> bool:
        """It has several readings, of which one may be chosen."""
        return self.unread and not self.fault and bool(self.read.cell and self.read.cell.readings)


def understand(
    edition: Edition, dossier: Dossier, info: FieldInfo, text: str, style: Style | None, contested: bool = False
) -> PastedText:
    """Reads a text by the rules of typing, after what only pasted texts have.

    `contested`: the range gives reason to doubt even what the Vietnamese convention reads.
    """
    bare = text.strip()
    if _ERROR.fullmatch(bare):
        return PastedText(NOTHING, fault=f"ô Excel báo lỗi, gõ lại{' số' if info.kind.numeric else ''}")
    if _CUT.fullmatch(bare):
        return PastedText(NOTHING, fault="Excel chưa hiện hết số, kéo rộng cột rồi chép lại")
    if info.kind.numeric and _DASH.fullmatch(bare):
        return PastedText(NOTHING, note="dấu gạch, coi như chưa có số", nothing=True)

    def read_as(typed: str) -> Read:
        return read(edition, dossier, info.column, info.kind, info.unit, typed)

    found = read_as(text)
    if info.kind.numeric and contested:
        found = _doubted(found, bare, [read_as(each) for each in in_styles(bare).values()])
    elif info.kind.numeric and style is not None and (plain := restyled(bare, style)) is not None:
        found = _styled(found, bare, read_as(plain))
    if found.cell is None or found.cell.state is not State.UNREAD:
        return PastedText(found, unit_note(info, text))
    return PastedText(found, fault="" if found.cell.readings else found.echo)


def _styled(unstyled: Read, text: str, styled: Read) -> Read:
    """What the style makes of a text, the text itself kept where it still is a question."""
    if styled.cell is None or styled.cell.state is not State.UNREAD:
        return styled
    return evolve(styled, cell=evolve(styled.cell, text=text)) if styled.cell.readings else unstyled


def _doubted(unstyled: Read, text: str, styled: list[Read]) -> Read:
    values = dict.fromkeys(each.cell.text for each in styled if each.cell and each.cell.state is State.VALUE)
    if len(values) < 2 or styled[0].cell is None:
        return unstyled
    cell = Cell(State.UNREAD, text, tuple(values), styled[0].cell.qualifier)
    return Read(cell, f"Chưa rõ “{text}” viết kiểu Việt Nam hay kiểu Anh.")


def agrees(theirs: Decimal, ours: Decimal, power: int = 0) -> bool:
    """Whether a pasted figure is ours, rounded as far as the pasted one is. `power`: of the unit it is written in."""
    written = Decimal(plain(shift(theirs, -power)))
    places = max(0, -int(written.as_tuple().exponent))
    return round_half_up(shift(ours, -power), places) == written


def unit_note(info: FieldInfo, text: str) -> str:
    """ "bỏ chữ «tr», hiểu là triệu" for a figure with words behind it."""
    if not info.kind.numeric:
        return ""
    typed = take_apart(split_qualifier(tidy(text).casefold())[1], Kind(info.kind.value))
    tail = typed.tail.rstrip(".;, ") if typed else ""
    if not tail or tail == "%":
        return ""
    if info.kind is FieldKind.MONEY:
        begin = fold(tail)
        unit = next((unit for unit, starts in _MONEY_BEGINS if begin.startswith(starts)), None)
        return f"bỏ chữ «{tail}», hiểu là {_MONEY_WORDS[unit]}" if unit else ""
    return f"bỏ chữ «{tail}»"
