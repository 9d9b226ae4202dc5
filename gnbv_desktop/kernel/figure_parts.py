"""A typed text taken apart: odd characters folded, qualifier, sign, digits, words behind; the numbers it may mean."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from attrs import frozen

from gnbv_desktop.kernel.figures import SWAP_SEPARATORS, Kind, MoneyUnit

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


def split_qualifier(text: str) -> tuple[str | None, str]:
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
MAX_DIGITS: Final = 18
MAX_TEXT: Final = 200


@frozen
class Field:
    """What the text was typed into, and the text itself for the sentences."""

    text: str
    kind: Kind
    unit: MoneyUnit
    suffix: str


@frozen
class Typed:
    """A text taken apart; several signs mean that the sign itself is in doubt."""

    body: str
    tail: str
    signs: tuple[int, ...]


_SHAPE: Final = re.compile(
    r"(?P<sign>[-+]?)(?P<gap>[ ]*)(?P<open>[(]?)[ ]*(?P<body>[0-9.,'][0-9.,' ]*)(?P<tail>.*)", re.DOTALL
)


def take_apart(text: str, kind: Kind) -> Typed | None:
    match = _SHAPE.fullmatch(text)
    if match is None or not re.search("[0-9]", match["body"]):
        return None
    body, tail = match["body"].strip(), match["tail"].strip()
    if match["open"]:
        return _take_brackets_apart(match["sign"], body, tail, kind)
    if match["sign"] == "-":
        return Typed(body, tail, (-1, 1) if match["gap"] else (-1,))
    return Typed(body, tail, (1,))


def _take_brackets_apart(sign: str, body: str, tail: str, kind: Kind) -> Typed | None:
    """Bare brackets round money are accounting; elsewhere they may just be the brackets of a sentence."""
    inside, closing, after = tail.partition(")")
    if sign or not closing:
        return None
    accounting = kind is Kind.MONEY and not inside.strip()
    return Typed(body, f"{inside} {after}".strip(), (-1,) if accounting else (-1, 1))


def _money_unit(words: str) -> MoneyUnit | None:
    return next((unit for unit, pattern in _UNIT_PATTERNS if pattern.fullmatch(words)), None)


def understand_tail(tail: str, field: Field) -> tuple[bool, MoneyUnit | None]:
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
ONE_SEPARATOR: Final = re.compile(r"([1-9][0-9]*)[.,]([0-9]+)")


def digits(text: str) -> str:
    return "".join(char for char in text if char in "0123456789")


def _joined(whole: str, fraction: str | None = None) -> Decimal:
    return Decimal(f"{digits(whole)}.{fraction or '0'}")


def distinct(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys(values))


def _well_formed(body: str) -> list[Decimal]:
    vietnamese = _VIETNAMESE.fullmatch(body)
    english = _VIETNAMESE.fullmatch(body.translate(SWAP_SEPARATORS))
    spaced = _SPACED.fullmatch(body)
    values = [_joined(match[1], match[2]) for match in (vietnamese, english) if match]
    return values + ([_joined(spaced[1], spaced[3])] if spaced else [])


def read_body(body: str, whole: bool) -> tuple[tuple[Decimal, ...], bool]:
    """The values the body may mean, the Vietnamese one first, and whether even a single one is doubtful.

    `whole` says that such figures have no decimals as a rule: then one dot before three digits groups thousands.
    """
    body = re.sub(r"(?<=[0-9]), (?=[0-9]{1,2}$)", ",", body)
    values = _well_formed(body)
    if not values:
        return distinct(_guesses(body)), True
    if _ONE_DOT_GROUP.fullmatch(body) and whole:
        return (values[0],), False
    if _SPACED_THEN_DOT_GROUP.fullmatch(body):
        return distinct([*values, _joined(body)]), True
    return distinct(values), _ZEROS_THEN_THREE.fullmatch(body) is not None


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
