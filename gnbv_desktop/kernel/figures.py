"""Reading and writing figures the Vietnamese way: exact decimals, whole đồng, a doubtful text is a question.

How a typed text is read (VN = dots group, comma decimal; EN = the reverse; a group is exactly three digits
and the first one does not start with 0). Every reading is collected, those the type forbids are dropped,
equal ones collapse: one left is certain, more are a question with the Vietnamese reading first.

    text                        MONEY (triệu)               COUNT          DECIMAL, PERCENT
    3.518                       3518 (the convention)       3518           asks: 3518 | 3,518
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

import enum
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final

from attrs import frozen


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


# ---- exact decimals: nothing here depends on the precision of the current decimal context


def _number(value: int | Decimal) -> Decimal:
    if not isinstance(value, int | Decimal):
        raise TypeError(f"cần int hoặc Decimal, không phải {type(value).__name__}: {value!r}")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"không phải một số hữu hạn: {value}")
    return number


def _shift(value: Decimal, places: int) -> Decimal:
    """Move the decimal point to the right, exactly."""
    sign, digits, exponent = _number(value).as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def round_half_up(value: Decimal, places: int) -> Decimal:
    rounded = _shift(value, places).to_integral_value(ROUND_HALF_UP)
    return Decimal(plain(_shift(rounded, -places)))


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


# ---- writing

_SWAP_SEPARATORS: Final = MappingProxyType({ord("."): ",", ord(","): "."})


def write_decimal(value: Decimal, max_places: int | None = None) -> str:
    shown = value if max_places is None else round_half_up(value, max_places)
    return format(Decimal(plain(shown)), ",f").translate(_SWAP_SEPARATORS)


def write_money(dong: int | Decimal, unit: MoneyUnit = MoneyUnit.TRIEU) -> str:
    return write_decimal(_shift(_number(dong), -unit.power))


def write_money_rounded(dong: int | Decimal, unit: MoneyUnit, places: int) -> str:
    """Half up to at most `places` decimals, trailing zeros cut."""
    return write_decimal(_shift(_number(dong), -unit.power), places)


def write_count(value: int | Decimal, padded: bool = False) -> str:
    """A whole number; padded writes 1 to 9 with a leading zero as the trade does ("05 dự án")."""
    number = _number(value)
    if not _is_whole(number):
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


# ---- making a typed text readable

_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ZERO_WIDTH: Final = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_BREAKS: Final = "\t\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_FOLDED: Final[Mapping[int, str | None]] = MappingProxyType(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _BREAKS), "\n")
    | dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u0060\u00b4\u2032"), "'")
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe63"), "-")
    | {ord("₫"): "đ"}
    | dict.fromkeys(map(ord, _ZERO_WIDTH))
)


def tidy(text: str) -> str:
    """NFC, full-width forms, spaces, minus signs and apostrophes folded, zero-width characters removed.

    Not NFKC: it would turn "5²" into 52. Tabs and line ends stay breaks: they part two cells, not thousands.
    """
    return unicodedata.normalize("NFC", text.translate(_FOLDED)).strip()


def _words(text: str) -> str:
    """A unit in a form that compares: "m²" is "m2", case and spacing do not count."""
    return " ".join(unicodedata.normalize("NFKC", tidy(text)).casefold().split())


_QUALIFIERS: Final = (
    ("ước đạt", "ước"),
    ("ước tính", "ước"),
    ("ước", "ước"),
    ("khoảng", "khoảng"),
    ("trên", "trên"),
    ("hơn", "trên"),
    ("dưới", "dưới"),
    ("gần", "gần"),
    ("~", "khoảng"),
    ("≈", "khoảng"),
    (">", "trên"),
    ("<", "dưới"),
)


def _split_qualifier(text: str) -> tuple[str | None, str]:
    for spelling, qualifier in _QUALIFIERS:
        rest = text.removeprefix(spelling)
        if rest != text and (not rest or rest[0] in " \n0123456789.,+-("):
            return qualifier, rest.strip()
    return None, text


# ---- the parts of a text

_DONG: Final = "(?:đồng|đ|vnđ|vnd|dong)"
_UNIT_PATTERNS: Final = (
    (MoneyUnit.DONG, re.compile(_DONG)),
    (MoneyUnit.NGHIN, re.compile(rf"(?:nghìn|ngàn|nghin|ngan|k)(?:[ .]*{_DONG})?")),
    (MoneyUnit.TRIEU, re.compile(rf"(?:triệu|trieu|tr)(?:[ .]*{_DONG})?")),
    (MoneyUnit.TY, re.compile(rf"(?:tỷ|tỉ|ty|ti)(?:[ .]*{_DONG})?")),
)
_PERCENT_WORDS: Final = ("%", "phần trăm")
_MAX_DIGITS: Final = 18
_MAX_TEXT: Final = 200


@frozen
class _Field:
    """What the text was typed into, and the text itself for the sentences."""

    text: str
    kind: Kind
    unit: MoneyUnit
    suffix: str


@frozen
class _Typed:
    """A text taken apart; several signs mean that the sign itself is in doubt."""

    body: str
    tail: str
    signs: tuple[int, ...]


_SHAPE: Final = re.compile(
    r"(?P<sign>[-+]?)(?P<gap>[ ]*)(?P<open>[(]?)[ ]*(?P<body>[0-9.,'][0-9.,' ]*)(?P<tail>.*)", re.DOTALL
)


def _take_apart(text: str, kind: Kind) -> _Typed | None:
    match = _SHAPE.fullmatch(text)
    if match is None or not re.search("[0-9]", match["body"]):
        return None
    body, tail = match["body"].strip(), match["tail"].strip()
    if match["open"]:
        return _take_brackets_apart(match["sign"], body, tail, kind)
    if match["sign"] == "-":
        return _Typed(body, tail, (-1, 1) if match["gap"] else (-1,))
    return _Typed(body, tail, (1,))


def _take_brackets_apart(sign: str, body: str, tail: str, kind: Kind) -> _Typed | None:
    """Bare brackets round money are accounting; elsewhere they may just be the brackets of a sentence."""
    inside, closing, after = tail.partition(")")
    if sign or not closing:
        return None
    accounting = kind is Kind.MONEY and not inside.strip()
    return _Typed(body, f"{inside} {after}".strip(), (-1,) if accounting else (-1, 1))


def _money_unit(words: str) -> MoneyUnit | None:
    return next((unit for unit, pattern in _UNIT_PATTERNS if pattern.fullmatch(words)), None)


def _understand_tail(tail: str, field: _Field) -> tuple[bool, MoneyUnit | None]:
    """Whether what follows the number may stand there, and the money unit it names."""
    words, suffix = _words(tail), _words(field.suffix)
    if not words:
        return True, None
    if words != suffix:
        words = words.rstrip(".;,").rstrip()
    if words and words == suffix:
        return True, _money_unit(suffix.partition("/")[0].strip())
    if field.kind is Kind.MONEY:
        unit = _money_unit(words)
        return unit is not None, unit
    return field.kind is Kind.PERCENT and words in _PERCENT_WORDS, None


# ---- the readings of the digits and separators

_VIETNAMESE: Final = re.compile(r"([1-9][0-9]{0,2}(?:[.][0-9]{3})+|[0-9]+)(?:,([0-9]+))?")
_SPACED: Final = re.compile(r"([1-9][0-9]{0,2}([ '])[0-9]{3}(?:\2[0-9]{3})*)(?:[.,]([0-9]+))?")
_ONE_DOT_GROUP: Final = re.compile(r"[1-9][0-9]{0,2}[.][0-9]{3}")
_SPACED_THEN_DOT_GROUP: Final = re.compile(r"[0-9 ']*[ '][0-9 ']*[.][0-9]{3}")
_ZEROS_THEN_THREE: Final = re.compile(r"0[0-9]+[.,][0-9]{3}")
_BROKEN_GROUPS: Final = re.compile(r"[0-9]+([.,' ])[0-9]+(?:\1[0-9]+)+")
_TWO_SEPARATORS: Final = re.compile(r"([0-9]+(?:([.,' ])[0-9]+)(?:\2[0-9]+)*)(?!\2)[.,]([0-9]+)")
_ONE_SEPARATOR: Final = re.compile(r"([1-9][0-9]*)[.,]([0-9]+)")


def _digits(text: str) -> str:
    return "".join(char for char in text if char in "0123456789")


def _joined(whole: str, fraction: str | None = None) -> Decimal:
    return Decimal(f"{_digits(whole)}.{fraction or '0'}")


def _distinct(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys(values))


def _well_formed(body: str) -> list[Decimal]:
    vietnamese = _VIETNAMESE.fullmatch(body)
    english = _VIETNAMESE.fullmatch(body.translate(_SWAP_SEPARATORS))
    spaced = _SPACED.fullmatch(body)
    values = [_joined(match[1], match[2]) for match in (vietnamese, english) if match]
    return values + ([_joined(spaced[1], spaced[3])] if spaced else [])


def _read_body(body: str, kind: Kind) -> tuple[tuple[Decimal, ...], bool]:
    """The values the body may mean, the Vietnamese one first, and whether even a single one is doubtful."""
    body = re.sub(r"(?<=[0-9]), (?=[0-9]{1,2}$)", ",", body)
    values = _well_formed(body)
    if not values:
        return _distinct(_guesses(body)), True
    if _ONE_DOT_GROUP.fullmatch(body) and kind not in (Kind.DECIMAL, Kind.PERCENT):
        return (values[0],), False
    if _SPACED_THEN_DOT_GROUP.fullmatch(body):
        return _distinct([*values, _joined(body)]), True
    return _distinct(values), _ZEROS_THEN_THREE.fullmatch(body) is not None


def _guesses(body: str) -> list[Decimal]:
    """What a text that is not well formed was probably meant to be; offered, never accepted."""
    closed = re.sub(r" *([.,]) *", r"\1", body).rstrip(".,'")
    closed = f"0{closed}" if closed.startswith((".", ",")) else closed
    values = _well_formed(closed)
    broken, mixed = _BROKEN_GROUPS.fullmatch(closed), _TWO_SEPARATORS.fullmatch(closed)
    if not values and broken and broken[1] in ".," and _has_a_group(closed):
        values = _broken_groups(closed)
    if not values and mixed and mixed[2] in ".,":
        values = [_joined(mixed[1], mixed[3])]
    return values


def _has_a_group(body: str) -> bool:
    return any(len(part) == 3 for part in re.split("[.,]", body)[1:])


def _broken_groups(body: str) -> list[Decimal]:
    """12.34.567 is 1234567; 1.234.56 may also be 1234,56."""
    whole, fraction = re.split("[.,](?=[0-9]+$)", body)
    tail_as_decimals = [] if len(fraction) == 3 else [_joined(whole, fraction)]
    return [_joined(body), *tail_as_decimals]


# ---- from values to readings

_ASK_DONG_FROM: Final = 1_000_000


def _money_name(dong: Decimal, unit: MoneyUnit) -> str:
    return f"{write_money(dong, unit)} {unit.label}"


def _money_echo(dong: Decimal, unit: MoneyUnit) -> str:
    """The amount in the field's unit and in the largest other one that needs at most three decimals."""
    name = _money_name(dong, unit)
    others = (MoneyUnit.TY, MoneyUnit.TRIEU, MoneyUnit.DONG)
    for other in others:
        readable = dong.copy_abs() >= other.factor and _is_whole(_shift(dong, 3 - other.power))
        if other is not unit and readable:
            return f"{name} = {_money_name(dong, other)}"
    return name


