"""Plain YAML data to the model's classes; every fault at once, each with its line and a Vietnamese sentence."""

from __future__ import annotations

import datetime
import difflib
import types
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin

from cattrs import BaseValidationError, Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from gnbv_desktop.catalogue.nodes import Fault, Source
from gnbv_desktop.kernel.refs import is_code

T = TypeVar("T")


def structure(source: Source, data: Any, cls: type[T], faults: list[Fault], path: str = "") -> T | None:
    """None, with the faults noted, when anything in `data` does not fit `cls`."""
    try:
        return _CONVERTER.structure(data, cls)
    except Exception as error:  # cattrs raises whatever a hook raises; each leaf becomes a fault
        for where, leaf in _leaves(error, path):
            faults.append(source.fault(where, _sentence(leaf)))
        return None


def structure_map(source: Source, cls: type[T], faults: list[Fault]) -> dict[str, T]:
    """A file that is one mapping from codes to things of one class."""
    if not isinstance(source.data, dict):
        faults.append(source.fault("", "tệp phải là một bảng mã: nội dung"))
        return {}
    found: dict[str, T] = {}
    for code, data in source.data.items():
        if not is_code(code):
            faults.append(source.fault(code, "mã phải gồm chữ hoa không dấu, số, gạch dưới"))
        thing = structure(source, data, cls, faults, code)
        if thing is not None:
            found[code] = thing
    return found


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(str, lambda value, cls: _scalar(value) if cls is str else _choice(value, cls))
    converter.register_structure_hook(int, lambda value, _: _whole(value))
    converter.register_structure_hook(bool, lambda value, _: _flag(value))
    converter.register_structure_hook(Decimal, lambda value, _: _decimal(value))
    converter.register_structure_hook(datetime.date, lambda value, _: _date(value))

    converter.register_structure_hook_func(_is_optional, lambda value, cls: _optional(converter, value, cls))
    converter.register_structure_hook_func(_is_tuple, lambda value, cls: _items(converter, value, cls))
    converter.register_structure_hook_func(_is_mapping, lambda value, cls: _table(converter, value, cls))
    return converter


def _is_optional(cls: Any) -> bool:
    return get_origin(cls) in (Union, types.UnionType) and type(None) in get_args(cls)


def _is_tuple(cls: Any) -> bool:
    return get_origin(cls) is tuple


def _is_mapping(cls: Any) -> bool:
    return get_origin(cls) is not None and get_origin(cls) in (
        Mapping,
        dict,
        getattr(Mapping, "__origin__", None),
    )


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("phải là một đoạn chữ")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, str) or not value.lstrip("-").isdecimal():
        raise ValueError(f"phải là số nguyên, không phải {value!r}")
    return int(value)


def _flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"phải là true hoặc false, không phải {value!r}")
    return bool(value == "true")


def _decimal(value: Any) -> Decimal:
    try:
        number = Decimal(_scalar(value))
    except InvalidOperation:
        raise ValueError(f"phải là số viết kiểu 12.5, không phải {value!r}") from None
    if not number.is_finite():
        raise ValueError(f"phải là số, không phải {value!r}")
    return number


def _date(value: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(_scalar(value))
    except ValueError:
        raise ValueError(f"phải là ngày viết kiểu 2022-07-15, không phải {value!r}") from None


def _choice(value: Any, cls: type[Enum]) -> Enum:
    try:
        return cls(_scalar(value))
    except ValueError:
        allowed = ", ".join(str(each.value) for each in cls)
        raise ValueError(f"{value!r} không có; hãy dùng một trong: {allowed}") from None


def _optional(converter: Converter, value: Any, cls: Any) -> Any:
    inner = next(each for each in get_args(cls) if each is not type(None))
    return converter.structure(value, inner)


def _items(converter: Converter, value: Any, cls: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError("phải là một danh sách [a, b]")
    inner: Any = list[get_args(cls)[0]]  # type: ignore[misc]
    return tuple(converter.structure(value, inner))


def _table(converter: Converter, value: Any, cls: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("phải là một bảng mã: nội dung")
    inner = get_args(cls)[1]
    found: dict[str, Any] = {}
    problems: list[Exception] = []
    for key, each in value.items():
        try:
            found[key] = converter.structure(each, inner)
        except Exception as error:
            problems.append(_At(key, error))
    if problems:
        raise ExceptionGroup("bảng", problems)
    return found


class _At(Exception):
    """A fault at one key of a table."""

    def __init__(self, key: str, error: Exception) -> None:
        super().__init__(key)
        self.key = key
        self.error = error


def _leaves(error: BaseException, path: str) -> Iterator[tuple[str, BaseException]]:
    if isinstance(error, _At):
        yield from _leaves(error.error, _join(path, error.key))
    elif isinstance(error, ClassValidationError):
        with_notes, without = error.group_exceptions()
        for leaf, note in with_notes:
            yield from _leaves(leaf, _join(path, note.name))
        for leaf in without:
            yield from _leaves(leaf, path)
    elif isinstance(error, IterableValidationError):
        with_places, without = error.group_exceptions()
        for leaf, place in with_places:
            yield from _leaves(leaf, _join(path, str(place.index)))
        for leaf in without:
            yield from _leaves(leaf, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = list(getattr(error.cl, "__annotations__", {}))
        for key in sorted(error.extra_fields):
            near = difflib.get_close_matches(key, known, 1)
            hint = f"; ý là {near[0]!r}?" if near else f"; các khóa có: {', '.join(known)}"
            yield _join(path, key), ValueError(f"khóa {key!r} không có trong định nghĩa{hint}")
    elif isinstance(error, BaseValidationError | ExceptionGroup):
        for leaf in error.exceptions:
            yield from _leaves(leaf, path)
    else:
        yield path, error


def _sentence(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return f"thiếu khóa bắt buộc {error.args[0]!r}; hãy thêm vào"
    if isinstance(error, ValueError):
        return str(error)
    return "phải là một bảng mã: nội dung"


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part


_CONVERTER = _converter()
