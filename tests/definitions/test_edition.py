"""The programme as the law has it: names, tree, forms, labels, annexes; and its texts as Vietnamese reads."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest
import yaml

from gnbv_desktop.catalogue.annex_model import Measure
from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.catalogue.model import BlockKind, Column, FieldKind, RowDef
from gnbv_desktop.kernel.paths import definitions_root
from tests.definitions.casebook import PROGRAMME, edition

EDITION = edition()
LAW = load_edition(PROGRAMME, "2022-07-15")
"""The tree of Quyết định 90 and the annexes of Thông tư 10; a later edition may have more."""
FOLDER = definitions_root() / PROGRAMME

NAMES = {
    "DA1": "Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội các huyện nghèo, các xã đặc biệt khó khăn vùng bãi "
    "ngang, ven biển và hải đảo",
    "DA1_1": "Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội các huyện nghèo, xã đặc biệt khó khăn vùng bãi ngang, "
    "ven biển và hải đảo",
    "DA1_2": "Triển khai Đề án hỗ trợ một số huyện nghèo thoát khỏi tình trạng nghèo, đặc biệt khó khăn giai đoạn "
    "2022 - 2025 do Thủ tướng Chính phủ phê duyệt",
    "DA2": "Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo",
    "DA3": "Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng",
    "DA3_1": "Hỗ trợ phát triển sản xuất trong lĩnh vực nông nghiệp",
    "DA3_2": "Cải thiện dinh dưỡng",
    "DA4": "Phát triển giáo dục nghề nghiệp, việc làm bền vững",
    "DA4_1": "Phát triển giáo dục nghề nghiệp vùng nghèo, vùng khó khăn",
    "DA4_2": "Hỗ trợ người lao động đi làm việc ở nước ngoài theo hợp đồng",
    "DA4_3": "Hỗ trợ việc làm bền vững",
    "DA5": "Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo trên địa bàn các huyện nghèo",
    "DA6": "Truyền thông và giảm nghèo về thông tin",
    "DA6_1": "Giảm nghèo về thông tin",
    "DA6_2": "Truyền thông về giảm nghèo đa chiều",
    "DA7": "Nâng cao năng lực và giám sát, đánh giá Chương trình",
    "DA7_1": "Nâng cao năng lực thực hiện Chương trình",
    "DA7_2": "Giám sát, đánh giá",
}
APPLIES = {"DA1_2": "DE_AN_880", "DA4_2": "HUYEN_NGHEO", "DA5": "HUYEN_NGHEO"}
TYPOS = (
    "tiêu dự án", "bèn vững", "thực hiên", "đa dạnh", "kế hoạc ", "tiệu", "vồn", "bảo hiển", "thủ hưởng", "ăn sinh",
    "nâng cáo", "giản ngân", "vuợt", "sĩ lữ", "ủy ban nhân các", "đang đang", "trỉ tiêu", "qui định",
    "xữ lý", "hổ trợ", "nghành", "giửa", "sử lý", "chổ", "sổ liệu", "uỷ ban", "thuỷ lợi", "hoá ", "vửng",
)  # fmt: skip
ENGLISH = (
    "and", "the", "of", "error", "total", "value", "year", "row", "column", "field", "report", "unit", "money", "check",
    "list", "none", "null", "true", "false", "todo", "default", "note", "budget", "missing", "input", "name",
)  # fmt: skip
DOUBLED = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)
LISTS = (BlockKind.OPEN, BlockKind.COMMUNES)
REDUPLICATED = {"xã xã", "đồng đồng", "lô lô"}


def shown_texts() -> Iterator[tuple[str, str]]:
    """Every text of the edition's files that a user may come to read, with the file and key path."""
    codes = {"value", "left", "right", "when", "tolerance", "op", "kind", "list", "of", "component", "rows", "cells",
             "groups", "show", "inside", "part_of", "parts", "parent", "severity", "missing", "applies", "slot",
             "form", "programme", "aliases", "since", "until", "date", "successor", "number", "symbol"}  # fmt: skip
    for path in sorted(FOLDER.rglob("*.yaml")):
        yield from _texts(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), path.stem, codes)


