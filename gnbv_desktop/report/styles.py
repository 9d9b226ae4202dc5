"""How each kind of paragraph looks: NĐ 30/2020/NĐ-CP, Phụ lục I. Sizes in half-points, lengths in twips."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from gnbv_desktop.report.model import Align, HeadingLook, ParagraphKind, Sizes

FONT = "Times New Roman"
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, BOTTOM, LEFT, RIGHT, HEADER = 1134, 1134, 1701, 851, 567
"""20, 20, 30 and 15 mm; a right margin of 1134 would be a hair over the limit of 20 mm."""
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
LETTERHEAD_COLUMNS = (4054, 5300)
AGENCY_WIDTH = 3600
"""Longest line of the agency's name: a little air beside Quốc hiệu, in both sets of sizes."""
SIGNATURE_COLUMNS = (4253, 5101)
INDENT = 720
"""1,27 cm."""


@frozen
class Style:
    """A paragraph style. `justify` is Word's jc; an exact line is used for the 1-point paragraphs."""

    id: str
    name: str
    size: int = 28
    bold: bool = False
    italic: bool = False
    justify: str = "both"
    before: int = 0
    after: int = 0
    first_line: int = 0
    left: int = 0
    hanging: int = 0
    exact: int = 0
    outline: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    rule_above: bool = False
    framed: bool = False
    gap: int = 0
    """Points between a rule or frame and the text."""
    colour: str = ""


STYLES = (
    Style("QuocHieu", "Quốc hiệu", 24, bold=True, justify="center"),
    Style("TieuNgu", "Tiêu ngữ", 26, bold=True, justify="center"),
    Style("CoQuanChuQuan", "Cơ quan chủ quản", 24, justify="center"),
    Style("CoQuanBanHanh", "Cơ quan ban hành", 24, bold=True, justify="center"),
    Style("DuongKe", "Đường kẻ", 2, justify="left", before=40, exact=20, keep_next=True, rule_above=True),
    Style("SoKyHieu", "Số ký hiệu", 26, justify="center", before=120),
    Style("DiaDanh", "Địa danh", 26, italic=True, justify="center", before=120),
    # The stamp of urgency is bright red and 8 mm high: a line of 13 points and 4 points above and below it.
    Style("DoKhan", "Độ khẩn", 26, bold=True, justify="center", before=160, framed=True, gap=4, colour="FF0000"),
    Style("DuThao", "Dự thảo", 26, bold=True, justify="center", before=120),
    Style("TenLoai", "Tên loại", 28, bold=True, justify="center", before=360, keep_next=True),
    Style("TrichYeu", "Trích yếu", 28, bold=True, justify="center", keep_next=True),
    Style("GhiChuSoLieu", "Ghi chú số liệu", 28, italic=True, justify="center", keep_next=True),
    Style("KinhGui", "Kính gửi", justify="center", before=240, after=240),
    Style("KinhGuiDong", "Kính gửi nhiều nơi", justify="left", after=60),
    Style("CanCu", "Căn cứ", italic=True, after=120, first_line=INDENT),
    Style("NoiDung", "Nội dung", after=120, first_line=INDENT),
    Style("GachDauDong", "Gạch đầu dòng", after=120, first_line=INDENT),
    Style("DauCong", "Dấu cộng", after=120, first_line=INDENT),
    Style("Phan", "Phần", bold=True, justify="center", before=120, after=120, outline=0, keep_next=True,
          keep_lines=True),
    Style("Heading1", "heading 1", bold=True, justify="left", after=120, first_line=INDENT, outline=0,
          keep_next=True, keep_lines=True),
    Style("Heading2", "heading 2", bold=True, justify="left", after=120, first_line=INDENT, outline=1,
          keep_next=True, keep_lines=True),
    Style("Heading3", "heading 3", after=120, first_line=INDENT, outline=2, keep_next=True),
    Style("KetThuc", "Kết thúc", after=120, first_line=INDENT, keep_next=True, keep_lines=True),
    Style("Gian", "Giãn", 2, justify="left", after=120, exact=20),
    Style("DonViTinh", "Đơn vị tính", 26, italic=True, justify="right", after=60, keep_next=True),
    Style("BangDau", "Bảng đầu", 24, bold=True, justify="center", before=20, after=20),
    Style("BangChu", "Bảng chữ", 24, justify="left", before=20, after=20),
    Style("BangSo", "Bảng số", 24, justify="right", before=20, after=20),
    Style("BangGiua", "Bảng giữa", 24, justify="center", before=20, after=20),
    Style("NoiNhan", "Nơi nhận", 24, bold=True, italic=True, justify="left", before=36, keep_next=True),
    Style("NoiNhanDong", "Nơi nhận dòng", 22, justify="left", left=113, hanging=113, keep_next=True),
    Style("KyHieuSoanThao", "Ký hiệu người soạn thảo", 22, justify="left", before=120, keep_next=True),
    Style("QuyenHan", "Quyền hạn", bold=True, justify="center", keep_next=True),
    Style("HoTen", "Họ tên", bold=True, justify="center", before=1701),
    Style("Header", "header", justify="center"),
    Style("Footer", "footer", 2, justify="center", exact=20),
    Style("LienHe", "Địa chỉ liên hệ", 22, justify="center", rule_above=True, gap=2),
    Style("FootnoteText", "footnote text", 20, after=40),
)  # fmt: skip
FOOTNOTE_MARK = "FootnoteReference"
FOOTNOTE_MARK_NAME = "footnote reference"
TABLE = "BangSoLieu"
TABLE_NAME = "Bảng số liệu"

