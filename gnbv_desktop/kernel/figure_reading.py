"""Reading and writing figures the Vietnamese way: exact decimals, whole đồng, a doubtful text is a question.

How a typed text is read (VN = dots group, comma decimal; EN = the reverse; a group is exactly three digits
and the first one does not start with 0). Every reading is collected, those the type forbids are dropped,
equal ones collapse: one left is certain, more are a question with the Vietnamese reading first.

    text                        MONEY (triệu)               COUNT          DECIMAL, PERCENT
    3.518 (asks in tỷ)          3518 (the convention)       3518           asks: 3518 | 3,518
    71,972                      asks: 71,972 | 71972        71972          asks: 71,972 | 71972
    2.1   95.83   1234.567      the EN decimal              asks: 21|2100  the EN decimal
    0.518   0,518               0,518                       refused        0,518
    1.234,5   1,234.5           1234,5                      refused        1234,5
    1.234.567   57374410        asks: triệu | đồng          as it stands   as it stands
    1 234 567   1'234'567       the same                    as it stands   as it stands
    1 234.567                   asks: 1234,567 | 1234567    asks           asks
    1, 8 (one or two digits)    1,8                         refused        1,8
    12.34.567   5.              asks: the number meant      asks           asks
    - 125 (bullet or minus?)    asks: -125 | 125            asks           asks
    (125,5)                     -125,5 (accounting)         asks           asks: -125,5 | 125,5

A money unit in the text overrides the field's, and then nobody asks "triệu or đồng?". A text that holds more
than one number, more than 18 digits or a word that is neither the field's unit nor a money unit is refused.
Rounding is half up, away from zero (-0,5 becomes -1), and done once, where a figure is written.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from attrs import frozen

from gnbv_desktop.kernel.figure_parts import (
    MAX_DIGITS,
    MAX_TEXT,
    ONE_SEPARATOR,
    Field,
    Typed,
    digits,
    distinct,
    read_body,
    split_qualifier,
    take_apart,
    tidy,
    understand_tail,
)
from gnbv_desktop.kernel.figures import Kind, MoneyUnit, is_whole, plain, shift, write_decimal, write_money


@frozen
class Reading:
    """One way to read a text: what would be stored and what is shown back to the person."""

    canonical: str
    echo: str


@frozen
class ReadResult:
    """All readings of a text; a problem is one Vietnamese sentence: what is unclear and what to type."""

    readings: tuple[Reading, ...]
    qualifier: str | None
    problem: str | None

    @property
    def certain(self) -> Reading | None:
        return self.readings[0] if len(self.readings) == 1 and self.problem is None else None


_ASK_DONG_FROM: Final = 1_000_000


def _money_name(dong: Decimal, unit: MoneyUnit) -> str:
    return f"{write_money(dong, unit)} {unit.label}"


def _money_echo(dong: Decimal, unit: MoneyUnit) -> str:
    """The amount in the field's unit and in the largest other one that needs at most three decimals."""
    name = _money_name(dong, unit)
    others = (MoneyUnit.TY, MoneyUnit.TRIEU, MoneyUnit.DONG)
    for other in others:
        readable = dong.copy_abs() >= other.factor and is_whole(shift(dong, 3 - other.power))
        if other is not unit and readable:
            return f"{name} = {_money_name(dong, other)}"
    return name


def _name(value: Decimal, field: Field) -> str:
    if field.kind is Kind.MONEY:
        return _money_name(value, field.unit)
    if field.kind is Kind.YEAR:
        return plain(value)
    return write_decimal(value) + ("%" if field.kind is Kind.PERCENT else "")


def _reading(value: Decimal, field: Field) -> Reading:
    echo = _money_echo(value, field.unit) if field.kind is Kind.MONEY else _name(value, field)
    return Reading(plain(value), echo)


def _amounts(value: Decimal, field: Field, named: MoneyUnit | None) -> list[Decimal]:
    """A value in what is stored: đồng for money, asking where đồng may have been typed into a larger unit."""
    if field.kind is not Kind.MONEY:
        return [value]
    units = [named or field.unit]
    large_unit = named is None and field.unit in (MoneyUnit.TRIEU, MoneyUnit.TY)
    if large_unit and value.copy_abs() >= _ASK_DONG_FROM:
        units.append(MoneyUnit.DONG)
    return [shift(value, unit.power) for unit in units]


def _fits(value: Decimal, kind: Kind) -> bool:
    """Whether the type can hold the value; bounds of the single field do not belong here."""
    if kind is Kind.MONEY:
        return is_whole(value)
    if kind is Kind.COUNT:
        return is_whole(value) and value >= 0
    if kind is Kind.YEAR:
        return is_whole(value) and 1900 <= value <= 2200
    return True


_EXAMPLES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.MONEY: "4.569,482",
        Kind.COUNT: "2.859",
        Kind.DECIMAL: "38,32",
        Kind.PERCENT: "41,06",
        Kind.YEAR: "2023",
    }
)
_TOO_LONG: Final = f"Số dài quá {MAX_DIGITS} chữ số: kiểm tra lại rồi gõ một số ngắn hơn."
_NEGATIVE: Final = "Ô này không nhận số âm: gõ số từ 0 trở lên."
_YEAR_RANGE: Final = "Năm phải là số từ 1900 đến 2200: gõ đủ bốn chữ số, ví dụ “2023”."


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 40 else f"“{line[:39]}…”"