def _texts(data: object, where: str, codes: set[str]) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for key, each in data.items():
            if isinstance(each, dict | list) or key not in codes:
                yield from _texts(each, f"{where}.{key}", codes)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each, where, codes)
    elif (
        isinstance(data, str)
        and re.search(r"[^\W\d_]", data)
        and not re.fullmatch(r"[A-Z][A-Z0-9_.]*|true|false", data)
    ):
        yield where, data


TEXTS = list(shown_texts())


def fields() -> Iterator[tuple[str, Column, RowDef | None]]:
    """Every field of every form, without the single years of a column."""
    for path, block in EDITION.blocks.items():
        for code, column in block.columns.items():
            rows = [(f"{path}[{key}].{code}", row) for key, row in block.rows.items() if not row.heading]
            if block.kind is BlockKind.FIXED:
                yield from ((ref, column, row) for ref, row in rows)
            elif block.kind is not BlockKind.NARRATIVE:
                yield f"{path}.{code}", column, None


# ---- the tree


def test_seven_projects_eleven_sub_projects_thirteen_leaves():
    top = [code for code, each in LAW.components.items() if not each.parent]
    assert top == [f"DA{number}" for number in range(1, 8)]
    assert len(LAW.components) - len(top) == 11
    assert len(LAW.leaves()) == 13


def test_components_have_their_official_names():
    assert {code: each.name for code, each in LAW.components.items()} == NAMES


@pytest.mark.parametrize("code", NAMES)
def test_a_component_is_called_by_its_number(code):
    project, _, part = code.removeprefix("DA").partition("_")
    label = f"Tiểu dự án {part} - Dự án {project}" if part else f"Dự án {project}"
    component = LAW.components[code]
    assert component.label == label
    assert component.parent == (f"DA{project}" if part else "")


def test_components_that_need_a_fact_of_the_unit():
    assert {code: each.applies for code, each in LAW.components.items() if each.applies} == APPLIES


def test_usual_kinds_of_capital():
    assert {code for code, each in LAW.components.items() if "DT" in each.capital} == {"DA1_1", "DA1_2"}
    assert all("SN" in LAW.components[code].capital for code in LAW.leaves())


def test_no_alias_names_two_components():
    aliases = [(alias.casefold(), code) for code, each in EDITION.components.items() for alias in each.aliases]
    assert len({alias for alias, _ in aliases}) == len(aliases)


# ---- forms


@pytest.mark.parametrize("form", EDITION.forms.values(), ids=lambda form: form.form)
def test_a_form_has_title_group_blocks_and_source(form):
    assert form.title and form.group and form.blocks
    assert form.form == form.form.strip() and not form.title.endswith(".")
    assert form.source, "say on which document the form rests"
    for code, block in form.blocks.items():
        assert block.title, code


@pytest.mark.parametrize("code", sorted(NAMES))
def test_every_component_has_a_form_with_its_name_and_its_capital(code):
    form = LAW.forms[code]
    assert form.component == code
    assert form.title == f"{LAW.components[code].label}: {LAW.components[code].name}"
    assert form.short == LAW.components[code].label
    assert form.blocks["VON"].show == "VON"


def test_every_form_stands_in_the_navigation():
    assert sorted(EDITION.programme.forms) == sorted(EDITION.forms)


def test_every_field_has_a_label_and_every_figure_a_unit():
    faults = []
    for ref, column, row in fields():
        kind = column.kind or (row.kind if row else None)
        if not column.label or (row is not None and not row.label):
            faults.append(f"{ref}: no label")
        if kind is None:
            faults.append(f"{ref}: no kind")
        if kind is FieldKind.PERCENT and (column.unit or (row.unit if row else "%")) != "%":
            faults.append(f"{ref}: a percent whose unit is not %")
        if kind is FieldKind.COUNT and row is not None and column.kind is None and not row.unit:
            faults.append(f"{ref}: a count without unit")
    assert faults == []


