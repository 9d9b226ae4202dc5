"""An outline in words: the number of each heading, what stands under it, what may stand there."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Column, Edition, Form
from gnbv_desktop.kernel.outline import (
    ANNEXES,
    COMPONENTS,
    DATA_KEYS,
    REASONS,
    SPECIAL_DATA,
    Content,
    Number,
    Outline,
    Telling,
    When,
)
from gnbv_desktop.report.compose import PERIOD, UNIT
from gnbv_desktop.report.letterhead import Wording
from gnbv_desktop.report.numbering import Numbering, roman
from gnbv_desktop.services.work import Work

TELLINGS = {Telling.SENTENCE: "câu", Telling.DASHES: "gạch đầu dòng", Telling.TABLE: "bảng"}
WHENS = {
    When.AUTO: "Tự động: bỏ qua khi lời thuyết minh của mục đã nói các số ấy",
    When.ALWAYS: "Luôn đưa vào báo cáo",
    When.NEVER: "Không đưa vào báo cáo",
}
NUMBERS = {
    Number.PART: "Phần I., Phần II., …",
    Number.UPPER: "A., B., C., …",
    Number.ROMAN: "I., II., III., …",
    Number.ARABIC: "1., 2., 3., …",
    Number.CHAIN: "1.1., 1.2., … (theo mục trên)",
    Number.LETTER: "a), b), c), …",
    Number.DASH: "- (gạch đầu dòng)",
    Number.PLUS: "+ (dấu cộng)",
    Number.STAR: "* (dấu sao)",
    Number.NONE: "không đánh số",
}
_SHORT_SPECIAL = {COMPONENTS: "Dự án, tiểu dự án", ANNEXES: "Danh mục biểu", REASONS: "Giải trình đã chọn"}
_TDA, _NAM = "TDA", "NAM"


# ---- numbers


def numbers(outline: Outline) -> tuple[str, ...]:
    """The number of each section as it is printed; empty for what is not."""
    printed = {id(section) for section in outline.printed()}
    annexes = sum(section.level == 1 and section.annex and id(section) in printed for section in outline.sections)
    main = Numbering()
    numbering, above, count = main, 0, 0
    made: list[str] = []
    for section in outline.sections:
        if id(section) not in printed:
            made.append("")
        elif section.level == 1 and section.annex:
            # Inside a Phụ lục the numbers begin anew, one level higher.
            numbering, above, count = Numbering(), 1, count + 1
            made.append(f"Phụ lục {roman(count)}" if annexes > 1 else "Phụ lục")
        else:
            if section.level == 1:
                numbering, above = main, 0
            made.append(numbering.next(section.level - above, outline.number(section)))
    return tuple(made)


# ---- contents


def filled_title(work: Work, title: str) -> str:
    """As it is printed, with the period and the unit that it names in braces."""
    wording = Wording(work.edition, work.dossier)
    return title.replace(PERIOD, wording.period).replace(UNIT, wording.name)


def content_words(edition: Edition, content: Content) -> str:
    """ "Thuyết minh: Khó khăn, vướng mắc", "Bảng vốn theo dự án, rồi năm; câu"."""
    if content.slot:
        return f"Thuyết minh: {slot_words(edition, content.slot)}"
    words = data_words(edition, content.data)
    fixed = ", ".join(key_value(edition, key, value) for key, value in content.where.items())
    if fixed:
        words += f" ({fixed})"
    if content.by:
        words += f" theo {', rồi '.join(DATA_KEYS.get(key, key) for key in content.by)}"
    if content.data not in SPECIAL_DATA or content.form is not Telling.SENTENCE:
        words += f"; {TELLINGS[content.form]}"
    return words + {When.AUTO: "", When.ALWAYS: "; luôn có", When.NEVER: "; đang tắt"}[content.when]


def short_words(edition: Edition, content: Content) -> str:
    """Where room is scarce: "Khó khăn, vướng mắc", "Dự án 2", "Bảng vốn theo dự án, năm"."""
    if content.slot:
        column = _slot(edition, content.slot)
        return column.label if column else content.slot
    fixed = ", ".join(key_value(edition, key, value) for key, value in content.where.items())
    words = fixed if fixed and content.data == COMPONENTS else data_words(edition, content.data)
    if fixed and content.data != COMPONENTS:
        words += f" ({fixed})"
    keys = ", ".join(DATA_KEYS.get(key, key) for key in content.by)
    return f"{words} theo {keys}" if keys else words


def _slot(edition: Edition, slot: str) -> Column | None:
    path, _, code = slot.rpartition(".")
    return edition.blocks[path].columns.get(code) if path in edition.blocks else None


def slot_words(edition: Edition, slot: str) -> str:
    """ "Khó khăn, vướng mắc (Đánh giá chung)"."""
    column = _slot(edition, slot)
    if column is None:
        return slot
    form = edition.form_of[slot.rpartition(".")[0]]
    name = form.short or form.title
    return column.label if column.label.startswith(name) else f"{column.label} ({name})"


def data_words(edition: Edition, data: str) -> str:
    if data in _SHORT_SPECIAL:
        return _SHORT_SPECIAL[data]
    form = edition.form_of.get(data)
    if form is None:
        return data
    name = form.short or form.title
    title = edition.blocks[data].title
    return f"{name}: {title}" if title and len(form.blocks) > 1 and title != name and data != form.form else name


def form_of(edition: Edition, content: Content) -> Form | None:
    """Where the figures are typed: the block's form, or that of the project."""
    if content.data != COMPONENTS:
        return edition.form_of.get(content.data)
    component = content.where.get("DU_AN", "")
    forms = (form for form in edition.forms.values() if form.component)
    return next((form for form in forms if not component or form.component == component), None)


