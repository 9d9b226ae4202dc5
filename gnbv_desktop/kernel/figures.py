"""Exact figures and how they are written the Vietnamese way: whole đồng, Decimals, rounding half up, once.

Nothing here depends on the precision of the current decimal context. How typed texts are read: figure_reading.py.
"""

import enum
import re
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final


class Kind(enum.StrEnum):
    MONEY = "money"
    COUNT = "count"
    DECIMAL = "decimal"
    PERCENT = "percent"
    YEAR = "year"


class MoneyUnit(enum.StrEnum):
    DONG = "dong"
    NGHIN = "nghin"
    TRIEU = "trieu"
    TY = "ty"

    @property
    def factor(self) -> int:
        return int(10**self.power)

    @property
    def power(self) -> int:
        return {"dong": 0, "nghin": 3, "trieu": 6, "ty": 9}[self.value]

    @property
    def label(self) -> str:
        return {"dong": "đồng", "nghin": "nghìn đồng", "trieu": "triệu đồng", "ty": "tỷ đồng"}[self.value]


def _number(value: int | Decimal) -> Decimal:
    if not isinstance(value, int | Decimal):
        raise TypeError(f"cần int hoặc Decimal, không phải {type(value).__name__}: {value!r}")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"không phải một số hữu hạn: {value}")
    return number


def shift(value: Decimal, places: int) -> Decimal:
    """Move the decimal point to the right, exactly."""
    sign, digits, exponent = _number(value).as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


def is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def round_half_up(value: Decimal, places: int) -> Decimal:
    rounded = shift(value, places).to_integral_value(ROUND_HALF_UP)
    return Decimal(plain(shift(rounded, -places)))


def at_most(value: Decimal, places: int) -> Decimal:
    """With no more decimals than these; a number that has none to lose is given back as it is."""
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -places else round_half_up(value, places)


def plain(value: Decimal) -> str:
    """The canonical text: no exponent, no trailing zeros, never "-0"."""
    if not _number(value):
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_CANONICAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")


def parse_canonical(text: str) -> Decimal:
    if not _CANONICAL.fullmatch(text) or text == "-0":
        raise ValueError(f"không phải số ở dạng lưu trữ: {text!r} (đúng dạng: 71972000000, 41.06, -125.5)")
    return Decimal(text)


SWAP_SEPARATORS: Final = MappingProxyType({ord("."): ",", ord(","): "."})


def write_decimal(value: Decimal, max_places: int | None = None) -> str:
    shown = value if max_places is None else round_half_up(value, max_places)
    return format(Decimal(plain(shown)), ",f").translate(SWAP_SEPARATORS)


def write_money(dong: int | Decimal, unit: MoneyUnit = MoneyUnit.TRIEU) -> str:
    return write_decimal(shift(_number(dong), -unit.power))


def write_money_rounded(dong: int | Decimal, unit: MoneyUnit, places: int) -> str:
    """Half up to at most `places` decimals, trailing zeros cut."""
    return write_decimal(shift(_number(dong), -unit.power), places)


def write_count(value: int | Decimal, padded: bool = False) -> str:
    """A whole number; padded writes 1 to 9 with a leading zero as the trade does ("05 dự án")."""
    number = _number(value)
    if not is_whole(number):
        raise ValueError(f"số đếm phải là số nguyên: {value}")
    text = write_decimal(number)
    return f"0{text}" if padded and 0 < number < 10 else text


def write_percent(value: Decimal, places: int = 2) -> str:
    """Half up; takes more places where it would print 0% or 100% for what is not exactly that."""
    shown = round_half_up(value, places)
    while shown != value and (not shown or shown.copy_abs() == 100):
        places += 1
        shown = round_half_up(value, places)
    return f"{write_decimal(shown)}%"
