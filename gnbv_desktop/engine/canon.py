"""Whether a stored text is the canonical form of its field's kind, and refers to things that exist."""

from __future__ import annotations

import datetime
import re

from gnbv_desktop.catalogue.model import Column, Edition, FieldKind
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.figures import parse_canonical
from gnbv_desktop.kernel.text import nfc

_MONEY = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_COUNT = re.compile(r"0|[1-9][0-9]{0,17}")
_YEAR = re.compile(r"(19|20|21)[0-9]{2}|2200")
_YEARS = re.compile(r"((19|20|21)[0-9]{2}|2200)(-((19|20|21)[0-9]{2}|2200))?")
TEXT_LIMIT = 4000
MAX_DIGITS = 18


def canonical_fault(edition: Edition, dossier: Dossier, column: Column, kind: FieldKind, text: str) -> str | None:
    """A Vietnamese sentence when `text` cannot stand in such a field; None when it can."""
    match kind:
        case FieldKind.MONEY | FieldKind.COUNT | FieldKind.DECIMAL | FieldKind.PERCENT | FieldKind.YEAR:
            return number_fault(kind, text)
        case FieldKind.YEARS:
            return _years(text)
        case FieldKind.DATE:
            return _date(text)
        case FieldKind.CHOICE:
            items = edition.lists[column.list].items
            return None if text in items else f"{text!r} không có trong {column.list}; có: {', '.join(items)}"
        case FieldKind.COMPONENT:
            unknown = [code for code in text.split("+") if code not in edition.components]
            return f"không có dự án {', '.join(unknown)}" if unknown else None
        case FieldKind.PLACE:
            known = {place.id for place in dossier.head.unit.places()}
            unknown = [each for each in text.split("+") if each not in known]
            return (
                f"không có đơn vị {', '.join(unknown)} trong hồ sơ (unit.communes, unit.agencies)" if unknown else None
            )
        case FieldKind.LINE:
            return None if text in dossier.block(column.of).order else f"không có dòng {column.of}[{text}]"
        case FieldKind.TEXT:
            return text_fault(text)


def number_fault(kind: FieldKind, text: str) -> str | None:
    """The same for a single number, whose kind alone decides."""
    match kind:
        case FieldKind.MONEY:
            return _shape(_MONEY, text, "tiền phải là số đồng nguyên, viết liền, tối đa 18 chữ số: 71972000000")
        case FieldKind.COUNT:
            return _shape(_COUNT, text, "số đếm phải là số nguyên viết liền, tối đa 18 chữ số: 2859")
        case FieldKind.YEAR:
            return _shape(_YEAR, text, "năm phải là bốn chữ số: 2023")
        case _:
            return _decimal(text)


def _shape(pattern: re.Pattern[str], text: str, message: str) -> str | None:
    return None if pattern.fullmatch(text) and text != "-0" else message


def _decimal(text: str) -> str | None:
    try:
        parse_canonical(text)
    except ValueError:
        return "số lẻ viết bằng dấu chấm, không số 0 thừa: 41.06"
    return None if sum(map(str.isdigit, text)) <= MAX_DIGITS else f"số dài quá {MAX_DIGITS} chữ số"


def _years(text: str) -> str | None:
    first, _, last = text.partition("-")
    if not _YEARS.fullmatch(text) or (last and last <= first):
        return "năm viết 2023, khoảng năm viết 2021-2024"
    return None


def _date(text: str) -> str | None:
    try:
        return None if datetime.date.fromisoformat(text).isoformat() == text else "ngày viết 2023-04-06"
    except ValueError:
        return "ngày viết 2023-04-06"


def text_fault(text: str) -> str | None:
    if not text:
        return "chữ rỗng"
    if len(text) > TEXT_LIMIT:
        return f"dài quá {TEXT_LIMIT} chữ"
    return letter_fault(text)


def letter_fault(text: str) -> str | None:
    if nfc(text) != text:
        return "chữ không ở dạng Unicode dựng sẵn (NFC)"
    if any(ord(char) < 32 and char != "\n" for char in text):
        return "có ký tự điều khiển"
    return None
