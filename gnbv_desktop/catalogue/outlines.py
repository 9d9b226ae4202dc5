"""Which outline a dossier has, and what must hold for one: levels follow each other, slots, blocks and keys exist."""

from __future__ import annotations

from collections.abc import Iterator

from gnbv_desktop.catalogue.model import BlockKind, Edition
from gnbv_desktop.catalogue.nodes import Fault, Source
from gnbv_desktop.kernel.codec import StructureFault, outline_from_json
from gnbv_desktop.kernel.dossier import Head, PeriodKind
from gnbv_desktop.kernel.outline import (
    COMPONENTS,
    DATA_KEYS,
    DEEPEST,
    SPECIAL_DATA,
    Content,
    Outline,
    Section,
    Telling,
)

_COMPONENT_KEYS = {"DU_AN", "TDA"}


def outline_faults(edition: Edition, source: Source | None) -> Iterator[Fault]:
    """Of the outlines of an edition, at their places in the file."""
    for code, outline in edition.outlines.items():
        assert source is not None
        for path, message in faults_of(edition, outline):
            yield source.fault(f"{code}.{path}", message)


def faults_of(edition: Edition, outline: Outline) -> Iterator[tuple[str, str]]:
    """Where in the outline, and what is wrong there."""
    above = 0
    for index, section in enumerate(outline.sections):
        path = f"sections.{index}"
        if not 1 <= section.level <= min(above + 1, DEEPEST):
            yield f"{path}.level", f"mục này phải ở cấp 1 đến {min(above + 1, DEEPEST)}"
        above = section.level
        for place, content in enumerate(section.contents):
            for key, message in _content(edition, content):
                yield f"{path}.contents.{place}.{key}", message


def usual_outline(edition: Edition, kind: PeriodKind) -> str:
    """Code of the outline for a kind of period, else of the first one; empty when the edition has none."""
    fitting = (code for code, outline in edition.outlines.items() if kind in outline.periods)
    return next(fitting, next(iter(edition.outlines), ""))


def given_outline(edition: Edition, head: Head) -> Outline:
    """The outline that a dossier has chosen from its edition, or the usual one."""
    code = head.outline if head.outline in edition.outlines else usual_outline(edition, head.period.kind)
    return edition.outlines[code] if code else _plainest(edition)


def own_outline(edition: Edition, head: Head) -> Outline | None:
    """None where the dossier has none, or one that this edition cannot follow."""
    if not head.own_outline:
        return None
    try:
        found = outline_from_json(dict(head.own_outline))
    except StructureFault:
        return None
    return None if any(faults_of(edition, found)) else found


def outline_of(edition: Edition, head: Head) -> Outline:
    """By which a dossier is printed."""
    return own_outline(edition, head) or given_outline(edition, head)


def _plainest(edition: Edition) -> Outline:
    """For a programme without outlines: its money, its components, then every narrative that belongs to none."""
    each = Content(data=COMPONENTS, by=("DU_AN", "TDA"))
    sections = [Section("Kết quả thực hiện các dự án, tiểu dự án", contents=(each,))]
    if "VON" in edition.blocks:
        table = Content(data="VON", by=("DU_AN", "TDA"), form=Telling.TABLE)
        sections.insert(0, Section("Tình hình giao và giải ngân vốn {ky}", contents=(Content(data="VON"), table)))
    for form in edition.forms.values():
        slots = [
            f"{form.path(code)}.{column}"
            for code, block in form.blocks.items()
            if block.kind is BlockKind.NARRATIVE and not form.component
            for column in block.columns
        ]
        if slots:
            sections.append(Section(form.title, contents=tuple(Content(slot=slot) for slot in slots)))
    return Outline("Đề cương chung", tuple(sections))


def _content(edition: Edition, content: Content) -> Iterator[tuple[str, str]]:
    if content.slot and not slot_exists(edition, content.slot):
        yield "slot", f"không có mục thuyết minh {content.slot!r}"
    if content.data and content.data not in edition.blocks and content.data not in SPECIAL_DATA:
        yield "data", f"không có khối số liệu {content.data!r}"
    if bool(content.slot) is bool(content.data):
        yield "data", "phải nêu hoặc mục thuyết minh (slot), hoặc khối số liệu (data)"
    for key in (*content.by, *content.where):
        if key not in DATA_KEYS:
            yield "by", f"không chia được theo {key!r}; các khóa có: {', '.join(DATA_KEYS)}"
    for key in _COMPONENT_KEYS & content.where.keys():
        if content.where[key] not in edition.components:
            yield f"where.{key}", f"không có dự án, tiểu dự án {content.where[key]!r}"


def slot_exists(edition: Edition, slot: str) -> bool:
    path, _, code = slot.rpartition(".")
    block = edition.blocks.get(path)
    return block is not None and block.kind is BlockKind.NARRATIVE and code in block.columns
