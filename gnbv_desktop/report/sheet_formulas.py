"""Formulas of a workbook after some of its cells were filled: what they come to now, where that is known for certain.

Understood are + - * /, comparisons, SUM, ROUND, IF and IFERROR over cells and ranges of any sheet. Every other formula
that a filled cell can reach is left without a stored value: none is better than a stale one, and Excel computes it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Set
from decimal import ROUND_HALF_UP, Decimal, DecimalException, localcontext
from enum import Enum
from functools import cached_property

from attrs import define, field, frozen

from gnbv_desktop.kernel.sheets import LAST_COLUMN, LAST_ROW, Area, At, column_number, parse_area
from gnbv_desktop.report.sheet_splice import Value


@frozen
class StoredCell:
    value: Value = None
    formula: str = ""
    opaque: bool = False
    """Its value is made by a formula that fills several cells."""


Place = tuple[str, At]
Workbook = Mapping[str, Mapping[At, StoredCell]]
"""Cells by name of sheet."""
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
  | (?P<ref>(?:(?P<sheet>'(?:[^']|'')+'|[\w.]+)!)?
       (?P<area>\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}\$?[0-9]+)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[0-9]+:\$?[0-9]+)
       (?![\w.(\[!]))
  | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
  | (?P<call>[A-Za-z][\w.]*)\s*\(
  | (?P<sign><=|>=|<>|[-+*/(),=<>%&^])
  | (?P<other>\S)
    )""",
    re.VERBOSE,
)
_WHOLE_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_FREE = frozenset({"INDIRECT", "OFFSET", "TODAY", "NOW", "RAND", "RANDBETWEEN", "CELL", "INFO", "GETPIVOTDATA"})
"""Functions that read what their arguments do not name."""
_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip
_SUMS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {"+": operator.add, "-": operator.sub}
_PRODUCTS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {"*": operator.mul, "/": operator.truediv}
_DEPTH = 40
"""So many formulas may wait for each other; those that would wait longer are asked again when others are known."""


class _Sign(Enum):
    ERROR = "#"
    """What Excel would show as an error: #DIV/0!."""


Scalar = Decimal | str | bool | _Sign | None


class _NotUnderstood(Exception):
    """The formula says something that is not computed here."""


class _TooDeep(_NotUnderstood):
    """Not yet: too many other formulas would have to be computed first."""


@frozen
class _Token:
    kind: str
    text: str
    sheet: str = ""


def recalculated(cells: Workbook, changed: Mapping[str, Mapping[At, Value]]) -> dict[str, dict[At, Decimal | None]]:
    """For each formula that a changed cell can reach its value; None where it is not known."""
    work = _Recalculation(cells, changed)
    left = [
        (sheet, at)
        for sheet, listed in cells.items()
        for at in sorted(listed)
        if (listed[at].formula or listed[at].opaque) and work.reached((sheet, at))
    ]
    found: dict[str, dict[At, Decimal | None]] = {}
    while left:
        deep = [place for place in left if not work.tried(place)]
        for sheet, at in left:
            found.setdefault(sheet, {})[at] = work.result((sheet, at))
        left = deep if len(deep) < len(left) else []
    return found


