"""The outline of a dossier: whose it is, how it is changed and undone, kept for later, taken along, told in words."""

import datetime
import json
from itertools import count

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.catalogue.outlines import faults_of, usual_outline
from gnbv_desktop.exchange.dossier_json import dump, dumps, parse
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Period, PeriodKind
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.errors import BadFile, BadInput, StoreTrouble
from gnbv_desktop.kernel.inline import paragraphs_from_json
from gnbv_desktop.kernel.outline import DEEPEST, Content, Number, Outline, Section
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services import outline_edits as edits
from gnbv_desktop.services.carry import copy_from
from gnbv_desktop.services.changes import history_of
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import create, load_sample
from gnbv_desktop.services.entry import enter, write_slot
from gnbv_desktop.services.history import redo, undo
from gnbv_desktop.services.kept_outlines import forget_outline, keep_outline, kept_outlines, named
from gnbv_desktop.services.narrative import slots
from gnbv_desktop.services.office import load_register, register_from, save_register
from gnbv_desktop.services.outline_words import content_words, data_choices, numbers, slot_choices
from gnbv_desktop.services.outlines import (
    FREE_BLOCK,
    choose,
    free_section,
    free_slots,
    keep,
    outline_of,
    standing,
)
from gnbv_desktop.services.progress import FormState, form_progress, update
from gnbv_desktop.services.work import Work
from tests.support_dossiers import content, real_edition

EDITION = real_edition()
SMALL = Outline(
    "Thử",
    (
        Section("Một"),
        Section("Một một", 2),
        Section("Một một một", 3),
        Section("Một hai", 2),
        Section("Hai"),
        Section("Hai một", 2),
    ),
)


@pytest.fixture
def opened(desk):
    """A sample with an outline of the edition."""
    work = Work.open(desk, load_sample(desk, "phong-tho-2023"))
    choose(work, "GIAM_SAT")
    return work


def titles(outline):
    return [f"{'·' * (each.level - 1)}{each.title}" for each in outline.sections]


def valid(outline):
    return [*faults_of(EDITION, outline)] == []


# ---- pure changes


def test_a_section_moves_with_all_below_it():
    moved, place = edits.move(SMALL, 0, 1)
    assert titles(moved) == ["Hai", "·Hai một", "Một", "·Một một", "··Một một một", "·Một hai"] and place == 2
    assert edits.move(moved, place, -1) == (SMALL, 0)
    with pytest.raises(BadInput, match="đã đứng đầu phần của nó"):
        edits.move(SMALL, 1, -1)


def test_indent_and_outdent_take_the_subsections_along():
    deeper = edits.indent(SMALL, 4)
    assert titles(deeper)[-2:] == ["·Hai", "··Hai một"]
    assert edits.outdent(deeper, 4) == SMALL
    with pytest.raises(BadInput, match="chưa có mục cùng cấp ở trên"):
        edits.indent(SMALL, 1)
    with pytest.raises(BadInput, match="cấp cao nhất"):
        edits.outdent(SMALL, 0)


def test_ticking_a_section_ticks_those_above_it():
    off = edits.tick(edits.tick(SMALL, 0, False), 2, False)
    assert [each.title for each in off.printed()] == ["Hai", "Hai một"]
    on = edits.tick(off, 2, True)
    assert [each.on for each in on.sections] == [True] * 6


def test_removing_and_adding():
    assert titles(edits.remove(SMALL, 1)) == ["Một", "·Một hai", "Hai", "·Hai một"]
    added, place = edits.add_section(SMALL, 0, Section("Mới"))
    assert titles(added)[4] == "Mới" and place == 4
    inside, place = edits.add_section(SMALL, 0, Section("Mới"), below=True)
    assert titles(inside)[4] == "·Mới" and place == 4
    with pytest.raises(BadInput, match="không được để trống"):
        edits.rename(SMALL, 0, "  \n ")


def test_numbering_of_a_level_and_of_one_section():
    made = edits.number_level(SMALL, 2, Number.UPPER)
    made = edits.number_section(made, 3, Number.NONE)
    assert numbers(made) == ("I.", "A.", "a)", "", "II.", "A.")
    assert numbers(edits.tick(made, 0, False)) == ("", "", "", "", "I.", "A.")


