"""What must hold for an outline: its levels follow each other, its slots, blocks and keys exist."""

from __future__ import annotations

from collections.abc import Iterator

from gnbv_desktop.catalogue.model import BlockKind, Edition
from gnbv_desktop.catalogue.nodes import Fault, Source
from gnbv_desktop.kernel.outline import DATA_KEYS, DEEPEST, SPECIAL_DATA, Content, Outline

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
