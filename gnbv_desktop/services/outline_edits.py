"""How an outline is changed: each function makes a new outline that is valid whenever the given one was.

A section is named by its place; those below it go wherever it goes. What cannot be done raises BadInput.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from attrs import evolve

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.outline import COMPONENTS, DEEPEST, Content, Number, Outline, Section
from gnbv_desktop.kernel.text import clean

TITLE_LIMIT = 500
SECTIONS_LIMIT = 500
COMPONENT_KEY = "DU_AN"


# ---- where a section stands


def end_of(outline: Outline, at: int) -> int:
    """Behind the last section below this one."""
    level = outline.sections[at].level
    below = takewhile(lambda section: section.level > level, outline.sections[at + 1 :])
    return at + 1 + sum(1 for _ in below)


def parent_of(outline: Outline, at: int) -> int | None:
    level = outline.sections[at].level
    return next((each for each in range(at - 1, -1, -1) if outline.sections[each].level < level), None)


def has_below(outline: Outline, at: int) -> bool:
    return end_of(outline, at) > at + 1


def _before(outline: Outline, at: int) -> int | None:
    """The section before it under the same heading."""
    level = outline.sections[at].level
    parent = parent_of(outline, at)
    lowest = -1 if parent is None else parent
    return next((each for each in range(at - 1, lowest, -1) if outline.sections[each].level == level), None)


def _after(outline: Outline, at: int) -> int | None:
    end = end_of(outline, at)
    same = end < len(outline.sections) and outline.sections[end].level == outline.sections[at].level
    return end if same else None


# ---- one section


def tick(outline: Outline, at: int, on: bool) -> Outline:
    """A section is seen only below ticked ones: those above it are ticked with it."""
    outline = _with(outline, at, evolve(outline.sections[at], on=on))
    parent = parent_of(outline, at)
    return outline if parent is None or not on else tick(outline, parent, True)


def rename(outline: Outline, at: int, title: str) -> Outline:
    return _with(outline, at, evolve(outline.sections[at], title=_title(title)))


def number_section(outline: Outline, at: int, number: Number | None) -> Outline:
    """None: as the outline says for its level."""
    return _with(outline, at, evolve(outline.sections[at], number=number))


def run_in(outline: Outline, at: int, on: bool) -> Outline:
    return _with(outline, at, evolve(outline.sections[at], run_in=on))


def set_annex(outline: Outline, at: int, on: bool) -> Outline:
    """A section of the first level in a Phụ lục after the signature, or in the report again."""
    return _with(outline, at, evolve(outline.sections[at], annex=on)) if outline.sections[at].level == 1 else outline


def number_level(outline: Outline, level: int, number: Number) -> Outline:
    """Of every section of the level that has no style of its own."""
    if not 1 <= level <= DEEPEST:
        raise BadInput(f"Đề cương chỉ có cấp 1 đến {DEEPEST}.")
    levels = [outline.number_of(each) for each in range(1, max(level, len(outline.levels)) + 1)]
    levels[level - 1] = number
    return evolve(outline, levels=tuple(levels))


# ---- order and depth


def move(outline: Outline, at: int, step: int) -> tuple[Outline, int]:
    """Past the section before or after it under the same heading; returns its new place too."""
    other = _before(outline, at) if step < 0 else _after(outline, at)
    if other is None:
        raise BadInput(f"«{shown(outline.sections[at])}» đã đứng {'đầu' if step < 0 else 'cuối'} phần của nó.")
    first, second = min(at, other), max(at, other)
    end = end_of(outline, second)
    listed = outline.sections
    swapped = (*listed[:first], *listed[second:end], *listed[first:second], *listed[end:])
    return evolve(outline, sections=swapped), other if step < 0 else first + end - second


def indent(outline: Outline, at: int) -> Outline:
    """One level deeper, under the section before it."""
    title = shown(outline.sections[at])
    if _before(outline, at) is None:
        raise BadInput(f"«{title}» chưa có mục cùng cấp ở trên để đưa vào.")
    if max(section.level for section in outline.sections[at : end_of(outline, at)]) >= DEEPEST:
        raise BadInput(f"«{title}» đã ở cấp sâu nhất ({DEEPEST}).")
    return _deeper(outline, at, 1)


def outdent(outline: Outline, at: int) -> Outline:
    """One level up; the sections that followed it under the same heading now stand below it."""
    if outline.sections[at].level == 1:
        raise BadInput(f"«{shown(outline.sections[at])}» đã ở cấp cao nhất.")
    return _deeper(outline, at, -1)


def _deeper(outline: Outline, at: int, step: int) -> Outline:
    end = end_of(outline, at)
    changed = tuple(evolve(section, level=section.level + step) for section in outline.sections[at:end])
    return evolve(outline, sections=(*outline.sections[:at], *changed, *outline.sections[end:]))


# ---- sections come and go


def add_section(outline: Outline, at: int | None, section: Section, below: bool = False) -> tuple[Outline, int]:
    """After a section and all below it, on its level; `below`: as the last one under it. None: at the end."""
    if len(outline.sections) >= SECTIONS_LIMIT:
        raise BadInput(f"Đề cương có nhiều nhất {SECTIONS_LIMIT} mục.")
    place = len(outline.sections) if at is None else end_of(outline, at)
    level = 1 if at is None else outline.sections[at].level + below
    if level > DEEPEST:
        raise BadInput(f"Đề cương có nhiều nhất {DEEPEST} cấp.")
    made = evolve(section, level=level, title=_title(section.title))
    return evolve(outline, sections=(*outline.sections[:place], made, *outline.sections[place:])), place


def remove(outline: Outline, at: int) -> Outline:
    """With all below it."""
    return evolve(outline, sections=(*outline.sections[:at], *outline.sections[end_of(outline, at) :]))


# ---- what stands under a heading


def add_content(outline: Outline, at: int, content: Content) -> Outline:
    section = outline.sections[at]
    if content.slot and any(each.slot == content.slot for each in section.contents):
        raise BadInput(f"«{shown(section)}» đã có mục thuyết minh này.")
    return _with(outline, at, evolve(section, contents=(*section.contents, content)))


def replace_content(outline: Outline, at: int, place: int, content: Content) -> Outline:
    contents = outline.sections[at].contents
    return _contents(outline, at, (*contents[:place], content, *contents[place + 1 :]))


def remove_content(outline: Outline, at: int, place: int) -> Outline:
    contents = outline.sections[at].contents
    return _contents(outline, at, (*contents[:place], *contents[place + 1 :]))


def move_content(outline: Outline, at: int, place: int, step: int) -> Outline:
    contents = [*outline.sections[at].contents]
    if not 0 <= place + step < len(contents):
        return outline
    contents.insert(place + step, contents.pop(place))
    return _contents(outline, at, contents)


def _contents(outline: Outline, at: int, contents: Iterable[Content]) -> Outline:
    return _with(outline, at, evolve(outline.sections[at], contents=tuple(contents)))


# ---- unfolding


def unfolds(content: Content) -> bool:
    """Whether its figures are divided by dự án first, and by none yet."""
    divided = content.by[:1] == (COMPONENT_KEY,) or (content.data == COMPONENTS and not content.by)
    return divided and COMPONENT_KEY not in content.where


def unfold(edition: Edition, outline: Outline, at: int, place: int) -> Outline:
    """What is told per dự án gets a section for each; keys that come after stay inside it."""
    section = outline.sections[at]
    content = section.contents[place]
    if not unfolds(content):
        raise BadInput(f"«{shown(section)}»: phần này không chia theo dự án, không tách thành mục được.")
    if section.level >= DEEPEST:
        raise BadInput(f"Đề cương có nhiều nhất {DEEPEST} cấp.")
    goes_on = COMPONENT_KEY in content.run_in
    made = tuple(
        Section(f"{component.label}: {component.name}", section.level + 1, (_part(content, code),), run_in=goes_on)
        for code, component in edition.components.items()
        if not component.parent
    )
    if len(outline.sections) + len(made) > SECTIONS_LIMIT:
        raise BadInput(f"Đề cương có nhiều nhất {SECTIONS_LIMIT} mục.")
    bare = remove_content(outline, at, place)
    number = next(iter(content.levels), None)
    sections = tuple(evolve(each, number=number) for each in made)
    return evolve(bare, sections=(*bare.sections[: at + 1], *sections, *bare.sections[at + 1 :]))


def _part(content: Content, code: str) -> Content:
    by, levels = content.by, content.levels
    if by[:1] == (COMPONENT_KEY,):
        by, levels = by[1:], levels[1:]
    run_in = tuple(key for key in content.run_in if key in by)
    return evolve(content, by=by, levels=levels, run_in=run_in, where={**content.where, COMPONENT_KEY: code})


# ---- shared


def used_slots(outline: Outline) -> frozenset[str]:
    return frozenset(content.slot for section in outline.sections for content in section.contents if content.slot)


def next_free(slots: Sequence[str], outline: Outline, written: Iterable[str]) -> str:
    """The first slot that stands nowhere and in which nothing is written; else one that stands nowhere."""
    left = [slot for slot in slots if slot not in used_slots(outline)]
    full = set(written)
    return next((slot for slot in left if slot not in full), next(iter(left), ""))


def shown(section: Section) -> str:
    return section.title if len(section.title) <= 60 else f"{section.title[:57]}…"


def _title(title: str) -> str:
    found = clean(title)
    if not found:
        raise BadInput("Tên mục không được để trống.")
    if len(found) > TITLE_LIMIT:
        raise BadInput(f"Tên mục dài {len(found)} chữ, nhiều nhất {TITLE_LIMIT}.")
    return found


def _with(outline: Outline, at: int, section: Section) -> Outline:
    return evolve(outline, sections=(*outline.sections[:at], section, *outline.sections[at + 1 :]))