def test_chains_follow_the_numbers_above_them():
    levels = (Number.ROMAN, Number.ARABIC, Number.CHAIN, Number.CHAIN)
    sections = tuple(Section(str(level), level) for level in (1, 2, 3, 4, 4, 3, 2, 3))
    assert numbers(Outline("", sections, levels)) == ("I.", "1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "2.", "2.1.")
    parts = Outline("", (Section("a"), Section("b", 2), Section("c", 2)), (Number.PART, Number.CHAIN))
    assert numbers(parts) == ("Phần I.", "1.", "2.")


def test_letters_are_those_of_the_decree():
    sections = tuple(Section(str(each)) for each in range(8))
    assert numbers(Outline("", sections, (Number.LETTER,))) == ("a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)")


def test_contents_come_go_and_change_places():
    slot, data = Content(slot="DANH_GIA.TM.KHO_KHAN"), Content(data="VON", by=("DU_AN", "NAM"))
    made = edits.add_content(edits.add_content(SMALL, 0, slot), 0, data)
    assert edits.move_content(made, 0, 1, -1).sections[0].contents == (data, slot)
    assert edits.remove_content(made, 0, 0).sections[0].contents == (data,)
    with pytest.raises(BadInput, match="đã có mục thuyết minh này"):
        edits.add_content(made, 0, slot)


def test_unfolding_makes_a_section_of_each_project():
    data = Content(data="VON", by=("DU_AN", "NAM"), levels=(Number.DASH, Number.PLUS))
    made = edits.unfold(EDITION, edits.add_content(SMALL, 0, data), 0, 0)
    projects = [code for code, each in EDITION.components.items() if not each.parent]
    inside = made.sections[1 : 1 + len(projects)]
    assert [each.contents[0].where["DU_AN"] for each in inside] == projects
    assert {each.contents[0].by for each in inside} == {("NAM",)} and {each.number for each in inside} == {Number.DASH}
    assert inside[1].title == "Dự án 2: Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo"
    assert inside[0].contents[0].levels == (Number.PLUS,) and made.sections[0].contents == ()
    with pytest.raises(BadInput, match="không chia theo dự án"):
        edits.unfold(EDITION, made, 1, 0)


# ---- any changes

PLACES = st.integers(0, 200)
CONTENTS = st.sampled_from(
    (
        Content(slot="DANH_GIA.TM.KHO_KHAN"),
        Content(slot=f"{FREE_BLOCK}.M3"),
        Content(data="VON", by=("DU_AN", "NAM", "TDA")),
        Content(data="DU_AN"),
    )
)
STEPS = st.sampled_from((-1, 1))
CHANGES = st.one_of(
    st.tuples(st.just("tick"), PLACES, st.booleans()),
    st.tuples(st.just("rename"), PLACES, st.text(max_size=30)),
    st.tuples(st.just("number_section"), PLACES, st.one_of(st.none(), st.sampled_from(Number))),
    st.tuples(st.just("number_level"), st.integers(0, DEEPEST + 1), st.sampled_from(Number)),
    st.tuples(st.just("run_in"), PLACES, st.booleans()),
    st.tuples(st.just("move"), PLACES, STEPS),
    st.tuples(st.just("indent"), PLACES),
    st.tuples(st.just("outdent"), PLACES),
    st.tuples(st.just("add"), PLACES, st.booleans()),
    st.tuples(st.just("remove"), PLACES),
    st.tuples(st.just("add_content"), PLACES, CONTENTS),
    st.tuples(st.just("unfold"), PLACES),
)


def changed(outline, change):
    """The outline after a change, or as it was where the change is refused."""
    name, where, *more = change
    try:
        if name == "number_level":
            return edits.number_level(outline, where, *more)
        if not outline.sections:
            return edits.add_section(outline, None, Section("Mới"))[0] if name == "add" else outline
        at = where % len(outline.sections)
        match name:
            case "move":
                return edits.move(outline, at, *more)[0]
            case "add":
                return edits.add_section(outline, at, Section("Mới"), *more)[0]
            case "unfold":
                return edits.unfold(EDITION, outline, at, 0) if outline.sections[at].contents else outline
            case _:
                return getattr(edits, name)(outline, at, *more)
    except BadInput:
        return outline


@given(st.sampled_from(sorted(EDITION.outlines)), st.lists(CHANGES, max_size=25))
def test_whatever_is_done_the_outline_stays_valid(code, changes):
    outline = EDITION.outlines[code]
    for change in changes:
        outline = changed(outline, change)
        assert valid(outline), change
    assert len(numbers(outline)) == len(outline.sections)
    assert codec.outline_from_json(json.loads(codec.canonical_json(codec.outline_to_json(outline)))) == outline


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory):
    opened = Desk.open(tmp_path_factory.mktemp("data"))
    yield opened
    opened.close()


