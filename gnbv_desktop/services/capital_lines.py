"""The capital line that a key taken from a sheet means: the one, several to choose from, or a new one."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from gnbv_desktop.engine.keyed import Atoms, contains
from gnbv_desktop.engine.labels import key_label, row_label
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.capital_words import LINES
from gnbv_desktop.services.work import Work

COMPONENT, YEAR, ORIGIN, KIND, SOURCE, AGENCY = "DU_AN", "NAM", "NAM_GOC", "LOAI", "NGUON", "DON_VI"
PARTS = (COMPONENT, YEAR, ORIGIN, KIND, SOURCE, AGENCY)

Key = Mapping[str, str]
"""Codes of key columns with their canonical texts; what a sheet does not say is not in it.

An empty text says that the part is not divided.
"""


@frozen
class Choice:
    """A line that may be meant."""

    line: str
    label: str


@frozen
class Match:
    """`line` is empty when none is certain; then `choices` may be asked, or `new` says that a new line is clear."""

    line: str = ""
    remark: str = ""
    choices: tuple[Choice, ...] = ()
    several: bool = False
    """More than one line fits."""
    new: Key | None = None


@frozen
class _Fit:
    """How well a line fits: parts that agree, parts it leaves undivided, parts the key does not speak of."""

    line: str
    equal: int
    weak: int
    extra: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        return -self.equal, self.weak, len(self.extra)


@frozen
class Lines:
    """The capital lines of a dossier by component, with the parts of their keys as sets."""

    work: Work
    keys: Mapping[str, Key] = field(init=False)
    _by_year: Mapping[tuple[str, Atoms], list[str]] = field(init=False)

    _labels: dict[str, str] = field(factory=dict, init=False)

    @keys.default
    def _keys(self) -> dict[str, Key]:
        evaluation = self.work.evaluation
        return {
            row: {code: text for code in PARTS if (text := evaluation.figure(Ref(LINES, row, code)).text)}
            for row in evaluation.rows(LINES)
        }

    @_by_year.default
    def _index(self) -> dict[tuple[str, Atoms], list[str]]:
        found: dict[tuple[str, Atoms], list[str]] = {}
        for row, key in self.keys.items():
            found.setdefault((key.get(YEAR, ""), self._atoms(COMPONENT, key.get(COMPONENT, ""))), []).append(row)
        return found

    def _atoms(self, code: str, text: str) -> Atoms:
        column = self.work.edition.blocks[LINES].columns[code]
        return self.work.evaluation.plan.atoms(column)(text) if text else None

    def match(self, key: Key, communes: int = 0) -> Match:
        """The line of this key. Raises nothing: what is unclear comes back as choices."""
        exact = [fit for row in self._of_component(key) if (fit := self._fit(row, key, communes))]
        if exact:
            return self._best(exact)
        inside = [fit for row in self._below_component(key) if (fit := self._fit(row, key, communes))]
        if len(inside) == 1:
            return Match(inside[0].line, "dòng duy nhất của dự án này")
        # Every line of this component says something else than the sheet does, so it is none of them.
        new = None if inside or communes else self.new_key(key)
        choices = self.choices([*(fit.line for fit in inside), *self.near(key)])
        return Match(choices=choices, several=bool(inside), new=new)

    def new_key(self, key: Key) -> Key | None:
        """The key as it would stand in a new line; None while a part that a line must have is not clear."""
        component = key.get(COMPONENT, "")
        if not component or "+" in component or YEAR not in key:
            return None
        usual = self.work.edition.components[component].capital
        kind = key.get(KIND, usual[0] if len(usual) == 1 else None)
        return None if kind is None else {code: text for code, text in {**key, KIND: kind}.items() if text}

    def near(self, key: Key) -> list[str]:
        """Lines that may be meant where none is certain: those of the component, then the others of the year."""
        same = [*self._of_component(key), *self._below_component(key)]
        of_year = (row for row, each in self.keys.items() if each.get(YEAR) == key.get(YEAR, each.get(YEAR)))
        return list(dict.fromkeys((*same, *of_year)))

    def choices(self, rows: list[str]) -> tuple[Choice, ...]:
        return tuple(Choice(row, self.label(row)) for row in dict.fromkeys(rows))

    def label(self, row: str) -> str:
        if row not in self._labels:
            self._labels[row] = row_label(self.work.edition, self.work.dossier, LINES, row)
        return self._labels[row]

    def label_of(self, key: Key) -> str:
        columns = self.work.edition.blocks[LINES].columns
        texts = (
            key_label(self.work.edition, self.work.dossier, columns[code], key[code]) for code in PARTS if code in key
        )
        return " · ".join(texts)

    def _of_component(self, key: Key) -> list[str]:
        return self._by_year.get((key.get(YEAR, ""), self._atoms(COMPONENT, key.get(COMPONENT, ""))), [])

    def _below_component(self, key: Key) -> list[str]:
        wanted = self._atoms(COMPONENT, key.get(COMPONENT, ""))
        return [
            row
            for (year, atoms), rows in self._by_year.items()
            if year == key.get(YEAR) and wanted is not None and atoms != wanted and contains(wanted, atoms)
            for row in rows
        ]

    def _fit(self, row: str, key: Key, communes: int) -> _Fit | None:
        line = self.keys[row]
        equal = weak = 0
        for code in PARTS[2:]:
            wanted, standing = key.get(code), line.get(code)
            if code == AGENCY and wanted is None and communes:
                wanted = standing if standing and len(standing.split("+")) == communes else str(communes)
            if wanted is None:
                continue
            if standing is None:
                weak += bool(wanted)
                equal += not wanted
            elif self._atoms(code, standing) == self._atoms(code, wanted):
                equal += 1
            else:
                return None
        extra = tuple(
            code for code in PARTS[2:] if code in line and code not in key and not (code == AGENCY and communes)
        )
        return _Fit(row, equal, weak, extra)

    def _best(self, fits: list[_Fit]) -> Match:
        """The best of the lines that fit, unless another one that fits as well differs in what the key leaves open."""
        fits.sort(key=lambda fit: fit.rank)
        best, *others = fits
        rivals = [fit for fit in others if fit.rank[:2] == best.rank[:2]]
        tied = any(fit.rank == best.rank for fit in rivals)
        if tied or any(self._differ(best, fit) for fit in rivals):
            return Match(choices=self.choices([fit.line for fit in fits]), several=True)
        undivided = rivals and ORIGIN not in self.keys[best.line]
        return Match(best.line, "nhập chung các năm gốc" if undivided else "")

    def _differ(self, best: _Fit, other: _Fit) -> bool:
        one, two = self.keys[best.line], self.keys[other.line]
        return any(code in two and two[code] != one[code] for code in best.extra)
