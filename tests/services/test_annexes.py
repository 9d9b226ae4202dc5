"""The annexes of a dossier: what is missing in them, where their figures are typed, where a figure stands in them."""

import datetime
from decimal import Decimal

import pytest
from attrs import evolve

from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.dossier import PeriodKind
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.report.capital import Capital
from gnbv_desktop.report.grid import Absence
from gnbv_desktop.report.sheet import Box, Style
from gnbv_desktop.services import entry
from gnbv_desktop.services.annexes import AnnexComposer, AnnexState, annex_entries, cells_of, fields_of
from gnbv_desktop.services.asked import asked_fields
from gnbv_desktop.services.counting import count_block, missing_fields
from gnbv_desktop.services.documents import render
from gnbv_desktop.services.dossiers import sample_names
from gnbv_desktop.services.earlier_reports import EarlierReports, earlier_reports, periods_of
from gnbv_desktop.services.orders import order_of
from gnbv_desktop.services.preview import snapshot
from gnbv_desktop.services.sheet_places import cell_name, shown_text
from gnbv_desktop.services.trace_index import TraceIndex
from gnbv_desktop.services.work import Work
from tests.services.support_earlier import sample, with_cells, with_earlier

SAMPLE = "phong-tho-2023"
SUMMARY, SPENT = "TONG_HOP_VON", "GIAI_NGAN"


@pytest.fixture
def work(desk):
    return sample(desk, SAMPLE)


def composed(work, *codes, replaced=frozenset()):
    composer = AnnexComposer(snapshot(work), earlier_reports(work), replaced)
    return {code: composer.compose(code) for code in codes or work.edition.annexes}


def enter(work, ref, text):
    return entry.enter(work, entry.resolve(work, ref), text)


def place_of(annex, source):
    return next(place for place, box in enumerate(annex.sheet.boxes) if box.source == source)


# ---- the list


def test_every_annex_is_listed_with_its_state(work):
    sheets = composed(work)
    listed = {each.code: each for each in annex_entries(work, sheets, frozenset({SPENT}))}
    assert list(listed) == list(work.edition.annexes)
    assert listed[SUMMARY].name == "Biểu tổng hợp vốn" and "năm 2023" in listed[SUMMARY].title
    assert listed[SUMMARY].state is AnnexState.MISSING
    assert listed[SUMMARY].words == f"còn thiếu {len(sheets[SUMMARY].fields)} ô"
    assert listed["NHU_CAU"].words == "chưa có số liệu"
    assert listed[SPENT].words == "dùng biểu của tỉnh"


def test_an_annex_that_nobody_looked_at_says_nothing_yet(work):
    assert {each.state for each in annex_entries(work, {})} == {AnnexState.UNKNOWN}


def test_an_annex_in_which_all_is_typed_is_complete(desk):
    work = sample(desk, "bac-kan-2021-2024")
    listed = {each.code: each.words for each in annex_entries(work, composed(work))}
    assert listed[SUMMARY] == "đủ"


def test_what_the_province_replaces_takes_no_number(work):
    assert composed(work, SPENT)[SPENT].sheet.number == "Phụ lục II"
    assert composed(work, SPENT, replaced=frozenset({SUMMARY}))[SPENT].sheet.number == "Phụ lục I"


# ---- what is missing


@pytest.mark.parametrize("name", sample_names())
def test_what_is_asked_for_is_what_the_progress_counts(desk, name):
    """Each missing field once; an expected column that nobody typed is one thing to the progress."""
    evaluation = sample(desk, name).evaluation
    for path, block in evaluation.edition.blocks.items():
        if block.kind.open_rows and evaluation.dossier.block(path).rows:
            found = list(missing_fields(evaluation, path))
            count = count_block(evaluation, path)
            assert len(found) == len(set(found)) >= count.missing
            assert bool(found) is bool(count.missing)


@pytest.mark.parametrize("name", sample_names())
def test_what_is_marked_is_empty_and_leads_to_empty_fields(desk, name):
    work = sample(desk, name)
    asked = asked_fields(work.evaluation)
    for annex in composed(work).values():
        for place, refs in annex.missing.items():
            assert annex.sheet.boxes[place].absence is Absence.WANTED
            assert refs and asked.issuperset(refs)
            assert {work.evaluation.figure(ref).status for ref in refs} <= {Status.MISSING, Status.UNDIVIDED}


def test_optional_columns_are_never_missing(work):
    edition = work.edition
    optional = [ref for ref in asked_fields(work.evaluation) if edition.column_of(ref.block, ref.column)[0].optional]
    assert optional == []


def test_a_figure_that_is_typed_is_missing_no_longer(work):
    before = composed(work, SUMMARY)[SUMMARY]
    ref = min(ref for ref in before.fields if ref.column == "UOC")
    enter(work, str(ref), "1")
    after = composed(work, SUMMARY)[SUMMARY]
    assert ref not in after.fields and len(after.fields) < len(before.fields)


def test_a_figure_that_cannot_be_computed_yet_is_marked_at_what_lacks_not_beside_it(work):
    annex = composed(work, SUMMARY)[SUMMARY]
    rates = [annex.sheet.boxes[place].source for place in annex.missing if "/" in annex.sheet.boxes[place].source]
    assert rates == []


