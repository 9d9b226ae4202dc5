"""Rows with keys that may be undivided: which row lies within which, and totals that never count money twice.

A key part is a set of atoms (leaves of a tree, years, places); an empty part is *chưa tách* and means all of them.
A row covers another when each part of its key contains the other's. For one column the rows that hold it form the
figure at their own grain: within a selection the coarsest rows count, their parts only explain them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import combinations_with_replacement, product

from attrs import field, frozen

from gnbv_desktop.engine.values import MISSING, Figure, Status, absent

Atoms = frozenset[str] | None
"""None: undivided."""
UNDIVIDED = "*"
"""In a selection: only rows in which this part of the key is undivided."""


def contains(outer: Atoms, inner: Atoms) -> bool:
    return outer is None or (inner is not None and inner <= outer)


def meets(one: Atoms, other: Atoms) -> bool:
    return one is None or other is None or bool(one & other)


def _wider(one: Atoms, other: Atoms) -> bool:
    """Whether a key part holds more than another that it meets."""
    return one != other and meets(one, other) and not contains(other, one)


@frozen
class Dimension:
    """A key column and how its texts fall apart into atoms."""

    column: str
    atoms: Callable[[str], Atoms]
    derived: bool = False
    """It follows from the other parts of the key."""


Key = tuple[str, ...]
Owed = Callable[[str, AbstractSet[str]], bool]
"""Whether a row should hold a column although these finer rows hold it."""


@frozen
class Selection:
    inside: tuple[str, ...]
    """Rows that lie within the selection."""
    around: tuple[str, ...]
    """Rows that only meet it."""
    reach: frozenset[str]
    """Both: the rows on which a figure of the selection depends."""


@frozen(eq=False)
class Grains:
    """The keys of a block's rows and how they lie within each other. Independent of the amounts."""

    dimensions: tuple[Dimension, ...]
    keys: Mapping[str, Key]
    _atoms: Mapping[str, tuple[Atoms, ...]] = field(init=False)
    coarser: Mapping[str, tuple[str, ...]] = field(init=False)
    """Rows that cover a row, without being its equal."""
    finer: Mapping[str, tuple[str, ...]] = field(init=False)
    crossing: Mapping[str, frozenset[str]] = field(init=False)
    """Rows that share money with a row although neither covers the other: by component here, by source there."""
    _equals: Mapping[tuple[Atoms, ...], int] = field(init=False)
    _sources: dict[str, frozenset[str]] = field(factory=dict, init=False)
    _groups: dict[tuple[str, ...], tuple[Key, ...]] = field(factory=dict, init=False)
    _selections: dict[tuple[tuple[str, str], ...], Selection] = field(factory=dict, init=False)
    _texts: dict[int, dict[str, Atoms]] = field(factory=dict, init=False)
    """The distinct texts of each part of the key."""

    @_atoms.default
    def _split(self) -> dict[str, tuple[Atoms, ...]]:
        return {
            row: tuple(dimension.atoms(text) for dimension, text in zip(self.dimensions, key, strict=True))
            for row, key in self.keys.items()
        }

    @coarser.default
    def _coarser(self) -> dict[str, tuple[str, ...]]:
        by_key: dict[Key, list[str]] = {}
        for row, key in self.keys.items():
            by_key.setdefault(key, []).append(row)
        above = [self._supersets(index) for index in range(len(self.dimensions))]
        if all(len(each) == 1 for table in above for each in table.values()):
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for key, rows in by_key.items():
            candidates = product(*(table[text] for table, text in zip(above, key, strict=True)))
            covering = tuple(row for each in candidates if each != key for row in by_key.get(each, ()))
            covering = tuple(row for row in covering if self._atoms[row] != self._atoms[rows[0]])
            if covering:
                found.update(dict.fromkeys(rows, covering))
        return found

    @finer.default
    def _finer(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for row, covering in self.coarser.items():
            for each in covering:
                found.setdefault(each, []).append(row)
        return {row: tuple(below) for row, below in found.items()}

    @crossing.default
    def _crossing(self) -> dict[str, frozenset[str]]:
        wide = self._wide_rows()
        found: dict[str, set[str]] = {}
        for (dims, rows), (other_dims, others) in combinations_with_replacement(wide.items(), 2):
            if dims < other_dims or other_dims < dims:
                continue
            for row, other in product(rows, others):
                if row != other and self._cross(row, other):
                    found.setdefault(row, set()).add(other)
                    found.setdefault(other, set()).add(row)
        return {row: frozenset(others) for row, others in found.items()}

    def _wide_rows(self) -> dict[frozenset[int], list[str]]:
        """Rows by the parts of their key that are wider than some other row's: only they can cross each other."""
        wider = []
        for index in range(len(self.dimensions)):
            split = {
                key[index]: atoms[index] for key, atoms in zip(self.keys.values(), self._atoms.values(), strict=True)
            }
            texts = (text for text in split if any(_wider(split[text], each) for each in split.values()))
            wider.append(set(texts))
        found: dict[frozenset[int], list[str]] = {}
        for row, key in self.keys.items():
            dims = frozenset(index for index, text in enumerate(key) if text in wider[index])
            if dims:
                found.setdefault(dims, []).append(row)
        return found

    def wider_first(self, row: str, other: str) -> bool:
        """Whether, in the first part of the key in which they differ by width, a row is the wider of two."""
        for one, two in zip(self._atoms[row], self._atoms[other], strict=True):
            if one != two and contains(one, two) != contains(two, one):
                return contains(one, two)
        return row < other

    def _cross(self, row: str, other: str) -> bool:
        pairs = list(zip(self._atoms[row], self._atoms[other], strict=True))
        if not all(meets(one, two) for one, two in pairs):
            return False
        outer, inner = (all(contains(one, two) for one, two in each) for each in (pairs, [(b, a) for a, b in pairs]))
        return not outer and not inner

    @_equals.default
    def _count(self) -> Counter[tuple[Atoms, ...]]:
        return Counter(self._atoms.values())

    def twins(self, row: str) -> int:
        """How many rows have the key of a row, however it is spelt; the row is one of them."""
        return self._equals[self._atoms[row]]

    def groups(self, columns: tuple[str, ...]) -> tuple[Key, ...]:
        """The distinct texts of some key columns, leaving out rows in which one of them is undivided."""
        if columns not in self._groups:
            places = [[each.column for each in self.dimensions].index(code) for code in columns]
            found = dict.fromkeys(tuple(key[place] for place in places) for key in self.keys.values())
            self._groups[columns] = tuple(texts for texts in found if all(texts))
        return self._groups[columns]

    def told_first(self, rows: Iterable[str], held: AbstractSet[str], repeats: Repeats) -> tuple[str, ...]:
        """Of these rows the ones whose money no row among `held` gave before."""
        sources, found = self._sources, []
        for row in rows:
            if row not in sources:
                sources[row] = frozenset(self._find_sources(row, repeats))
            if not sources[row] or sources[row].isdisjoint(held):
                found.append(row)
        return tuple(found)

    def _find_sources(self, row: str, repeats: Repeats) -> Iterator[str]:
        own = self._atoms[row]
        year, origin = own[repeats.year], own[repeats.origin]
        if year is None or origin is None or max(origin) >= min(year):
            return
        for other, atoms in self._atoms.items():
            used = atoms[repeats.year]
            if used is not None and used & origin and all(meets(own[each], atoms[each]) for each in repeats.same):
                yield other

    def _supersets(self, index: int) -> dict[str, list[str]]:
        atoms = self.dimensions[index].atoms
        texts = {key[index] for key in self.keys.values()}
        split = {text: atoms(text) for text in texts}
        return {text: [each for each in texts if contains(split[each], split[text])] for text in texts}

    def select(self, where: Mapping[str, str]) -> Selection:
        """UNDIVIDED as a text asks for rows in which that part is undivided."""
        wanted = tuple(sorted((column, text) for column, text in where.items() if text))
        if wanted not in self._selections:
            self._selections[wanted] = self._select(dict(wanted))
        return self._selections[wanted]

    def covers(self, row: str, where: Mapping[str, str]) -> bool:
        """Whether the row speaks of the whole selection."""
        return all(
            dimension.derived or contains(atoms, dimension.atoms(where.get(dimension.column, "").strip(UNDIVIDED)))
            for dimension, atoms in zip(self.dimensions, self._atoms[row], strict=True)
        )

    def _texts_for(self, index: int, wanted: Atoms) -> tuple[frozenset[str], frozenset[str]]:
        """The texts of a part of the key that lie within what is wanted, and those that meet it: few for many rows."""
        if index not in self._texts:
            both = zip(self.keys.values(), self._atoms.values(), strict=True)
            self._texts[index] = {key[index]: atoms[index] for key, atoms in both}
        split = self._texts[index].items()
        within = frozenset(text for text, atoms in split if contains(wanted, atoms))
        return within, frozenset(text for text, atoms in split if meets(wanted, atoms))

    def _select(self, where: Mapping[str, str]) -> Selection:
        tests = [
            (index, *self._texts_for(index, dimension.atoms(where[dimension.column])))
            for index, dimension in enumerate(self.dimensions)
            if where.get(dimension.column, UNDIVIDED) != UNDIVIDED
        ]
        bare = [i for i, each in enumerate(self.dimensions) if where.get(each.column) == UNDIVIDED]
        inside: list[str] = []
        around: list[str] = []
        left: Iterable[tuple[str, Key]] = self.keys.items()
        for index, within, meeting in tests:
            left = [each for each in left if each[1][index] in within or each[1][index] in meeting]
        for row, key in left:
            if bare and any(self._atoms[row][index] is not None for index in bare):
                continue
            if all(key[index] in within for index, within, _ in tests):
                inside.append(row)
            elif all(key[index] in meeting for index, _, meeting in tests):
                around.append(row)
        return Selection(tuple(inside), tuple(around), frozenset((*inside, *around)))


@frozen
class Repeats:
    """Where to look for rows that tell again of money told in an earlier row (see catalogue.model.Carried)."""

    year: int
    origin: int
    same: tuple[int, ...]


@frozen
class Total:
    figure: Figure
    rows: tuple[str, ...]
    """The rows that make it up."""


def total(
    grains: Grains,
    figures: Mapping[str, Figure],
    where: Mapping[str, str],
    owed: Owed | None = None,
    repeats: Repeats | None = None,
) -> Total:
    """The column's figure within a selection. `figures` holds it for every row; rows without one are missing.

    `owed` says which rows should hold the column, also beside finer rows that do; None when it may be left out.
    `repeats` is given for a column in which carried money must not be added to the same money of its first year.
    """
    selection = grains.select(where)
    inside, around = selection.inside, selection.around
    held = {row for row in inside if figures[row].status in _HELD}
    if repeats is not None:
        inside = grains.told_first(inside, held, repeats)
        held = held.intersection(inside)
    counted = [row for row in inside if row in held and held.isdisjoint(grains.coarser.get(row, ()))]
    if not counted:
        return Total(_reason(grains, figures, inside, around), ())
    counted, fits = _uncrossed(grains, figures, counted)
    values = [figures[row] for row in counted]
    amount = sum((each.value for each in values if isinstance(each.value, Decimal)), Decimal(0))
    lacking = not fits or _lacking(grains, figures, inside, held, owed)
    if all(each.nothing for each in values):
        unknown = [figures[row] for row in inside if row not in held]
        return Total(absent(unknown if lacking and unknown else values), tuple(counted))
    hidden = _hides_more(grains, figures, around, counted) and not any(grains.covers(row, where) for row in counted)
    status = Status.PARTIAL if lacking or hidden else Status.VALUE
    return Total(Figure(status, amount, any(each.fuzzy for each in values)), tuple(counted))


def _uncrossed(grains: Grains, figures: Mapping[str, Figure], counted: list[str]) -> tuple[list[str], bool]:
    """Of rows that cross each other the ones wider in the first part of the key; whether the others fit in them."""
    crossed = {row: grains.crossing[row].intersection(counted) for row in counted if row in grains.crossing}
    dropped = {row for row, others in crossed.items() if any(grains.wider_first(other, row) for other in others)}
    kept = [row for row in counted if row not in dropped]
    fits = all(
        (figures[row].number or Decimal(0)) <= sum(figures[other].number or Decimal(0) for other in crossed[row])
        for row in dropped
    )
    return kept, fits


_HELD = frozenset({Status.VALUE, Status.NA, Status.UNFUNDED})


def _lacking(
    grains: Grains,
    figures: Mapping[str, Figure],
    inside: Sequence[str],
    held: Iterable[str],
    owed: Owed | None,
) -> bool:
    """Whether a row within the selection still owes the column: not it, nor a coarser row, nor its parts have it."""
    present = set(held)
    for row in inside:
        status = figures[row].status
        if status in _HELD or not present.isdisjoint(grains.coarser.get(row, ())):
            continue
        parts = present.intersection(grains.finer.get(row, ()))
        if status is not Status.MISSING or (owed is not None and owed(row, parts)):
            return True
    return False


def _hides_more(
    grains: Grains, figures: Mapping[str, Figure], around: Sequence[str], counted: Sequence[str] = ()
) -> bool:
    """Whether part of a row that only meets the selection may lie inside it, beside what is counted there.

    Not when its finer rows show all of it, nor when it covers or crosses counted rows: then they say what lies inside.
    """
    for row in around:
        value = figures[row].number
        told = not set(counted).isdisjoint((*grains.finer.get(row, ()), *grains.crossing.get(row, ())))
        if value is not None and not told and value > shown(grains, figures, row):
            return True
    return False


def shown(grains: Grains, figures: Mapping[str, Figure], row: str) -> Decimal:
    """What the finer rows of a row make together."""
    finer = {each for each in grains.finer.get(row, ()) if figures[each].status is Status.VALUE}
    tops = (each for each in finer if finer.isdisjoint(grains.coarser.get(each, ())))
    return sum((figures[each].number or Decimal(0) for each in tops), Decimal(0))


def _reason(grains: Grains, figures: Mapping[str, Figure], inside: Sequence[str], around: Sequence[str]) -> Figure:
    if any(figures[row].status is Status.UNREAD for row in inside):
        return Figure(Status.UNREAD)
    return Figure(Status.UNDIVIDED) if _hides_more(grains, figures, around) else MISSING
