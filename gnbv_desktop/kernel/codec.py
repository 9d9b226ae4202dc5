"""A dossier's parts as JSON values and back: the form in which they are stored, dumped and journalled."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.gen import make_dict_unstructure_fn

from gnbv_desktop.kernel.dossier import Cell, Head, Period, PeriodKind, Place, Reason, State, Unit
from gnbv_desktop.kernel.outline import Content, Number, Outline, Section, Telling, When


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_unstructure_hook(datetime.date, lambda day: day.isoformat())
    converter.register_structure_hook(datetime.date, lambda text, _: _date(text))
    for choice in (PeriodKind, Number, Telling, When):
        converter.register_structure_hook(choice, _one_of)
    converter.register_structure_hook_func(_is_tuple, lambda value, cls: _items(converter, value, cls))
    converter.register_structure_hook(str, lambda value, _: _text(value))
    converter.register_structure_hook(int, lambda value, _: _whole(value))
    converter.register_structure_hook(bool, lambda value, _: _flag(value))
    for cls in (Unit, Place, Head, Period, Reason, Outline, Section, Content):
        hook = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)
        converter.register_unstructure_hook(cls, hook)
    return converter


def _is_tuple(cls: Any) -> bool:
    return get_origin(cls) is tuple


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"phải là chữ trong dấu nháy, không phải {value!r}")
    return value


def _date(value: object) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(_text(value))
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise ValueError(f'phải là ngày viết kiểu "2023-12-31", không phải {value!r}')
    return day


def _one_of(value: object, cls: type[Enum]) -> Enum:
    try:
        return cls(_text(value))
    except ValueError:
        raise ValueError(f"phải là một trong: {', '.join(str(each.value) for each in cls)}") from None


def _items(converter: Converter, value: object, cls: Any) -> tuple[Any, ...]:
    """A text is a sequence too, of letters: only a list is a list."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"phải là danh sách, không phải {value!r}")
    inner: Any = list[get_args(cls)[0]]  # type: ignore[misc]
    return tuple(converter.structure(value, inner))


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"phải là số nguyên, không phải {value!r}")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"phải là true hoặc false, không phải {value!r}")
    return value


converter = _converter()


def canonical_json(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def cell_to_json(cell: Cell) -> Any:
    """A plain string for the common case, else an object."""
    if cell.state is State.VALUE and not cell.qualifier:
        return cell.text
    written: dict[str, Any] = {} if cell.state is State.VALUE else {"state": cell.state.value}
    if cell.text:
        written["value"] = cell.text
    if cell.readings:
        written["readings"] = list(cell.readings)
    if cell.qualifier:
        written["qualifier"] = cell.qualifier
    return written


def cell_from_json(value: Any) -> Cell:
    """Raises ValueError with a Vietnamese sentence."""
    if isinstance(value, str) and value:
        return Cell(State.VALUE, value)
    if not isinstance(value, dict) or not value.keys() <= {"state", "value", "readings", "qualifier"}:
        raise ValueError("ô phải là chữ không rỗng, hoặc đối tượng gồm state, value, readings, qualifier")
    try:
        state = State(value.get("state", "value"))
    except ValueError:
        raise ValueError("state phải là value, na, unfunded hoặc unread") from None
    text = _text(value.get("value", ""))
    if bool(text) is not (state in (State.VALUE, State.UNREAD)):
        raise ValueError("value phải có khi state là value hoặc unread, và chỉ khi đó")
    readings = value.get("readings", [])
    if not isinstance(readings, list):
        raise ValueError("readings phải là danh sách")
    return Cell(state, text, tuple(map(_text, readings)), _text(value.get("qualifier", "")))


def reason_to_json(reason: Reason) -> dict[str, Any]:
    written: dict[str, Any] = converter.unstructure(reason)
    return written


def reason_from_json(value: Any) -> Reason:
    return converter.structure(value, Reason)


def head_to_json(head: Head) -> dict[str, Any]:
    written: dict[str, Any] = converter.unstructure(head)
    return written


def head_from_json(value: Any) -> Head:
    return converter.structure(value, Head)


def outline_to_json(outline: Outline) -> dict[str, Any]:
    written: dict[str, Any] = converter.unstructure(outline)
    return written


def outline_from_json(value: Any) -> Outline:
    """Raises StructureFault."""
    found: Outline = structured(value, Outline)
    return found


def head_with(head: Head, name: str, value: Any) -> Head:
    """The head with one part replaced by its JSON value."""
    attribute = attrs.fields_dict(Head)[name]
    return attrs.evolve(head, **{name: converter.structure(value, _types(Head)[attribute.name])})


def head_part(head: Head, name: str) -> Any:
    """The JSON value of one part of the head, also where it is the usual one and left out of the whole."""
    return part_to_json(getattr(head, name))


def _types(cls: type) -> dict[str, Any]:
    attrs.resolve_types(cls)
    return {each.name: each.type for each in attrs.fields(cls)}


def part_to_json(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else converter.unstructure(value)


class StructureFault(ValueError):
    """A JSON value that does not fit, with every fault and its path inside the value."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{where}: {message}" for where, message in faults))
        self.faults = faults


def structured(value: Any, cls: type[Any]) -> Any:
    """The value as an object of `cls`; raises StructureFault."""
    try:
        return converter.structure(value, cls)
    except Exception as error:
        raise StructureFault(list(_leaves(error, ""))) from None


def _leaves(error: BaseException, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(error, ClassValidationError | IterableValidationError):
        placed, loose = error.group_exceptions()
        for leaf, note in placed:
            part = f".{note.name}" if isinstance(note, AttributeValidationNote) else f"[{note.index}]"
            yield from _leaves(leaf, path + part)
        for leaf in loose:
            yield from _leaves(leaf, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from ((f"{path}.{key}", "khóa lạ") for key in sorted(error.extra_fields))
    elif isinstance(error, KeyError):
        yield path or f".{error.args[0]}", "thiếu khóa bắt buộc"
    elif isinstance(error, ValueError):
        yield path, str(error)
    else:
        yield path, "không đúng kiểu"
