"""The capital lines grouped by component: bands with sums, lines below them, filters on the key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from gnbv_desktop.catalogue.model import Column, FieldInfo, FieldKind
from gnbv_desktop.engine.labels import field_info, key_label
from gnbv_desktop.engine.spot import applies
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.compare import compare, previous_figure
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid.block_sheet import AS_IT_COMES, MAIN_COLUMNS, Shown
from gnbv_desktop.ui.grid.numbers import numbered
from gnbv_desktop.ui.grid.parts import CellLook, ColumnRole, GridColumn, GridRow, RowKind
from gnbv_desktop.ui.grid.writing import cell_look, figure_look, may_type
from gnbv_desktop.ui.marks import Marks

COMPONENT, YEAR, AGENCY, STATE = "DU_AN", "NAM", "DON_VI", "TRANG_THAI"
ALWAYS = ("NAM_GOC", "LOAI", "GIAO", "GIAI_NGAN", "TY_LE", "CON_LAI", STATE)
"""Columns that every office needs; the others come when something is typed in them or when they are asked for."""
USED, GIVEN = "TONG", "GIAO"
BEHIND = ("UOC", "TY_LE_UOC", "CHUYEN_NGUON", "HUY", "TAM_UNG", "KHOI_LUONG", "KHO_BAC")
"""Amounts that stand behind the state, so that what every office needs is seen without scrolling."""
WORDS = ("LY_DO", "GHI_CHU")
RATES = {"TY_LE": "GIAI_NGAN", "TONG": "DIEU_CHINH", "TY_LE_UOC": "UOC"}
"""Derived columns that are shown when the typed one they serve is."""
_STATE_SIGNS = {
    "HOAN_THANH": ("check", "ok"),
    "KHONG_THUC_HIEN": ("ban", "confirm"),
    "CHUA_PHAN_BO": ("circle-dashed", "muted"),
}


class CapitalSheet:
    """All lines (component empty) or those within one component, below each other by component."""

    def __init__(
        self, work: Work, path: str, component: str = "", shown: Shown = AS_IT_COMES,
        filters: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.work = work
        self.path = path
        self.component = component
        self.shown = shown
        self.filters: dict[str, str] = dict(filters or {})
        self.folded: set[str] = set()
        self.columns: tuple[GridColumn, ...] = ()
        self.rows: tuple[GridRow, ...] = ()
        self._infos: dict[str, FieldInfo | None] = {}
        self._known: object = None
        self.rebuild()

    def rebuild(self) -> None:
        self._known = self._state()
        shown = tuple(self._columns())
        self.columns = numbered(shown, self._definitions(shown))
        self.rows = tuple(self._rows())

    def _definitions(self, shown: Iterable[GridColumn]) -> dict[str, Column]:
        """The block's columns; the capital in use is the capital given where nothing was adjusted."""
        columns = dict(self.work.edition.blocks[self.path].columns)
        if USED not in {column.code for column in shown} and GIVEN in columns:
            columns = {code: evolve(each, value=each.value.replace(USED, GIVEN)) for code, each in columns.items()}
        return columns

    def rows_are_stale(self) -> bool:
        return self._known != self._state()

    def _state(self) -> object:
        grains = self.work.evaluation.grains(self.path)
        return grains.keys, tuple(grains.keys), self.work.dossier.head.status

    def fold(self, row: GridRow) -> None:
        self.folded ^= {row.key}
        self.rows = tuple(self._rows())

    def fold_all(self) -> None:
        """All bands folded, or all open when some are folded."""
        bands = {f"g:{code}" for code in self.work.edition.components}
        self.folded = set() if self.folded else bands
        self.rows = tuple(self._rows())

    def hides(self, ref: Ref) -> bool:
        """Whether a cell that is there is filtered out, folded in or in a column that is not shown."""
        shown_row = any(row.row == ref.row for row in self.rows)
        return not (shown_row and any(column.code == ref.column for column in self.columns))

    def reveal(self, ref: Ref) -> None:
        self.filters.clear()
        self.folded.clear()
        if all(column.code != ref.column for column in self.columns):
            self.shown = Shown(self.shown.previous, self.shown.extra | {ref.column}, self.shown.hidden - {ref.column})
        self.rebuild()

    def spot(self, ref: Ref) -> tuple[str, str]:
        return ref.row, ref.column

    def ask_component(self) -> None:
        """A line that was begun under no component needs the column in which one says which."""
        self.shown = Shown(self.shown.previous, self.shown.extra | {COMPONENT}, self.shown.hidden - {COMPONENT})

    def first(self, row: str) -> Ref:
        """Where one begins to fill a line."""
        whose = self.work.evaluation.figure(Ref(self.path, row, COMPONENT)).text
        asked = any(column.code == COMPONENT for column in self.columns)
        return Ref(self.path, row, COMPONENT if asked and not whose else AGENCY)

    def ref(self, row: GridRow, column: GridColumn) -> Ref | None:
        if row.kind.band or column.role is not ColumnRole.VALUE:
            return None
        return Ref(self.path, row.row, column.code)

    def info(self, ref: Ref) -> FieldInfo | None:
        if ref.column not in self._infos:
            self._infos[ref.column] = field_info(self.work.edition, ref)
        return self._infos[ref.column]

    def editable(self, row: GridRow, column: GridColumn) -> bool:
        ref = self.ref(row, column)
        return may_type(self.work.dossier, self.info(ref) if ref else None)

    def defaults(self, row: GridRow) -> dict[str, str]:
        """What a new line below a row begins with: its component, the year, what is filtered."""
        head = self.work.dossier.head.period
        found = {YEAR: str(head.first_year)} if head.first_year == head.last_year else {}
        found |= {code: text for code, text in self.filters.items() if "+" not in text}
        component = row.where.get(COMPONENT, "") or self.component
        return found | ({COMPONENT: component} if component else {})

    # ---- looks

    def look(self, row: GridRow, column: GridColumn, marks: Marks) -> CellLook:
        if row.kind.band:
            return self._band(row, column)
        ref = Ref(self.path, row.row, column.code)
        info = self.info(ref)
        if info is None:
            return CellLook()
        if column.role is not ColumnRole.VALUE:
            return self._beside(ref, info, column)
        look = cell_look(self.work, marks, ref, info)
        if column.code == AGENCY:
            return self._agency(row, look)
        if column.code == STATE and not look.sign:
            return self._status(ref, look)
        return look

    def _agency(self, row: GridRow, look: CellLook) -> CellLook:
        tag = self._tag(row.row)
        if not look.text and not tag:
            look = evolve(look, text="chưa tách đơn vị", absent=True, ink="muted")
        return evolve(look, indent=row.depth, tag=tag, right=False)

    def _tag(self, row: str) -> str:
        """What is undivided or inside: "TDA 1, 2", "17 × 500"."""
        text = self.work.evaluation.figure(Ref(self.path, row, COMPONENT)).text
        if "+" in text:
            return ", ".join(self.work.edition.components[code].label.partition(" - ")[0] for code in text.split("+"))
        return ""

    def _status(self, ref: Ref, look: CellLook) -> CellLook:
        code = self.work.evaluation.figure(ref).text
        sign, ink = _STATE_SIGNS.get(code, ("circle-dot", "text2"))
        return evolve(look, sign=sign, ink=ink, text=_capital(look.text)) if code else look

    def _beside(self, ref: Ref, info: FieldInfo, column: GridColumn) -> CellLook:
        if column.role is ColumnRole.PREVIOUS:
            before = previous_figure(self.work, ref)
            if before is None:
                return CellLook(ground="sunken")
            return evolve(figure_look(self.work, info, before, "sunken"), ink="muted")
        found = compare(self.work, ref)
        return CellLook(found.change if found else "", right=True, ink="text2", ground="sunken")

    def _band(self, row: GridRow, column: GridColumn) -> CellLook:
        ground = {RowKind.TOTAL: "total", RowKind.GROUP: "group1"}.get(row.kind, "group2")
        if column is self.columns[0]:
            strong = row.kind is not RowKind.SUBGROUP
            return CellLook(
                row.label,
                ground=ground,
                indent=row.depth,
                code=row.code,
                fold=row.folded,
                strong=strong and not row.code,
            )
        if row.unused:
            first = next((each for each in self.columns[1:] if each.kind is not None and each.kind.numeric), None)
            words = "không áp dụng" if column is first else ""
            return CellLook(words, ink="muted", ground=ground, absent=True, hatched=True)
        if column.role is not ColumnRole.VALUE or column.kind is None or not column.kind.numeric:
            return CellLook(ground=ground)
        info = self.info(Ref(self.path, "r1", column.code))
        if info is None:
            return CellLook(ground=ground)
        total = self.work.evaluation.pivot(self.path, column.code, {**self.filters, **row.where})
        look = figure_look(self.work, info, total.figure, ground, strong=row.kind is not RowKind.SUBGROUP)
        return evolve(look, text="") if total.figure.status is Status.MISSING else look

    # ---- columns

    def _columns(self) -> Iterator[GridColumn]:
        block = self.work.edition.blocks[self.path]
        title = "Đơn vị thực hiện" if self.component else "Dự án, tiểu dự án, đơn vị"
        yield GridColumn(AGENCY, ColumnRole.VALUE, title, FieldKind.PLACE)
        used = self._used()
        for code, column in sorted(block.columns.items(), key=lambda each: each[0] in BEHIND + WORDS):
            if code == AGENCY or not self._visible(code, column, used):
                continue
            label = column.short or column.label
            yield GridColumn(code, ColumnRole.VALUE, label, column.kind, bool(column.value), help=column.help)
            if self.shown.previous and code in MAIN_COLUMNS:
                yield GridColumn(code, ColumnRole.PREVIOUS, self._previous_title(), column.kind)
                yield GridColumn(code, ColumnRole.CHANGE, "Trong kỳ", column.kind, derived=True)

    def _previous_title(self) -> str:
        earlier = self.work.evaluation.earlier
        return f"Kỳ trước ({earlier.dossier.head.period.cutoff:%d/%m})" if earlier else "Kỳ trước"

    def _used(self) -> set[str]:
        return {code for cells in self.work.dossier.block(self.path).rows.values() for code in cells}

    def _visible(self, code: str, column: Column, used: set[str]) -> bool:
        if code in self.shown.hidden:
            return False
        if code in ALWAYS or code in self.shown.extra:
            return True
        if code == COMPONENT:
            return False
        if code == YEAR:
            head = self.work.dossier.head.period
            return head.first_year != head.last_year
        if column.value:
            return RATES.get(code, "") in used
        return code in used and (not column.key or self._varies(code))

    def _varies(self, code: str) -> bool:
        grains = self.work.evaluation.grains(self.path)
        place = [each.column for each in grains.dimensions].index(code)
        return len({key[place] for key in grains.keys.values()}) > 1

    # ---- rows

    def _rows(self) -> Iterator[GridRow]:
        inside = self._lines()
        if not self.component:
            yield GridRow("total", RowKind.TOTAL, label="Toàn chương trình")
            yield from self._below("", inside, 0)
            return
        yield from self._below(self.component, inside, 0)
        label = f"Cộng {self.work.edition.components[self.component].label}"
        yield GridRow("total", RowKind.TOTAL, label=label, where={COMPONENT: self.component})

    def _lines(self) -> dict[str, list[str]]:
        """The rows to show, by the component under which they stand."""
        grains = self.work.evaluation.grains(self.path)
        where = {**self.filters, **({COMPONENT: self.component} if self.component else {})}
        rows: Sequence[str] = grains.select(where).inside if where else tuple(grains.keys)
        order = {row: place for place, row in enumerate(grains.keys)}
        place = [each.column for each in grains.dimensions].index(COMPONENT)
        found: dict[str, list[str]] = {}
        for row in sorted(rows, key=order.__getitem__):
            found.setdefault(self._home(grains.keys[row][place]), []).append(row)
        return found

    def _home(self, text: str) -> str:
        """The lowest component that holds all that a key names."""
        codes = [code for code in text.split("+") if code in self.work.edition.components]
        if len(codes) < 2:
            return codes[0] if codes else ""
        lines = [(*reversed(self.work.edition.ancestors(code)), code) for code in codes]
        common = ""
        for level in zip(*lines, strict=False):
            if len(set(level)) > 1:
                break
            common = level[0]
        return common

    def _below(self, parent: str, lines: dict[str, list[str]], depth: int) -> Iterator[GridRow]:
        where = {COMPONENT: parent} if parent else {}
        for row in lines.get(parent, ()):
            yield GridRow(row, RowKind.LINE, row, depth=depth, where=where)
        components = self.work.edition.components
        for code, component in components.items():
            if component.parent != parent or (self.filters and not self._holds(code, lines)):
                continue
            kind = RowKind.SUBGROUP if component.parent else RowKind.GROUP
            key = f"g:{code}"
            unused = not (self._holds(code, lines) or applies(self.work.edition, self.work.dossier, code))
            folded = None if unused else key in self.folded
            short = component.label.partition(" - ")[0]
            yield GridRow(
                key, kind, label=component.short, code=short, depth=depth, folded=folded, where={COMPONENT: code},
                unused=unused,
            )  # fmt: skip
            if not folded and not unused:
                yield from self._below(code, lines, depth + 1)

    def _holds(self, code: str, lines: Mapping[str, list[str]]) -> bool:
        return any(lines.get(each) for each in self.work.edition.subtree(code))

    def filter_choices(self, code: str) -> dict[str, str]:
        """The texts of a key column that occur, with their labels."""
        column = self.work.edition.blocks[self.path].columns[code]
        grains = self.work.evaluation.grains(self.path)
        place = [each.column for each in grains.dimensions].index(code)
        texts = sorted({key[place] for key in grains.keys.values()} - {""})
        return {text: key_label(self.work.edition, self.work.dossier, column, text) for text in texts}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