@define(eq=False)
class _Recalculation:
    cells: Workbook
    changed: Mapping[str, Mapping[At, Value]]
    _reached: dict[Place, bool] = field(factory=dict)
    _values: dict[Place, Scalar] = field(factory=dict)
    _unknown: set[Place] = field(factory=set)
    _waiting: list[Place] = field(factory=list)

    @cached_property
    def _moving(self) -> Mapping[str, Set[At]]:
        """The cells of a sheet that may be other than they were: filled ones and formulas."""
        names = {*self.cells, *self.changed}
        return {
            name: {at for at, cell in self.cells.get(name, {}).items() if cell.formula or cell.opaque}
            | self.changed.get(name, {}).keys()
            for name in names
        }

    @cached_property
    def _filled(self) -> Mapping[str, Set[At]]:
        """Where anything stands on a sheet."""
        return {name: listed.keys() | self.changed.get(name, {}).keys() for name, listed in self.cells.items()}

    def reached(self, place: Place) -> bool:
        sheet, at = place
        if at in self.changed.get(sheet, {}):
            return True
        cell = self.cells.get(sheet, {}).get(at)
        if cell is None or not (cell.formula or cell.opaque):
            return False
        if place not in self._reached:
            self._reached[place] = True  # a formula that comes back to itself is not known
            self._reached[place] = (
                cell.opaque or len(self._waiting) > _DEPTH or self._reads_changed(place, cell.formula)
            )
        return self._reached[place]

    def _reads_changed(self, place: Place, formula: str) -> bool:
        self._waiting.append(place)
        try:
            for token in _tokens(formula):
                if token.kind == "other" or (token.kind == "call" and token.text in _FREE):
                    return True
                if token.kind == "ref":
                    name = token.sheet or place[0]
                    if name not in self._moving and "[" not in name:
                        return True
                    within = _within(self._moving.get(name, set()), _area(token.text))
                    if any(self.reached((name, at)) for at in within):
                        return True
            return False
        finally:
            self._waiting.pop()

    def tried(self, place: Place) -> bool:
        """Computes a formula; False when it is to be asked again."""
        try:
            self.value(place)
        except _TooDeep:
            return False
        except _NotUnderstood:
            self._unknown.add(place)
        return True

    def result(self, place: Place) -> Decimal | None:
        value = self._values.get(place)
        return value if isinstance(value, Decimal) else None

    def value(self, place: Place) -> Scalar:
        sheet, at = place
        if sheet not in self.cells:
            raise _NotUnderstood
        if at in self.changed.get(sheet, {}):
            return self.changed[sheet][at]
        cell = self.cells.get(sheet, {}).get(at, StoredCell())
        if not self.reached(place):
            return cell.value
        if place not in self._values:
            if cell.opaque or place in self._unknown or place in self._waiting:
                raise _NotUnderstood
            if len(self._waiting) > _DEPTH:
                raise _TooDeep
            self._waiting.append(place)
            try:
                with localcontext(prec=40):
                    self._values[place] = _Reader(self, sheet, list(_tokens(cell.formula))).all()
            except DecimalException:
                raise _NotUnderstood from None
            finally:
                self._waiting.pop()
        return self._values[place]

    def inside(self, sheet: str, area: Area) -> Iterator[Scalar]:
        """What stands in an area, as far as anything does."""
        if sheet not in self.cells:
            raise _NotUnderstood
        places = _within(self._filled[sheet], area)
        return (self.value((sheet, at)) for at in sorted(places))


def _within(places: Set[At], area: Area) -> Iterator[At]:
    size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
    if size > len(places):
        return (at for at in places if area.holds(at))
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    return (at for row in rows for column in columns if (at := At(row, column)) in places)


