"""A province's workbook: marked or typed tags, filled with the figures of the dossier, compared, kept in the report."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from gnbv_desktop.engine.bound import evaluate_bound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.session import evaluate
from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.errors import BadFile, BadInput
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.kernel.sheets import parse_at
from gnbv_desktop.report.sheet_splice import SheetFilling
from gnbv_desktop.report.workbook_fill import fill_workbook
from gnbv_desktop.services import province_books, province_fill
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.documents import ANNEXES, MANIFEST, REPORT, render
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.orders import order_of
from gnbv_desktop.services.province_books import FOLDER, Opened, ProvinceBook
from gnbv_desktop.services.province_fill import FilledBook
from gnbv_desktop.services.province_marks import Mark
from gnbv_desktop.services.work import Work
from tests.workbooks import Fill, hard_workbook, made, members, written

SHEET = "Biểu 1"
GIVEN = 'VON(GIAO, DU_AN="DA2")'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk.open(tmp_path_factory.mktemp("tinh") / "data")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def work(desk: Desk) -> Work:
    return Work.open(desk, load_sample(desk, "phong-tho-2023"))


@pytest.fixture(autouse=True)
def clean(desk: Desk) -> Iterator[None]:
    yield
    for path in (desk.data / FOLDER).glob("*"):
        path.unlink()


def opened_file(folder: Path, content: bytes, name: str = "bieu.xlsx") -> Opened:
    (folder / name).write_bytes(content)
    return province_books.read_file(folder / name)


Filler = Callable[..., FilledBook]


@pytest.fixture
def fill(work: Work, tmp_path: Path) -> Filler:
    """Fills a workbook by its tags, or by these marks: codes by address."""

    def run(
        content: bytes,
        marks: dict[str, str] | None = None,
        unit: MoneyUnit | None = None,
        evaluation: Evaluation | None = None,
    ) -> FilledBook:
        source = opened_file(tmp_path, content)
        book = province_books.new_book(source, work.edition, work.dossier.head, "Biểu của tỉnh")
        if marks is not None:
            put = tuple(Mark(SHEET, parse_at(at), code, unit) for at, code in marks.items())
            book = evolve(book, marks=put)
        done = province_fill.fill(evaluation or work.evaluation, evolve(book, slug="bieu"), source)
        assert done.differences == ()
        return done

    return run


def cells(content: bytes, sheet: str = SHEET, values: bool = False) -> dict[str, Any]:
    loaded = load_workbook(io.BytesIO(content), data_only=values)[sheet]
    return {cell.coordinate: cell.value for row in loaded.iter_rows() for cell in row if cell.value is not None}


def figure(work: Work, expression: str) -> Decimal:
    number = evaluate_bound(work.evaluation, Bound(expression, FigureStyle.AMOUNT))[0].number
    assert number is not None
    return number


# ---- values


def test_tags_become_figures(work: Work, fill: Filler) -> None:
    done = fill(written({
        "A1": "Đơn vị: {{DON_VI}}", "A2": "Kỳ báo cáo: {{KY}} (đến {{DEN_NGAY}})", "A3": "{{DON_VI_TINH}}",
        "B1": "{{NAM}}", "B2": '{{VON(GIAO, DU_AN="DA2")}}', "B3": '{{ VON(GIAO, DU_AN=“DA2”) | tỷ đồng }}',
        "B4": "{{DA2.KQ[HO].LUY_KE}}", "B5": 'Giao {{VON(GIAO, DU_AN="DA2")}} triệu đồng',
        "B6": "{{DEN_NGAY}}", "C1": "không phải {mã}", "C2": "{{TEN_BAO_CAO}}",
    }))  # fmt: skip
    found = cells(done.content)
    given = figure(work, 'VON(GIAO, DU_AN="DA2")')
    assert found["A1"] == "Đơn vị: huyện Phong Thổ"
    assert found["A2"] == "Kỳ báo cáo: năm 2023 (đến 31/01/2024)"
    assert found["A3"] == "triệu đồng"
    assert (found["B1"], found["B6"]) == (2023, "31/01/2024")
    assert Decimal(str(found["B2"])) == given / 10**6
    assert Decimal(str(found["B3"])) == given / 10**9
    assert found["B5"] == f"Giao {given / 10**6:,.0f} triệu đồng".replace(",", ".")
    assert found["C1"] == "không phải {mã}"
    assert found["C2"] == work.dossier.head.name
    assert done.compared == 9 + 1


def test_money_is_in_the_unit_of_the_mark_with_every_digit(work: Work, fill: Filler) -> None:
    expression = "VON(GIAO)"
    number = figure(work, expression)
    for unit in MoneyUnit:
        found = cells(fill(written({}), {"B2": expression}, unit).content)["B2"]
        assert Decimal(repr(found)) == number / unit.factor


def test_a_date_and_a_rate_are_stored_as_the_cell_shows_them(work: Work, fill: Filler) -> None:
    def sheet(book: Any, page: Any) -> None:
        page.write_blank("A1", None, book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_blank("A2", None, book.add_format({"num_format": "0.00%"}))
        page.set_column("C:C", 12, book.add_format({"num_format": "0.0%"}))

    rate = '100 * VON(GIAO, LOAI="SN") / VON(GIAO)'
    percent = 'VON(TY_LE, DU_AN="DA1")'
    done = fill(made(sheet), {"A1": "cutoff()", "A2": percent, "B2": percent, "C5": percent, "B3": rate})
    found = cells(done.content)
    assert found["A1"] == datetime(2024, 1, 31)
    assert found["A2"] == pytest.approx(float(figure(work, percent) / 100))
    assert found["B2"] == pytest.approx(float(figure(work, percent)))
    assert found["C5"] == found["A2"], "a cell that was not there takes the format of its column"
    assert found["B3"] == pytest.approx(float(figure(work, rate)))


def test_dates_from_1904(fill: Filler) -> None:
    def sheet(book: Any, page: Any) -> None:
        page.write_blank("A1", None, book.add_format({"num_format": "dd/mm/yyyy"}))

    assert cells(fill(made(sheet, {"date_1904": True}), {"A1": "DEN_NGAY"}).content)["A1"] == datetime(2024, 1, 31)


def test_absence_is_shown_as_in_our_own_annexes(work: Work, fill: Filler) -> None:
    said = (("KH", State.NA), ("LUY_KE", State.UNFUNDED), ("UOC", State.UNREAD))
    dossier = work.dossier
    for column, state in said:
        dossier = dossier.with_cell(Ref("DA2.KQ", "HO_KHAC", column), Cell(state, "1.5.2" if state == "unread" else ""))
    marks = {"B1": 'VON(TY_LE, DU_AN="DA1_1")'} | {
        f"B{number}": f"DA2.KQ[HO_KHAC].{column}" for number, (column, _) in enumerate(said, 2)
    }
    source = written({f"B{number}": 5 for number in range(1, 9)})
    shown = cells(fill(source, marks, evaluation=evaluate(work.edition, dossier)).content)
    assert [shown[at] for at in marks] == ["…", "–", "–", "…"]


def test_what_was_not_entered_empties_its_cell(fill: Filler) -> None:
    found = cells(fill(written({"A1": "x", "B1": 99}), {"B1": "DA2.KQ[HO].KH"}).content)
    assert found == {"A1": "x"}


# ---- lists


def list_sheet(room: int) -> bytes:
    return written({"A4": "Tên", f"A{5 + room}": "Tổng cộng", f"C{5 + room}": f"=SUM(C5:C{4 + room})"})


LIST = {"A5": "DA2.DS.STT", "B5": "DA2.DS.TEN", "C5": "DA2.DS.SO_HO"}


def test_a_list_is_written_downwards(work: Work, fill: Filler) -> None:
    rows = work.evaluation.rows("DA2.DS")
    done = fill(list_sheet(len(rows)), LIST)
    found = cells(done.content)
    names = [work.dossier.block("DA2.DS").rows[row]["TEN"].text for row in rows]
    assert [found[f"B{5 + number}"] for number in range(len(rows))] == names
    assert [found[f"A{5 + number}"] for number in range(len(rows))] == list(range(1, len(rows) + 1))
    assert found[f"A{5 + len(rows)}"] == "Tổng cộng"
    assert done.compared == 3 * len(rows)


def test_new_rows_of_a_list_look_like_its_first(work: Work, fill: Filler) -> None:
    def sheet(book: Any, page: Any) -> None:
        page.write("B5", "{{DA2.DS.TEN}}", book.add_format({"border": 1, "italic": True}))
        page.write("C5", "{{DA2.DS.HO_NGHEO}}", book.add_format({"border": 1}))

    loaded = load_workbook(io.BytesIO(fill(made(sheet)).content))[SHEET]
    assert loaded["B6"].value and loaded["B6"].font.italic and loaded["B6"].border.left.style == "thin"
    assert loaded["C6"].value is None and loaded["C6"].border.left.style == "thin"


@pytest.mark.parametrize("room", [1, 2])
def test_a_list_without_room_is_refused(work: Work, fill: Filler, room: int) -> None:
    rows = len(work.evaluation.rows("DA2.DS"))
    with pytest.raises(BadFile) as caught:
        fill(list_sheet(room), LIST)
    text = str(caught.value)
    assert SHEET in text and "A5" in text and f"có {rows} dòng" in text and f"chỗ cho {room} dòng" in text


@pytest.mark.parametrize("below", ["C7", "B7"])
def test_whatever_stands_in_a_column_of_the_list_ends_its_room(fill: Filler, below: str) -> None:
    with pytest.raises(BadFile, match="chỗ cho 2 dòng"):
        fill(written({below: "đã có chữ"}), LIST)


def test_what_stands_beside_a_list_does_not(fill: Filler) -> None:
    found = cells(fill(written({"F6": "ghi chú bên cạnh"}), LIST).content)
    assert found["F6"] == "ghi chú bên cạnh" and found["A6"] == 2


def test_merged_rows_of_a_list(fill: Filler) -> None:
    def sheet(book: Any, page: Any) -> None:
        for row in range(4, 10):
            page.merge_range(row, 1, row, 3, "")
        page.merge_range("B12:B13", "")
        page.merge_range("A1:F2", "Tên biểu ở trên danh sách")

    assert cells(fill(made(sheet), {"B5": "DA2.DS.TEN"}).content)["B6"]
    with pytest.raises(BadFile, match="chỗ cho 1 dòng"):
        fill(made(sheet), {"B11": "DA2.DS.TEN"})


def test_communes_by_name(work: Work, fill: Filler) -> None:
    path = next(path for path, block in work.edition.blocks.items() if block.kind.value == "communes")
    found = cells(fill(written({}), {"A2": f"{path}.STT", "B2": f"{path}.TEN_DIA_BAN"}).content)
    names = [place.short or place.name for place in work.dossier.head.unit.communes]
    assert [found.get(f"B{2 + number}") for number in range(len(names))] == names


# ---- formulas


def test_formulas_are_computed_again_or_left_without_a_value(work: Work, fill: Filler) -> None:
    source = written({"B1": 1, "B2": 5, "B3": "=SUM(B1:B2)", "B4": "=B3*2", "B5": "=MEDIAN(B1:B4)", "B6": "=B2*7"})
    done = fill(source, {"B1": GIVEN})
    given = figure(work, GIVEN) / 10**6
    stored, formulas = cells(done.content, values=True), cells(done.content)
    assert (stored["B3"], stored["B4"]) == (given + 5, 2 * (given + 5))
    assert "B5" not in stored and formulas["B5"] == "=MEDIAN(B1:B4)"
    assert stored["B6"] == 0, "what nothing reaches stays as it was stored"
    assert b'fullCalcOnLoad="1"' in members(done.content)["xl/workbook.xml"]


def test_formulas_of_other_sheets_follow(work: Work, fill: Filler) -> None:
    def sheet(book: Any, page: Any) -> None:
        page.write("A1", 1)
        book.add_worksheet("Tổng hợp").write_formula("A1", "='Biểu 1'!A1*2", None, 2)

    done = fill(made(sheet), {"A1": GIVEN})
    assert cells(done.content, "Tổng hợp", values=True)["A1"] == 2 * figure(work, GIVEN) / 10**6


def test_without_formulas_the_list_of_sheets_stays_too(fill: Filler) -> None:
    source = written({"A1": "{{KY}}"})
    before, after = members(source), members(fill(source).content)
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet1.xml"}


# ---- the hard workbook


def test_everything_else_in_a_hard_workbook_stays(fill: Filler, tmp_path: Path, work: Work) -> None:
    source = hard_workbook()
    done = fill(source)
    before, after = members(source), members(done.content)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml"} or changed == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert list(before) == list(after)
    assert done.name == "bieu-tinh-bieu.xlsm"
    assert len(done.notes) == 3
    xml = after["xl/worksheets/sheet1.xml"].decode()
    for part in ("mergeCell ", "conditionalFormatting", "x14:sparkline", "dataValidation ", "legacyDrawing", "drawing"):
        assert xml.count(part) == before["xl/worksheets/sheet1.xml"].decode().count(part) > 0
    assert '<t xml:space="preserve">Kỳ báo cáo: năm 2023</t>' in xml


def test_a_filled_workbook_is_sound(fill: Filler, tmp_path: Path) -> None:
    source = written({"A1": "{{KY}}", "B3": "{{VON(GIAO)}}", "B4": "=B3*2", "A6": "{{DA2.DS.TEN}}"})
    file = tmp_path / "a.xlsx"
    file.write_bytes(fill(source).content)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


def test_equal_input_gives_equal_bytes(fill: Filler) -> None:
    assert fill(hard_workbook()) == fill(hard_workbook())


# ---- wrong marks


def fixed_merge(book: Any, page: Any) -> None:
    page.merge_range("A1:B2", "gộp")
    page.write_formula("C1", "=1+1")
    page.write_array_formula("D1:D2", "{=A1:A2}")
    page.add_table("F1:G3", {"columns": [{"header": "Tên"}, {"header": "Số"}]})
    page.write_blank("H1", None, book.add_format({"num_format": "0%"}))


@pytest.mark.parametrize(
    ("content", "at", "code", "words"),
    [
        (fixed_merge, "B2", "KY", "vùng gộp.*ô A1"),
        (fixed_merge, "C1", "KY", "có công thức"),
        (fixed_merge, "D2", "KY", "có công thức"),
        (fixed_merge, "F1", "KY", "tiêu đề cột của Bảng Excel"),
        (fixed_merge, "H1", "VON(GIAO)", "định dạng %"),
        (None, "A1", "DA2.KQ[HO].KHONG_CO", "không có cột 'KHONG_CO'"),
        (None, "A1", "DA2.DS.KHONG_CO", "danh sách DA2.DS không có cột"),
        (None, "A1", "VON(GIAO", "không dùng được"),
        (None, "A1", "KI", "không dùng được.*'KI'"),
        (None, "A1", "Kỳ {{KI}}", "'KI'"),
        (None, "A1", "Gồm {{DA2.DS.TEN}}", "cả một cột"),
        (None, "A1", "{{VON(GIAO)|triệu đô}}", "không có đơn vị tiền 'triệu đô'"),
        (None, "A1", "VON(GIAO) / 1000", "chọn rõ đơn vị tiền"),
        (None, "A1", "VON[r1].GIAO", "dòng riêng của hồ sơ này"),
        (None, "A1", "DA2.KQ[HO].KH + total(DA2.DS.SO_HO) + DA2.DS[r2].SO_HO", "SO_HO là một dòng riêng"),
        (None, "A1", "__import__('os')", "không dùng được"),
        (None, "A1", "", "không dùng được"),
    ],
)
def test_wrong_marks_are_said_with_their_cell(
    fill: Filler, content: Fill | None, at: str, code: str, words: str
) -> None:
    with pytest.raises(BadFile) as caught:
        fill(made(content) if content is not None else written({"Z9": 1}), {at: code})
    assert f"ô {at}: " in str(caught.value) and SHEET in str(caught.value)
    assert re.search(words, str(caught.value), re.DOTALL)


def test_all_unknown_tags_are_listed_at_once(fill: Filler) -> None:
    with pytest.raises(BadFile) as caught:
        fill(written({"A1": "{{SAI_MOT}}", "B2": "{{KY}}", "C3": "{{SAI.HAI}}"}))
    assert [each.partition(":")[0] for each in caught.value.details] == [
        f"Trang “{SHEET}”, ô A1",
        f"Trang “{SHEET}”, ô C3",
    ]


# ---- keeping


def kept(desk: Desk, work: Work, folder: Path, content: bytes, name: str = "Biểu số 3") -> ProvinceBook:
    source = opened_file(folder, content)
    return province_books.save(
        desk.data, content, province_books.new_book(source, work.edition, work.dossier.head, name)
    )


def test_saved_books_come_back(desk: Desk, work: Work, tmp_path: Path) -> None:
    made_book = kept(desk, work, tmp_path, hard_workbook(), "Biểu số 3 (tỉnh)")
    assert province_books.books(desk.data) == (made_book,)
    assert (made_book.slug, made_book.suffix) == ("bieu-so-3-tinh", ".xlsm")
    assert province_books.opened(desk.data, made_book).content == hard_workbook()
    changed = evolve(made_book, marks=(Mark(SHEET, parse_at("C9"), "VON(GIAO)", MoneyUnit.TY),), replaces="BIEU_05")
    province_books.save(desk.data, hard_workbook(), changed)
    assert province_books.books(desk.data) == (changed,)


def test_names_are_taken_once(desk: Desk, work: Work, tmp_path: Path) -> None:
    kept(desk, work, tmp_path, written({}), "Biểu A")
    with pytest.raises(BadInput, match="Đã có biểu tên"):
        kept(desk, work, tmp_path, written({}), "biểu a")
    with pytest.raises(BadInput, match="Chưa đặt tên"):
        kept(desk, work, tmp_path, written({}), "  ")
    long = "Biểu tổng hợp kết quả thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững, phụ lục"
    slugs = [kept(desk, work, tmp_path, written({}), f"{long} {number}").slug for number in (1, 2)]
    assert slugs[1] == f"{slugs[0]}-2"
    assert kept(desk, work, tmp_path, written({}), "Con").slug == "bieu-con"


def test_a_book_belongs_to_its_unit(desk: Desk, work: Work, tmp_path: Path) -> None:
    made_book = kept(desk, work, tmp_path, written({}))
    assert province_books.applying(desk.data, work.dossier.head) == (made_book,)
    elsewhere = evolve(work.dossier.head, unit=evolve(work.dossier.head.unit, id="khac"))
    assert province_books.applying(desk.data, elsewhere) == ()


def test_removed(desk: Desk, work: Work, tmp_path: Path) -> None:
    made_book = kept(desk, work, tmp_path, written({}))
    with pytest.raises(BadInput, match="đang có: bieu-so-3"):
        province_books.remove(desk.data, "khong-co")
    province_books.remove(desk.data, made_book.slug)
    assert province_books.books(desk.data) == () and not list((desk.data / FOLDER).iterdir())


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "khac"}', '{"format": "gnbv-workbook", "version": 99}'])
def test_a_broken_file_of_marks_is_not_passed_over(desk: Desk, work: Work, tmp_path: Path, text: str) -> None:
    kept(desk, work, tmp_path, written({}))
    (desk.data / FOLDER / "bieu-so-3.json").write_text(text)
    with pytest.raises(BadFile, match="bị hỏng hoặc của bản"):
        render(order_of(work), tmp_path / "out")


def test_a_workbook_that_was_changed_since_is_refused(desk: Desk, work: Work, tmp_path: Path) -> None:
    made_book = kept(desk, work, tmp_path, written({"A1": "{{KY}}"}))
    (desk.data / FOLDER / made_book.file).write_bytes(written({"A1": "khác"}))
    with pytest.raises(BadFile, match="đã bị sửa sau khi đánh dấu"):
        render(order_of(work), tmp_path / "out")
    (desk.data / FOLDER / made_book.file).unlink()
    with pytest.raises(BadFile, match="không có tệp"):
        render(order_of(work), tmp_path / "out")


def test_a_file_too_big_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "to.xlsx").open("wb") as file:
        file.truncate(50 << 20)
    with pytest.raises(BadFile, match=r"to\.xlsx nặng 50 MB"):
        province_books.read_file(tmp_path / "to.xlsx")


# ---- with the report


def test_filled_books_go_with_the_report(desk: Desk, work: Work, tmp_path: Path) -> None:
    plain = render(order_of(work), tmp_path / "truoc")
    book = kept(desk, work, tmp_path, hard_workbook(), "Biểu số 3")
    done = render(order_of(work), tmp_path / "out")
    file = tmp_path / "out" / "bieu-tinh-bieu-so-3.xlsm"
    assert file in done.files and book.output == file.name
    assert done.cells == plain.cells + 2
    assert any("macro" in note and file.name in note for note in done.notes)
    listed = json.loads((tmp_path / "out" / MANIFEST).read_text())["files"]
    assert listed[file.name] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert set(listed) == {REPORT, ANNEXES, file.name}


def test_a_book_that_cannot_be_filled_keeps_every_file_from_being_written(
    desk: Desk, work: Work, tmp_path: Path
) -> None:
    kept(desk, work, tmp_path, written({"A1": "{{KI}}"}), "Biểu hỏng")
    with pytest.raises(BadFile, match="“Biểu hỏng” chưa điền được"):
        render(order_of(work), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_difference_blocks_and_names_the_cell(
    desk: Desk, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(desk, work, tmp_path, written({"A1": "{{KY}}", "B7": "{{VON(GIAO)}}"}))
    monkeypatch.setattr(province_fill, "fill_workbook", lambda *given: _spoilt(fill_workbook(*given)))
    done = render(order_of(work), tmp_path / "out")
    assert done.files == () and len(done.differences) == 2
    assert "ô B7 (VON(GIAO))" in done.differences[0] and "ô D4" in done.differences[1]


def _spoilt(content: bytes) -> bytes:
    """What a careless writer might do: a wrong figure, and a cell nobody asked for."""
    wrong = SheetFilling({parse_at("B7"): Decimal(1), parse_at("D4"): "thừa"})
    return fill_workbook(content, {"xl/worksheets/sheet1.xml": wrong})


def test_a_file_that_is_open_elsewhere_is_written_beside(desk: Desk, work: Work, tmp_path: Path) -> None:
    kept(desk, work, tmp_path, written({"A1": "{{KY}}"}))
    out = tmp_path / "out"
    # What cannot be replaced: as Windows refuses for a file that Excel holds open.
    (out / "bieu-tinh-bieu-so-3.xlsx").mkdir(parents=True)
    (out / "bieu-tinh-bieu-so-3 (2).xlsx").write_bytes(b"cua nguoi khac")
    done = render(order_of(work), out)
    beside = out / "bieu-tinh-bieu-so-3 (3).xlsx"
    assert beside in done.files and cells(beside.read_bytes())["A1"] == "năm 2023"
    words = "bieu-tinh-bieu-so-3.xlsx đang mở ở chương trình khác"
    assert any(words in note and beside.name in note for note in done.notes)
    assert (out / "bieu-tinh-bieu-so-3 (2).xlsx").read_bytes() == b"cua nguoi khac"
    assert beside.name in json.loads((out / MANIFEST).read_text())["files"]
