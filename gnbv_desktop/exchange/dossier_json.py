"""A dossier as JSON (docs/dossier-format.md): written in one stable form, read strictly with all faults at once."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from gnbv_desktop.catalogue.model import BlockKind, Edition
from gnbv_desktop.catalogue.outlines import faults_of
from gnbv_desktop.engine.bound import bound_faults
from gnbv_desktop.engine.canon import TEXT_LIMIT, canonical_fault, letter_fault
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Block, Cell, Dossier, Head, Period, Reason, State, Unit
from gnbv_desktop.kernel.errors import BadFile, KnownError
from gnbv_desktop.kernel.inline import Bound, Words, paragraphs_from_json, paragraphs_to_json
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.kernel.text import nfc

FORMAT = "gnbv-dossier"
VERSION = 1
SIZE_LIMIT = 64 * 1024 * 1024
_HEAD_TEXTS = ("id", "uid", "programme", "edition", "name", "requested_by", "outline", "money_unit", "status")
_REQUIRED = ("format", "version", "programme", "edition", "unit", "period")
_KEYS = {*_REQUIRED, *_HEAD_TEXTS, "own_outline", "recipients", "rows", "last_rows", "cells", "narratives",
         "documents", "reasons", "drawn", "amends", "seal", "derived", "history"}  # fmt: skip
QUALIFIERS = ("", "ước", "khoảng", "trên", "dưới", "gần")

LAST_ROW = 10**9 - 1
_HALF_LETTER = re.compile(rb"\\u[dD][89a-fA-F]")
_ROW = re.compile(r"r[1-9][0-9]{0,8}")

FindEdition = Callable[[str, str], Edition]


def dump(dossier: Dossier, edition: Edition) -> dict[str, Any]:
    head = codec.head_to_json(dossier.head)
    registers = [path for path, block in edition.blocks.items() if block.kind is BlockKind.DOCUMENTS]
    order = list(edition.blocks)
    blocks = sorted(dossier.blocks, key=lambda path: order.index(path) if path in order else len(order))
    return {
        "format": FORMAT,
        "version": VERSION,
        **{key: head.get(key, "") for key in ("id", "uid", "programme", "edition", "name")},
        "unit": head["unit"],
        "period": head["period"],
        "requested_by": dossier.head.requested_by,
        "outline": dossier.head.outline,
        **({"own_outline": dict(dossier.head.own_outline)} if dossier.head.own_outline else {}),
        "recipients": list(dossier.head.recipients),
        "money_unit": dossier.head.money_unit,
        "status": dossier.head.status,
        "rows": {path: list(dossier.block(path).order) for path in blocks if _rows(dossier, path, registers)},
        "last_rows": {path: last for path in blocks if (last := _last(dossier.block(path)))},
        "cells": {
            str(ref): codec.cell_to_json(cell)
            for path in blocks
            for ref, cell in _cells(dossier, path)
            if path not in registers or not ref.row
        },
        "narratives": {
            slot: paragraphs_to_json(paragraphs_from_json(content))
            for slot, content in sorted(dossier.narratives.items())
        },
        "documents": [each for path in registers for each in _documents(dossier, path)],
        "reasons": [codec.reason_to_json(reason) for _, reason in sorted(dossier.reasons.items())],
        "drawn": {ref: dict(source) for ref, source in sorted(dossier.drawn.items())},
        "amends": dossier.head.amends,
        "seal": dossier.head.seal,
    }


def dumps(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _rows(dossier: Dossier, path: str, registers: list[str]) -> bool:
    return bool(dossier.block(path).order) and path not in registers


def _last(block: Block) -> int:
    """Told only when the highest row number is no longer among the rows."""
    highest = max((int(row[1:]) for row in block.order if row[1:].isdecimal()), default=0)
    return block.last if block.last > highest else 0


def _cells(dossier: Dossier, path: str) -> Iterator[tuple[Ref, Cell]]:
    block = dossier.block(path)
    rank = {row: position for position, row in enumerate(block.order)}
    for row in sorted(block.rows, key=lambda row: (rank.get(row, len(rank)), row)):
        for column in sorted(block.rows[row]):
            yield Ref(path, row, column), block.rows[row][column]


def _documents(dossier: Dossier, path: str) -> Iterator[dict[str, Any]]:
    block = dossier.block(path)
    for row in block.order:
        cells = block.rows.get(row, {})
        yield {"row": f"{path}[{row}]", **{code: codec.cell_to_json(cells[code]) for code in sorted(cells)}}


class _Faults(list[str]):
    def at(self, where: str, message: str) -> None:
        self.append(f"{where}: {message}")


def parse(content: bytes, find_edition: FindEdition) -> Dossier:
    """Raises BadFile with every fault; nothing is half read."""
    data = _json(content)
    faults = _Faults()
    _check_keys(data, faults)
    edition = _edition(data, find_edition, faults)
    head = _head(data, faults)
    if edition is None or head is None:
        raise _refusal(faults)
    _check_codes(edition, head, faults)
    _check_outline(edition, data.get("own_outline", {}), faults)
    dossier = _Reader(edition, data, faults).read(head)
    if faults:
        raise _refusal(faults)
    return dossier


def _refusal(faults: _Faults) -> BadFile:
    return BadFile(f"Tệp hồ sơ có {len(faults)} lỗi, chưa nhận gì; hãy sửa rồi nạp lại:", faults)


def _json(content: bytes) -> dict[str, Any]:
    if len(content) > SIZE_LIMIT:
        raise BadFile("Tệp hồ sơ lớn quá 64 MB; hãy kiểm tra lại tệp.")
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_no_twice,
            parse_float=_no_float,
            parse_int=_small_int,
            parse_constant=_no_float,
        )
    except UnicodeDecodeError as error:
        raise BadFile(f"Tệp hồ sơ không phải chữ UTF-8 (byte thứ {error.start + 1}); hãy lưu lại bằng UTF-8.") from None
    except json.JSONDecodeError as error:
        place = f"dòng {error.lineno}, cột {error.colno}"
        raise BadFile(f"Tệp hồ sơ không phải JSON: sai ở {place}; hãy kiểm tra dấu phẩy, dấu ngoặc.") from None
    except RecursionError:
        raise BadFile("Tệp hồ sơ lồng nhau quá sâu; hãy kiểm tra lại tệp.") from None
    except ValueError as error:
        raise BadFile(f"Tệp hồ sơ không nhận được: {error}.") from None
    if _HALF_LETTER.search(content) and any("\ud800" <= char <= "\udfff" for text in _texts(data) for char in text):
        raise BadFile("Tệp hồ sơ có ký tự Unicode bị cắt đôi (\\ud800 … \\udfff); hãy sửa rồi nạp lại.")
    if not isinstance(data, dict):
        raise BadFile("Tệp hồ sơ phải là một đối tượng JSON { … }; xem docs/dossier-format.md.")
    return data


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in ((nfc(key), value) for key, value in pairs):
        if key in table:
            raise ValueError(f"khóa {key!r} viết hai lần; hãy bỏ một")
        table[key] = value
    return table


def _no_float(text: str) -> str:
    raise ValueError(f'số lẻ {text} phải để trong dấu nháy, ví dụ "41.06"')


def _small_int(text: str) -> int:
    if len(text) > 18:
        raise ValueError(f"số {text[:40]} dài quá 18 chữ số; tiền và số đếm viết trong dấu nháy")
    return int(text)


def _check_keys(data: dict[str, Any], faults: _Faults) -> None:
    for key in data.keys() - _KEYS:
        faults.at(key, f"khóa lạ; các khóa có: {', '.join(sorted(_KEYS))}")
    for key in _REQUIRED:
        if key not in data:
            faults.at(key, "thiếu khóa bắt buộc")
    if data.get("format", FORMAT) != FORMAT:
        faults.at("format", f"phải là {FORMAT!r}")
    version = data.get("version", VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        faults.at("version", f"phải là số nguyên {VERSION}")
    elif version > VERSION:
        faults.at("version", f"bản {version} mới hơn chương trình này (đọc được đến {VERSION}); hãy cài bản mới")


def _edition(data: dict[str, Any], find_edition: FindEdition, faults: _Faults) -> Edition | None:
    programme, edition = data.get("programme"), data.get("edition")
    if not isinstance(programme, str) or not isinstance(edition, str):
        faults.at("programme, edition", "phải là chữ")
        return None
    try:
        return find_edition(programme, edition)
    except KnownError as error:
        faults.at("edition", error.message)
        return None


def _head(data: dict[str, Any], faults: _Faults) -> Head | None:
    unit = _part(data, "unit", Unit, faults)
    period = _part(data, "period", Period, faults)
    texts: dict[str, Any] = {}
    for key in (*_HEAD_TEXTS, "amends", "seal"):
        value = data.get(key, "")
        if not isinstance(value, str):
            faults.at(key, "phải là chữ")
        elif fault := letter_fault(value):
            faults.at(key, fault)
        elif value:
            texts[key] = value
    if texts.get("money_unit", "trieu") not in ("dong", "nghin", "trieu", "ty"):
        faults.at("money_unit", "phải là dong, nghin, trieu hoặc ty")
    if texts.get("status", "draft") not in ("draft", "sealed", "issued", "sent", "confirmed", "superseded"):
        faults.at("status", "phải là draft, sealed, issued, sent, confirmed hoặc superseded")
    for key in ("unit", "period"):
        for fault in {letter_fault(text) for text in _texts(data.get(key))} - {None}:
            faults.at(key, str(fault))
    if unit is None or period is None:
        return None
    _check_unit(unit, faults)
    _check_period(period, faults)
    defaults = {"id": "", "uid": "", "programme": "", "edition": "", "name": ""}
    recipients = _recipients(data.get("recipients", []), faults)
    own = data.get("own_outline", {})
    if not isinstance(own, dict):
        faults.at("own_outline", "phải là một đối tượng { … }")
        own = {}
    return Head(**{**defaults, **texts}, unit=unit, period=period, recipients=recipients, own_outline=own)


def _recipients(listed: Any, faults: _Faults) -> tuple[str, ...]:
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        faults.at("recipients", "phải là danh sách các dòng chữ")
        return ()
    for fault in {letter_fault(each) for each in listed} - {None}:
        faults.at("recipients", str(fault))
    return tuple(listed)


def _texts(value: Any) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _texts(each)


def _part(data: dict[str, Any], key: str, cls: type[Any], faults: _Faults) -> Any:
    try:
        return codec.structured(data.get(key), cls)
    except codec.StructureFault as fault:
        for where, message in fault.faults:
            faults.at(f"{key}{where}", message)
        return None


def _check_codes(edition: Edition, head: Head, faults: _Faults) -> None:
    """The head names only what the definitions know."""
    if head.unit.level not in edition.levels:
        faults.at("unit.level", f"không có cấp {head.unit.level!r}; có: {', '.join(edition.levels)}")
    for fact in head.unit.facts:
        if fact not in edition.facts:
            faults.at("unit.facts", f"không có đặc điểm {fact!r}; có: {', '.join(edition.facts)}")
    if head.outline and head.outline not in edition.outlines:
        faults.at("outline", f"không có đề cương {head.outline!r}; có: {', '.join(edition.outlines)}")


def _check_outline(edition: Edition, own: Any, faults: _Faults) -> None:
    """The dossier's own outline, like those of an edition."""
    if not own or not isinstance(own, dict):
        return
    for fault in {letter_fault(text) for text in _texts(own)} - {None}:
        faults.at("own_outline", str(fault))
    try:
        outline = codec.outline_from_json(own)
    except codec.StructureFault as fault:
        for where, message in fault.faults:
            faults.at(f"own_outline{where}", message)
        return
    for where, message in faults_of(edition, outline):
        faults.at(f"own_outline.{where}", message)