def _name(value: Decimal, field: _Field) -> str:
    if field.kind is Kind.MONEY:
        return _money_name(value, field.unit)
    if field.kind is Kind.YEAR:
        return plain(value)
    return write_decimal(value) + ("%" if field.kind is Kind.PERCENT else "")


def _reading(value: Decimal, field: _Field) -> Reading:
    echo = _money_echo(value, field.unit) if field.kind is Kind.MONEY else _name(value, field)
    return Reading(plain(value), echo)


def _amounts(value: Decimal, field: _Field, named: MoneyUnit | None) -> list[Decimal]:
    """A value in what is stored: đồng for money, asking where đồng may have been typed into a larger unit."""
    if field.kind is not Kind.MONEY:
        return [value]
    units = [named or field.unit]
    large_unit = named is None and field.unit in (MoneyUnit.TRIEU, MoneyUnit.TY)
    if large_unit and value.copy_abs() >= _ASK_DONG_FROM:
        units.append(MoneyUnit.DONG)
    return [_shift(value, unit.power) for unit in units]


def _fits(value: Decimal, kind: Kind) -> bool:
    """Whether the type can hold the value; bounds of the single field do not belong here."""
    if kind is Kind.MONEY:
        return _is_whole(value)
    if kind is Kind.COUNT:
        return _is_whole(value) and value >= 0
    if kind is Kind.YEAR:
        return _is_whole(value) and 1900 <= value <= 2200
    return True


