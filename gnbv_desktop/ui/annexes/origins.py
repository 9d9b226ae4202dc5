"""What the cells of a sheet have to do with the dossier: where each comes from, in words, as links, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import define
from PySide6.QtWidgets import QMenu, QWidget

from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.annexes import AnnexSheet, fields_of
from gnbv_desktop.services.bound_figures import bound_info
from gnbv_desktop.services.preview import words_of
from gnbv_desktop.services.sheet_places import cell_name, shown_text
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.preview.fields_menu import LISTED, fields_menu


@define(eq=False)
class CellOrigins:
    work: Work
    annex: AnnexSheet

    def fields(self, place: int) -> tuple[Ref, ...]:
        return fields_of(self.work, self.annex, place)

    def traced(self, place: int) -> tuple[Ref, ...]:
        """The addresses that the figure is, or is added up from."""
        return self.annex.reads_of(self.annex.sheet.boxes[place])

    def label(self, place: int) -> str:
        """ "Ô D14 · Dự án 2 · Giải ngân"."""
        box = self.annex.sheet.boxes[place]
        return f"Ô {cell_name(box)} · {self.annex.places.words(box)}".rstrip(" ·")

    def words(self, place: int) -> str:
        """Where the figure of a box comes from, a line for each thing to say."""
        return "\n".join(self._lines(place, "\n"))

    def spoken(self, place: int) -> str:
        """The text of a box and where it comes from in one line, for those who do not use the mouse."""
        text = shown_text(self.annex.sheet.boxes[place]) or "trống"
        return f"{text}: {' · '.join(self._lines(place, ' '))}"

    def _lines(self, place: int, parting: str) -> Iterator[str]:
        yield self.label(place)
        box = self.annex.sheet.boxes[place]
        missing = self.annex.missing.get(place, ())
        if missing:
            yield f"Còn thiếu:{parting}{f';{parting}'.join(self._named(missing))}"
        elif box.source:
            info = bound_info(self.work, Bound(box.source, FigureStyle.AMOUNT))
            yield from filter(None, (info.name, info.path, f"Kỳ trước: {info.previous}" if info.previous else ""))

    def _named(self, refs: Sequence[Ref]) -> list[str]:
        named = [words_of(self.work, ref) for ref in refs[: LISTED // 4]]
        left = len(refs) - len(named)
        return [*named, f"… và {left} ô khác"] if left else named

    def menu(self, title: str, refs: Sequence[Ref], go: Callable[[Ref], object], parent: QWidget) -> QMenu:
        """The fields behind a figure that was made of several."""
        return fields_menu(self.work, "annex_fields", title, refs, go, parent)
