"""A dossier as JSON: what is written is read back equal; a broken file is refused whole, every fault with its place."""

import copy
import json
import unicodedata

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gnbv_desktop.exchange.dossier_json import dump, dumps, parse
from gnbv_desktop.kernel.dossier import Cell, Place, Reason, State
from gnbv_desktop.kernel.errors import BadFile, BadInput
from tests.support_dossiers import (
    SMALL,
    SMALL_EDITION,
    cells_for,
    content,
    dossier,
    head,
    info_of,
    real_edition,
    real_head,
    small_edition,
    typed_refs,
)


def find(programme, edition):
    for known in (small_edition, real_edition):
        if (programme, edition) == (known().programme.programme, known().name):
            return known()
    raise BadInput(f"Chưa có định nghĩa {programme}/{edition} trên máy này.")


def written(made, edition=None):
    return dumps(dump(made, edition or small_edition())).encode()


NARRATIVE = ({"style": "dash", "items": [{"t": "Đã chi ", "b": True}, {"fig": "KINH_PHI(DA_CHI)", "as": "money"}]},)
GOOD = evolve(
    dossier({
        "KINH_PHI[r2].HOP_PHAN": "HP1", "KINH_PHI[r2].DUOC_CAP": "100", "KINH_PHI[r1].DA_CHI": Cell(State.NA),
        "HP1.KQ[HO].TH": Cell(State.UNREAD, "1.5", ("15",), "ước"), "HP1.THON[thon1].HO": "4", "HP1.PV.TY_LE": "41.06",
        "HP1.VB[r1].SO": "12/KH-UBND", "HP1.VB.TINH_DEN": "2026-06-30", "HP1.KQ.TINH_DEN": "2026-06-30",
    }),
    narratives={"HP1.TM.KET_QUA": NARRATIVE},
    reasons={"CHI_VUOT KINH_PHI[r2].DA_CHI": Reason("CHI_VUOT", ("KINH_PHI[r2].DA_CHI",), ("1",), "đúng", True)},
    drawn={"HP1.PV.TY_LE": {"uid": "u", "ref": "HP1.PV.TY_LE", "seal": "s"}},
)  # fmt: skip


# ---- there and back


def test_a_dossier_with_everything_is_read_back_and_written_equal():
    made = parse(written(GOOD), find)
    assert content(made) == content(GOOD)
    assert written(made) == written(GOOD)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    text = b"\xef\xbb\xbf" + written(GOOD).replace(b"\n", b"\r\n")
    assert content(parse(text, find)) == content(GOOD)


def test_what_a_dump_adds_for_people_is_not_read():
    more = dump(GOOD, small_edition()) | {"derived": {"HP1.PV.CHI": "5"}, "history": [{"seq": 1}]}
    assert content(parse(dumps(more).encode(), find)) == content(GOOD)


def test_the_highest_row_number_is_remembered_when_its_row_is_gone():
    made = GOOD.with_row("KINH_PHI", "r9", 0).with_row("KINH_PHI", "r9", None)
    assert dump(made, small_edition())["last_rows"] == {"KINH_PHI": 9}
    assert parse(written(made), find).block("KINH_PHI").last == 9


def test_a_dossier_without_id_uid_and_name_may_be_read():
    small = {"format": "gnbv-dossier", "version": 1, "programme": SMALL, "edition": SMALL_EDITION,
             "unit": {"id": "xa", "name": "xã Thử", "level": "XA"},
             "period": {"kind": "nam", "start": "2026-01-01", "end": "2026-12-31", "cutoff": "2026-12-31",
                        "first_year": 2026, "last_year": 2026}}  # fmt: skip
    made = parse(json.dumps(small).encode(), find)
    assert (made.head.id, made.head.status, made.blocks) == ("", "draft", {})


@st.composite
def dossiers(draw, edition, made, grids, blocks):
    """A dossier with rows in some order and any cells that may be typed."""
    for path in grids:
        for number in draw(st.permutations(range(1, draw(st.integers(0, 3)) + 1))):
            made = made.with_row(path, f"r{number}", len(made.block(path).order))
    refs = typed_refs(edition, made, blocks)
    for ref in draw(st.lists(st.sampled_from(refs), max_size=15)) if refs else ():
        info = info_of(edition, ref)
        made = made.with_cell(ref, draw(cells_for(edition, made, info.kind, info.column.list, info.column.of)))
    return made


