"""The template of the report, built from the table of styles. `python -m gnbv_desktop.report.template` writes it.

An office may edit its copy in Word: the writer finds everything by the tags of content controls and by style names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from gnbv_desktop.kernel.paths import PACKAGE
from gnbv_desktop.report import styles
from gnbv_desktop.report.package import CONTENT_TYPES, packed
from gnbv_desktop.report.styles import FONT, STYLES, Style
from gnbv_desktop.report.widths import twips

NAME = "bao-cao.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument"
_PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_SPACE = '<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

CONTROLS = {
    "co_quan_chu_quan": "Cơ quan chủ quản",
    "co_quan_ban_hanh": "Cơ quan ban hành",
    "so_ky_hieu": "Số, ký hiệu",
    "dia_danh_ngay": "Địa danh, ngày tháng năm",
    "do_khan": "Độ khẩn",
    "du_thao": "Dự thảo",
    "ten_loai": "Tên loại",
    "trich_yeu": "Trích yếu",
    "ghi_chu_so_lieu": "Ghi chú số liệu",
    "noi_dung": "Nội dung báo cáo",
    "noi_nhan": "Nơi nhận",
    "soan_thao": "Ký hiệu người soạn thảo, số bản",
    "quyen_han": "Quyền hạn, chức vụ",
    "ho_ten": "Họ tên",
    "lien_he": "Địa chỉ liên hệ",
}
BODY = "noi_dung"
"""The only control that a template cannot do without."""


def build() -> bytes:
    return packed({name: (_HEAD + text).encode() for name, text in _parts().items()})


def _parts() -> dict[str, str]:
    return {
        CONTENT_TYPES: _content_types(),
        "_rels/.rels": _relationships(
            (f"{R}/officeDocument", "word/document.xml"),
            ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
             "docProps/core.xml"),
            (f"{R}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": f'<Properties xmlns="{_EXTENDED}"><Application>GNBV</Application></Properties>',
        "docProps/core.xml": _core(),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relationships(
            *((f"{R}/{kind}", f"{name}.xml") for kind, name in (
                ("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable"), ("theme", "theme/theme1"),
                ("footnotes", "footnotes"), ("header", "header1"), ("header", "header2"),
                ("footer", "footer1"))),
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": f'<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>',
        "word/theme/theme1.xml": _theme(),
        "word/footnotes.xml": empty_footnotes(),
        "word/header1.xml": _header(_page_number()),
        "word/header2.xml": _header(""),
        "word/footer1.xml": f'<w:ftr xmlns:w="{W}">{_line("lien_he", "LienHe")}{_paragraph("Footer")}</w:ftr>',
    }  # fmt: skip


def _content_types() -> str:
    main = f"{_OFFICE}.wordprocessingml"
    overrides = {
        "/word/document.xml": f"{main}.document.main+xml",
        "/word/styles.xml": f"{main}.styles+xml",
        "/word/settings.xml": f"{main}.settings+xml",
        "/word/fontTable.xml": f"{main}.fontTable+xml",
        "/word/footnotes.xml": f"{main}.footnotes+xml",
        "/word/header1.xml": f"{main}.header+xml",
        "/word/header2.xml": f"{main}.header+xml",
        "/word/footer1.xml": f"{main}.footer+xml",
        "/word/theme/theme1.xml": f"{_OFFICE}.theme+xml",
        "/docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE_RELATIONSHIPS}">{listed}</Relationships>'


def _core() -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>Báo cáo</dc:title><dc:creator>GNBV</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2022-07-15T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2022-07-15T00:00:00Z</dcterms:modified>'
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


# ---- styles


def _styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="000000"/>{_size(28)}'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f'<w:style w:type="character" w:styleId="{styles.FOOTNOTE_MARK}"><w:name w:val="footnote reference"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        + _table_style("TableNormal", "Normal Table", "", 'w:default="1"')
        + table_style()
        + "".join(map(style_element, STYLES))
        + "</w:styles>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _table_style(style_id: str, name: str, inside: str, default: str = "") -> str:
    based = "" if default else '<w:basedOn w:val="TableNormal"/>'
    side = 57 if inside else 0
    centred = '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>' if inside else ""
    margins = "".join(
        f'<w:{edge} w:w="{width}" w:type="dxa"/>'
        for edge, width in (("top", 0), ("left", side), ("bottom", 0), ("right", side))
    )
    return (
        f'<w:style w:type="table" {default} w:styleId="{style_id}"><w:name w:val="{name}"/>{based}'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{inside}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"{centred}</w:style>"
    )


def _borders() -> str:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def table_style() -> str:
    return _table_style(styles.TABLE, styles.TABLE_NAME, _borders())


def style_element(style: Style) -> str:
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    look = f"{'<w:b/><w:bCs/>' * style.bold}{'<w:i/><w:iCs/>' * style.italic}{colour}{_size(style.size)}"
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{"".join(_paragraph_properties(style))}</w:pPr>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def _paragraph_properties(style: Style) -> Iterator[str]:
    """In the order of the schema."""
    if style.keep_next:
        yield "<w:keepNext/>"
    if style.keep_lines:
        yield "<w:keepLines/>"
    if style.rule_above:
        yield f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="{style.gap}" w:color="000000"/></w:pBdr>'
    if style.framed:
        edge = f'w:val="single" w:sz="8" w:space="{{}}" w:color="{style.colour or "000000"}"'
        gaps = (("top", style.gap), ("left", 0), ("bottom", style.gap), ("right", 0))
        yield f"<w:pBdr>{''.join(f'<w:{side} {edge.format(gap)}/>' for side, gap in gaps)}</w:pBdr>"
    line = f'w:line="{style.exact}" w:lineRule="exact"' if style.exact else 'w:line="240" w:lineRule="auto"'
    yield f'<w:spacing w:before="{style.before}" w:after="{style.after}" {line}/>'
    if style.hanging or style.left:
        yield f'<w:ind w:left="{style.left}" w:hanging="{style.hanging}"/>'
    elif style.first_line:
        yield f'<w:ind w:firstLine="{style.first_line}"/>'
    yield f'<w:jc w:val="{style.justify}"/>'
    if style.outline is not None:
        yield f'<w:outlineLvl w:val="{style.outline}"/>'


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _theme() -> str:
    """openxml-audit and Word want a theme; ours adds nothing."""
    colours = (
        ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "44546A"), ("lt2", "E7E6E6"), ("accent1", "4472C4"),
        ("accent2", "ED7D31"), ("accent3", "A5A5A5"), ("accent4", "FFC000"), ("accent5", "5B9BD5"),
        ("accent6", "70AD47"), ("hlink", "0563C1"), ("folHlink", "954F72"),
    )  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours)
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="GNBV"><a:themeElements>'
        f'<a:clrScheme name="GNBV">{scheme}</a:clrScheme><a:fontScheme name="GNBV"><a:majorFont>{font}</a:majorFont>'
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="GNBV"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


# ---- the page


def empty_footnotes() -> str:
    spacing = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    return (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p>{spacing}<w:r><w:separator/></w:r>'
        f'</w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p>{spacing}<w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
    )


def _header(inside: str) -> str:
    return f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{inside}</w:p></w:hdr>'


def _page_number() -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _document() -> str:
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{_COMPATIBILITY}" xmlns:w15="{W15}" mc:Ignorable="w15">'
        "<w:body>"
        # LibreOffice puts an empty line of 14 points before a table that opens a document.
        f"{_paragraph('Gian', properties=_NO_SPACE)}{_letterhead()}{_title()}{_block('noi_dung', 'NoiDung')}"
        f"{_paragraph('Gian', properties='<w:keepNext/>')}{_signature()}{_paragraph('Gian')}"
        '<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:headerReference w:type="first" r:id="rId7"/>'
        '<w:footerReference w:type="first" r:id="rId8"/>'
        f'<w:pgSz w:w="{styles.PAGE_WIDTH}" w:h="{styles.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{styles.TOP}" w:right="{styles.RIGHT}" w:bottom="{styles.BOTTOM}" w:left="{styles.LEFT}" '
        f'w:header="{styles.HEADER}" w:footer="{styles.HEADER}" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/>'
        "</w:sectPr></w:body></w:document>"
    )


def _letterhead() -> str:
    left, right = styles.LETTERHEAD_COLUMNS
    return _table(
        (left, right),
        (
            _line("co_quan_chu_quan", "CoQuanChuQuan")
            + _line("co_quan_ban_hanh", "CoQuanBanHanh")
            + _rule(left // 3, left),
            _paragraph("QuocHieu", _run(NATION))
            + _paragraph("TieuNgu", _run(MOTTO))
            + _rule(twips(MOTTO, 13, bold=True), right),
        ),
        (_line("so_ky_hieu", "SoKyHieu"), _line("dia_danh_ngay", "DiaDanh")),
        (_line("do_khan", "DoKhan") + _line("du_thao", "DuThao"), _paragraph("Gian")),
    )


def _title() -> str:
    fields = (("ten_loai", "TenLoai"), ("trich_yeu", "TrichYeu"), ("ghi_chu_so_lieu", "GhiChuSoLieu"))
    return "".join(_line(tag, style) for tag, style in fields) + _rule(2000, styles.TEXT_WIDTH)


def _signature() -> str:
    return _table(
        styles.SIGNATURE_COLUMNS,
        (
            _paragraph("NoiNhan", _run("Nơi nhận:"))
            + _block("noi_nhan", "NoiNhanDong")
            + _line("soan_thao", "KyHieuSoanThao"),
            _line("quyen_han", "QuyenHan") + _line("ho_ten", "HoTen"),
        ),
    )


def _table(widths: tuple[int, int], *rows: tuple[str, str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _paragraph(style: str, inside: str = "", properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def _rule(length: int, width: int) -> str:
    left = (width - length) // 2
    return _paragraph("DuongKe", properties=f'<w:ind w:left="{left}" w:right="{width - length - left}"/>')


def _line(tag: str, style: str) -> str:
    """A field of one paragraph; several lines in it are parted by line breaks."""
    return _paragraph(style, _control(tag, _run(f"[{CONTROLS[tag]}]")))


def _block(tag: str, style: str) -> str:
    """A field of whole paragraphs."""
    return _control(tag, _paragraph(style, _run(f"[{CONTROLS[tag]}]")))


def _control(tag: str, inside: str) -> str:
    number = list(CONTROLS).index(tag) + 1
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(CONTROLS[tag])}/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
        f"</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def source_path() -> Path:
    """Where the built template is kept in the source tree."""
    return PACKAGE.parent / "templates" / NAME


if __name__ == "__main__":
    source_path().write_bytes(build())