def _no_number(field: Field) -> str:
    return f"Không đọc được {_quote(field.text)} thành số: gõ một số, ví dụ “{_EXAMPLES[field.kind]}”."


def _several_numbers(field: Field) -> str:
    return f"{_quote(field.text)} có nhiều hơn một số: mỗi ô chỉ nhận một số, hãy gõ lại một số."


def _shortened(field: Field) -> str:
    return f"{_quote(field.text)} là số đã bị Excel viết tắt, mất chữ số: gõ lại đủ các chữ số."


def _unknown_word(tail: str, field: Field) -> str:
    unit = field.suffix or {Kind.MONEY: field.unit.label, Kind.PERCENT: "%"}.get(field.kind, "")
    allowed = f" hoặc số kèm “{unit}”" if unit else ""
    return f"Không hiểu phần {_quote(tail)} sau số: chỉ gõ số{allowed}."


def _not_well_formed(field: Field) -> str:
    return (
        f"Dấu ngăn trong {_quote(field.text)} không đúng chỗ: gõ dấu chấm ngăn từng ba chữ số"
        " và dấu phẩy trước phần lẻ, ví dụ “4.569,482”."
    )


def _explain_tail(tail: str, field: Field) -> str:
    if re.fullmatch("e[-+]?[0-9]+", tail):
        return _shortened(field)
    return _several_numbers(field) if re.search("[0-9]", tail) else _unknown_word(tail, field)


def _retype(value: Decimal, field: Field) -> str:
    """A text for the value that leaves no doubt."""
    if field.kind is Kind.MONEY:
        unit = field.unit if is_whole(shift(value, -field.unit.power)) else MoneyUnit.DONG
        return _money_name(value, unit)
    text = plain(value).replace(".", ",")
    return f"{text}0" if re.search(",[0-9]{3}$", text) else text


def _ask(lead: str, values: Iterable[Decimal], field: Field) -> str:
    choices = (f"gõ “{_retype(value, field)}” nếu là {_name(value, field)}" for value in values)
    return f"{lead}: {', '.join(choices)}."


_Outcome = tuple[tuple[Decimal, ...], str | None]


def read_figure(text: str, kind: Kind, unit: MoneyUnit = MoneyUnit.TRIEU, suffix: str = "") -> ReadResult:
    """Read what a person typed or pasted into one field; an empty text has no reading and no problem."""
    clean = tidy(text)
    if not clean:
        return ReadResult((), None, None)
    field = Field(clean, kind, unit, suffix)
    qualifier, rest = split_qualifier(clean.casefold())
    values, problem = _read_number(rest, field)
    return ReadResult(tuple(_reading(value, field) for value in values), qualifier, problem)


def _read_number(text: str, field: Field) -> _Outcome:
    typed = take_apart(text, field.kind) if len(text) <= MAX_TEXT else None
    if typed is None:
        return (), _no_number(field)
    if len(digits(typed.body)) > MAX_DIGITS:
        return (), _TOO_LONG
    understood, named = understand_tail(typed.tail, field)
    if not understood:
        return (), _explain_tail(typed.tail, field)
    in_billions = field.kind is Kind.MONEY and (named or field.unit) is MoneyUnit.TY
    whole = field.kind not in (Kind.DECIMAL, Kind.PERCENT) and not in_billions
    values, doubtful = read_body(typed.body, whole)
    if not values:
        return (), (_several_numbers if " " in typed.body else _not_well_formed)(field)
    signed = [v.copy_negate() if sign < 0 else v for v, sign in itertools.product(values, typed.signs)]
    amounts = distinct(amount for value in signed for amount in _amounts(value, field, named))
    return _choose(amounts, doubtful or (len(typed.signs) > 1 and any(values)), typed, field)


def _choose(amounts: tuple[Decimal, ...], doubtful: bool, typed: Typed, field: Field) -> _Outcome:
    fitting = tuple(amount for amount in amounts if _fits(amount, field.kind))
    if not fitting:
        return _explain_misfit(typed, field)
    if len(fitting) == 1 and not doubtful:
        return fitting, None
    return fitting, _ask(f"Chưa rõ {_quote(field.text)} là số nào", fitting, field)


def _explain_misfit(typed: Typed, field: Field) -> _Outcome:
    if field.kind is Kind.MONEY:
        return (), f"{_quote(field.text)} không ra số đồng chẵn: gõ lại số tiền, tròn đến đồng."
    if typed.signs == (-1,):
        return (), _NEGATIVE
    if field.kind is Kind.YEAR:
        return (), _YEAR_RANGE
    lead = f"{_quote(field.text)} không phải số nguyên"
    offers = _whole_offers(typed.body)
    return offers, _ask(lead, offers, field) if offers else f"{lead}: gõ một số nguyên, ví dụ “2.859”."


def _whole_offers(body: str) -> tuple[Decimal, ...]:
    """2.1 in a count: 21 with a stray dot, or 2.100 whose zeros a spreadsheet has cut."""
    match = ONE_SEPARATOR.fullmatch(body)
    if match is None:
        return ()
    whole, fraction = match[1], match[2]
    cut = [Decimal(whole + fraction.ljust(3, "0"))] if len(whole) <= 3 and len(fraction) < 3 else []
    return distinct([Decimal(whole + fraction), *cut])