def test_what_has_no_column_of_its_own_is_marked_at_what_is_computed_from_it(work):
    """The sheet shows what a line comes to, not what was given and adjusted."""
    line = work.dossier.block("VON").order[-1]
    enter(work, f"VON[{line}].GIAO", "")
    annex = composed(work, SPENT)[SPENT]
    assert Ref("VON", line, "GIAO") in annex.fields


def test_what_has_no_column_of_its_own_is_marked_once_at_what_comes_nearest(desk):
    """What was achieved is told as a share: not also the share of the plan and the verdict wait for it."""
    work = sample(desk, "bac-kan-2021-2024")
    annex = composed(work, "BIEU_02")["BIEU_02"]
    aside = [
        (place, ref) for place, refs in annex.missing.items() for ref in refs if ref not in annex_reads(annex, place)
    ]
    assert aside and len(aside) == len({(annex.sheet.boxes[place].row, ref) for place, ref in aside})


def annex_reads(annex, place):
    return annex.reads_of(annex.sheet.boxes[place])


def test_nothing_is_missing_in_an_annex_that_is_not_sent(work):
    for annex in composed(work).values():
        assert annex.used or not annex.missing


# ---- from a cell to the fields, from a field to the cells


def test_a_cell_leads_to_the_fields_behind_it(work):
    annex = composed(work, SUMMARY)[SUMMARY]
    place = place_of(annex, 'VON(TONG, DU_AN="DA5", LOAI="SN")')
    fields = fields_of(work, annex, place)
    assert fields and {ref.block for ref in fields} == {"VON"}
    assert all(work.dossier.cell(ref) is not None for ref in fields)


def test_a_missing_cell_leads_to_what_is_missing_alone(work):
    annex = composed(work, SUMMARY)[SUMMARY]
    place = next(iter(annex.missing))
    assert fields_of(work, annex, place) == annex.missing[place]


def test_a_total_without_lines_leads_nowhere(work):
    annex = composed(work, "NHU_CAU")["NHU_CAU"]
    place = place_of(annex, "NHU_CAU.DE_XUAT(SO_TIEN)")
    assert fields_of(work, annex, place) == ()


def test_a_figure_knows_the_cells_in_which_it_stands(work):
    sheets = composed(work)
    ref = parse_ref("VON[r1].GIAI_NGAN")
    cells = cells_of(sheets.values(), TraceIndex(work.evaluation).reach(ref))
    assert {cell.annex for cell in cells} == {SUMMARY, SPENT}
    for cell in cells:
        annex = sheets[cell.annex]
        box = annex.sheet.boxes[cell.place]
        assert cell.name == f"{annex.sheet.name}, ô {cell_name(box)}" and cell.text == shown_text(box)
        assert cell.words
    first, last = (annex_reads(sheets[cell.annex], cell.place) for cell in (cells[0], cells[-1]))
    assert len(first) <= len(last)


def test_every_figure_of_a_sheet_is_found_from_what_it_reads(work):
    for annex in composed(work).values():
        for place, box in enumerate(annex.sheet.boxes):
            assert all(place in annex.stands[ref] for ref in annex.reads_of(box))


# ---- words


@pytest.mark.parametrize(
    ("value", "number", "text"),
    [
        (Decimal("1234567"), "#,##0", "1.234.567"),
        (Decimal("1540.5"), "#,##0.0", "1.540,5"),
        (Decimal("3.518"), "#,##0.000", "3,518"),
        (Decimal("1540"), "#,##0.00", "1.540,00"),
        (Decimal("-7"), "#,##0", "-7"),
        (Decimal("94.2105263158"), "[=100]0;[=0]0;0.00", "94,21"),
        (Decimal("98.5"), "[=100]0;[=0]0;0.00", "98,50"),
        (Decimal(100), "[=100]0;[=0]0;0.00", "100"),
        (Decimal(0), "[=100]0;[=0]0;0.00", "0"),
        (Decimal("2.5"), "General", "2,5"),
        ("–", "General", "–"),
        (None, "General", ""),
    ],
)
def test_numbers_are_shown_as_excel_shows_them(value, number, text):
    assert shown_text(Box(0, 0, value, Style(9.5, number=number))) == text


def test_a_cell_is_named_as_in_excel_and_by_its_headings(work):
    annex = composed(work, SUMMARY)[SUMMARY]
    box = annex.sheet.boxes[place_of(annex, 'VON(GIAI_NGAN, DU_AN="DA5", LOAI="SN")')]
    assert cell_name(box) == f"M{box.row + 1}"
    assert annex.places.words(box) == "Dự án 5: Hỗ trợ nhà ở · VỐN SỰ NGHIỆP · Giải ngân"


# ---- earlier reports of the year


