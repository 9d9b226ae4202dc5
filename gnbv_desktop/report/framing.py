"""Fills the letterhead, the title and the signature of a template, and draws their rules to measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.oxml.ns import qn

from gnbv_desktop.report import controls, styles
from gnbv_desktop.report.controls import Element, P
from gnbv_desktop.report.frame import Frame
from gnbv_desktop.report.letterhead import title_lines
from gnbv_desktop.report.model import Document
from gnbv_desktop.report.widths import balanced, line_under, twips

DRAFT = "DỰ THẢO"


def write(frame: Frame, document: Document) -> None:
    sizes = document.letterhead.sizes
    if sizes is not None:
        frame.set_sizes(sizes)
    frame.fit_tables()
    fields = _fields(frame, document)
    for tag in ("co_quan_ban_hanh", "trich_yeu"):
        _rule_below(frame, tag, fields[tag])
    _motto_rule(frame)
    _frame_urgency(frame, document.letterhead.urgency)
    for root in frame.roots():
        for tag, lines in fields.items():
            # The name stays, empty, in a draft: its spacing is the room for the signature.
            if any(lines) or tag == "ho_ten":
                controls.fill(root, tag, lines, apart=tag == "noi_nhan")
            else:
                controls.drop(root, tag)


def _fields(frame: Frame, document: Document) -> Mapping[str, Sequence[str]]:
    head, signature = document.letterhead, document.signature
    return {
        "co_quan_chu_quan": balanced(head.superior, styles.AGENCY_WIDTH, frame.size("CoQuanChuQuan")),
        "co_quan_ban_hanh": head.agency,
        "so_ky_hieu": (head.number,),
        "dia_danh_ngay": (head.place_date,),
        "do_khan": (head.urgency,),
        "du_thao": (DRAFT if head.draft else "",),
        "ten_loai": (head.kind,),
        "trich_yeu": title_lines(head.title, frame.text_width(), frame.size("TrichYeu")),
        "ghi_chu_so_lieu": (head.note,),
        "noi_nhan": signature.recipients,
        "soan_thao": (signature.drafter,),
        "quyen_han": _balanced(frame, "QuyenHan", signature.authority),
        "ho_ten": tuple(each for each in (signature.office, signature.name) if each) or ("",),
        "lien_he": (head.contact,),
    }


def _balanced(frame: Frame, style: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Lines too long for the column of the signature are broken evenly."""
    width, size = styles.SIGNATURE_COLUMNS[1], frame.size(style)
    return tuple(part for line in lines for part in balanced(line, width, size, bold=True))


def _rule_below(frame: Frame, tag: str, lines: Sequence[str]) -> None:
    """The rule under a field is a third to a half of its lines."""
    above = controls.paragraph_of(frame.root, tag)
    if above is not None and any(lines):
        size = frame.size_in(above)
        _draw(frame, above, line_under([twips(line, size, bold=True) for line in lines]))


def _motto_rule(frame: Frame) -> None:
    """The rule under Tiêu ngữ is as long as its words."""
    for each in frame.root.iter(P):
        if frame.has_style(each, "TieuNgu"):
            text = "".join(part.text or "" for part in each.iter(qn("w:t"))).strip()
            _draw(frame, each, twips(text, frame.size_in(each), bold=True))


def _draw(frame: Frame, above: Element, length: int) -> None:
    rule = next((each for each in controls.after(above) if frame.has_style(each, "DuongKe")), None)
    if rule is not None:
        _centre(rule, length, frame.width_around(rule))


def _frame_urgency(frame: Frame, urgency: str) -> None:
    """The frame of the mark has the measures of the decree's stamps."""
    paragraph = controls.paragraph_of(frame.root, "do_khan")
    if urgency and paragraph is not None:
        text = twips(urgency, frame.size_in(paragraph), bold=True)
        width = max(styles.URGENCY_WIDTHS.get(urgency, 0), text)
        _centre(paragraph, width, frame.width_around(paragraph))


def _centre(paragraph: Element, length: int, width: int) -> None:
    """Indents that leave the length in the middle of the width."""
    left = max(0, (width - length) // 2)
    indent = paragraph.get_or_add_pPr().get_or_add_ind()
    for name in [each for each in indent.attrib if each not in (qn("w:left"), qn("w:right"))]:
        del indent.attrib[name]
    indent.set(qn("w:left"), str(left))
    indent.set(qn("w:right"), str(max(0, width - length - left)))
