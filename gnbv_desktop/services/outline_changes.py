"""What a change of the outline was, in words: for the history and for what undo takes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.outline import Outline, Section
from gnbv_desktop.services.outline_edits import shown
from gnbv_desktop.services.work import Work

_KEYS = ("own_outline", "outline")
_NAMED = 2
"""So many changes are named, the others counted."""


def is_outline(edit: Edit) -> bool:
    return edit.kind is EditKind.HEAD and edit.key in _KEYS


def outline_change(work: Work, edits: Iterable[Edit]) -> str:
    """ "thêm mục «Công tác dân tộc»", "chọn «Báo cáo giám sát»"."""
    by_key = {edit.key: edit for edit in edits}
    code, own = by_key.get("outline"), by_key.get("own_outline")
    codes = (code.before, code.after) if code else (work.dossier.head.outline,) * 2
    values = (own.before, own.after) if own else ({}, {})
    before, after = (_outline(work.edition, *pair) for pair in zip(codes, values, strict=True))
    if after is None:
        return ""
    if before is None or codes[0] != codes[1] or before.label != after.label:
        return f"chọn «{after.label}»"
    if own is not None and not own.after:
        return f"trở về «{after.label}»"
    return difference(before, after)


def _outline(edition: Edition, code: Any, own: Any) -> Outline | None:
    if not own:
        return edition.outlines.get(code)
    try:
        return codec.outline_from_json(own)
    except codec.StructureFault:
        return None


def difference(before: Outline, after: Outline) -> str:
    told = [*dict.fromkeys(_told(before, after))]
    more = len(told) - _NAMED
    return "; ".join([*told[:_NAMED], *([f"và {more} thay đổi khác"] if more > 0 else [])]) or "cách đánh số"


def _told(before: Outline, after: Outline) -> Iterator[str]:
    old, new = before.sections, after.sections
    if len(old) == len(new) and [each.title for each in old] == [each.title for each in new]:
        yield from (told for pair in zip(old, new, strict=True) for told in _changed(*pair))
        return
    gone: list[Section] = []
    come: list[Section] = []
    renamed: list[str] = []
    matcher = SequenceMatcher(None, [each.title for each in old], [each.title for each in new], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "replace" and last - first == end - start == 1:
            renamed.append(f"«{shown(old[first])}» thành «{shown(new[start])}»")
        elif kind != "equal":
            gone += old[first:last]
            come += new[start:end]
    moved = {each.title for each in gone} & {each.title for each in come}
    yield from (f"đổi tên {each}" for each in renamed)
    yield from (f"chuyển mục «{shown(each)}»" for each in come if each.title in moved)
    yield from _listed("thêm", [each for each in come if each.title not in moved])
    yield from _listed("bỏ", [each for each in gone if each.title not in moved])


def _listed(verb: str, sections: Sequence[Section]) -> Iterator[str]:
    if sections:
        more = f" và {len(sections) - 1} mục khác" if len(sections) > 1 else ""
        yield f"{verb} mục «{shown(sections[0])}»{more}"


def _changed(old: Section, new: Section) -> Iterator[str]:
    name = f"«{shown(new)}»"
    if old.on != new.on:
        yield f"{'đưa vào' if new.on else 'không in'} {name}"
    if old.level != new.level:
        yield f"{'hạ' if new.level > old.level else 'nâng'} cấp {name}"
    if old.contents != new.contents:
        yield f"sửa nội dung dưới {name}"
    if old.annex != new.annex:
        yield f"đưa {name} {'vào phụ lục' if new.annex else 'ra khỏi phụ lục'}"
    if (old.number, old.run_in) != (new.number, new.run_in):
        yield f"sửa cách trình bày {name}"
