"""Finding a field by words, with or without diacritics, or by its code."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import define, field, frozen

from gnbv_desktop.catalogue.model import BlockKind
from gnbv_desktop.engine.labels import field_info, row_label
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.dossier import Cell
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.kernel.text import fold, nfc
from gnbv_desktop.services.cell_text import written
from gnbv_desktop.services.search_entries import Entry, Folding, Things
from gnbv_desktop.services.work import Work

SHORT = 2
"""Figures up to this length are looked for as whole words: "2" is not in 2023."""
NEAR = 3
"""So many names are offered when nothing is found."""


@frozen
class Hit:
    label: str
    place: str
    form: str
    ref: Ref | None = None
    """None for a form or a block."""
    figure: str = ""
    path: str = ""
    """The block, when the hit is in one."""


@define(eq=False)
class SearchIndex:
    """Made at once, filled at the first search; rows that were added or changed since are seen."""

    work: Work
    _rows: dict[tuple[str, str], tuple[Mapping[str, Cell], Entry]] = field(factory=dict)
    _columns: dict[str, tuple[tuple[str, str], ...]] = field(factory=dict)

    def find(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """The best first; every word must occur."""
        words = fold(text).split()
        if not words:
            return ()
        exact = self._by_code(text)
        asked = _Asked(words, f" {' '.join(words)}", nfc(text).casefold().strip())
        found = sorted(self._matches(asked), key=lambda each: each[0])[:limit]
        hits = (self._hit(entry, column) for _, entry, column in found)
        return tuple({(hit.form, hit.label, hit.ref): hit for hit in (*exact, *hits)}.values())[:limit]

    def nearest(self, text: str) -> tuple[str, ...]:
        """Names to offer when nothing is found: words replaced by those most like them, then left out one by one."""
        words = [self._like(word) for word in fold(text).split()]
        known = [word for word in words if word]
        for length in range(len(known), 0, -1):
            for start in range(len(known) - length + 1):
                hits = self.find(" ".join(known[start : start + length]), NEAR)
                if hits:
                    return tuple(dict.fromkeys(hit.label for hit in hits))
        return ()

    # ---- entries

    @cached_property
    def _things(self) -> Things:
        return Things(self.work.edition, Folding())

    @cached_property
    def _fixed(self) -> tuple[Entry, ...]:
        return tuple(self._things.fixed(self.work.dossier))

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        return tuple({word for entry in self._entries() for word in entry.name.split()})

    def _entries(self) -> Iterator[Entry]:
        yield from self._fixed
        dossier = self.work.dossier
        for path, block in dossier.blocks.items():
            if path in self.work.edition.blocks and self.work.edition.blocks[path].kind.open_rows:
                for row in block.order:
                    cells = block.rows.get(row)
                    if cells:
                        yield self._row(path, row, cells)

    def _row(self, path: str, row: str, cells: Mapping[str, Cell]) -> Entry:
        """Made again only when something in the row is another."""
        known = self._rows.get((path, row))
        if known is None or known[0] is not cells:
            known = self._rows[path, row] = (cells, self._things.row(self.work.dossier, path, row, cells))
        return known[1]

    # ---- matching

    def _matches(self, asked: _Asked) -> Iterator[tuple[tuple[object, ...], Entry, str]]:
        for position, entry in enumerate(self._entries()):
            rest = [word for word in asked.words if not _occurs(word, entry.hay)]
            if not rest:
                yield (*asked.score(entry, ""), position), entry, ""
            elif entry.columns and (column := self._column_with(entry.path, rest)):
                yield (*asked.score(entry, column[1]), position), entry, column[0]

    def _column_with(self, path: str, words: Iterable[str]) -> tuple[str, str] | None:
        """The first column of a block, and its name, in which all these words occur."""
        if path not in self._columns:
            names = ((code, self._label(path, code)) for code in self.work.evaluation.columns(path))
            self._columns[path] = tuple((code, self._things.fold(name)) for code, name in names)
        asked = tuple(words)
        return next((each for each in self._columns[path] if all(_occurs(word, each[1]) for word in asked)), None)

    def _label(self, path: str, code: str) -> str:
        found = self.work.edition.column_of(path, code)
        if found is None:
            return code
        return found[0].label if found[1] is None else f"{found[0].label} năm {found[1]}"

    def _like(self, word: str) -> str:
        if any(_occurs(word, entry.hay) for entry in self._fixed):
            return word
        return next(iter(difflib.get_close_matches(word, self._vocabulary, 1, 0.6)), "")

    # ---- hits

    def _hit(self, entry: Entry, column: str) -> Hit:
        if entry.columns:
            ref = Ref(entry.path, entry.row, column or self._telling_column(entry))
            return self._hit_of(ref, entry.label, entry.place)
        if entry.ref is None:
            return Hit(entry.label, entry.place, entry.form, path=entry.path)
        if self.work.edition.blocks[entry.path].kind.open_rows:
            row = next(iter(self.work.dossier.block(entry.path).order), "")
            if not row:
                return Hit(entry.label, entry.place, entry.form, path=entry.path)
            return self._hit_of(entry.ref._replace(row=row), entry.label, entry.place)
        return self._hit_of(entry.ref, entry.label, entry.place)

    def _telling_column(self, entry: Entry) -> str:
        """The first number that the row holds, else its first column."""
        columns = self.work.evaluation.columns(entry.path)
        for code in columns:
            info = field_info(self.work.edition, Ref(entry.path, entry.row, code))
            if info is None or info.column.key or not info.kind.numeric:
                continue
            if self.work.evaluation.figure(Ref(entry.path, entry.row, code)).status is Status.VALUE:
                return code
        return columns[0]

    def _hit_of(self, ref: Ref, label: str, place: str) -> Hit:
        form = self.work.edition.form_of[ref.block].form
        info = field_info(self.work.edition, ref)
        if info is None:
            return Hit(label, place, form, ref, path=ref.block)
        several = self.work.edition.blocks[ref.block].kind is not BlockKind.FIELDS and info.label != label
        status = self.work.evaluation.figure(ref).status
        figure = "" if status is Status.MISSING else written(self.work, ref, info)
        return Hit(f"{label} · {info.label}" if several else label, place, form, ref, figure, ref.block)

    def _by_code(self, text: str) -> tuple[Hit, ...]:
        try:
            ref = parse_ref(text.strip())
        except ValueError:
            return ()
        info = field_info(self.work.edition, ref)
        known = ref.block in self.work.edition.blocks and (
            not ref.row or ref.row in self.work.evaluation.rows(ref.block)
        )
        if info is None or not known:
            return ()
        form = self.work.edition.form_of[ref.block]
        row = row_label(self.work.edition, self.work.dossier, ref.block, ref.row)
        return (self._hit_of(ref, row or info.label, form.short or form.title),)


@frozen
class _Asked:
    words: list[str]
    phrase: str
    typed: str

    def score(self, entry: Entry, column: str) -> tuple[object, ...]:
        """Smaller is better: its diacritics as typed, words in the name, in order, then what is more general."""
        named = f"{entry.name}{column}"
        return (
            self.typed not in f"{entry.label} {entry.place}".casefold() and self.typed != fold(self.typed),
            sum(not _occurs(word, named) for word in self.words),
            self.phrase not in named,
            sum(f" {word}" not in named for word in self.words),
            sum(f" {word} " not in named for word in self.words),
            not named.startswith(self.phrase),
            entry.rank,
            len(entry.label),
        )


def _occurs(word: str, hay: str) -> bool:
    if len(word) <= SHORT and word.isdigit():
        return f" {word} " in hay
    return word in hay
