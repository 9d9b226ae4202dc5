"""A dossier's evaluation as a document: letterhead, grounds, the sections of its outline, closing, signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, evolve

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.catalogue.outlines import outline_of
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.outline import Number, Outline, Section
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.blocks import look_of, title_as_printed
from gnbv_desktop.report.contents import Contents, Place
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.letterhead import Wording, compose_letterhead, compose_signature
from gnbv_desktop.report.model import (
    Appendix,
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
from gnbv_desktop.report.numbering import Numbering, roman, without_number
from gnbv_desktop.report.typography import typeset

PERIOD, UNIT = "{ky}", "{don_vi}"
"""What a title of an outline may name in braces."""
_ANNEX_BLANKS = 7


def compose_report(evaluation: Evaluation) -> Document:
    head = evaluation.dossier.head
    body = Body.of(evaluation)
    wording, figures = body.wording, body.contents.figures
    blocks = _finished(body.blocks(), figures)
    appendices = tuple(Appendix(_finished(each, figures)) for each in body.appendices())
    return Document(
        Origin(head.uid, f"{head.programme}/{head.edition}", head.period.cutoff),
        compose_letterhead(wording),
        blocks,
        compose_signature(wording),
        body.contents.narratives.left_out(),
        appendices,
    )


def _finished(blocks: Iterator[Block], figures: Figures) -> tuple[Block, ...]:
    return typeset(_leading(_in_one_unit(blocks, figures)))


def _in_one_unit(blocks: Iterator[Block], figures: Figures) -> Iterator[Block]:
    for block in blocks:
        runs = figures.in_one_unit(block.runs) if isinstance(block, ParagraphBlock) else ()
        yield evolve(block, runs=runs) if isinstance(block, ParagraphBlock) and runs is not block.runs else block


def _leading(blocks: Iterator[Block]) -> Iterator[Block]:
    """A paragraph that announces what follows stays on its page."""
    for block in blocks:
        if isinstance(block, ParagraphBlock) and _last_char(block) == ":":
            yield evolve(block, keep_next=True)
        else:
            yield block


def _last_char(block: ParagraphBlock) -> str:
    texts = [run.text for run in block.runs if not isinstance(run, NoteRun)]
    return "".join(texts).rstrip()[-1:]


@define(eq=False)
class Body:
    evaluation: Evaluation
    wording: Wording
    outline: Outline
    contents: Contents

    @classmethod
    def of(cls, evaluation: Evaluation) -> Body:
        wording = Wording(evaluation.edition, evaluation.dossier)
        outline = outline_of(evaluation.edition, evaluation.dossier.head)
        return cls(evaluation, wording, outline, Contents.of(evaluation))

    @property
    def edition(self) -> Edition:
        return self.evaluation.edition

    @property
    def dossier(self) -> Dossier:
        return self.evaluation.dossier

    def blocks(self) -> Iterator[Block]:
        yield from self._addressees()
        yield from self._grounds()
        yield from self._lead()
        for section, has_parts in _with_parts(self._main()):
            yield from self._section(section, has_parts)
        yield from self._closing()

    # ---- after the signature

    def _main(self) -> list[Section]:
        return [section for section, in_annex in _with_annex(self.outline) if not in_annex]

    def appendices(self) -> Iterator[Iterator[Block]]:
        """Each Phụ lục: its heading, then its sections, whose numbers begin anew."""
        found: list[list[Section]] = []
        for section, in_annex in _with_annex(self.outline):
            if in_annex and section.level == 1:
                found.append([])
            if in_annex:
                found[-1].append(section)
        for number, sections in enumerate(found, 1):
            self.contents.numbering = Numbering()
            yield self._appendix(f"Phụ lục {roman(number)}" if len(found) > 1 else "Phụ lục", sections)

    def _appendix(self, name: str, sections: list[Section]) -> Iterator[Block]:
        head, *below = sections
        yield ParagraphBlock((TextRun(name),), ParagraphKind.ANNEX, keep_next=True)
        yield ParagraphBlock((TextRun(self._bare(head).upper()),), ParagraphKind.ANNEX_TITLE, keep_next=True)
        yield ParagraphBlock(self._annex_note(), ParagraphKind.ANNEX_NOTE, keep_next=True)
        place = Place(self.outline, 0, tuple(each.slot for each in head.contents if each.slot))
        own = [block for content in head.contents for block in self.contents.blocks(content, place)]
        yield from own or ([] if below else [ParagraphBlock(say.NOTHING.fill())])
        for section, has_parts in _with_parts([evolve(each, level=each.level - 1) for each in below]):
            yield from self._section(section, has_parts)

    def _annex_note(self) -> tuple[Run, ...]:
        number = self.wording.number(_ANNEX_BLANKS).removeprefix("Số:").lstrip(" ")
        date = self.wording.place_date(_ANNEX_BLANKS).partition(", ")[2]
        return say.ANNEX_NOTE.fill(so=f"số {number}" if number[0].isdigit() else f"số{number}", ngay=date,
                                   don_vi=self.wording.agency)  # fmt: skip

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
        own = self.contents.narratives.paragraphs(self.outline.grounds)
        for index, runs in enumerate(own, 1):
            ended = _ended(runs, "." if index == len(own) else ";")
            yield ParagraphBlock(ended, ParagraphKind.BASIS, source=self.outline.grounds)
        if not own:
            yield from self.usual_grounds()

    def usual_grounds(self) -> Iterator[Block]:
        programme = self.edition.programme
        if programme.source:
            text = f"{programme.source} phê duyệt {programme.name}"
            yield ParagraphBlock(say.GROUND.fill(van_ban=text), ParagraphKind.BASIS)

    def _lead(self) -> Iterator[Block]:
        own = self.contents.narratives.paragraphs(self.outline.lead)
        if own:
            yield from (ParagraphBlock(runs, source=self.outline.lead) for runs in own)
        else:
            yield self.usual_lead()

    def usual_lead(self) -> ParagraphBlock:
        asked = self.dossier.head.requested_by.rstrip(".")
        title = self.wording.title
        subject = f"{title[:1].lower()}{title[1:]}"
        theo = f"Thực hiện {asked}, " if asked else ""
        return ParagraphBlock(say.LEAD.fill(theo=theo, don_vi=self.wording.agency, ve=subject))

    def _closing(self) -> Iterator[Block]:
        own = self.contents.narratives.paragraphs(self.outline.closing)
        for runs in own[:-1]:
            yield ParagraphBlock(runs, source=self.outline.closing)
        if own:
            yield ParagraphBlock(_ended(own[-1], "./."), ParagraphKind.CLOSING, source=self.outline.closing)
        else:
            yield self.usual_closing()

    def usual_closing(self) -> ParagraphBlock:
        names = self.wording.addressees
        to = names[0] if len(names) == 1 else "cấp trên"
        return ParagraphBlock(say.CLOSING.fill(don_vi=self.wording.agency, noi=to), ParagraphKind.CLOSING)

    # ---- sections

    def _section(self, section: Section, has_parts: bool) -> Iterator[Block]:
        style = self.outline.number(section)
        sign = self.contents.numbering.next(section.level, style)
        place = Place(self.outline, section.level, tuple(each.slot for each in section.contents if each.slot))
        under = [block for content in section.contents for block in self.contents.blocks(content, place)]
        if not under and not has_parts:
            under = [ParagraphBlock(say.NOTHING.fill())]
        if style is Number.DASH:
            under = [_one_step_down(block) for block in under]
        yield from self._under(self._title(section, style, sign), section, style, under)

    def _title(self, section: Section, style: Number, sign: str) -> str:
        return f"{sign} {title_as_printed(self._bare(section), style)}".strip()

    def _bare(self, section: Section) -> str:
        title = without_number(section.title)
        return title.replace(PERIOD, self.wording.period).replace(UNIT, self.wording.name)

    @staticmethod
    def _under(title: str, section: Section, style: Number, under: list[Block]) -> Iterator[Block]:
        source = next((each.slot or each.data for each in section.contents), "")
        dash = {Number.DASH: ParagraphKind.DASH, Number.PLUS: ParagraphKind.PLUS}.get(style)
        match under:
            case [ParagraphBlock(kind=ParagraphKind.BODY) as first, *others] if section.run_in:
                star = style is Number.STAR
                lead = TextRun(f"{title}: ", dash is None and style is not Number.LETTER and not star, italic=star)
                yield evolve(first, runs=(lead, *first.runs), kind=dash or first.kind)
                yield from others
            case _ if dash is not None or style is Number.STAR:
                lead = TextRun(f"{title}:", italic=dash is None)
                yield ParagraphBlock((lead,), dash or ParagraphKind.BODY, keep_next=True, source=source)
                yield from under
            case _:
                yield Heading(section.level, (TextRun(title),), look_of(style), source)
                yield from under


def _one_step_down(block: Block) -> Block:
    """Below a heading with a dash, items carry a plus."""
    match block:
        case ParagraphBlock(kind=ParagraphKind.DASH, runs=(TextRun(text=text) as first, *others)):
            changed = evolve(first, text=f"+{text[1:]}") if text.startswith("-") else first
            return evolve(block, runs=(changed, *others), kind=ParagraphKind.PLUS)
        case _:
            return block


def _with_annex(outline: Outline) -> Iterator[tuple[Section, bool]]:
    """Each printed section, and whether it stands in a Phụ lục."""
    in_annex = False
    for section in outline.printed():
        in_annex = section.annex if section.level == 1 else in_annex
        yield section, in_annex


def _with_parts(sections: Sequence[Section]) -> Iterator[tuple[Section, bool]]:
    """Each section, and whether others stand below it."""
    for index, section in enumerate(sections):
        yield section, index + 1 < len(sections) and sections[index + 1].level > section.level


def _ended(runs: tuple[Run, ...], end: str) -> tuple[Run, ...]:
    """The runs with this end in the place of the marks they end with."""
    *before, last = runs
    if isinstance(last, TextRun | FigureRun):
        bare = last.text.rstrip().rstrip("./;,:")
        if isinstance(last, FigureRun):
            return (*runs, TextRun(end))
        return (*before, evolve(last, text=f"{bare}{end}"))
    return (*runs, TextRun(end))