def key_value(edition: Edition, key: str, value: str) -> str:
    """A fixed key: "Dự án 2", "năm 2023"."""
    if value in edition.components:
        return edition.components[value].label
    for path in edition.blocks.values():
        column = path.columns.get(key)
        if column is not None and column.list and value in edition.lists[column.list].items:
            return edition.lists[column.list].items[value].label
    return f"{DATA_KEYS.get(key, key)} {value}"


def counted(outline: Outline) -> str:
    """ "42 mục, 40 mục được in"."""
    whole, printed = len(outline.sections), sum(1 for _ in outline.printed())
    return f"{whole} mục" if whole == printed else f"{whole} mục, {printed} mục được in"


# ---- what may be chosen


@frozen
class DataChoice:
    """A data block that may stand under a heading, and the keys by which it may be divided."""

    data: str
    words: str
    keys: tuple[str, ...]


def data_choices(edition: Edition) -> tuple[DataChoice, ...]:
    return tuple(_data_choices(edition))


def _data_choices(edition: Edition) -> Iterator[DataChoice]:
    capital = next((path for path, block in edition.blocks.items() if block.carried is not None), "")
    keys = _keys(edition.blocks[capital]) if capital else ()
    yield DataChoice(COMPONENTS, SPECIAL_DATA[COMPONENTS], keys)
    for path, block in edition.blocks.items():
        if block.kind not in (BlockKind.NARRATIVE, BlockKind.SHOW) and not block.inside:
            yield DataChoice(path, data_words(edition, path), _keys(block))
    for special in (ANNEXES, REASONS):
        yield DataChoice(special, SPECIAL_DATA[special], ())


def _keys(block: BlockDef) -> tuple[str, ...]:
    """Its own keys; a component may be divided further, what is typed once a year by year."""
    keys = list(filter(DATA_KEYS.__contains__, block.keys()))
    if "DU_AN" in keys:
        keys.insert(keys.index("DU_AN") + 1, _TDA)
    if block.yearly and _NAM not in keys:
        keys.append(_NAM)
    return tuple(keys)


@frozen
class SlotChoice:
    slot: str
    words: str


def slot_choices(edition: Edition) -> tuple[SlotChoice, ...]:
    """Every narrative slot, in the order of the forms."""
    return tuple(
        SlotChoice(f"{path}.{code}", slot_words(edition, f"{path}.{code}"))
        for path, block in edition.blocks.items()
        if block.kind is BlockKind.NARRATIVE
        for code in block.columns
    )
