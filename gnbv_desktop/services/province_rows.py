"""Marks for a whole column by the names of its rows: "Tiểu dự án 1 - Dự án 3" asks for that component's money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.exchange.workbook import Book, Sheet
from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.services.capital_match import Matcher
from gnbv_desktop.services.capital_words import LINES, column_of
from gnbv_desktop.services.work import Work

_COMPONENT, _KIND = "DU_AN", "LOAI"


@frozen
class RowProposal:
    row: int
    label: str
    """The name that stands in the row."""
    code: str
    """The proposed expression; empty when the row is not recognised."""
    meaning: str = ""


def measures(work: Work) -> tuple[tuple[str, str], ...]:
    """Columns of the capital lines that rows can be asked for: code and name."""
    block = work.edition.blocks.get(LINES)
    columns = block.columns.items() if block is not None else ()
    return tuple((code, each.label) for code, each in columns if each.kind is not None and each.kind.numeric)


def likely_measure(work: Work, sheet: Sheet, at: At) -> str:
    """The column of the capital lines that the nearest words above a cell name; empty when they name none."""
    above = (sheet.at(At(row, at.column)) for row in range(at.row - 1, 0, -1))
    title = next((cell.value for cell in above if cell.value.strip() and not cell.number and not cell.formula), "")
    found = column_of(work.edition, title, work.dossier.head.period.years) if LINES in work.edition.blocks else None
    return found if found is not None and found in dict(measures(work)) else ""


def proposals(
    work: Work, book: Book, sheet: Sheet, rows: Iterable[int], names: int, measure: str, where: Mapping[str, str]
) -> tuple[RowProposal, ...]:
    """`names`: the column in which the rows are named; `where` holds for all of them, such as the kind of money."""
    matcher = Matcher(work.edition, work.dossier.head.unit)
    found: list[RowProposal] = []
    context = ""
    for row in rows:
        label = " ".join(book.shown(sheet.at(At(row, names))).split())
        understood = matcher.understand(label, "", None, context)
        named = understood.components if len(understood.components) == 1 else ()
        parts = dict(where)
        if _KIND in understood.parts:
            parts[_KIND] = understood.parts[_KIND]
        component = named[0] if named else context if understood.parts else ""
        context = named[0] if named else context
        if not label or not component:
            found.append(RowProposal(row, label, ""))
            continue
        code = _expression(measure, {_COMPONENT: component, **parts})
        found.append(RowProposal(row, label, code, _words(work, component, parts)))
    return tuple(found)


def _expression(measure: str, where: Mapping[str, str]) -> str:
    keys = "".join(f', {key}="{text}"' for key, text in where.items())
    return f"{LINES}({measure}{keys})"


def _words(work: Work, component: str, parts: Mapping[str, str]) -> str:
    columns = work.edition.blocks[LINES].columns
    kinds = work.edition.lists[columns[_KIND].list].items if columns[_KIND].kind is FieldKind.CHOICE else {}
    kind = parts.get(_KIND, "")
    named = work.edition.components[component]
    words = f"{named.label}: {named.short}" if named.short else named.label
    return f"{words}, {kinds[kind].label}" if kind in kinds else words
