"""What kind of file somebody calls a workbook: opened safely, or refused with what it is and what to do."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from gnbv_desktop.exchange.docx_text import Package, open_package
from gnbv_desktop.kernel.errors import BadFile
from gnbv_desktop.kernel.sheets import Area, parse_area

FILE_LIMIT = 30 * 1024 * 1024
SHEET_LIMIT = 24 * 1024 * 1024
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION_ID = f"{{{_OFFICE}}}id"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_SUFFIXES = {
    f"{_TYPES}sheet.main+xml": ".xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
}
_TEMPLATES = (f"{_TYPES}template.main+xml", "application/vnd.ms-excel.template.macroEnabled.main+xml")
_SAVE_AS = "Hãy mở tệp bằng Excel, chọn Save As, lưu dạng Excel Workbook (*.xlsx), rồi chọn lại."
_OLE = b"\xd0\xcf\x11\xe0"
_NOTES = (
    ("xl/vbaProject", "Tệp có macro: macro được giữ nguyên, tệp xuất ra vẫn là .xlsm."),
    ("xl/externalLinks/", "Tệp có liên kết tới tệp khác: liên kết được giữ nguyên, chương trình không cập nhật."),
    ("xl/pivotCache/", "Tệp có PivotTable: sau khi xuất, mở bằng Excel rồi bấm Refresh để bảng tính lại."),
    ("_xmlsignatures/", "Tệp có chữ ký số: điền số vào thì chữ ký ấy không còn giá trị."),
)


@define
class WorkbookPackage:
    """The parts of a workbook, by what they are for."""

    package: Package
    suffix: str = ""
    workbook: str = ""
    """The part that lists the sheets."""
    targets: dict[str, tuple[str, str]] = field(factory=dict)
    """By id of the relation: kind and part."""

    def part(self, kind: str) -> str:
        """The one part of a kind; empty when there is none."""
        return next((target for each, target in self.targets.values() if each == kind), "")

    def notes(self) -> tuple[str, ...]:
        names = self.package.names
        return tuple(words for start, words in _NOTES if any(name.startswith(start) for name in names))

    def sheet(self, part: str) -> Any:
        size = self.package.archive.getinfo(part).file_size
        if size > SHEET_LIMIT:
            raise BadFile(
                f"{self.package.title} có trang tính quá lớn ({size >> 20} MB khi mở ra) nên bị từ chối.",
                ["Hãy xóa những hàng, cột thừa ở cuối các trang tính, lưu lại rồi chọn lại."],
            )
        root = self.package.xml(part)
        encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
        if encoding not in ("UTF-8", "US-ASCII", "ASCII"):
            raise BadFile(f"{self.package.title} ghi chữ theo mã {encoding} nên không điền được.", [_SAVE_AS])
        return root

    def table_heads(self, part: str) -> Iterator[Area]:
        """The header rows of the Excel tables that stand on a sheet."""
        for kind, target in _relations(self.package, part).values():
            if kind == "table" and target in self.package.names:
                table = self.package.xml(target)
                area = parse_area(table.get("ref"))
                if table.get("headerRowCount", "1") != "0":
                    yield area._replace(bottom=area.top)


def open_workbook_package(content: bytes, name: str) -> WorkbookPackage:
    """Raises BadFile, one message, for whatever cannot be filled without harm."""
    if len(content) > FILE_LIMIT:
        raise too_big(name, len(content))
    if content.startswith(_OLE):
        raise _old_file(content, name)
    opened = WorkbookPackage(open_package(content, name, "Excel (.xlsx)"))
    try:
        _recognise(opened)
    except BadFile:
        opened.package.archive.close()
        raise
    return opened


def too_big(name: str, size: int) -> BadFile:
    return BadFile(
        f"{name} nặng {size >> 20} MB, quá mức {FILE_LIMIT >> 20} MB nên không nhận.",
        ["Hãy bỏ bớt ảnh và những hàng, cột thừa trong tệp, lưu lại rồi chọn lại."],
    )


def _old_file(content: bytes, name: str) -> BadFile:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return BadFile(
            f"{name} có mật khẩu nên không mở được.",
            ["Hãy mở bằng Excel, vào File › Info › Protect Workbook › Encrypt with Password, xóa mật khẩu, lưu lại."],
        )
    return BadFile(f"{name} là tệp Excel kiểu cũ (.xls) hoặc không phải bảng tính nên không điền được.", [_SAVE_AS])


def _recognise(opened: WorkbookPackage) -> None:
    package, title = opened.package, opened.package.title
    names = package.archive.namelist()
    if len(set(names)) != len(names):
        raise _broken(title, "một phần có mặt hai lần")
    opened.workbook = next(
        (target for kind, target in _relations(package, "").values() if kind == "officeDocument"), ""
    )
    if "xl/workbook.bin" in names:
        raise BadFile(f"{title} là tệp Excel dạng nhị phân (.xlsb) nên không điền được.", [_SAVE_AS])
    kind = _content_type(package, opened.workbook)
    if kind in _TEMPLATES:
        raise BadFile(f"{title} là tệp mẫu Excel (.xltx, .xltm), không phải bảng tính.", [_SAVE_AS])
    if kind not in _SUFFIXES or opened.workbook not in names:
        raise BadFile(f"{title} không phải bảng tính Excel.", [_SAVE_AS])
    opened.suffix = _SUFFIXES[kind]
    opened.targets = _relations(package, opened.workbook)


def _content_type(package: Package, part: str) -> str:
    root = package.xml("[Content_Types].xml")
    return next((each.get("ContentType", "") for each in root if each.get("PartName") == f"/{part}"), "")


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in package.names:
        return {}
    root = package.xml(name)
    if not part and any(str(each.get("Type", "")).startswith(_STRICT[1:]) for each in root):
        raise BadFile(f"{package.title} được lưu theo dạng “Strict Open XML” nên không điền được.", [_SAVE_AS])
    return {each.get("Id", ""): (kind, target) for each, kind, target in _targets(root, folder)}


def _targets(root: Any, folder: str) -> Iterator[tuple[Any, str, str]]:
    for each in root.iter(_RELATIONS):
        if each.get("TargetMode") != "External":
            target = str(each.get("Target", ""))
            whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield each, str(each.get("Type", "")).rpartition("/")[2], whole


def _broken(title: str, reason: str) -> BadFile:
    return BadFile(f"{title} bị hỏng: {reason}.", [_SAVE_AS])
