"""Broken definitions: each fault with its file, line, path and what to do; all faults at once."""

import re
from pathlib import Path

import pytest

CONTROLS, FORM, GRID, ANNEXES = "controls.yaml", "forms/hp1.yaml", "forms/kinh_phi.yaml", "annexes.yaml"
SHARE = "100 * GIA / total(CT.GIA)"

# file, what stands there, what stands there instead, path of the fault, part of the message
BROKEN = {
    "unknown key": (FORM, "title: 'Hợp phần 1: Nhà ở và lớp học'", "titel: Hợp phần 1", "titel", "ý là 'title'?"),
    "key like no other": ("facts.yaml", "label: Là", "màu: Là", "BIEN_GIOI.màu", "các khóa có: label, help, source"),
    "missing key": ("lists.yaml", "  label: Nửa giai đoạn\n", "", "KHOI.label", "thiếu khóa bắt buộc 'label'"),
    "duplicate key": ("facts.yaml", "{label: Là", "{label: X, label: Là", "BIEN_GIOI.label", "viết hai lần"),
    "duplicate code": ("facts.yaml", "BIEN_GIOI:", "BIEN_GIOI: {label: X}\nBIEN_GIOI:", "BIEN_GIOI", "viết hai lần"),
    "a list for a text": ("facts.yaml", "Là xã biên giới", "[Là, xã]", "BIEN_GIOI.label", "phải là một đoạn chữ"),
    "a text for a list": (CONTROLS, "by: [HOP_PHAN, NAM]", "by: NAM", "CHI_HOP_PHAN.by", "phải là một danh sách"),
    "a text for a table": (GRID, "  DOT_CAP:\n", "  SAI: chữ\n  DOT_CAP:\n", "blocks.SAI", "phải là một bảng"),
    "no whole number": ("programme.yaml", "first_year: 2026", "first_year: 20x6", "first_year", "phải là số nguyên"),
    "no truth": (GRID, "root: true", "root: co", "root", "phải là true hoặc false"),
    "no number": ("parameters.yaml", "value: 2000000", "value: 2.000.000", "MUC_HO_TRO.values.0.value", "12.5"),
    "not a finite number": ("parameters.yaml", "value: 2000000", "value: NaN", "MUC_HO_TRO.values.0.value",
                            "phải là số"),
    "bad date": ("parameters.yaml", "since: 2026-07-01", "since: 1/7/2026", "MUC_HO_TRO.values.1.since", "2022-07-15"),
    "unknown kind of block": (FORM, "kind: communes", "kind: commune", "blocks.THON.kind", "communes"),
    "unknown kind of field": (GRID, "kind: years", "kind: yeer", "blocks.KINH_PHI.columns.NAM.kind", "money"),
    "unknown severity": (CONTROLS, "severity: note", "severity: bad", "GHI_NGAY.severity", "error, confirm, note"),
    "unknown operator": (CONTROLS, 'op: "="\n  right: HP1', "op: ==\n  right: HP1", "THON_BANG_XA.op",
                         "dùng một trong"),
    "unknown policy": (CONTROLS, "missing: zero", "missing: null", "THON_BANG_XA.missing", "skip hoặc zero"),
    "code in small letters": ("facts.yaml", "BIEN_GIOI:", "bien_gioi:", "bien_gioi", "chữ hoa không dấu"),
    "column code with accents": (FORM, "HE_SO:", "HỆ_SỐ:", "blocks.PV.columns.HỆ_SỐ", "chữ hoa không dấu"),
    "unknown parent": ("components.yaml", "parent: HP1_ND1, capital: [DTU]", "parent: HP1_ND9, capital: [DTU]",
                       "HP1_ND1_A.parent", "ý là 'HP1_ND"),
    "unknown fact": ("components.yaml", "applies: BIEN_GIOI", "applies: BIEN_GOI", "HP2.applies", "ý là 'BIEN_GIOI'?"),
    "unknown capital": ("components.yaml", "capital: [DTU]", "capital: [DT]", "HP1_ND1_A.capital", "'DT'"),
    "unknown component": (FORM, "component: HP1", "component: HP9", "component", "không có 'HP9'"),
    "unknown list": (FORM, "kind: choice, list: LOAI_VAN_BAN", "kind: choice, list: LOAI_VB",
                     "blocks.VB.columns.LOAI.list", "ý là 'LOAI_VAN_BAN'?"),
    "no list": (FORM, "kind: choice, list: LOAI_VAN_BAN", "kind: choice", "blocks.VB.columns.LOAI.list", "không có ''"),
    "unknown grid of a line": (GRID, "of: DOT_CAP", "of: DOT", "blocks.BIEN_LAI.columns.DOT.of", "ý là 'DOT_CAP'?"),
    "unknown grid around": (GRID, "inside: DOT_CAP", "inside: DOT", "blocks.BIEN_LAI.inside", "ý là 'DOT_CAP'?"),
    "unknown grid shown": (FORM, "show: KINH_PHI", "show: VON", "blocks.VON.show", "không có 'VON'"),
    "unknown whole": (FORM, "LOP_XA: {label: Lớp ở xã", "LOP_XA: {part_of: LOPX, label: Lớp ở xã",
                      "blocks.KQ.rows.LOP_XA.part_of", "không có 'LOPX'"),
    "parts that are not all": (FORM, "parts: all", "parts: some", "blocks.KQ.rows.HO.parts", "chỉ có thể là all"),
    "constant of no column": (FORM, "constants: {KH:", "constants: {KK:", "blocks.KQ.rows.DINH_MUC.constants", "'KK'"),
    "a grid without rows": (FORM, "kind: open\n    columns:\n      TEN", "kind: fixed\n    columns:\n      TEN",
                            "blocks.CT", "khối fixed phải có rows"),
    "column without kind": (FORM, "NGHEO: {label: Hộ nghèo, kind: count", "NGHEO: {label: Hộ nghèo",
                            "blocks.THON.columns.NGHEO", "thiếu kind"),
    "annex of no block": (ANNEXES, "block: HP1.PV", "block: HP1.PVX", "HP1.tables.4.block", "'HP1.PVX'"),
    "annex of a narrative": (ANNEXES, "block: HP1.PV", "block: HP1.TM", "HP1.tables.4.block", "'HP1.TM'"),
    "annex without a name": (ANNEXES, '  number: "02"\n', "", "HP2", "hoặc tên trang tính (sheet)"),
    "annex with two names": (ANNEXES, 'number: "02"', 'number: "02"\n  sheet: Biểu', "HP2.number", "hoặc số biểu"),
    "annex of a name that Excel refuses": (ANNEXES, 'number: "02"', "sheet: 'Biểu [2]'", "HP2.sheet", "'Biểu [2]'"),
    "annex of a name too long": (ANNEXES, 'number: "02"', f"sheet: {'b' * 32}", "HP2.sheet", "trong Excel"),
    "two annexes of one name": (ANNEXES, 'number: "02"', 'number: "01"', "HP2.number", "mỗi biểu một tên"),
    "annex of no component": (ANNEXES, "component: HP2", "component: HP9", "HP2.component", "không có 'HP9'"),
    "annex column of no block": (ANNEXES, "[THON, GIA,", "[THON, GIAX,", "HP1.tables.3.columns", "'GIAX'"),
    "annex year of no block": (ANNEXES, "years: [KH, TH]", "years: [KH, THX]", "HP1.tables.1.years", "'THX'"),
    "annex sum of no column": (ANNEXES, "sums: {TONG: [DUOC_CAP,", "sums: {TONG: [DUO,", "HP1.tables.0.sums", "'DUO'"),
    "annex heading of no column": (ANNEXES, "columns: [THON, GIA, TY_TRONG]}", "heads: {GIAX: Giá}}",
                                   "HP1.tables.3.heads", "'GIAX'"),
    "annex column told with no column": (ANNEXES, "columns: [THON, GIA, TY_TRONG]}", "joined: {TEN: [THONX]}}",
                                         "HP1.tables.3.joined", "'THONX'"),
    "annex group of what is not shown": (ANNEXES, "groups: {Được dùng: [DUOC_CAP, BO_SUNG, TONG]}",
                                         "groups: {Được dùng: [GHI_CHU]}", "HP1.tables.0.groups.", "'GHI_CHU'"),
    "annex group of columns apart": (ANNEXES, "groups: {Được dùng: [DUOC_CAP, BO_SUNG, TONG]}",
                                     "groups: {Được dùng: [DUOC_CAP, TONG]}", "HP1.tables.0.groups.", "đứng liền nhau"),
    "annex row by no key": (ANNEXES, "rows: [NGUON, LOAI]", "rows: [NGUON, TONG]", "HP1.tables.0.rows", "'TONG'"),
    "annex where of no column": (ANNEXES, "where: {HOP_PHAN: HP2}", "where: {HOP: HP2}", "HP2.tables.0.where", "'HOP'"),
    "annex like none": (ANNEXES, "like: HP1,", "like: HP9,", "HP2.tables.0.like", "'HP9' không có bảng"),
    "formula of no column": (FORM, "value: 100 * NGHEO / HO", "value: 100 * NGHEO / HOX",
                             "blocks.THON.columns.TY_LE.value", "ý là 'HO'?"),
    "formula of no block": (FORM, "'CHI / KQ[HO].TH'", "'CHI / KQX[HO].TH'", "blocks.PV.columns.MOT_HO.value", "KQX"),
    "formula of no row": (FORM, "'CHI / KQ[HO].TH'", "'CHI / KQ[HOX].TH'", "blocks.PV.columns.MOT_HO.value",
                          "không có dòng 'HOX'"),
    "formula of another block's missing column": (FORM, "'CHI / KQ[HO].TH'", "'CHI / KQ[HO].THX'",
                                                  "blocks.PV.columns.MOT_HO.value", "không có cột 'THX'"),
    "row formula of no row": (FORM, "LOP_XA + LOP_THON", "LOP_XA + LOP_BAN", "blocks.KQ.rows.LOP.value", "'LOP_BAN'"),
    "total of no column": (FORM, SHARE, "100 * GIA / total(CT.GIAX)", "blocks.CT.columns.TY_TRONG.value", "'GIAX'"),
    "pivot by no column": (FORM, 'HOP_PHAN="HP1"', 'HOP_PHANX="HP1"', "blocks.PV.columns.CHI.value", "HOP_PHAN'?"),
    "pivot of two columns": (FORM, "KINH_PHI(DA_CHI,", "KINH_PHI(DA_CHI, TONG,", "blocks.PV.columns.CHI.value",
                             "đúng một cột"),
    "count of no block": (FORM, "value: count(CT)}", "value: count(CTX)}", "blocks.PV.columns.SO_CT.value", "'CTX'"),
    "unknown parameter": (FORM, 'value: param("MUC_HO_TRO")', 'value: param("MUC")', "blocks.PV.columns.MUC.value",
                          "không có 'MUC'"),
    "control of no column": (CONTROLS, "right: TONG", "right: TONGX", "CHI_VUOT.right", "ý là 'TONG'?"),
    "control of no block": (CONTROLS, "rows: KINH_PHI", "rows: KINH_PHIX", "CHI_VUOT", "không có khối nào khớp"),
    "control of no group": (CONTROLS, "by: [HOP_PHAN, NAM]", "by: [HOP_PHAN, DA_CHI]", "CHI_HOP_PHAN.by", "cột khóa"),
    "control of two scopes": (CONTROLS, "rows: KINH_PHI", "rows: KINH_PHI\n  cells: KINH_PHI", "CHI_VUOT", "một trong"),
    "control of an unknown fact": (CONTROLS, 'fact("BIEN_GIOI")', 'fact("BIEN")', "THON_BANG_XA.when", "BIEN_GIOI"),
    "control of an unknown cell column": (FORM, "columns: [TH]", "columns: [THX]", "controls.GIAM.columns", "'THX'"),
    "message of an unknown name": (CONTROLS, "Các thôn {left}", "Các thôn {trai}", "THON_BANG_XA.message", "left"),
    "message with half a brace": (CONTROLS, "Các thôn {left}", "Các thôn {left", "THON_BANG_XA.message", "ngoặc nhọn"),
    "CELL outside cells": (CONTROLS, "right: TONG", "right: CELL", "CHI_VUOT.right", "'CELL'"),
    "a tree that turns": ("components.yaml", "HP1: {", "HP1: {parent: HP1_ND1_A, ", "", "cây dự án quay vòng"),
    "a list that turns": ("lists.yaml", "label: ngân sách địa phương", "parent: NSDP_XA, label: x", "NGUON",
                          "quay vòng"),
    "parts that turn": (FORM, "HO: {label: Số hộ, unit: hộ, parts", "HO: {part_of: HO_NGHEO, label: x, parts",
                        "blocks.KQ", "part_of của HP1.KQ quay vòng"),
    "columns that turn": (GRID, "value: 'known(DUOC_CAP, BO_SUNG)'", "value: TY_LE + 1", "blocks.KINH_PHI.columns.",
                          "công thức quay vòng"),
    "rows that turn": (FORM, "LOP_XA: {label: Lớp ở xã", "LOP_XA: {value: LOP + 1, label: x", "blocks.KQ", "quay vòng"),
    "blocks that turn": (GRID, "DA_CHI: {label: Đã chi,", "DA_CHI: {label: Đã chi, value: HP1.PV.CHI,", "blocks.",
                         "công thức quay vòng"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_one_fault_is_said_with_file_line_path_and_remedy(name, change, faults, edition_folder):
    file, old, new, path, words = BROKEN[name]
    change(file, old, new)
    found = faults()
    assert len(found) in (1, 2), found
    fault = next((each for each in found if words in each), "")
    assert fault, found
    where = re.match(r"(\S+\.yaml), dòng (\d+)(?:, ([^:]*))?: ", fault)
    assert where, fault
    assert where[1] == file or "turn" in name
    assert (where[3] or "").startswith(path)
    text = (edition_folder / where[1]).read_text(encoding="utf-8").splitlines()
    last = path.rpartition(".")[2] if path and not path.endswith(".") else ""
    if last and not last.isdigit() and len(found) == 1:
        around = text[int(where[2]) - 1]
        assert last in around or last in ("title", "label", "list"), f"{fault} points at {around!r}"


FORBIDDEN = {
    "import": "__import__('os').system('true')",
    "a call through an attribute": "GIA.__class__()",
    "a lambda": "(lambda: 1)()",
    "a comprehension": "[x for x in (1, 2)]",
    "a list": "[1, 2]",
    "a power": "9 ** 9",
    "an f-string": "f'{GIA}'",
    "an assignment": "(x := 1)",
    "unknown function": "eval('1')",
    "star arguments": "known(*GIA)",
    "an index": "GIA[0]",
    "a truth": "True",
    "bytes": "b'x'",
    "a hexadecimal number": "0x10",
    "an exponent": "1e400",
    "a chain of comparisons": "1 < GIA < 3",
    "too few arguments": "round(GIA)",
    "too many arguments": "abs(GIA, GIA)",
    "in without a list": "GIA in GIA",
    "a list for a number": "(1, 2)",
    "half an expression": "100 * (GIA",
    "two lines": "GIA; GIA",
    "deep nesting": "(" * 300 + "GIA" + ")" * 300,
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_an_expression_that_is_none_of_the_language_is_refused(name, change, faults):
    quoted = '"' + FORBIDDEN[name] + '"'
    change(FORM, f"value: {SHARE}", f"value: {quoted}")
    (fault,) = faults()
    assert re.match(r"forms/hp1\.yaml, dòng 4\d, blocks\.CT\.columns\.TY_TRONG\.value: ", fault), fault


@pytest.mark.parametrize(
    ("file", "content", "line", "words"),
    [
        ("facts.yaml", b"BIEN_GIOI:\n\tlabel: x\n", 2, "hai chấm và lề"),
        ("facts.yaml", b"BIEN_GIOI: {label: 'x\n", 2, "YAML sai cú pháp"),
        ("facts.yaml", b"A: 1\n---\nB: 2\n", 2, "YAML sai cú pháp"),
        ("facts.yaml", "BIEN_GIOI: {label: Là xã}\n".encode("utf-16"), 1, "không phải UTF-8"),
        ("facts.yaml", b"BIEN_GIOI: {label: \x01}\n", 1, "ký tự lạ"),
        ("facts.yaml", b"[" * 5000 + b"]" * 5000, 1, "quá sâu"),
        ("facts.yaml", b"BIEN_GIOI: {label: a}\nX: {label: \x65\xcc\x82}\n", 2, "NFC"),
        ("facts.yaml", b"BIEN_GIOI: &a {label: x}\nX: *a\n", 1, "viết đủ"),
        ("facts.yaml", b"BIEN_GIOI: &a [*a]\n", 1, "viết đủ"),
        ("facts.yaml", b"", 1, "tệp rỗng"),
        ("facts.yaml", b"- BIEN_GIOI\n", 1, "bảng mã: nội dung"),
        ("facts.yaml", b"chu\n", 1, "bảng mã: nội dung"),
        ("programme.yaml", b"- x\n", 1, "bảng mã: nội dung"),
        ("forms/hp1.yaml", b"chu\n", 1, "bảng mã: nội dung"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_with_its_line(edition_folder, faults, file, content, line, words):
    (edition_folder / file).write_bytes(content)
    fault = next((each for each in faults() if words in each), "")
    assert fault.startswith(f"{file}, dòng {line}"), faults()


def test_scalars_stay_the_text_they_are(change, edition_folder):
    from gnbv_desktop.catalogue.reader import read_edition

    change("components.yaml", "short: Truyền thông", "short: 010")
    change("components.yaml", "name: Truyền thông", "name: no")
    component = read_edition(edition_folder).components["HP3"]
    assert (component.short, component.name) == ("010", "no")


def test_all_faults_of_all_files_come_at_once(change, faults):
    change("programme.yaml", "first_year: 2026", "first_year: x")
    change("facts.yaml", "label: Là", "lable: Là")
    change(FORM, "kind: communes", "kind: commune")
    change(GRID, "kind: years", "kind: yeer")
    found = faults()
    assert len(found) == 5, found
    assert {each.partition(",")[0] for each in found} == {"programme.yaml", "facts.yaml", FORM, GRID}


def test_faults_of_reference_come_at_once_too(change, faults):
    change("components.yaml", "applies: BIEN_GIOI", "applies: X")
    change(CONTROLS, "right: TONG", "right: TONGX")
    change(CONTROLS, "right: DUOC_CAP", "right: DUOCCAP")
    change(FORM, "'CHI / KQ[HO].TH'", "'CHI / KQ[HO].X'")
    assert len(faults()) == 4


def test_a_missing_programme_an_unknown_file_and_a_form_twice(edition_folder, faults):
    (edition_folder / "programme.yaml").unlink()
    (edition_folder / "khac.yaml").write_text("A: {label: x}\n", encoding="utf-8")
    (edition_folder / "forms/hp1b.yaml").write_bytes((edition_folder / "forms/hp1.yaml").read_bytes())
    words = " | ".join(faults())
    assert "programme.yaml: thiếu tệp; hãy tạo" in words
    assert "khac.yaml: tệp thừa" in words
    assert "đã có ở tệp khác" in words


def test_two_root_forms_may_not_share_a_block(edition_folder, faults):
    blocks = "blocks: {DOT_CAP: {columns: {A: {label: A, kind: text}}}}"
    text = f"form: KHAC\ntitle: Khác\ngroup: Khác\nroot: true\n{blocks}\n"
    (edition_folder / "forms/zz.yaml").write_text(text, encoding="utf-8")
    assert any("khối DOT_CAP đã có ở forms/kinh_phi.yaml" in each for each in faults())


def test_an_empty_folder_is_refused(tmp_path: Path, faults, edition_folder):
    for path in edition_folder.rglob("*.yaml"):
        path.unlink()
    assert any("không có tệp .yaml nào" in each for each in faults())