def _check_unit(unit: Unit, faults: _Faults) -> None:
    ids = [place.id for place in unit.places()]
    for each in {each for each in ids if ids.count(each) > 1}:
        faults.at("unit", f"id {each!r} dùng cho hai đơn vị")
    for each in ids:
        if not each.isascii() or not each.replace("_", "").isalnum():
            faults.at("unit", f"id {each!r} chỉ được gồm chữ không dấu, số, gạch dưới")


def _check_period(period: Period, faults: _Faults) -> None:
    if period.start > period.end:
        faults.at("period.start", "ngày đầu kỳ sau ngày cuối kỳ")
    if period.first_year > period.last_year or not 1990 <= period.first_year <= period.last_year <= 2100:
        faults.at("period.first_year", "năm đầu, năm cuối không hợp lệ")
    if not datetime.date(1990, 1, 1) <= period.cutoff <= datetime.date(2100, 12, 31):
        faults.at("period.cutoff", "ngày chốt số liệu không hợp lệ")


@frozen
class _Reader:
    """The body of a dossier, once its head and edition are known."""

    edition: Edition
    data: dict[str, Any]
    faults: _Faults

    def read(self, head: Head) -> Dossier:
        dossier = Dossier(head=head)
        for path, order in self._table("rows").items():
            dossier = self._rows(dossier, path, order)
        dossier = self._documents(dossier)
        for key, value in self._table("last_rows").items():
            if key not in self.edition.blocks or not self.edition.blocks[key].kind.open_rows:
                self.faults.at(f"last_rows.{key}", "không có khối mở tên như vậy trong định nghĩa")
            elif not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LAST_ROW:
                self.faults.at(f"last_rows.{key}", f"phải là số nguyên từ 1 đến {LAST_ROW}")
            else:
                block = evolve(dossier.block(key), last=max(value, dossier.block(key).last))
                dossier = evolve(dossier, blocks={**dossier.blocks, key: block})
        cells: dict[str, dict[str, dict[str, Cell]]] = {}
        for key, value in self._table("cells").items():
            self._cell(dossier, key, value, cells)
        dossier = _with_cells(dossier, cells)
        return evolve(
            dossier,
            narratives=self._narratives(),
            reasons=self._reasons(),
            drawn={key: dict(each) for key, each in self._table("drawn").items() if self._drawn(key, each)},
        )

    def _table(self, key: str) -> dict[str, Any]:
        table = self.data.get(key, {})
        if isinstance(table, dict):
            return table
        self.faults.at(key, "phải là một đối tượng { … }")
        return {}

    def _rows(self, dossier: Dossier, path: str, order: Any) -> Dossier:
        block = self.edition.blocks.get(path)
        if block is None or not block.kind.open_rows:
            self.faults.at(f"rows.{path}", "không có khối mở tên như vậy trong định nghĩa")
            return dossier
        if not isinstance(order, list) or not all(_is_row(row) for row in order):
            self.faults.at(f"rows.{path}", 'phải là danh sách mã dòng ["r1", "r2"]')
            return dossier
        if len(set(order)) != len(order):
            self.faults.at(f"rows.{path}", "một mã dòng viết hai lần")
        last = max((int(row[1:]) for row in order), default=0)
        return evolve(dossier, blocks={**dossier.blocks, path: Block(tuple(order), {}, last)})

    def _documents(self, dossier: Dossier) -> Dossier:
        listed = self.data.get("documents", [])
        if not isinstance(listed, list):
            self.faults.at("documents", "phải là danh sách")
            return dossier
        rows: dict[str, list[str]] = {}
        cells: dict[str, dict[str, dict[str, Cell]]] = {}
        for index, each in enumerate(listed):
            where = f"documents[{index}]"
            path, row = _register_row(each)
            block = self.edition.blocks.get(path)
            if block is None or block.kind is not BlockKind.DOCUMENTS or not _is_row(row):
                self.faults.at(where, 'khóa "row" phải kiểu "CHI_DAO.VAN_BAN[r1]"')
                continue
            if row in rows.get(path, ()):
                self.faults.at(where, f"dòng {row} viết hai lần")
            rows.setdefault(path, []).append(row)
            dossier = dossier.with_row(path, row, len(rows[path]) - 1)
            for code, value in each.items():
                if code != "row":
                    self._cell(dossier, f"{path}[{row}].{code}", value, cells)
        return _with_cells(dossier, cells)

    def _cell(self, dossier: Dossier, key: str, value: Any, cells: dict[str, dict[str, dict[str, Cell]]]) -> None:
        try:
            ref, cell = parse_ref(key), codec.cell_from_json(value)
        except ValueError as error:
            self.faults.at(f"cells.{key[:80]}", str(error))
            return
        fault = cell_fault(self.edition, dossier, ref, cell)
        if fault:
            self.faults.at(f"cells.{key}", fault)
        else:
            cells.setdefault(ref.block, {}).setdefault(ref.row, {})[ref.column] = cell

    def _narratives(self) -> dict[str, tuple[Any, ...]]:
        found: dict[str, tuple[Any, ...]] = {}
        for slot, content in self._table("narratives").items():
            path, _, code = slot.rpartition(".")
            block = self.edition.blocks.get(path)
            known = block is not None and self.edition.column_of(path, code) is not None
            if not known or block is None or block.kind is not BlockKind.NARRATIVE:
                self.faults.at(f"narratives.{slot}", "không có mục thuyết minh này trong định nghĩa")
                continue
            try:
                paragraphs = paragraphs_from_json(content)
            except ValueError as error:
                self.faults.at(f"narratives.{slot}", str(error))
                continue
            for paragraph in paragraphs:
                for item in paragraph.items:
                    if isinstance(item, Bound):
                        for fault in bound_faults(self.edition, item):
                            self.faults.at(f"narratives.{slot}", fault)
                    elif isinstance(item, Words) and (letters := letter_fault(item.text)):
                        self.faults.at(f"narratives.{slot}", letters)
            found[slot] = tuple(paragraphs_to_json(paragraphs))
        return found

    def _reasons(self) -> dict[str, Any]:
        listed = self.data.get("reasons", [])
        if not isinstance(listed, list):
            self.faults.at("reasons", "phải là danh sách")
            return {}
        found = {}
        for index, each in enumerate(listed):
            try:
                reason = codec.structured(each, Reason)
            except codec.StructureFault as fault:
                for where, message in fault.faults:
                    self.faults.at(f"reasons[{index}]{where}", message)
                continue
            if reason.control not in self.edition.all_controls:
                self.faults.at(f"reasons[{index}].control", f"không có kiểm tra {reason.control!r}")
            key = f"{reason.control} {' '.join(reason.refs)}"
            if key in found:
                self.faults.at(f"reasons[{index}]", "một lý do viết hai lần")
            found[key] = reason
        return found

    def _drawn(self, key: str, value: Any) -> bool:
        texts = isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
        if texts and value.get("read", "no") == "no":
            return True
        self.faults.at(f"drawn.{key}", 'phải là {"uid": …, "ref": …, "seal": …}, khi chưa đọc lại thêm "read": "no"')
        return False


