"""Suggested sentences: of every slot of every sample; what is taken over is not told again, and no figure is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from attrs import evolve

from gnbv_desktop.catalogue.outlines import outline_of
from gnbv_desktop.engine.bound import bound_faults
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.inline import Bound, Paragraph, paragraphs_to_json
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Document, FigureRun, ParagraphBlock
from gnbv_desktop.report.suggestions import suggested
from gnbv_desktop.services.dossiers import sample_names
from gnbv_desktop.services.narrative import narrative_blocks, slots
from gnbv_desktop.services.work import Work

Opened = Callable[[str], Work]


def slots_of(work: Work) -> list[str]:
    return [slot.slot for path, _ in narrative_blocks(work) for slot in slots(work, path)]


def bounds(paragraphs: tuple[Paragraph, ...]) -> list[Bound]:
    return [item for each in paragraphs for item in each.items if isinstance(item, Bound)]


def taken_over(evaluation: Evaluation, slot: str, paragraphs: tuple[Paragraph, ...]) -> Evaluation:
    dossier = evaluation.dossier
    words = (*dossier.narratives.get(slot, ()), *paragraphs_to_json(paragraphs))
    changed = evolve(dossier, narratives={**dossier.narratives, slot: words})
    return Evaluation(evaluation.plan, changed, evaluation.earlier)


def printed(document: Document) -> Counter[str]:
    blocks = (block for block in document.all_blocks if isinstance(block, ParagraphBlock))
    return Counter(
        run.text.replace("\u00a0", " ") for block in blocks for run in block.runs if isinstance(run, FigureRun)
    )


@pytest.mark.parametrize("name", sample_names())
def test_their_figures_are_known_and_bound(opened: Opened, name: str) -> None:
    work = opened(name)
    found = {slot: suggested(work.evaluation, slot) for slot in slots_of(work)}
    assert sum(map(bool, found.values())) >= 5
    for slot, paragraphs in found.items():
        for bound in bounds(paragraphs):
            assert not [*bound_faults(work.edition, bound)], (slot, bound)


@pytest.mark.parametrize("name", sample_names())
def test_what_is_taken_over_is_told_once(opened: Opened, name: str) -> None:
    work = opened(name)
    outline = outline_of(work.edition, work.dossier.head)
    before = printed(compose_report(work.evaluation))
    for slot in slots_of(work):
        paragraphs = suggested(work.evaluation, slot)
        if not bounds(paragraphs) or slot in (outline.grounds, outline.lead, outline.closing):
            continue
        after_words = taken_over(work.evaluation, slot, paragraphs)
        money = {each.expression for each in bounds(suggested(after_words, slot)) if each.style == "money"}
        assert not money & {each.expression for each in bounds(paragraphs)}, slot
        after = printed(compose_report(after_words))
        assert not before.keys() - after.keys(), (slot, before.keys() - after.keys())


def test_the_standing_sentences_are_offered_until_the_office_has_its_own(opened: Opened) -> None:
    work = opened("phong-tho-2023")
    closing = outline_of(work.edition, work.dossier.head).closing
    paragraphs = suggested(work.evaluation, closing)
    assert "Trên đây là báo cáo" in "".join(getattr(item, "text", "") for item in paragraphs[0].items)
    assert not suggested(taken_over(work.evaluation, closing, paragraphs), closing)


def test_a_slot_beside_nothing_has_none(opened: Opened) -> None:
    assert not suggested(opened("phong-tho-2023").evaluation, "DA1.TM.KHO_KHAN")
