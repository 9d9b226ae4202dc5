"""What is typed, chosen or pasted into a copied cell counts as read; one undo brings the mark back."""

import pytest

from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.bulk import enter_many
from gnbv_desktop.services.carry import copy_from, unread_copies
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import answer, enter
from gnbv_desktop.services.history import undo
from gnbv_desktop.services.work import Work

PLAN = parse_ref("DA2.KQ[HO].KH")


@pytest.fixture
def copied(desk):
    """A report for the same year, with a plan that was copied."""
    source = Work.open(desk, load_sample(desk, "phong-tho-2023"))
    enter(source, PLAN, "250")
    work = Work.open(desk, copy_from(desk, source.dossier.head.id, source.dossier.head.period))
    assert PLAN in unread_copies(work.dossier)
    return work


@pytest.mark.parametrize("typed", ["260", "250", ""])
def test_typing_drops_the_mark_also_when_the_figure_stays(copied, typed):
    enter(copied, PLAN, typed)
    assert str(PLAN) not in copied.dossier.drawn
    undo(copied)
    assert PLAN in unread_copies(copied.dossier)


def test_pasting_drops_the_mark(copied):
    others = set(unread_copies(copied.dossier)) - {PLAN}
    enter_many(copied, [(PLAN, "250")])
    assert set(unread_copies(copied.dossier)) == others


def test_answering_drops_the_mark(desk, copied):
    source = Work.open(desk, "phong-tho-2023")
    line = source.dossier.block("VON").order[0]
    ref = parse_ref(f"VON[{line}].GIAO")
    enter(source, ref, "1,054")
    work = Work.open(desk, copy_from(desk, "phong-tho-2023", source.dossier.head.period))
    assert ref in unread_copies(work.dossier)
    answer(work, ref, 0)
    assert ref not in unread_copies(work.dossier)
