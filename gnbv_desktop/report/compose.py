"""A dossier's evaluation as a document: letterhead, grounds, sections with their money and narratives, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define

from gnbv_desktop.catalogue.model import BlockKind, Form
from gnbv_desktop.engine.bound import bound_faults
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.inline import (
    Bound,
    Citation,
    Inline,
    Paragraph,
    ParagraphStyle,
    Words,
    paragraphs_from_json,
)
from gnbv_desktop.kernel.outline import Section
from gnbv_desktop.report.capital import Capital
from gnbv_desktop.report.citations import Citations
from gnbv_desktop.report.letterhead import Wording, compose_letterhead, compose_signature
from gnbv_desktop.report.model import (
    Block,
    Document,
    FigureRun,
    Heading,
    NoteRun,
    Origin,
    ParagraphBlock,
    ParagraphKind,
    Run,
    TextRun,
)
from gnbv_desktop.report.money import Money, figure_run
from gnbv_desktop.report.typography import typeset

_MARKS = {ParagraphStyle.PLAIN: "", ParagraphStyle.DASH: "- ", ParagraphStyle.PLUS: "+ "}
_KINDS = {
    ParagraphStyle.PLAIN: ParagraphKind.BODY,
    ParagraphStyle.DASH: ParagraphKind.DASH,
    ParagraphStyle.PLUS: ParagraphKind.PLUS,
}
_NUMBERED = re.compile(r"(?:[IVX]+|[A-ZĐ]|\d+(?:\.\d+)*)\.\s|[a-zđ]\)\s")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_NOTHING = "[chưa nhập]"


def compose_report(evaluation: Evaluation) -> Document:
    head = evaluation.dossier.head
    wording = Wording(evaluation.edition, evaluation.dossier)
    body = _Body(evaluation, wording, Money(Capital(evaluation)), Citations(evaluation))
    return Document(
        Origin(head.uid, f"{head.programme}/{head.edition}", head.period.cutoff),
        compose_letterhead(wording),
        typeset(_leading(body.blocks())),
        compose_signature(wording),
    )


def numbered(title: str, level: int, number: int) -> str:
    """The title with the number of its level: I., 1., a). Titles that bring their own keep it."""
    if _NUMBERED.match(title):
        return title
    match level:
        case 1:
            return f"{_ROMAN[(number - 1) % len(_ROMAN)]}. {title}"
        case 2:
            return f"{number}. {title}"
        case _:
            return f"{_LETTERS[(number - 1) % len(_LETTERS)]}) {title}"


def _leading(blocks: Iterator[Block]) -> Iterator[Block]:
    """A paragraph that announces what follows stays on its page."""
    for block in blocks:
        if isinstance(block, ParagraphBlock) and _last_char(block) == ":":
            yield ParagraphBlock(block.runs, block.kind, keep_next=True)
        else:
            yield block


def _last_char(block: ParagraphBlock) -> str:
    texts = [run.text for run in block.runs if not isinstance(run, NoteRun)]
    return "".join(texts).rstrip()[-1:]


@define(eq=False)
class _Body:
    evaluation: Evaluation
    wording: Wording
    money: Money
    citations: Citations

    def blocks(self) -> Iterator[Block]:
        yield from self._addressees()
        yield from self._grounds()
        outline = self.evaluation.edition.outlines.get(self.evaluation.dossier.head.outline)
        yield from self._outlined(outline.sections) if outline else self._usual()
        yield self._closing()

    # ---- before and after the sections

    def _addressees(self) -> Iterator[Block]:
        names = self.wording.addressees
        if len(names) == 1:
            yield ParagraphBlock((TextRun(f"Kính gửi: {names[0]}"),), ParagraphKind.ADDRESSEE)
        elif names:
            yield ParagraphBlock((TextRun("Kính gửi:"),), ParagraphKind.ADDRESSEES)
            for index, name in enumerate(names, 1):
                end = "." if index == len(names) else ";"
                yield ParagraphBlock((TextRun(f"- {name}{end}"),), ParagraphKind.ADDRESSEE_ITEM)

    def _grounds(self) -> Iterator[Block]:
        programme, head = self.evaluation.edition.programme, self.evaluation.dossier.head
        if programme.source:
            text = f"Căn cứ {programme.source} phê duyệt {programme.name}."
            yield ParagraphBlock((TextRun(text),), ParagraphKind.BASIS)
        asked = f"Thực hiện {head.requested_by.rstrip('.')}, " if head.requested_by else ""
        title = self.wording.title
        subject = f"{title[:1].lower()}{title[1:]}"
        yield ParagraphBlock((TextRun(f"{asked}{self.wording.agency} báo cáo {subject} như sau:"),))

    def _closing(self) -> Block:
        names = self.wording.addressees
        end = f" {names[0]} xem xét, tổng hợp" if len(names) == 1 else " cấp trên xem xét, tổng hợp"
        text = f"Trên đây là báo cáo của {self.wording.agency}, kính trình{end}./."
        return ParagraphBlock((TextRun(text),), ParagraphKind.CLOSING)

    # ---- sections by the outline of the edition

    def _outlined(self, sections: tuple[Section, ...]) -> Iterator[Block]:
        counts = [0] * 9
        for index, section in enumerate(sections):
            level = min(max(section.level, 1), 3)
            counts[level] += 1
            counts[level + 1 :] = [0] * (len(counts) - level - 1)
            yield self._heading(section.title, level, counts[level])
            filled = [*self._section(section)]
            yield from filled
            has_parts = index + 1 < len(sections) and sections[index + 1].level > section.level
            if not filled and not has_parts:
                yield ParagraphBlock((TextRun(_NOTHING),))

    def _section(self, section: Section) -> Iterator[Block]:
        for content in section.contents:
            if content.slot:
                yield from self._slot(content.slot)
            elif "DU_AN" in content.where:
                yield from self.money.paragraphs(content.where["DU_AN"])

    def _heading(self, title: str, level: int, number: int) -> Heading:
        text = numbered(title, level, number)
        return Heading(level, (TextRun(text.upper() if level == 1 else text),))

    # ---- sections of a dossier without an outline

    def _usual(self) -> Iterator[Block]:
        """Steering and other forms, money as a whole, then every component that has money, figures or words."""
        number = 0
        for form in self._forms_with_words():
            number += 1
            yield self._heading(form.title, 1, number)
            yield from self._form_slots(form)
        if self.money.capital.exists:
            number += 1
            yield self._heading(f"Tình hình giao và giải ngân vốn {self.money.capital.period}", 1, number)
            yield from self._capital()
        components = tuple(self._components())
        if components:
            yield self._heading("Kết quả thực hiện các dự án, tiểu dự án", 1, number + 1)
            yield from components

    def _forms_with_words(self) -> Iterator[Form]:
        for form in self.evaluation.edition.forms.values():
            if not form.component and any(self._slots(form)):
                yield form

    def _capital(self) -> Iterator[Block]:
        yield from self.money.scope()
        first, *others = self.money.paragraphs("")
        yield ParagraphBlock((*first.runs, TextRun(" Cụ thể:")))
        yield from others
        yield self.money.table()

    def _components(self) -> Iterator[Block]:
        components = self.evaluation.edition.components
        number = 0
        for code, component in components.items():
            if component.parent or not self._in_use(code):
                continue
            number += 1
            yield self._heading(f"{component.label}: {component.name}", 2, number)
            below = [each for each, other in components.items() if other.parent == code and self._in_use(each)]
            yield from self._component(code, alone=not self._same_money(code, below))
            for index, each in enumerate(below, 1):
                label = components[each].label.partition(" - ")[0]
                yield self._heading(f"{label}: {components[each].name}", 3, index)
                yield from self._component(each)

    def _in_use(self, component: str) -> bool:
        codes = self.evaluation.edition.subtree(component)
        inside = self.money.capital.exists and self.evaluation.grains("VON").select({"DU_AN": component}).inside
        return bool(inside) or any(self._form_in_use(form) for form in self._forms_of(codes))

    def _forms_of(self, components: frozenset[str]) -> Iterator[Form]:
        return (form for form in self.evaluation.edition.forms.values() if form.component in components)

    def _form_in_use(self, form: Form) -> bool:
        dossier = self.evaluation.dossier
        typed = any(cells for code in form.blocks for cells in dossier.block(form.path(code)).rows.values())
        return typed or any(self._slots(form))

    def _same_money(self, component: str, below: list[str]) -> bool:
        """All money lies in one sub-project, whose sentence says the same."""
        capital = self.money.capital
        totals = [capital.figure(capital.total(DU_AN=code)) for code in (component, *below)]
        return len(below) == 1 and totals[0] == totals[1]

    def _component(self, component: str, alone: bool = True) -> Iterator[Block]:
        if alone:
            yield from self.money.paragraphs(component)
        for form in self._forms_of(frozenset({component})):
            for slot in self._slots(form):
                yield from self._slot(slot)

    # ---- narratives

    def _slots(self, form: Form) -> Iterator[str]:
        """The slots of a form in which something is written."""
        for code, block in form.blocks.items():
            if block.kind is BlockKind.NARRATIVE:
                slots = (f"{form.path(code)}.{column}" for column in block.columns)
                yield from (slot for slot in slots if any(self._texts(slot)))

    def _form_slots(self, form: Form) -> Iterator[Block]:
        slots = tuple(self._slots(form))
        for number, slot in enumerate(slots, 1):
            if len(slots) > 1:
                path, _, column = slot.rpartition(".")
                yield self._heading(self.evaluation.edition.blocks[path].columns[column].label, 2, number)
            yield from self._slot(slot)

    def _slot(self, slot: str) -> Iterator[Block]:
        for paragraphs in self._texts(slot):
            for paragraph in paragraphs_from_json(paragraphs):
                yield from self._paragraph(paragraph)

    def _texts(self, slot: str) -> Iterator[tuple[Any, ...]]:
        """What is written in a slot, then what is written in it for each year."""
        dossier = self.evaluation.dossier
        for each in (slot, *(f"{slot}_{year}" for year in dossier.head.period.years)):
            if dossier.narratives.get(each):
                yield dossier.narratives[each]

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        runs = tuple(run for item in paragraph.items for run in self._runs(item))
        mark = _MARKS[paragraph.style]
        if runs and mark and not _starts_with(runs, mark[0]):
            runs = (TextRun(mark), *runs)
        if runs:
            yield ParagraphBlock(runs, _KINDS[paragraph.style])
        for item in paragraph.items:
            if isinstance(item, Citation) and item.form == "bullets":
                for text in self.citations.each(item.documents):
                    yield ParagraphBlock((TextRun(f"- {text};"),), ParagraphKind.DASH)

    def _runs(self, item: Inline) -> Iterator[Run]:
        match item:
            case Words(text=text, bold=bold, italic=italic) if text:
                yield TextRun(text, bold, italic)
            case Bound():
                yield self._figure(item)
            case Citation(documents=documents, form="footnote"):
                yield NoteRun(f"{self.citations.text(documents)}.")
            case Citation(documents=documents, form="bracket"):
                yield TextRun(f"({self.citations.text(documents)})")
            case Citation(documents=documents, form="inline"):
                yield TextRun(self.citations.text(documents))

    def _figure(self, bound: Bound) -> FigureRun:
        if bound_faults(self.evaluation.edition, bound):
            return FigureRun("[không tính được]", bound.expression, bound.style.value, bound.bold)
        return figure_run(self.evaluation, bound)


def _starts_with(runs: tuple[Run, ...], mark: str) -> bool:
    first = runs[0]
    return not isinstance(first, NoteRun) and first.text.lstrip().startswith(mark)
