"""The outline of a report: its headings, and what stands under each. Plain data, of an edition or of one dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from attrs import field, frozen

from gnbv_desktop.kernel.dossier import PeriodKind


class Number(StrEnum):
    """How the headings of a level are numbered; the numbers themselves are always made, never typed."""

    PART = "Phần I."
    UPPER = "A."
    ROMAN = "I."
    ARABIC = "1."
    CHAIN = "1.1."
    LETTER = "a)"
    DASH = "-"
    PLUS = "+"
    STAR = "*"
    NONE = ""


class Telling(StrEnum):
    """How the figures of a data block are told."""

    SENTENCE = "cau"
    DASHES = "gach"
    TABLE = "bang"


class When(StrEnum):
    AUTO = "tu_dong"
    """Not where the section's own words already tell these figures."""
    ALWAYS = "luon"
    NEVER = "khong"


COMPONENTS, ANNEXES, REASONS = "DU_AN", "BIEU", "GIAI_TRINH"
SPECIAL_DATA = {
    COMPONENTS: "Dự án, tiểu dự án: vốn, kết quả và lời thuyết minh",
    ANNEXES: "Danh mục biểu kèm theo",
    REASONS: "Giải trình đã chọn đưa vào báo cáo",
}
"""Data blocks that are not blocks of the definitions."""
DATA_KEYS = {
    "DU_AN": "dự án",
    "TDA": "tiểu dự án",
    "NAM": "năm",
    "NAM_GOC": "năm gốc của vốn",
    "NIEN_DO": "vốn chuyển nguồn, vốn giao",
    "LOAI": "loại vốn",
    "NGUON": "nguồn vốn",
    "DON_VI": "đơn vị thực hiện",
    "CO_QUAN": "cơ quan",
    "NHOM": "nhóm",
}
"""By what a data block may be divided."""
DEFAULT_LEVELS = (Number.ROMAN, Number.ARABIC, Number.LETTER, Number.DASH, Number.PLUS)
DEEPEST = 8


@frozen
class Content:
    """One thing under a heading: the words of a narrative slot, or figures told from the data."""

    slot: str = ""
    data: str = ""
    """A block's path, or one of SPECIAL_DATA."""
    by: tuple[str, ...] = ()
    """The keys by which the figures are divided, in their order: each makes a level of headings."""
    levels: tuple[Number, ...] = ()
    """Numbering of those levels; what is not given follows from the level of the section."""
    run_in: tuple[str, ...] = ()
    """Keys whose headings go on in the line of the first sentence; those with a dash or a plus always do."""
    where: Mapping[str, str] = field(factory=dict)
    """Keys that are fixed: {DU_AN: DA2, NAM: 2023}."""
    columns: tuple[str, ...] = ()
    """What is told; empty: all that is known."""
    form: Telling = Telling.SENTENCE
    when: When = When.AUTO


@frozen
class Section:
    """A heading; the sections below it follow it and have a greater level."""

    title: str
    level: int = 1
    contents: tuple[Content, ...] = ()
    number: Number | None = None
    """Otherwise than the outline says for the level."""
    run_in: bool = False
    """The first sentence goes on in the line of the heading."""
    on: bool = True
    """Unticked sections, and those below them, are not printed."""


@frozen
class Outline:
    label: str
    sections: tuple[Section, ...]
    levels: tuple[Number, ...] = DEFAULT_LEVELS
    grounds: str = "CHUNG.TM.CAN_CU"
    lead: str = "CHUNG.TM.LOI_DAN"
    closing: str = "CHUNG.TM.KET_THUC"
    """The slots whose words stand before the first section and after the last one."""
    periods: tuple[PeriodKind, ...] = ()
    """The kinds of period that it is the usual outline of."""
    source: str = ""

    def number(self, section: Section) -> Number:
        return self.number_of(section.level) if section.number is None else section.number

    def number_of(self, level: int) -> Number:
        return self.levels[level - 1] if level <= len(self.levels) else Number.PLUS

    def printed(self) -> Iterator[Section]:
        """The sections that are ticked and stand below none that is not."""
        hidden = DEEPEST + 1
        for section in self.sections:
            if section.level <= hidden:
                hidden = DEEPEST + 1 if section.on else section.level
            if section.on and section.level <= hidden:
                yield section