def _tokens(formula: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(formula):
        kind = str(match.lastgroup if match.lastgroup not in ("sheet", "area") else "ref")
        if kind == "ref":
            sheet = match["sheet"] or ""
            quoted = sheet.startswith("'")
            yield _Token("ref", match["area"], sheet[1:-1].replace("''", "'") if quoted else sheet)
        elif kind == "call":
            yield _Token("call", match["call"].upper().removeprefix("_XLFN."))
        else:
            yield _Token(kind, match[kind])


def _area(text: str) -> Area:
    if columns := _WHOLE_COLUMNS.fullmatch(text):
        first, last = sorted((column_number(columns[1]), column_number(columns[2])))
        return Area(1, first, LAST_ROW, last)
    if ":" in text and text.replace("$", "").replace(":", "").isdecimal():
        top, bottom = sorted(int(each) for each in text.replace("$", "").split(":"))
        return Area(top, 1, bottom, LAST_COLUMN)
    return parse_area(text)


@define(eq=False)
class _Reader:
    """Reads a formula from left to right and computes it on the way."""

    work: _Recalculation
    sheet: str
    tokens: list[_Token]

    def all(self) -> Scalar:
        value = self._comparison()
        if self.tokens:
            raise _NotUnderstood
        return value

    # ---- tokens

    def _next(self) -> _Token:
        if not self.tokens:
            raise _NotUnderstood
        return self.tokens.pop(0)

    def _sign(self, signs: Mapping[str, object] | str) -> str:
        """The next sign, when it is one of these."""
        if self.tokens and self.tokens[0].kind == "sign" and self.tokens[0].text in signs:
            return self._next().text
        return ""

    def _expect(self, sign: str) -> None:
        if not self._sign(sign):
            raise _NotUnderstood

    # ---- grammar

    def _comparison(self) -> Scalar:
        left = self._chain(_SUMS, lambda: self._chain(_PRODUCTS, self._unary))
        sign = self._sign(_COMPARISONS)
        if not sign:
            return left
        right = self._chain(_SUMS, lambda: self._chain(_PRODUCTS, self._unary))
        if _Sign.ERROR in (left, right):
            return _Sign.ERROR
        if isinstance(left, str) or isinstance(right, str):
            return _texts_compared(left, sign, right)
        return _COMPARISONS[sign](_number(left), _number(right))

    def _chain(self, signs: Mapping[str, Callable[[Decimal, Decimal], Decimal]], part: Callable[[], Scalar]) -> Scalar:
        left = part()
        while sign := self._sign(signs):
            right = part()
            if _Sign.ERROR in (left, right) or (sign == "/" and not _number(right)):
                left = _Sign.ERROR
            else:
                left = signs[sign](_number(left), _number(right))
        return left

    def _unary(self) -> Scalar:
        sign = self._sign("+-")
        if sign:
            value = self._unary()
            return value if value is _Sign.ERROR or sign == "+" else -_number(value)
        value = self._atom()
        while self._sign("%"):
            value = value if value is _Sign.ERROR else _number(value) / 100
        return value

    def _atom(self) -> Scalar:
        token = self._next()
        match token.kind:
            case "number":
                return Decimal(token.text)
            case "text":
                return token.text[1:-1].replace('""', '"')
            case "ref":
                area = _area(token.text)
                if area.first != At(area.bottom, area.right):
                    raise _NotUnderstood
                return self.work.value((token.sheet or self.sheet, area.first))
            case "call":
                return self._call(token.text)
            case "sign" if token.text == "(":
                value = self._comparison()
                self._expect(")")
                return value
            case _:
                raise _NotUnderstood

    def _call(self, name: str) -> Scalar:
        if name == "SUM":
            return self._sum()
        arguments = [self._comparison()]
        while self._sign(","):
            arguments.append(self._comparison())
        self._expect(")")
        match name, arguments:
            case "ROUND", [value, places]:
                return _Sign.ERROR if _Sign.ERROR in (value, places) else _rounded(_number(value), _number(places))
            case "IF", [condition, then, *rest] if len(rest) < 2:
                if condition is _Sign.ERROR:
                    return _Sign.ERROR
                return then if _number(condition) else rest[0] if rest else False
            case "IFERROR", [value, instead]:
                return instead if value is _Sign.ERROR else value
            case _:
                raise _NotUnderstood

    def _sum(self) -> Scalar:
        """Of what is a number; texts in cells do not count."""
        total, wrong = Decimal(0), False
        while True:
            if self.tokens and self.tokens[0].kind == "ref" and self.tokens[1:2] and self.tokens[1].text in ",)":
                token = self._next()
                values = list(self.work.inside(token.sheet or self.sheet, _area(token.text)))
            else:
                value = self._comparison()
                values = [value if value is _Sign.ERROR else _number(value)]
            wrong = wrong or _Sign.ERROR in values
            total += sum((each for each in values if isinstance(each, Decimal)), Decimal(0))
            if not self._sign(","):
                break
        self._expect(")")
        return _Sign.ERROR if wrong else total


def _number(value: Scalar) -> Decimal:
    """An empty cell is 0; what Excel makes of a text is not guessed."""
    match value:
        case bool():
            return Decimal(int(value))
        case Decimal():
            return value
        case None:
            return Decimal(0)
        case _:
            raise _NotUnderstood


def _texts_compared(left: Scalar, sign: str, right: Scalar) -> bool:
    if sign not in ("=", "<>"):
        raise _NotUnderstood
    texts = [("" if each is None else each) for each in (left, right)]
    same = isinstance(texts[0], str) and isinstance(texts[1], str) and texts[0].casefold() == texts[1].casefold()
    return same == (sign == "=")


def _rounded(value: Decimal, places: Decimal) -> Decimal:
    if places != places.to_integral_value() or abs(places) > 15:
        raise _NotUnderstood
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
