"""What an edited template lacks or does otherwise than NĐ 30/2020, in words for the office that edited it."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from gnbv_desktop.report import controls, styles
from gnbv_desktop.report.controls import P
from gnbv_desktop.report.frame import Frame
from gnbv_desktop.report.template import BODY, CONTROLS, MOTTO, NATION

_MM = 1440 / 25.4
_A4 = (210, 297)
_FIELD = qn("w:instrText")
_MARGIN_NAMES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_NO_SLACK = 0.05
"""Millimetres that Word's rounding may add."""


def inspect(content: bytes) -> tuple[str, ...]:
    """Raises BadFile when the template cannot be used at all."""
    frame = Frame.open(content)
    return (*_controls(frame), *_words(frame), *_page(frame), *_page_number(frame), *_letters(frame), *_changes(frame))


def _controls(frame: Frame) -> Iterator[str]:
    roots = tuple(frame.roots())
    for tag, alias in CONTROLS.items():
        count = sum(1 for root in roots for _ in controls.find(root, tag))
        if not count:
            yield f"Thiếu ô “{alias}” (thẻ {tag}): báo cáo sẽ không có phần ấy."
        elif tag == BODY and count > 1:
            yield f"Có {count} ô “{alias}” (thẻ {tag}): chỉ ô đầu được dùng."


def _words(frame: Frame) -> Iterator[str]:
    text = " ".join("".join(part.text or "" for part in each.iter(qn("w:t"))) for each in frame.root.iter(P))
    shown = " ".join(text.replace("\u00a0", " ").split())
    for words, name in ((NATION, "Quốc hiệu"), (MOTTO, "Tiêu ngữ")):
        if words not in shown:
            yield f"Không thấy {name} “{words}”."


def _page(frame: Frame) -> Iterator[str]:
    section = frame.section()
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    paper = tuple(round(int(size.get(qn(f"w:{side}"))) / _MM) for side in ("w", "h"))
    if paper != _A4:
        yield f"Khổ giấy {paper[0]} × {paper[1]} mm; phải là A4, 210 × 297 mm, chiều dọc."
    for side, (least, most) in styles.MARGINS.items():
        millimetres = int(margins.get(qn(f"w:{side}"))) / _MM
        if not least - _NO_SLACK <= millimetres <= most + _NO_SLACK:
            yield f"Lề {_MARGIN_NAMES[side]} {millimetres:.0f} mm; phải từ {least} đến {most} mm."


def _page_number(frame: Frame) -> Iterator[str]:
    headers = [each for each in frame.docx.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.HEADER]
    if not any("PAGE" in (code.text or "") for each in headers for code in each.target_part.element.iter(_FIELD)):
        yield "Phần đầu trang không có số trang."
    if frame.section().find(qn("w:titlePg")) is None:
        yield "Trang thứ nhất sẽ hiện số trang; hãy bật Different First Page."


def _letters(frame: Frame) -> Iterator[str]:
    for name, (least, most) in styles.POINTS.items():
        size = frame.size(name)
        if not least <= size <= most:
            allowed = f"{least:g}" if least == most else f"từ {least:g} đến {most:g}"
            yield f"Kiểu chữ “{styles.BY_ID[name].name}” cỡ {size:g}; phải cỡ {allowed}."
        font = frame.font(name)
        if font != styles.FONT:
            yield f"Kiểu chữ “{styles.BY_ID[name].name}” dùng phông {font or 'không rõ'}; phải là {styles.FONT}."


def _changes(frame: Frame) -> Iterator[str]:
    if any(next(frame.root.iter(qn(f"w:{name}")), None) is not None for name in ("ins", "del")):
        yield "Mẫu còn dấu vết sửa đổi (Track Changes); hãy chấp nhận hết rồi lưu lại."