BY_ID = {style.id: style for style in STYLES}

SIZES: Mapping[Sizes, Mapping[str, int]] = {
    Sizes.SMALL: {"QuocHieu": 24, "TieuNgu": 26, "CoQuanChuQuan": 24, "CoQuanBanHanh": 24, "DiaDanh": 26},
    Sizes.LARGE: {"QuocHieu": 26, "TieuNgu": 28, "CoQuanChuQuan": 26, "CoQuanBanHanh": 26, "DiaDanh": 28},
}
"""The two sets of the note to the decree's table: sizes go up or down together. "Số" is 13 points in both."""
URGENCY_WIDTHS: Mapping[str, int] = {"HỎA TỐC": 1701, "THƯỢNG KHẨN": 2268, "KHẨN": 1134}
"""30, 40 and 20 mm."""

HEADINGS = {
    HeadingLook.PART: "Phan",
    HeadingLook.CAPITALS: "Heading1",
    HeadingLook.BOLD: "Heading2",
    HeadingLook.PLAIN: "Heading3",
}

PARAGRAPHS = {
    ParagraphKind.BODY: "NoiDung",
    ParagraphKind.BASIS: "CanCu",
    ParagraphKind.DASH: "GachDauDong",
    ParagraphKind.PLUS: "DauCong",
    ParagraphKind.ADDRESSEE: "KinhGui",
    ParagraphKind.ADDRESSEES: "KinhGuiDong",
    ParagraphKind.ADDRESSEE_ITEM: "KinhGuiDong",
    ParagraphKind.UNIT_LINE: "DonViTinh",
    ParagraphKind.CLOSING: "KetThuc",
}
CELLS = {Align.HEAD: "BangDau", Align.TEXT: "BangChu", Align.NUMBER: "BangSo", Align.CENTER: "BangGiua"}

POINTS: Mapping[str, tuple[float, float]] = {
    "QuocHieu": (12, 13),
    "TieuNgu": (13, 14),
    "CoQuanChuQuan": (12, 13),
    "CoQuanBanHanh": (12, 13),
    "SoKyHieu": (13, 13),
    "DiaDanh": (13, 14),
    "DoKhan": (13, 14),
    "TenLoai": (13, 14),
    "TrichYeu": (13, 14),
    "KinhGui": (13, 14),
    "KinhGuiDong": (13, 14),
    "CanCu": (13, 14),
    "NoiDung": (13, 14),
    "GachDauDong": (13, 14),
    "DauCong": (13, 14),
    "Phan": (13, 14),
    "Heading1": (13, 14),
    "Heading2": (13, 14),
    "Heading3": (13, 14),
    "QuyenHan": (13, 14),
    "HoTen": (13, 14),
    "NoiNhan": (12, 12),
    "NoiNhanDong": (11, 11),
    "KyHieuSoanThao": (11, 11),
    "LienHe": (11, 12),
    "Header": (13, 14),
}
"""Least and most points of each element."""
MARGINS: Mapping[str, tuple[int, int]] = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
"""Least and most millimetres."""
