"""How the figure of an address looks in a cell: its text, ink, ground and signs."""

from __future__ import annotations

from attrs import evolve

from gnbv_desktop.catalogue.model import FieldInfo, FieldKind
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.cell_text import figure_text
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid.parts import CellLook
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.marks import Mark, Marks

_CENTERED = (FieldKind.YEAR, FieldKind.YEARS, FieldKind.DATE)
COPIED = "Chép từ hồ sơ trước, chưa đọc lại: Enter để xác nhận"


def may_type(dossier: Dossier, info: FieldInfo | None) -> bool:
    """Whether one types into such a cell at all: it is not computed, and the dossier is open."""
    return info is not None and not info.derived and dossier.head.draft


def cell_look(work: Work, marks: Marks, ref: Ref, info: FieldInfo) -> CellLook:
    figure = work.evaluation.figure(ref)
    look = _figure_look(work, ref, info, figure)
    if (mark := marks.mark(str(ref))) is not None and figure.status is not Status.UNREAD:
        look = _marked(look, mark)
    elif (source := work.dossier.drawn.get(str(ref))) and source.get("read") == "no":
        look = evolve(look, sign="history", tone=Tone.CONFIRM, words=COPIED)
    return look


def figure_look(work: Work, info: FieldInfo, figure: Figure, ground: str, strong: bool = False) -> CellLook:
    """A figure that nobody types at this place: a total of a band, a previous period."""
    look = _figure_look(work, Ref("", "", ""), info, figure)
    ink = look.ink if look.absent or look.more else ("text" if strong else "text2")
    return evolve(look, ground=ground, strong=strong and not look.absent, ink=ink, hatched=False)


def _figure_look(work: Work, ref: Ref, info: FieldInfo, figure: Figure) -> CellLook:
    ground, ink = ("sunken", "text2") if figure.derived or info.derived else ("base", "text")
    right, center = info.kind.numeric, info.kind in _CENTERED
    match figure.status:
        case Status.VALUE:
            cell = work.dossier.cell(ref) if ref.block else None
            text = figure_text(work, info, figure)
            if cell is not None and cell.qualifier:
                text = f"{cell.qualifier} {text}"
            return CellLook(text, right, center, ink, ground)
        case Status.MISSING:
            return CellLook(ground=ground)
        case Status.UNREAD if not info.derived and ref.block:
            cell = work.dossier.cell(ref)
            return CellLook(
                cell.text if cell else "", right, center, "ask", "ask", strong=True,
                sign="circle-question-mark", tone=Tone.ASK, words="Chưa rõ cách đọc",
            )  # fmt: skip
        case Status.NA | Status.UNFUNDED:
            return CellLook(figure.status.label, ink="muted", ground=ground, absent=True, hatched=True)
        case Status.UNDIVIDED:
            return CellLook("chưa tách", right, ink="muted", ground="sunken", absent=True, sign="combine")
        case Status.PARTIAL if figure.value is not None:
            return CellLook(figure_text(work, info, figure), right, center, ink, ground, more=True, words="chưa đủ")
        case _:
            words = "chưa rõ" if figure.status is Status.UNREAD else "chưa đủ"
            return CellLook(words, right, ink="muted", ground=ground, absent=True)


def _marked(look: CellLook, mark: Mark) -> CellLook:
    kept = mark.tone is Tone.LOCKED
    return evolve(look, sign=mark.sign, tone=Tone.CONFIRM if kept else mark.tone, corner=kept, words=mark.words)