UNITLESS = {
    "CHI_DAO.NHIEM_VU.THU_TU", "CHINH_SACH.KHAC.SO_LUONG", "MUC.SO_LUONG", "MUC_TIEU.CT", "KT_XH.KHAC",
    "NHU_CAU.CONG_TRINH.QUY_MO",
}  # fmt: skip
"""Figures whose unit the user types beside them, and a bare order."""


def test_counts_and_decimals_of_open_grids_have_a_unit():
    bare = {
        ref
        for ref, column, row in fields()
        if row is None and column.kind in (FieldKind.COUNT, FieldKind.DECIMAL) and not column.unit
    }
    left = {ref for ref in bare if ref not in UNITLESS and ref.rpartition(".")[0] not in UNITLESS}
    assert {ref for ref in left if not ref.endswith((".SO_CUOC", ".DS.SO_LUONG"))} == set()


@pytest.mark.parametrize("path", [path for path, block in EDITION.blocks.items() if block.kind is BlockKind.FIXED])
def test_two_rows_of_a_grid_are_never_called_the_same(path):
    block = EDITION.blocks[path]
    labels = Counter((row.part_of, row.label) for row in block.rows.values())
    assert [label for label, times in labels.items() if times > 1] == []
    assert [code for code, row in block.rows.items() if row.parts == "all" and not _parts(path, code)] == []


def _parts(path: str, code: str) -> list[str]:
    return [each for each, row in EDITION.blocks[path].rows.items() if row.part_of == code]


# ---- annexes


ANNEXES = EDITION.annexes
TABLES = [(code, index, table) for code, annex in ANNEXES.items() for index, table in enumerate(annex.tables)]
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
MOST_COLUMNS = 24
"""More stand on no sheet of paper that can be read; a dossier of several years has its own choice of columns."""


def each_table():
    return pytest.mark.parametrize("table", [table for *_, table in TABLES], ids=[f"{c}-{i}" for c, i, _ in TABLES])


def test_annexes_01_to_15_stand_once_each():
    numbers = [annex.number for annex in ANNEXES.values() if annex.number]
    assert numbers == [f"{number:02}" for number in range(1, 16)]
    assert [code for code, annex in ANNEXES.items() if annex.number and code != f"BIEU_{annex.number}"] == []


def test_annexes_03_to_15_are_the_leaves_in_their_order():
    found = {annex.number: annex.component for annex in LAW.annexes.values() if annex.component}
    assert [found[f"{number:02}"] for number in range(3, 16)] == list(LAW.leaves())


def test_sheets_of_annexes_have_names_that_workbooks_take():
    names = [annex.name for annex in ANNEXES.values()]
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if len(name) > 31 or FORBIDDEN_IN_NAMES.search(name)] == []


@pytest.mark.parametrize("annex", ANNEXES.values(), ids=ANNEXES)
def test_an_annex_is_known_as_ours_but_does_not_say_so(annex):
    assert annex.reconstructed or not annex.number
    assert annex.title and not annex.title.endswith(".")
    assert not annex.note or annex.note.endswith(".")
    assert "dựng lại" not in f"{annex.title} {annex.note}"


@pytest.mark.parametrize("code", LAW.leaves())
def test_an_annex_has_the_capital_first_and_the_name_of_its_component(code):
    annex = next(each for each in LAW.annexes.values() if each.component == code)
    capital, results = annex.tables[:2]
    assert (capital.block, dict(capital.where)) == ("VON", {"DU_AN": code})
    assert results.block == f"{code}.KQ"
    assert LAW.components[code].name.startswith(annex.title)


def test_every_list_of_a_component_is_in_its_annex():
    told = {table.block for *_, table in TABLES}
    lists = {path for path, block in EDITION.blocks.items() if path.startswith("DA") and block.kind in LISTS}
    assert lists - told == set()


