"""Targets of the programme and of the office: what was reached, against what plan, judged by whom."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from gnbv_desktop.catalogue.model import BlockKind, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import row_label
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.division import Where
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.model import Run, TextRun

REACHED, PLAN, JUDGED, OWN = "TH_TINH", "KH", "DANH_GIA", "DANH_GIA_DON_VI"
_PART, _WHOLE = "TU", "MAU"


@define(eq=False)
class Targets:
    evaluation: Evaluation
    figures: Figures

    def tells(self, path: str) -> bool:
        return {REACHED, JUDGED} <= self.evaluation.edition.blocks[path].columns.keys()

    def summarises(self, path: str) -> bool:
        """A block that counts the targets that were met."""
        return {"TONG_SO", "SO_DAT_VUOT"} <= self.evaluation.edition.blocks[path].columns.keys()

    def groups(self, path: str, where: Where, told: frozenset[Ref]) -> Iterator[tuple[str, list[tuple[Run, ...]]]]:
        """Heading rows with the targets below them, or the targets of the chosen group alone."""
        block, chosen = self.evaluation.edition.blocks[path], where.get("NHOM", "")
        if block.kind is BlockKind.OPEN:
            rows = (row for row in self.evaluation.rows(path) if chosen in ("", self._text(path, row, "NHOM")))
            yield "", [item for row in rows for item in self._target(path, row, told)]
            return
        heading, group, items = "", "", list[tuple[Run, ...]]()
        for row, definition in block.rows.items():
            if definition.heading:
                yield heading, items
                heading, group, items = definition.label.partition(". ")[2] or definition.label, row, []
            elif chosen in ("", group):
                items += self._target(path, row, told)
        yield heading, items

    def _target(self, path: str, row: str, told: frozenset[Ref]) -> Iterator[tuple[Run, ...]]:
        refs = {code: Ref(path, row, code) for code in (REACHED, "TH", _PART, PLAN, JUDGED, OWN)}
        if told & {refs[REACHED], refs["TH"], refs[_PART], refs[PLAN], refs[OWN]}:
            return
        judged = self._judged(path, row)
        reached = self._reached(path, row)
        name = row_label(self.evaluation.edition, self.evaluation.dossier, path, row)
        if reached:
            yield say.TARGET.fill(ten=name, thuc_hien=reached, danh_gia=self._in_brackets(judged))
        elif judged:
            yield say.TARGET_JUDGED.fill(ten=name, danh_gia=judged)

    @staticmethod
    def _in_brackets(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return (TextRun(" ("), *runs, TextRun(")")) if runs else ()

    def _reached(self, path: str, row: str) -> tuple[Run, ...]:
        """ "51/270 hộ, 18,89%", "14,7%", "134 mô hình"; as typed where it was typed."""
        reached, part, whole = (Ref(path, row, code) for code in (REACHED, _PART, _WHOLE))
        if self._known(part) and self._known(whole):
            ratio = self.figures.pair(str(part), str(whole))
            return (ratio, TextRun(", "), self.figures.percent(str(reached)))
        typed = Ref(path, row, "TH")
        shown = typed if self._known(typed) else reached
        return self._written(shown, path, row) if self._known(shown) else ()

    def _judged(self, path: str, row: str) -> tuple[Run, ...]:
        code, own = self._text(path, row, JUDGED), self._text(path, row, OWN)
        pattern = say.JUDGED.get(code)
        if pattern is None:
            return ()
        plan = Ref(path, row, PLAN)
        told = self._known(plan) and code in ("CHUA_DAT", "VUOT")
        words = pattern.fill(so=(TextRun(" "), *self._written(plan, path, row)) if told else "")
        unsure = bool(own) and not self._known(plan) and code != "CHUA_DEN_KY"
        return say.OWN_JUDGEMENT.fill(danh_gia=words) if unsure else words

    def _written(self, ref: Ref, path: str, row: str) -> tuple[Run, ...]:
        unit, percent = self._unit(path, row)
        if percent:
            return (self.figures.percent(str(ref)),)
        return (self.figures.plain(str(ref)), TextRun(f" {unit}" if unit else ""))

    def _unit(self, path: str, row: str) -> tuple[str, bool]:
        definition = self.evaluation.edition.blocks[path].rows.get(row)
        if definition is not None:
            return definition.unit, definition.kind is FieldKind.PERCENT
        unit = self._text(path, row, "DVT").strip()
        return unit, unit == "%"

    def summary(self, path: str, told: frozenset[Ref]) -> Iterator[tuple[Run, ...]]:
        met, total, waiting = (Ref(path, SINGLE, code) for code in ("SO_DAT_VUOT", "TONG_SO", "SO_CHUA_DEN_KY"))
        if {met, total} & told or not (self._known(met) and self._known(total)):
            return
        known = self.evaluation.figure(waiting).number
        beside = say.NOT_DUE.fill(so=self.figures.count(str(waiting))) if known else ""
        yield say.TARGETS_MET.fill(ty_so=self.figures.pair(str(met), str(total)), ngoai=beside)

    def _known(self, ref: Ref) -> bool:
        return self.evaluation.figure(ref).number is not None

    def _text(self, path: str, row: str, code: str) -> str:
        if code not in self.evaluation.edition.blocks[path].columns:
            return ""
        return self.evaluation.figure(Ref(path, row, code)).text