# ---- the sentences for the person

_EXAMPLES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.MONEY: "4.569,482",
        Kind.COUNT: "2.859",
        Kind.DECIMAL: "38,32",
        Kind.PERCENT: "41,06",
        Kind.YEAR: "2023",
    }
)
_TOO_LONG: Final = f"Số dài quá {_MAX_DIGITS} chữ số: kiểm tra lại rồi gõ một số ngắn hơn."
_NEGATIVE: Final = "Ô này không nhận số âm: gõ số từ 0 trở lên."
_YEAR_RANGE: Final = "Năm phải là số từ 1900 đến 2200: gõ đủ bốn chữ số, ví dụ “2023”."


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 40 else f"“{line[:39]}…”"


def _no_number(field: _Field) -> str:
    return f"Không đọc được {_quote(field.text)} thành số: gõ một số, ví dụ “{_EXAMPLES[field.kind]}”."


def _several_numbers(field: _Field) -> str:
    return f"{_quote(field.text)} có nhiều hơn một số: mỗi ô chỉ nhận một số, hãy gõ lại một số."


def _shortened(field: _Field) -> str:
    return f"{_quote(field.text)} là số đã bị Excel viết tắt, mất chữ số: gõ lại đủ các chữ số."


def _unknown_word(tail: str, field: _Field) -> str:
    unit = field.suffix or {Kind.MONEY: field.unit.label, Kind.PERCENT: "%"}.get(field.kind, "")
    allowed = f" hoặc số kèm “{unit}”" if unit else ""
    return f"Không hiểu phần {_quote(tail)} sau số: chỉ gõ số{allowed}."


