"""Text with bound figures: paragraphs of narratives, and the runs of every produced document."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from attrs import frozen


class ParagraphStyle(StrEnum):
    PLAIN = "p"
    DASH = "dash"
    PLUS = "plus"


class FigureStyle(StrEnum):
    MONEY = "money"
    """"3.518 triệu đồng"."""
    AMOUNT = "amount"
    """"3.518": the unit stands in the sentence."""
    COUNT = "count"
    """"05": under 10 with a leading zero."""
    PERCENT = "percent"
    DECIMAL = "decimal"
    RATIO = "ratio"
    """"3.518/4.550": the expression is a pair (numerator, denominator)."""
    DATE = "date"
    TEXT = "text"


@frozen
class Words:
    text: str
    bold: bool = False
    italic: bool = False
    was: str = ""
    """Expression of a figure that was unbound here: these words no longer follow the data."""
    copied: bool = False
    """Taken over from an earlier dossier and not read again yet."""


@frozen
class Bound:
    expression: str
    style: FigureStyle
    bold: bool = False


@frozen
class Citation:
    """A footnote, bracket or inline mention of documents of the register, by their row ids."""

    documents: tuple[str, ...]
    form: str = "footnote"


Inline = Words | Bound | Citation


@frozen
class Paragraph:
    items: tuple[Inline, ...]
    style: ParagraphStyle = ParagraphStyle.PLAIN


def paragraphs_from_json(value: Any) -> tuple[Paragraph, ...]:
    """Raises ValueError with a Vietnamese sentence."""
    if not isinstance(value, list | tuple):
        raise ValueError("thuyết minh phải là danh sách các đoạn")
    return tuple(_paragraph(each) for each in value)


def paragraphs_to_json(paragraphs: Iterable[Paragraph]) -> list[Any]:
    return [{"style": each.style.value, "items": [_item_to_json(item) for item in each.items]} for each in paragraphs]


def _paragraph(value: Any) -> Paragraph:
    if not isinstance(value, dict) or not value.keys() <= {"style", "items"} or "items" not in value:
        raise ValueError("mỗi đoạn phải là đối tượng gồm style và items")
    try:
        style = ParagraphStyle(value.get("style", "p"))
    except ValueError:
        raise ValueError("style của đoạn phải là p, dash hoặc plus") from None
    if not isinstance(value["items"], list):
        raise ValueError("items phải là danh sách")
    return Paragraph(tuple(_item(each) for each in value["items"]), style)


def _item(value: Any) -> Inline:
    if not isinstance(value, dict):
        raise ValueError("mỗi phần của đoạn phải là đối tượng")
    keys = value.keys()
    if "t" in keys and keys <= {"t", "b", "i", "was", "copied"} and isinstance(value["t"], str):
        flags = (bool(value.get("b")), bool(value.get("i")))
        return Words(value["t"], *flags, str(value.get("was", "")), bool(value.get("copied")))
    if "fig" in keys and keys <= {"fig", "as", "b"} and isinstance(value["fig"], str):
        try:
            style = FigureStyle(value.get("as", "amount"))
        except ValueError:
            allowed = ", ".join(each.value for each in FigureStyle)
            raise ValueError(f"as phải là một trong: {allowed}") from None
        return Bound(value["fig"], style, bool(value.get("b")))
    if "cite" in keys and keys <= {"cite", "form"} and isinstance(value["cite"], list):
        if value.get("form", "footnote") not in ("footnote", "bracket", "inline", "bullets"):
            raise ValueError("form của trích dẫn phải là footnote, bracket, inline hoặc bullets")
        return Citation(tuple(map(str, value["cite"])), str(value.get("form", "footnote")))
    raise ValueError('phần của đoạn phải có "t" (chữ), "fig" (số gắn) hoặc "cite" (văn bản)')


def _item_to_json(item: Inline) -> dict[str, Any]:
    match item:
        case Words():
            written: dict[str, Any] = {"t": item.text}
            written |= {key: True for key, on in (("b", item.bold), ("i", item.italic), ("copied", item.copied)) if on}
            return written | ({"was": item.was} if item.was else {})
        case Bound():
            return {"fig": item.expression, "as": item.style.value} | ({"b": True} if item.bold else {})
        case Citation():
            return {"cite": list(item.documents), "form": item.form}