@settings(max_examples=12)
@given(changes=st.lists(CHANGES, min_size=1, max_size=8))
def test_undo_brings_back_the_very_dossier(shared_desk, changes):
    work = Work.open(shared_desk, load_sample(shared_desk, "phong-tho-2023"))
    begun = content(work.dossier)
    stages = []
    for change in changes:
        outline = outline_of(work)
        made = changed(outline, change)
        if made != outline:
            keep(work, made)
            stages.append(content(work.dossier))
    for stage in [*reversed(stages[:-1]), begun][: len(stages)]:
        undo(work)
        assert content(work.dossier) == stage
    for stage in stages:
        redo(work)
        assert content(work.dossier) == stage
    assert content(shared_desk.store.load(work.dossier.head.id)) == content(work.dossier)


# ---- whose outline it is


def test_an_edition_outline_until_it_is_changed(opened):
    assert standing(opened).outline == opened.edition.outlines[opened.dossier.head.outline] and not standing(opened).own
    keep(opened, edits.rename(outline_of(opened), 0, "Công tác của huyện"))
    found = standing(opened)
    assert found.own and found.outline.sections[0].title == "Công tác của huyện"
    choose(opened, found.code)
    assert not standing(opened).own and opened.dossier.head.own_outline == {}


def test_choosing_another_outline_is_one_step(opened):
    keep(opened, edits.rename(outline_of(opened), 0, "Khác"))
    before = content(opened.dossier)
    choose(opened, "DANH_GIA")
    assert outline_of(opened) == opened.edition.outlines["DANH_GIA"]
    undo(opened)
    assert content(opened.dossier) == before


def test_keeping_what_is_there_writes_nothing(opened):
    steps = len(opened.desk.store.entries(opened.dossier.head.id))
    keep(opened, outline_of(opened))
    assert len(opened.desk.store.entries(opened.dossier.head.id)) == steps


def test_an_outline_that_is_not_valid_is_refused(opened):
    with pytest.raises(BadInput, match=r"sections\.0\.level"):
        keep(opened, Outline("Sai", (Section("Sâu", 2),)))


def test_a_dossier_without_an_outline_gets_one_that_fits_its_period(desk):
    unit = Work.open(desk, load_sample(desk, "phong-tho-2023")).dossier.head.unit
    day = datetime.date(2024, 12, 31)
    period = Period(PeriodKind.SPAN, datetime.date(2021, 1, 1), day, day, 2021, 2024)
    work = Work.open(desk, create(desk, "gnbv_2021_2025", unit, period))
    assert standing(work).code == "GIAI_DOAN"
    assert all(usual_outline(work.edition, kind) in work.edition.outlines for kind in PeriodKind)


def test_a_damaged_outline_is_said_and_the_edition_outline_stands(opened):
    broken = {"label": "Hỏng", "sections": [{"title": "A", "contents": [{"slot": "KHONG.CO.GI"}]}]}
    opened.commit([Edit(EditKind.HEAD, "own_outline", {}, broken)], "head")
    found = standing(opened)
    assert found.outline == opened.edition.outlines[found.code] and "không đọc được" in found.trouble


def test_another_process_changes_the_outline(opened):
    other = Desk.open(opened.desk.data)
    theirs = Work.open(other, opened.dossier.head.id)
    keep(theirs, edits.rename(outline_of(theirs), 0, "Của người khác"))
    other.close()
    assert opened.refresh() and outline_of(opened).sections[0].title == "Của người khác"


def test_a_change_on_top_of_anothers_is_undone_to_what_stood_there(opened):
    other = Desk.open(opened.desk.data)
    theirs = Work.open(other, opened.dossier.head.id)
    enter(theirs, parse_ref("DA2.KQ[HO].KH"), "250")
    other.close()
    before = outline_of(opened)
    keep(opened, edits.rename(before, 0, "Của tôi"))
    assert outline_of(opened).sections[0].title == "Của tôi"
    undo(opened)
    assert outline_of(opened) == before and opened.dossier.head.own_outline == {}


def test_a_change_that_waits_for_the_file_is_withdrawn(opened, monkeypatch):
    opened.queueing = True
    before = content(opened.dossier)

    def held(*_, **__):
        raise StoreTrouble("Tệp đang bị giữ.")

    monkeypatch.setattr(opened.desk.store, "record", held)
    keep(opened, edits.tick(outline_of(opened), 0, False))
    assert opened.pending and not outline_of(opened).sections[0].on
    monkeypatch.setattr(opened.desk.store, "record_on_top", held)
    undo(opened)
    assert content(opened.dossier) == before and not opened.pending