@each_table()
def test_columns_of_a_table_exist_and_stand_on_a_page(table):
    block = EDITION.blocks[table.block]
    known = {**block.columns, **(block.measures if table.rows else {})}
    shown = table.columns or tuple(code for code, column in block.columns.items() if not column.optional)
    assert set(shown) <= set(known)
    assert len(set(shown)) == len(shown)
    aside = {table.name, *table.over_years}
    across = len(EDITION.lists["LOAI"].items) if table.across == "LOAI" else 0
    lead = 3 if block.kind is BlockKind.FIXED or table.beside else 2
    one_year = [code for code in shown if code not in aside]
    assert lead + len(one_year) + across * len(table.each or table.columns) + len(table.notes) <= MOST_COLUMNS
    years = 5 * len(table.years) if block.yearly else 0
    assert lead + len(shown) + years <= MOST_COLUMNS + 1


@each_table()
def test_a_table_repeats_no_label_of_the_forms(table):
    block = EDITION.blocks[table.block]
    told: dict[str, Column | Measure] = {**block.columns, **block.measures}
    own = {code: told[code].short or told[code].label for code in table.heads}
    assert {code for code, head in table.heads.items() if head == own[code]} == set()
    assert table.title != block.title


@each_table()
def test_what_a_table_says_adds_up_does_so_in_the_forms(table):
    """A sum in the row of column numbers is a promise: some control, or the value of the column, keeps it."""
    block = EDITION.blocks[table.block]
    for whole, parts in table.sums.items():
        if table.rows:
            continue
        terms = [f"{control.right} {control.left}" for control in EDITION.all_controls.values()]
        terms.append(block.columns[whole].value)
        assert any(all(re.search(rf"\b{part}\b", text) for part in parts) for text in terms), (table.block, whole)


# ---- parameters and texts


@pytest.mark.parametrize("code", sorted(EDITION.parameters))
def test_a_parameter_has_dated_values_with_a_source(code):
    parameter = EDITION.parameters[code]
    assert parameter.label and parameter.unit
    days = [each.since for each in parameter.values]
    assert days == sorted(set(days))
    assert all(each.source for each in parameter.values)


def test_every_parameter_of_a_threshold_is_used_or_shown():
    used = " ".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.yaml"))
    thresholds = {
        code
        for code, each in EDITION.parameters.items()
        if any("không phải quy định" in value.note for value in each.values)
    }
    assert {code for code in thresholds if f'param("{code}")' not in used} == set()


def test_texts_are_composed_unicode_without_double_blanks():
    assert [(where, text) for where, text in TEXTS if not unicodedata.is_normalized("NFC", text)] == []
    assert [(where, text) for where, text in TEXTS if "  " in text or text != text.strip()] == []
    assert [(where, text) for where, text in TEXTS if re.search(r" [,;:.?](\s|$)|\( | \)", text)] == []


def test_texts_have_no_typing_errors():
    assert [(where, text) for where, text in TEXTS for typo in TYPOS if typo in f"{text.casefold()} "] == []


def test_no_word_stands_twice():
    found = [(where, hit[0]) for where, text in TEXTS for hit in DOUBLED.finditer(text)]
    assert [(where, hit) for where, hit in found if hit.casefold() not in REDUPLICATED] == []


def test_no_english_is_shown():
    words = re.compile(rf"\b({'|'.join(ENGLISH)})\b", re.IGNORECASE)
    plain = [(where, re.sub(r"\{[a-z]+\}", "", text)) for where, text in TEXTS]
    assert [(where, text) for where, text in plain if words.search(text)] == []


def test_a_difference_of_rates_is_said_in_points():
    faults = []
    for ref, column, row in fields():
        label = f"{row.label if row and column.kind is None else column.label}".casefold()
        unit = (row.unit if row and column.kind is None else "") or column.unit
        if re.search(r"(giảm|tăng) tỷ lệ", label) and "điểm" not in unit:
            faults.append(ref)
    assert faults == []
