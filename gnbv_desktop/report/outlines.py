"""Which outline a dossier is printed by: its own, the one chosen from the edition, or the first that there is."""

from __future__ import annotations

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.catalogue.outlines import faults_of
from gnbv_desktop.kernel.codec import StructureFault, outline_from_json
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.outline import COMPONENTS, Content, Outline, Section, Telling

_MONEY = Content(data="VON", by=("DU_AN", "TDA"), form=Telling.TABLE)
_EACH = Content(data=COMPONENTS, by=("DU_AN", "TDA"))


def outline_of(edition: Edition, dossier: Dossier) -> Outline:
    own = own_outline(edition, dossier)
    if own is not None:
        return own
    if dossier.head.outline in edition.outlines:
        return edition.outlines[dossier.head.outline]
    return next(iter(edition.outlines.values()), _plainest(edition))


def own_outline(edition: Edition, dossier: Dossier) -> Outline | None:
    """None where the dossier has none, or one that this edition cannot follow."""
    if not dossier.head.own_outline:
        return None
    try:
        found = outline_from_json(dict(dossier.head.own_outline))
    except StructureFault:
        return None
    return None if any(faults_of(edition, found)) else found


def _plainest(edition: Edition) -> Outline:
    """For a programme without outlines: its money, its components, then every narrative that belongs to none."""
    sections = [
        Section("Tình hình giao và giải ngân vốn {ky}", contents=(Content(data="VON"), _MONEY)),
        Section("Kết quả thực hiện các dự án, tiểu dự án", contents=(_EACH,)),
    ]
    for form in edition.forms.values():
        if form.component:
            continue
        slots = [f"{form.path(code)}.{column}" for code, block in form.blocks.items() if block.kind == "narrative"
                 for column in block.columns]  # fmt: skip
        if slots:
            sections.append(Section(form.title, contents=tuple(Content(slot=slot) for slot in slots)))
    return Outline("Đề cương chung", tuple(sections))