# ---- sections of one's own


def test_free_sections_take_the_next_slot_without_words(opened):
    write_slot(opened, f"{FREE_BLOCK}.M1", ())
    outline = outline_of(opened)
    section = free_section(opened, outline, "Công tác dân tộc")
    outline, place = edits.add_section(outline, 0, section)
    assert outline.sections[place].contents == (Content(slot=free_slots(opened.edition)[0]),)
    assert free_section(opened, outline, "Hai").contents != section.contents
    keep(opened, outline)
    assert slots(opened, FREE_BLOCK)[0].title == "Công tác dân tộc"
    for _ in count():
        try:
            outline, _ = edits.add_section(outline, None, free_section(opened, outline, "Nữa"))
        except BadInput as error:
            assert "Đã dùng hết" in error.message
            break
    assert {each.contents[0].slot for each in outline.sections if each.title in ("Nữa", "Công tác dân tộc")} == {
        *free_slots(opened.edition)
    }


def test_only_free_sections_of_the_outline_are_missed(opened):
    def told():
        return form_progress(opened)["MUC_RIENG"]

    assert told().state is FormState.OPTIONAL
    outline, place = edits.add_section(outline_of(opened), 0, free_section(opened, outline_of(opened), "Riêng"))
    begun = form_progress(opened)
    keep(opened, outline)
    assert (told().state, told().missing) == (FormState.EMPTY, 1)
    assert update(opened, begun, ())["MUC_RIENG"] == told()
    slot = outline.sections[place].contents[0].slot
    write_slot(opened, slot, paragraphs_from_json([{"style": "p", "items": [{"t": "Đã làm."}]}]))
    assert told().state is FormState.COMPLETE


# ---- history


def last_line(work):
    return history_of(work, limit=1)[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda outline: edits.rename(outline, 1, "Chỉ đạo"), "đổi tên «{1}» thành «Chỉ đạo»"),
        (lambda outline: edits.remove(outline, 1), "bỏ mục «{1}»"),
        (lambda outline: edits.add_section(outline, 0, Section("Mới"))[0], "thêm mục «Mới»"),
        (lambda outline: edits.tick(outline, 1, False), "không in «{1}»"),
        (lambda outline: edits.move(outline, 1, 1)[0], "chuyển mục «{2}»"),
        (lambda outline: edits.number_level(outline, 1, Number.UPPER), "cách đánh số"),
        (
            lambda outline: edits.add_content(outline, 1, Content(data="VON")),
            "sửa nội dung dưới «{1}»",
        ),
    ],
)
def test_the_history_says_what_was_done(opened, change, words):
    before = outline_of(opened)
    keep(opened, change(before))
    line = last_line(opened)
    assert (line.kind, line.place) == ("sửa đề cương", "Đề cương báo cáo")
    assert line.what in (words.format(*(each.title for each in before.sections)), words.replace("{2}", "{1}").format(
        *(each.title for each in before.sections)))  # fmt: skip


def test_the_history_names_a_chosen_outline(opened):
    choose(opened, "DANH_GIA")
    assert last_line(opened).what == f"chọn «{opened.edition.outlines['DANH_GIA'].label}»"
    undo(opened)
    assert last_line(opened).kind == "hoàn tác" and "chọn" in last_line(opened).what


# ---- kept for later


def test_an_outline_is_kept_under_a_name_and_used_again(opened):
    own = edits.rename(outline_of(opened), 0, "Theo tỉnh")
    kept = keep_outline(opened.desk, opened.edition, " Đề cương  của tỉnh ", own, "GIAM_SAT")
    assert [each.name for each in kept_outlines(opened.desk, opened.edition)] == ["Đề cương của tỉnh"]
    keep(opened, kept.outline, kept.base)
    assert outline_of(opened).label == "Đề cương của tỉnh"
    again = keep_outline(opened.desk, opened.edition, "Đề cương của tỉnh", SMALL)
    assert kept_outlines(opened.desk, opened.edition) == (again,)
    assert named(opened.desk, opened.edition, "đề cương của tỉnh") == again
    forget_outline(opened.desk, again)
    assert kept_outlines(opened.desk, opened.edition) == () and outline_of(opened).label == "Đề cương của tỉnh"
    with pytest.raises(BadInput, match="Hãy đặt tên"):
        keep_outline(opened.desk, opened.edition, "  ", SMALL)