SMALL_DOSSIERS = st.sampled_from((head(), head(2026, 2028))).flatmap(
    lambda each: dossiers(small_edition(), dossier({}, each), ("KINH_PHI", "DOT_CAP", "HP1.CT", "HP1.VB"), None)
)
REAL_DOSSIERS = dossiers(real_edition(), dossier({}, real_head(2026, 2027)), ("VON",), ("VON",))


@settings(max_examples=60)
@given(SMALL_DOSSIERS)
def test_any_dossier_of_the_small_programme_is_read_back_and_written_equal(made):
    again = parse(written(made), find)
    assert content(again) == content(made)
    assert written(again) == written(made)


@settings(max_examples=40)
@given(REAL_DOSSIERS)
def test_any_capital_grid_of_the_real_programme_is_read_back_and_written_equal(made):
    again = parse(written(made, real_edition()), find)
    assert content(again) == content(made)
    assert written(again, real_edition()) == written(made, real_edition())


# ---- faults


def refused(data):
    text = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with pytest.raises(BadFile) as caught:
        parse(text, find)
    return caught.value


def changed(path, value):
    """The good file with one value put at a path."""
    data = copy.deepcopy(dump(GOOD, small_edition()))
    table = data
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    return data


NFD = unicodedata.normalize("NFD", "xã Thử")
FAULTS = {
    "format": (["format"], "x", "format", "gnbv-dossier"),
    "version text": (["version"], "1", "version", "số nguyên"),
    "version newer": (["version"], 9, "version", "cài bản mới"),
    "unknown key": (["colour"], "red", "colour", "khóa lạ"),
    "unknown edition": (["edition"], "1999-01-01", "edition", "Chưa có định nghĩa"),
    "programme of another kind": (["programme"], 5, "programme, edition", "phải là chữ"),
    "id of another kind": (["id"], 5, "id", "phải là chữ"),
    "name decomposed": (["name"], NFD, "name", "NFC"),
    "name with a control character": (["name"], "a\x07b", "name", "điều khiển"),
    "money unit": (["money_unit"], "usd", "money_unit", "trieu"),
    "status": (["status"], "done", "status", "draft"),
    "unit of another kind": (["unit"], [], "unit", ""),
    "unit without a name": (["unit"], {"id": "a", "level": "XA"}, "unit.name", "thiếu khóa"),
    "unit with an unknown key": (["unit", "size"], "5", "unit.size", "khóa lạ"),
    "unit name decomposed": (["unit", "name"], NFD, "unit", "NFC"),
    "facts not a list": (["unit", "facts"], "BIEN_GIOI", "unit.facts", "danh sách"),
    "place id with a dot": (["unit", "communes", 0, "id"], "../a", "unit", "không dấu"),
    "place id twice": (["unit", "communes", 0, "id"], "thon2", "unit", "hai đơn vị"),
    "period without cutoff": (["period"], {"kind": "nam"}, "period.cutoff", "thiếu khóa"),
    "bad date": (["period", "cutoff"], "31/12/2026", "period.cutoff", "2023-12-31"),
    "date too short": (["period", "cutoff"], "2026-1-1", "period.cutoff", "2023-12-31"),
    "unknown kind of period": (["period", "kind"], "tuan", "period.kind", "quy"),
    "end before start": (["period", "start"], "2027-01-01", "period.start", "sau ngày cuối"),
    "years turned round": (["period", "first_year"], 2030, "period.first_year", "không hợp lệ"),
    "year as text": (["period", "first_year"], "2026", "period.first_year", "số nguyên"),
    "cutoff far away": (["period", "cutoff"], "9999-12-31", "period.cutoff", "không hợp lệ"),
    "rows of another kind": (["rows"], ["r1"], "rows", "đối tượng"),
    "rows of no block": (["rows", "KHONG"], ["r1"], "rows.KHONG", "không có khối mở"),
    "rows of a fixed block": (["rows", "HP1.KQ"], ["r1"], "rows.HP1.KQ", "không có khối mở"),
    "rows not numbered": (["rows", "KINH_PHI"], ["r1", "x2"], "rows.KINH_PHI", "r1"),
    "row nought": (["rows", "HP1.CT"], ["r0"], "rows.HP1.CT", "r1"),
    "row without end": (["rows", "HP1.CT"], ["r" + "9" * 5000], "rows.HP1.CT", "r1"),
    "row twice": (["rows", "KINH_PHI"], ["r2", "r1", "r2"], "rows.KINH_PHI", "hai lần"),
    "last row of no block": (["last_rows"], {"KHONG": 5}, "last_rows.KHONG", "không có khối mở"),
    "last row as text": (["last_rows"], {"KINH_PHI": "5"}, "last_rows.KINH_PHI", "số nguyên"),
    "cell of no block": (["cells", "KHONG[r1].A"], "5", "cells.KHONG[r1].A", "không có ô này"),
    "cell of no column": (["cells", "HP1.PV.KHONG"], "5", "cells.HP1.PV.KHONG", "không có ô này"),
    "cell of no row": (["cells", "HP1.KQ[KHONG].TH"], "5", "cells.HP1.KQ[KHONG].TH", "không có ô này"),
    "cell of a heading": (["cells", "HP1.KQ[MUC_LON].TH"], "5", "cells.HP1.KQ[MUC_LON].TH", "không có ô này"),
    "cell of a row not listed": (["cells", "KINH_PHI[r7].DA_CHI"], "5", "cells.KINH_PHI[r7].DA_CHI", "chưa khai"),
    "cell of no commune": (["cells", "HP1.THON[thon9].HO"], "5", "cells.HP1.THON[thon9].HO", "unit.communes"),
    "cell that is derived": (["cells", "KINH_PHI[r2].TONG"], "5", "cells.KINH_PHI[r2].TONG", "chương trình tính"),
    "cell of the definitions": (["cells", "HP1.KQ[DINH_MUC].KH"], "5", "cells.HP1.KQ[DINH_MUC].KH", "chương trình"),
    "cell outside the years": (["cells", "HP1.KQ[HO].TH_2031"], "5", "cells.HP1.KQ[HO].TH_2031", "ngoài kỳ"),
    "no address": (["cells", "hp1.kq"], "5", "cells.hp1.kq", "mã ô không hợp lệ"),
    "cell a number": (["cells", "HP1.PV.NAM"], 2026, "cells.HP1.PV.NAM", "phải là chữ"),
    "cell nothing": (["cells", "HP1.PV.NAM"], None, "cells.HP1.PV.NAM", "phải là chữ"),
    "cell empty": (["cells", "HP1.PV.NAM"], "", "cells.HP1.PV.NAM", "không rỗng"),
    "state unknown": (["cells", "HP1.PV.NAM"], {"state": "maybe"}, "cells.HP1.PV.NAM", "unfunded"),
    "na with a value": (["cells", "HP1.PV.NAM"], {"state": "na", "value": "1"}, "cells.HP1.PV.NAM", "chỉ khi đó"),
    "qualifier unknown": (["cells", "HP1.PV.TY_LE"], {"value": "5", "qualifier": "cỡ"}, "cells.HP1.PV.TY_LE", "ước"),
    "readings not a list": (["cells", "HP1.PV.TY_LE"], {"state": "unread", "value": "5", "readings": "5"},
                            "cells.HP1.PV.TY_LE", "danh sách"),
    "readings not canonical": (["cells", "HP1.PV.TY_LE"], {"state": "unread", "value": "5", "readings": ["5,0"]},
                               "cells.HP1.PV.TY_LE", "readings"),
    "money with a dot": (["cells", "KINH_PHI[r2].DA_CHI"], "1.5", "cells.KINH_PHI[r2].DA_CHI", "số đồng nguyên"),
    "money with a nought first": (["cells", "KINH_PHI[r2].DA_CHI"], "007", "cells.KINH_PHI[r2].DA_CHI", "số đồng"),
    "money of 40 digits": (["cells", "KINH_PHI[r2].DA_CHI"], "7" * 40, "cells.KINH_PHI[r2].DA_CHI", "18 chữ số"),
    "count below nought": (["cells", "HP1.KQ[HO].KH"], "-5", "cells.HP1.KQ[HO].KH", "số nguyên"),
    "count of 40 digits": (["cells", "HP1.KQ[HO].KH"], "7" * 40, "cells.HP1.KQ[HO].KH", "18 chữ số"),
    "percent with a comma": (["cells", "HP1.PV.TY_LE"], "41,06", "cells.HP1.PV.TY_LE", "dấu chấm"),
    "percent with a nought last": (["cells", "HP1.PV.TY_LE"], "41.0", "cells.HP1.PV.TY_LE", "dấu chấm"),
    "percent of 40 digits": (["cells", "HP1.PV.TY_LE"], "1." + "7" * 40, "cells.HP1.PV.TY_LE", "18 chữ số"),
    "percent without end": (["cells", "HP1.PV.TY_LE"], "Infinity", "cells.HP1.PV.TY_LE", "dấu chấm"),
    "digits of another script": (["cells", "HP1.KQ[HO].KH"], "٥", "cells.HP1.KQ[HO].KH", "số nguyên"),
    "year": (["cells", "HP1.PV.NAM"], "26", "cells.HP1.PV.NAM", "bốn chữ số"),
    "span of years": (["cells", "KINH_PHI[r2].NAM"], "2027-2026", "cells.KINH_PHI[r2].NAM", "2021-2024"),
    "date": (["cells", "HP1.PV.NGAY"], "20260101", "cells.HP1.PV.NGAY", "2023-04-06"),
    "choice": (["cells", "KINH_PHI[r2].LOAI"], "XX", "cells.KINH_PHI[r2].LOAI", "TX, DTU"),
    "component": (["cells", "KINH_PHI[r2].HOP_PHAN"], "HP1+HP9", "cells.KINH_PHI[r2].HOP_PHAN", "HP9"),
    "place": (["cells", "KINH_PHI[r2].THON"], "thon1+thon9", "cells.KINH_PHI[r2].THON", "thon9"),
    "text decomposed": (["cells", "KINH_PHI[r2].GHI_CHU"], NFD, "cells.KINH_PHI[r2].GHI_CHU", "NFC"),
    "text too long": (["cells", "KINH_PHI[r2].GHI_CHU"], "x" * 5000, "cells.KINH_PHI[r2].GHI_CHU", "dài quá"),
    "text with a bell": (["cells", "KINH_PHI[r2].GHI_CHU"], "a\x07", "cells.KINH_PHI[r2].GHI_CHU", "điều khiển"),
    "narrative of no slot": (["narratives", "HP1.TM.KHONG"], [], "narratives.HP1.TM.KHONG", "không có mục"),
    "narrative of a field": (["narratives", "HP1.PV.NGAY"], [], "narratives.HP1.PV.NGAY", "không có mục"),
    "narrative a text": (["narratives", "HP1.TM.KET_QUA"], "chữ", "narratives.HP1.TM.KET_QUA", "danh sách"),
    "narrative with a figure of nowhere": (["narratives", "HP1.TM.KET_QUA"], [{"items": [{"fig": "HP9.KQ[HO].TH"}]}],
                                           "narratives.HP1.TM.KET_QUA", "HP9.KQ"),
    "narrative with code": (["narratives", "HP1.TM.KET_QUA"], [{"items": [{"fig": "__import__('os')"}]}],
                            "narratives.HP1.TM.KET_QUA", "__import__"),
    "narrative decomposed": (["narratives", "HP1.TM.KET_QUA"], [{"items": [{"t": NFD}]}],
                             "narratives.HP1.TM.KET_QUA", "NFC"),
    "documents a table": (["documents"], {}, "documents", "danh sách"),
    "document without a row": (["documents"], [{"SO": "1"}], "documents[0]", "row"),
    "document of no register": (["documents"], [{"row": "HP1.CT[r1]"}], "documents[0]", "row"),
    "document twice": (["documents"], [{"row": "HP1.VB[r1]"}, {"row": "HP1.VB[r1]"}], "documents[1]", "hai lần"),
    "document with a bad date": (["documents"], [{"row": "HP1.VB[r1]", "NGAY": "x"}], "cells.HP1.VB[r1].NGAY", "2023"),
    "document not a table": (["documents"], ["x"], "documents[0]", "row"),
    "reasons a table": (["reasons"], {}, "reasons", "danh sách"),
    "reason of no control": (["reasons", 0, "control"], "KHONG", "reasons[0].control", "không có kiểm tra"),
    "reason without a text": (["reasons", 0], {"control": "CHI_VUOT", "refs": [], "values": []}, "reasons[0].text",
                              "thiếu khóa"),
    "reason with a text for a list": (["reasons", 0, "refs"], "A.B", "reasons[0].refs", "danh sách"),
    "source of a drawn figure": (["drawn", "HP1.PV.TY_LE"], {"uid": 5}, "drawn.HP1.PV.TY_LE", "uid"),
    "drawn a list": (["drawn"], [], "drawn", "đối tượng"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_said_with_its_place(name):
    path, value, place, words = FAULTS[name]
    error = refused(changed(path, value))
    assert "chưa nhận gì; hãy sửa" in error.message
    fitting = [each for each in error.details if each.startswith(f"{place}") and words in each]
    assert fitting, error.details


@pytest.mark.parametrize("key", ["format", "version", "programme", "edition", "unit", "period"])
def test_a_missing_key_is_said(key):
    data = dump(GOOD, small_edition())
    del data[key]
    assert any(key in each for each in refused(data).details)


def test_all_faults_are_said_at_once():
    data = changed(["name"], 5)
    data["colour"] = "red"
    data["period"]["cutoff"] = "x"
    data["rows"]["KHONG"] = ["r1"]
    found = refused(data).details
    assert {each.partition(":")[0] for each in found} >= {"colour", "name", "period.cutoff"}
    del data["colour"]
    data["name"], data["period"]["cutoff"] = "Tên", "2026-12-31"
    data["cells"] |= {"HP1.PV.NGAY": "x", "HP1.PV.KHONG": "1", "KINH_PHI[r2].DA_CHI": "1.5"}
    data["reasons"][0]["control"] = "X"
    data["narratives"]["X.Y"] = []
    found = refused(data).details
    assert {each.partition(":")[0] for each in found} == {
        "rows.KHONG", "cells.HP1.PV.NGAY", "cells.HP1.PV.KHONG", "cells.KINH_PHI[r2].DA_CHI", "reasons[0].control",
        "narratives.X.Y",
    }  # fmt: skip


# ---- texts that are no file of ours


def replaced(old, new):
    text = written(GOOD)
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "không phải JSON"),
        (b"{", "dòng 1, cột 2"),
        (written(GOOD)[:-30], "không phải JSON"),
        (b"[]", "đối tượng JSON"),
        (b"null", "đối tượng JSON"),
        (b'"x"', "đối tượng JSON"),
        (b"{'a': 1}", "không phải JSON"),
        (b'{"a": 1,}', "không phải JSON"),
        (b'{"a": "\x00"}', "không phải JSON"),
        (written(GOOD).decode().encode("utf-16"), "UTF-8"),
        ("{\"a\": \"ệ\"}".encode("cp1258", "replace") + b"\xff", "UTF-8"),
        (b"[" * 100_000, "quá sâu"),
        (b'{"a":' * 100_000, "quá sâu"),
        (replaced(b'"version": 1', b'"version": 1.0'), "trong dấu nháy"),
        (replaced(b'"version": 1', b'"version": NaN'), "NaN"),
        (replaced(b'"version": 1', b'"version": -Infinity'), "Infinity"),
        (replaced(b'"version": 1', b'"version": ' + b"7" * 40), "18 chữ số"),
        (replaced(b'"version": 1', b'"version": ' + b"7" * 9000), "18 chữ số"),
        (replaced(b'"version": 1', b'"version": 1, "version": 1'), "'version' viết hai lần"),
        (replaced(b'"HP1.PV.TY_LE": "41.06"', b'"HP1.PV.TY_LE": "41.06", "HP1.PV.TY_LE": "5"'), "viết hai lần"),
        ("{\"\u1ec7\": 1, \"e\u0323\u0302\": 2}".encode(), "viết hai lần"),
        (replaced(b'"name": "X', b'"name": "\\ud800X'), "cắt đôi"),
        (b'{"\\udfff": 1}', "cắt đôi"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_dossier_is_refused_with_a_sentence(text, words):
    error = refused(text)
    assert words in str(error)
    assert len(error.message) < 300


def test_a_file_without_end_is_refused_unread():
    assert "64 MB" in refused(b" " * (64 * 1024 * 1024 + 1)).message


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
                        ("unit", "period", "rows", "cells", "documents", "reasons", "drawn", "narratives", "id")),
                        inner, max_size=4), max_leaves=12))  # fmt: skip
def test_anything_else_is_refused_as_a_bad_file(value):
    frame = {"format": "gnbv-dossier", "version": 1, "programme": SMALL, "edition": SMALL_EDITION}
    refused(json.dumps(frame | value if isinstance(value, dict) else value).encode())


@given(st.sampled_from(sorted(dump(GOOD, small_edition()))), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6))  # fmt: skip
def test_any_value_at_any_key_is_taken_or_refused_never_a_crash(key, value):
    data = changed([key], value)
    try:
        made = parse(json.dumps(data).encode(), find)
    except BadFile:
        return
    assert content(parse(written(made), find)) == content(made)


def test_names_of_places_with_emoji_come_back():
    made = evolve(GOOD, head=evolve(GOOD.head, unit=evolve(GOOD.head.unit, agencies=(Place("ban_ql", "Ban 😀"),))))
    assert parse(written(made), find).head == made.head