def _not_well_formed(field: _Field) -> str:
    return (
        f"Dấu ngăn trong {_quote(field.text)} không đúng chỗ: gõ dấu chấm ngăn từng ba chữ số"
        " và dấu phẩy trước phần lẻ, ví dụ “4.569,482”."
    )


def _explain_tail(tail: str, field: _Field) -> str:
    if re.fullmatch("e[-+]?[0-9]+", tail):
        return _shortened(field)
    return _several_numbers(field) if re.search("[0-9]", tail) else _unknown_word(tail, field)


def _retype(value: Decimal, field: _Field) -> str:
    """A text for the value that leaves no doubt."""
    if field.kind is Kind.MONEY:
        unit = field.unit if _is_whole(_shift(value, -field.unit.power)) else MoneyUnit.DONG
        return _money_name(value, unit)
    text = plain(value).replace(".", ",")
    return f"{text}0" if re.search(",[0-9]{3}$", text) else text


def _ask(lead: str, values: Iterable[Decimal], field: _Field) -> str:
    choices = (f"gõ “{_retype(value, field)}” nếu là {_name(value, field)}" for value in values)
    return f"{lead}: {', '.join(choices)}."


# ---- reading

_Outcome = tuple[tuple[Decimal, ...], str | None]


def read_figure(text: str, kind: Kind, unit: MoneyUnit = MoneyUnit.TRIEU, suffix: str = "") -> ReadResult:
    """Read what a person typed or pasted into one field; an empty text has no reading and no problem."""
    clean = tidy(text)
    if not clean:
        return ReadResult((), None, None)
    field = _Field(clean, kind, unit, suffix)
    qualifier, rest = _split_qualifier(clean.casefold())
    values, problem = _read_number(rest, field)
    return ReadResult(tuple(_reading(value, field) for value in values), qualifier, problem)


def _read_number(text: str, field: _Field) -> _Outcome:
    typed = _take_apart(text, field.kind) if len(text) <= _MAX_TEXT else None
    if typed is None:
        return (), _no_number(field)
    if len(_digits(typed.body)) > _MAX_DIGITS:
        return (), _TOO_LONG
    understood, named = _understand_tail(typed.tail, field)
    if not understood:
        return (), _explain_tail(typed.tail, field)
    values, doubtful = _read_body(typed.body, field.kind)
    if not values:
        return (), (_several_numbers if " " in typed.body else _not_well_formed)(field)
    signed = [v.copy_negate() if sign < 0 else v for v, sign in itertools.product(values, typed.signs)]
    amounts = _distinct(amount for value in signed for amount in _amounts(value, field, named))
    return _choose(amounts, doubtful or (len(typed.signs) > 1 and any(values)), typed, field)


def _choose(amounts: tuple[Decimal, ...], doubtful: bool, typed: _Typed, field: _Field) -> _Outcome:
    fitting = tuple(amount for amount in amounts if _fits(amount, field.kind))
    if not fitting:
        return _explain_misfit(typed, field)
    if len(fitting) == 1 and not doubtful:
        return fitting, None
    return fitting, _ask(f"Chưa rõ {_quote(field.text)} là số nào", fitting, field)


def _explain_misfit(typed: _Typed, field: _Field) -> _Outcome:
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
    match = _ONE_SEPARATOR.fullmatch(body)
    if match is None:
        return ()
    whole, fraction = match[1], match[2]
    cut = [Decimal(whole + fraction.ljust(3, "0"))] if len(whole) <= 3 and len(fraction) < 3 else []
    return _distinct([Decimal(whole + fraction), *cut])