def cell_fault(edition: Edition, dossier: Dossier, ref: Ref, cell: Cell) -> str | None:
    """Why a cell cannot stand at an address, in Vietnamese."""
    info = field_info(edition, ref)
    if info is None:
        return "không có ô này trong định nghĩa; xem gnbv definitions codebook"
    if info.derived:
        return "ô này do chương trình tính, không nhập"
    block = edition.blocks[ref.block]
    if ref.row and block.kind.open_rows and ref.row not in dossier.block(ref.block).order:
        return f"dòng {ref.row} chưa khai trong rows"
    if ref.row and block.kind is BlockKind.COMMUNES and ref.row not in {each.id for each in dossier.head.unit.communes}:
        return f"không có xã {ref.row!r} trong unit.communes"
    if info.year is not None and info.year not in dossier.head.period.years:
        return f"năm {info.year} ngoài kỳ báo cáo"
    if cell.qualifier not in QUALIFIERS:
        return f"qualifier phải là một trong: {', '.join(QUALIFIERS[1:])}"
    if cell.state is State.VALUE:
        return canonical_fault(edition, dossier, info.column, info.kind, cell.text)
    if cell.state is State.UNREAD:
        found = (canonical_fault(edition, dossier, info.column, info.kind, each) for each in cell.readings)
        if len(cell.text) > TEXT_LIMIT or nfc(cell.text) != cell.text:
            return f"chữ đã gõ phải ở dạng NFC, không quá {TEXT_LIMIT} chữ"
        return next((f"readings: {fault}" for fault in found if fault), None)
    return None


def _is_row(row: object) -> bool:
    return isinstance(row, str) and _ROW.fullmatch(row) is not None


def _register_row(each: Any) -> tuple[str, str]:
    text = each.get("row", "") if isinstance(each, dict) else ""
    path, _, rest = str(text).partition("[")
    return path, rest.removesuffix("]")


def _with_cells(dossier: Dossier, cells: dict[str, dict[str, dict[str, Cell]]]) -> Dossier:
    blocks = dict(dossier.blocks)
    for path, rows in cells.items():
        block = dossier.block(path)
        blocks[path] = evolve(block, rows={**block.rows, **rows})
    return evolve(dossier, blocks=blocks)
