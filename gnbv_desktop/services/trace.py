"""Where a figure comes from and where it goes: formula, sources, totals, sentences, controls, its last change."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gnbv_desktop.catalogue.model import FieldInfo
from gnbv_desktop.engine.bound import write_bound
from gnbv_desktop.engine.labels import field_info, place_label, write_figure
from gnbv_desktop.engine.sources import sources_of
from gnbv_desktop.engine.values import Figure
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.inline import Bound, Paragraph, Words
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.cell_text import written
from gnbv_desktop.services.changes import HistoryLine, last_change
from gnbv_desktop.services.compare import Comparison, compare
from gnbv_desktop.services.counting import component_key
from gnbv_desktop.services.formula_words import Computation, computation
from gnbv_desktop.services.trace_index import BoundAt, TraceIndex
from gnbv_desktop.services.work import Work

AROUND = 70
"""So many letters of a sentence are shown on each side of the figure."""


@frozen
class Link:
    """Another figure: an address, or a total that has none and is found in its form."""

    label: str
    text: str
    ref: Ref | None = None
    form: str = ""


@frozen
class SlotUse:
    """A narrative in which the figure, or one computed from it, stands."""

    slot: str
    form: str
    title: str
    excerpt: str


@frozen
class Drawn:
    """The sealed dossier from which the figure was copied."""

    uid: str
    ref: str
    name: str


@frozen
class Trace:
    ref: Ref
    label: str
    place: str
    figure: Figure
    text: str
    computed: Computation | None
    """None for a typed figure."""
    sources: tuple[Link, ...]
    uses: tuple[Link, ...]
    """Figures computed from it, then the totals of the components it counts in."""
    sentences: tuple[SlotUse, ...]
    controls: tuple[str, ...]
    previous: Comparison | None
    last: HistoryLine | None
    drawn: Drawn | None


def trace(work: Work, ref: Ref, index: TraceIndex | None = None) -> Trace | None:
    """None when there is no such field. The window keeps the index as long as the evaluation stands."""
    info = field_info(work.edition, ref)
    if info is None:
        return None
    index = index or TraceIndex(work.evaluation)
    figure = work.evaluation.figure(ref)
    return Trace(
        ref=ref,
        label=" · ".join(part for part in (info.row_label, info.label) if part),
        place=place_label(work.edition, work.dossier, ref),
        figure=figure,
        text=written(work, ref, info),
        computed=computation(work.evaluation, ref),
        sources=tuple(link_to(work, each) for each in sources_of(work.evaluation, ref)),
        uses=(*(link_to(work, each) for each in index.uses(ref)), *_totals(work, ref, info)),
        sentences=_sentences(work, index, ref),
        controls=tuple(dict.fromkeys(each.control.title for each in index.controls(ref))),
        previous=compare(work, ref),
        last=last_change(work, ref, work.desk.store.entries(work.dossier.head.id, newest_first=True)),
        drawn=_drawn(work, ref),
    )


def link_to(work: Work, ref: Ref) -> Link:
    info = field_info(work.edition, ref)
    text = written(work, ref, info) if info is not None else ""
    return Link(place_label(work.edition, work.dossier, ref), text, ref, work.edition.form_of[ref.block].form)


def _totals(work: Work, ref: Ref, info: FieldInfo) -> Iterator[Link]:
    """The component's total of the column and those above it, as far as the row counts in them."""
    block = work.edition.blocks[ref.block]
    code = component_key(block)
    column = block.columns.get(ref.column)
    if not code or column is None or column.key or not info.kind.numeric or not column.total:
        return
    money = MoneyUnit(work.dossier.head.money_unit)
    for component in (*_above(work, work.evaluation.figure(Ref(ref.block, ref.row, code)).text), ""):
        total = work.evaluation.pivot(ref.block, ref.column, {code: component} if component else {})
        if ref.row in total.rows:
            name = work.edition.components[component].label if component else "Toàn Chương trình"
            text = write_figure(total.figure, info.kind, money)
            yield Link(f"{info.label} · {name}", text, form=_form_of(work, component, ref.block))


def _above(work: Work, text: str) -> tuple[str, ...]:
    """A component and those above it; of several together only those above all of them."""
    chains = [(code, *work.edition.ancestors(code)) for code in text.split("+") if code in work.edition.components]
    if not chains:
        return ()
    return tuple(code for code in chains[0] if all(code in chain for chain in chains))


def _form_of(work: Work, component: str, path: str) -> str:
    forms = (form.form for form in work.edition.forms.values() if component and form.component == component)
    return next(forms, work.edition.form_of[path].form)


def _sentences(work: Work, index: TraceIndex, ref: Ref) -> tuple[SlotUse, ...]:
    """One place in a paragraph: the figure in it that takes in the least besides this one."""
    found: dict[tuple[str, Paragraph], BoundAt] = {}
    for each in index.sentences(ref):
        known = found.get((each.slot, each.paragraph))
        if known is None or len(each.reads) < len(known.reads):
            found[each.slot, each.paragraph] = each
    return tuple(_slot_use(work, each) for each in found.values())


def _slot_use(work: Work, each: BoundAt) -> SlotUse:
    path, _, code = each.slot.rpartition(".")
    form = work.edition.form_of[path]
    column = work.edition.column_of(path, code)
    title = f"{form.short or form.title} · {column[0].label}" if column else form.short or form.title
    return SlotUse(each.slot, form.form, title, excerpt(work, each.paragraph, each.item))


def excerpt(work: Work, paragraph: Paragraph, item: int) -> str:
    """The words around one figure of a paragraph, cut between words."""
    texts = [
        each.text if isinstance(each, Words) else write_bound(work.evaluation, each) if isinstance(each, Bound) else ""
        for each in paragraph.items
    ]
    before, after = "".join(texts[:item]), "".join(texts[item + 1 :])
    if len(before) > AROUND:
        before = f"…{before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]}…"
    return f"{before}{texts[item]}{after}".strip()


def _drawn(work: Work, ref: Ref) -> Drawn | None:
    source = work.dossier.drawn.get(str(ref))
    if source is None:
        return None
    uid = source.get("uid", "")
    names = (head.name for head in work.desk.store.heads() if head.uid == uid)
    return Drawn(uid, source.get("ref", ""), next(names, "hồ sơ không có trên máy này"))