def test_earlier_reports_of_the_year_come_in_the_order_of_their_cut_off(desk, work):
    assert periods_of(work) == ()
    work = with_earlier(desk, work, "2023-06-14", {"VON[r1].GIAI_NGAN": "1000000000"})
    (earlier,) = periods_of(work)
    assert earlier.dossier.head.id == "ky-truoc"
    annex = AnnexComposer(snapshot(work), earlier_reports(work)).compose(SUMMARY)
    told = [box.value for box in annex.sheet.boxes if isinstance(box.value, str)]
    assert told.index("14/6/2023") < told.index("31/01/2024")


def part_of_year(desk, work, kind, start, end, spent, **changes):
    """A report of a month or quarter with this much spent in its first line."""
    first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    period = evolve(work.dossier.head.period, kind=PeriodKind(kind), start=first, end=last, cutoff=last)
    made = evolve(work.dossier.head, id=f"ky-{kind}-{end}", uid=f"u-{kind}-{end}", period=period)
    cells = {"VON[r1].GIAI_NGAN": f"{spent}000000"}
    desk.store.create(with_cells(evolve(work.dossier, head=evolve(made, **changes)), cells), desk.stamp("create"))
    return f"ky-{kind}-{end}"


@pytest.mark.parametrize(
    ("kind", "start", "end", "before"),
    [
        ("quy", "2023-06-15", "2023-09-14", 200),
        ("thang", "2023-08-15", "2023-09-14", 500),
        ("quy", "2023-01-01", "2023-09-14", 500),
        ("6thang", "2022-12-15", "2023-06-14", None),
    ],
)
def test_spent_before_is_what_was_spent_before_the_period_began(desk, work, kind, start, end, before):
    part_of_year(desk, work, "thang", "2023-02-15", "2023-03-14", 100)
    part_of_year(desk, work, "quy", "2023-03-15", "2023-06-13", 200)
    part_of_year(desk, work, "thang", "2023-07-15", "2023-08-14", 500)
    own = Work.open(desk, part_of_year(desk, work, kind, start, end, 700))
    spent = Capital(own.evaluation).figure("earlier(VON[r1].GIAI_NGAN)")
    assert spent.number == (before and before * 1000000)


@pytest.mark.parametrize(("kind", "start"), [("quy", "2023-03-15"), ("thang", "2023-03-15")])
def test_of_a_quarter_and_its_last_month_one_is_told(desk, work, kind, start):
    for each in ("quy", "thang"):
        part_of_year(desk, work, each, "2023-02-15", "2023-03-14", 100 if each == kind else 101)
    own = Work.open(desk, part_of_year(desk, work, kind, start, "2023-04-14", 700))
    (told,) = periods_of(own)
    assert told.dossier.head.period.kind == kind
    assert Capital(own.evaluation).figure("earlier(VON[r1].GIAI_NGAN)").number == 100000000


def test_a_report_that_was_replaced_is_not_compared_with(desk, work):
    part_of_year(desk, work, "thang", "2023-02-15", "2023-03-14", 100)
    part_of_year(desk, work, "quy", "2022-12-15", "2023-03-14", 200, amends="u-thang-2023-03-14")
    own = Work.open(desk, part_of_year(desk, work, "quy", "2023-03-15", "2023-06-14", 700))
    assert Capital(own.evaluation).figure("earlier(VON[r1].GIAI_NGAN)").number == 200000000


def test_other_years_and_other_units_are_no_earlier_reports(desk, work):
    head = work.dossier.head
    other = evolve(head, id="khac", uid="u-khac", unit=evolve(head.unit, id="khac"))
    before = evolve(head.period, cutoff=head.period.start, first_year=2022, last_year=2022)
    for each in (other, evolve(head, id="nam-truoc", uid="u-nam-truoc", period=before)):
        desk.store.create(evolve(work.dossier, head=each), desk.stamp("create"))
    assert periods_of(work) == ()


def test_a_report_that_was_replaced_is_no_earlier_report(desk, work):
    work = with_earlier(desk, work, "2023-06-14", {})
    period = evolve(work.dossier.head.period, cutoff=work.dossier.head.period.cutoff.replace(year=2023))
    head = evolve(work.dossier.head, id="thay", uid="u-thay", amends="u-ky-truoc", period=period)
    desk.store.create(evolve(work.dossier, head=head), desk.stamp("create"))
    assert [each.dossier.head.id for each in periods_of(work)] == ["thay"]


def test_a_dossier_of_several_years_has_no_earlier_reports(desk):
    work = sample(desk, "phong-tho-2021-2024")
    assert periods_of(with_earlier(desk, work, "2023-06-14", {})) == ()


def test_what_was_read_of_an_earlier_report_is_kept_until_it_changes(desk, work):
    work = with_earlier(desk, work, "2023-06-14", {})
    first = earlier_reports(work)
    again = evolve_read(work, first)
    assert again.evaluations == first.evaluations
    enter(Work.open(desk, "ky-truoc"), "VON[r1].GIAI_NGAN", "1")
    (other,) = evolve_read(work, first).evaluations
    assert other not in first.evaluations


def evolve_read(work, before):
    return EarlierReports(work.desk.store.path, work.dossier.head, before.read)


def test_exported_annexes_tell_the_earlier_reports(desk, work, tmp_path):
    work = with_earlier(desk, work, "2023-06-14", {})
    assert render(order_of(work), tmp_path / "ra").differences == ()