def test_saving_the_register_leaves_kept_outlines_alone(opened):
    keep_outline(opened.desk, opened.edition, "Của tỉnh", SMALL)
    save_register(opened.desk, register_from(opened.dossier.head.unit))
    assert [each.name for each in kept_outlines(opened.desk, opened.edition)] == ["Của tỉnh"]
    assert load_register(opened.desk) is not None


def test_a_kept_outline_that_names_what_is_gone_is_not_offered(opened):
    made = evolve(SMALL, sections=(Section("A", contents=(Content(slot="CU.TM.CU"),)),))
    keep_outline(opened.desk, opened.edition, "Cũ", made)
    assert kept_outlines(opened.desk, opened.edition) == ()


# ---- along with a dossier


def test_a_new_dossier_takes_the_changed_outline_along(opened):
    keep(opened, edits.rename(outline_of(opened), 0, "Của huyện"))
    head = opened.dossier.head
    next_year = evolve(
        head.period, start=datetime.date(2024, 1, 1), end=datetime.date(2024, 12, 31),
        cutoff=datetime.date(2025, 1, 31), first_year=2024, last_year=2024,
    )  # fmt: skip
    made = Work.open(opened.desk, copy_from(opened.desk, head.id, next_year))
    assert outline_of(made) == outline_of(opened)
    other = Work.open(opened.desk, copy_from(opened.desk, head.id, next_year, outline="DANH_GIA"))
    assert standing(other).code == "DANH_GIA" and not standing(other).own


def test_dump_and_load_keep_it(opened):
    keep(opened, edits.tick(edits.number_level(outline_of(opened), 1, Number.UPPER), 3, False))
    written = dumps(dump(opened.dossier, opened.edition))
    read = parse(written.encode(), load_edition)
    assert read.head.own_outline == opened.dossier.head.own_outline
    assert dumps(dump(read, opened.edition)) == written
    choose(opened, "GIAM_SAT")
    assert "own_outline" not in dump(opened.dossier, opened.edition)


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        ([], "own_outline: phải là một đối tượng"),
        ({"label": "A", "sections": [{"title": "B", "level": 3}]}, "own_outline.sections.0.level: mục này phải"),
        (
            {"label": "A", "sections": [{"title": "B", "contents": [{"slot": "X.Y"}]}]},
            "own_outline.sections.0.contents.0.slot: không có mục thuyết minh",
        ),
        (
            {"label": "A", "sections": [{"title": "B", "contents": [{"data": "X"}]}]},
            "own_outline.sections.0.contents.0.data: không có khối số liệu",
        ),
        ({"label": "A", "sections": [{"title": "B", "number": "i."}]}, "own_outline.sections[0].number: phải là một"),
        (
            {"label": "A", "sections": [{"title": "B", "contents": [{"data": "VON", "where": {"DU_AN": "DA9"}}]}]},
            "own_outline.sections.0.contents.0.where.DU_AN: không có dự án",
        ),
        ({"label": "A"}, "own_outline.sections: thiếu khóa bắt buộc"),
    ],
)
def test_every_fault_of_an_outline_in_a_file_is_listed(opened, own, fault):
    data = dump(opened.dossier, opened.edition) | {"own_outline": own}
    with pytest.raises(BadFile) as refused:
        parse(dumps(data).encode(), load_edition)
    assert any(each.startswith(fault) for each in refused.value.details), refused.value.details


# ---- words


def test_what_stands_under_a_heading_is_told():
    words = [
        content_words(EDITION, each)
        for each in (
            Content(slot="DANH_GIA.TM.KHO_KHAN"),
            Content(data="VON", by=("DU_AN", "NAM", "TDA")),
            Content(data="DU_AN", where={"DU_AN": "DA2"}),
        )
    ]
    assert words[0] == "Thuyết minh: Khó khăn, vướng mắc (Đánh giá chung)"
    assert words[1].endswith("theo dự án, rồi năm, rồi tiểu dự án; câu")
    assert words[2] == "Dự án, tiểu dự án (Dự án 2)"


def test_everything_that_is_offered_may_stand_in_an_outline():
    offered = [
        *(Content(data=each.data, by=each.keys) for each in data_choices(EDITION)),
        *(Content(slot=each.slot) for each in slot_choices(EDITION)),
    ]
    assert valid(Outline("", (Section("Tất cả", contents=tuple(offered)),)))
    assert all(content_words(EDITION, each) for each in offered)
