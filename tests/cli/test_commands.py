"""Every command of the command line: what it prints, where, and how it ends."""

import hashlib
import json
import subprocess
import sys
import unicodedata
from contextlib import closing

import pytest
from openpyxl import load_workbook

from gnbv_desktop import cli
from tests.cli.conftest import ENVIRONMENT
from tests.support import ROOT
from tests.support_dossiers import PROGRAMMES, REAL, copy_of_small, never_longer_than, real_edition
from tests.workbooks import written


def jsons(run):
    return [json.loads(line) for line in run.out.splitlines()]


def test_a_dossier_is_loaded_listed_dumped_and_loaded_again_equal_but_for_its_id(gnbv, file, tmp_path):
    loaded = gnbv("load", str(file))
    assert (loaded.code, loaded.out, loaded.err) == (0, "xa-thu\n", "")
    (listed,) = gnbv("list", "--json").json
    assert listed == {
        "id": "xa-thu", "uid": "u-1", "name": "Xã Thử", "unit": "xã Thử", "period": "năm 2023", "status": "draft",
    }  # fmt: skip
    first = gnbv("dump", "xa-thu")
    assert (first.code, first.err) == (0, "")
    (tmp_path / "lai.json").write_text(first.out, encoding="utf-8")
    assert gnbv("load", str(tmp_path / "lai.json")).out == "xa-thu-2\n"
    assert gnbv("dump", "xa-thu-2").json == first.json | {"id": "xa-thu-2"}
    assert gnbv("list").out.count("\n") == 2
    full = gnbv("dump", "xa-thu", "--derived", "--history").json
    assert full["derived"]["VON[r1].TONG"] == "100000000"
    assert [each["kind"] for each in full["history"]] == ["create"]


def test_lines_are_entered_one_commit_and_one_json_line_each(gnbv, file, tmp_path):
    gnbv("load", str(file))
    fed = "VON[r1].GIAI_NGAN\t71,972\r\nVON[r1].GIAI_NGAN\t41 triệu\n\nVON[+].GIAO\t2.000\nVON[r3].GIAO\t\n"
    run = gnbv("enter", "xa-thu", stdin=fed.encode())
    assert (run.code, run.err) == (0, "")
    question, answer, row, emptied = jsons(run)
    assert question["state"] == "unread"
    assert question["readings"] == ["71972000", "71972000000"]
    assert "71,972" in question["question"]
    assert (answer["ref"], answer["state"], answer["value"]) == ("VON[r1].GIAI_NGAN", "value", "41000000")
    assert {"VON[r1].GIAI_NGAN", "VON[r1].TY_LE", "VON[r1].CON_LAI"} <= set(answer["changed"])
    assert isinstance(answer["issues"], list)
    assert (row["ref"], row["value"]) == ("VON[r3].GIAO", "2000000000")
    assert (emptied["state"], emptied["value"]) == ("empty", "")
    assert gnbv("dump", "xa-thu").json["cells"]["VON[r1].GIAI_NGAN"] == "41000000"

    lines = tmp_path / "dong.txt"
    lines.write_text("VON[r1].GIAI_NGAN\t150 triệu\nVON[r1].GHI_CHU\tmột\u2028hai\n", encoding="utf-8-sig")
    over, note = jsons(gnbv("enter", "xa-thu", str(lines)))
    assert over["issues"]
    assert note["value"] == "một hai"
    check = gnbv("check", "xa-thu", "--json")
    assert check.code == 1
    errors = [each for each in check.json["issues"] if each["severity"] == "error"]
    assert errors
    assert set(errors[0]) >= {"code", "severity", "ref", "refs", "message", "remedy", "reason"}
    assert "VON[r1].GIAI_NGAN" in errors[0]["refs"]
    assert "[error]" in gnbv("check", "xa-thu").out

    undone = gnbv("undo", "xa-thu")
    assert undone.json == {"changed": ["VON[r1].GHI_CHU"]}
    assert "VON[r1].GIAI_NGAN" in gnbv("undo", "xa-thu").json["changed"]
    assert gnbv("redo", "xa-thu").code == 0
    assert gnbv("dump", "xa-thu").json["cells"]["VON[r1].GIAI_NGAN"] == "150000000"


def test_a_line_that_cannot_be_entered_is_said_by_number_and_the_others_stand(gnbv, file):
    gnbv("load", str(file))
    bad = [
        "VON[r1].GIAI_NGAN 5", "VON[r1].TONG\t5", "KHONG[r1].A\t5", "VON[r99].GIAO\t5", "../../etc\t5",
        "x" * 300 + "\t5",
        "😀\t5", unicodedata.normalize("NFD", "VỐN[r1].GIAO\t5"), "VON[r" + "9" * 5000 + "].GIAO\t5",
    ]  # fmt: skip
    fed = "\n".join([*bad, "VON[r1].HUY\t5"]).encode() + b"\nVON[r1].LY_DO\t\xff\xfe\n"
    run = gnbv("enter", "xa-thu", stdin=fed)
    assert run.code == 2
    assert [each["ref"] for each in jsons(run)] == ["VON[r1].HUY"]
    assert [line.partition(":")[0] for line in run.err.splitlines()] == [f"Dòng {n}" for n in (*range(1, 10), 11)]
    assert "Traceback" not in run.err


def test_each_json_line_is_flushed_after_its_commit(gnbv, file, tmp_path):
    gnbv("load", str(file))
    process = subprocess.Popen(
        [sys.executable, "-m", "gnbv_desktop.cli", "--data", str(tmp_path / "data"), "enter", "xa-thu"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT,
    )  # fmt: skip
    assert process.stdin and process.stdout
    with never_longer_than(30, process):
        for number in (1, 2):
            process.stdin.write(f"VON[r1].HUY\t{number}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["value"] == f"{number}000000"
            assert gnbv("dump", "xa-thu").json["cells"]["VON[r1].HUY"] == f"{number}000000"
        process.stdin.close()
        assert process.stdout.read() == b""
    process.stdout.close()
    assert process.wait(timeout=30) == 0


def test_figures_and_pivots(gnbv, file):
    gnbv("load", str(file))
    listed = {each["ref"]: each for each in gnbv("figures", "xa-thu", "--json").json}
    total = listed["VON[r1].TONG"]
    assert set(total) == {"ref", "label", "value", "unit", "state", "derived"}
    assert (total["value"], total["unit"], total["derived"]) == ("100000000", "đồng", True)
    assert "VON[r1].TONG\t100000000\tđồng\t" in gnbv("figures", "xa-thu").out
    found = gnbv(
        "pivot", "xa-thu", "--column", "GIAO", "--by", "source,origin", "--where", "component=DA2", "--json"
    ).json
    values = {(each["source"], each["origin"]): each["value"] for each in found}
    assert values["NSTW", "2023"] == "100000000"
    assert values["NSDP_XA", "2022"] == values["NSDP", "2022"] == "50000000"
    assert gnbv("pivot", "xa-thu", "--column", "GIAI_NGAN").out == "Tổng\t90000000\tvalue\n"
    for words in (("--by", "mau"), ("--where", "component"), ("--where", "year=20x3"), ("--where", "source=VAY")):
        run = gnbv("pivot", "xa-thu", "--column", "GIAO", *words)
        assert run.code == 2
        assert run.one_line


def test_copies_and_doctor(gnbv, file, tmp_path):
    assert gnbv("doctor").code == 0
    gnbv("load", str(file))
    copied = gnbv("backup")
    copy = copied.out.strip()
    assert copy.endswith("-tay.sqlite3")
    gnbv("enter", "xa-thu", stdin=b"VON[r1].HUY\t5\n")
    restored = gnbv("restore", copy)
    assert (restored.code, restored.out) == (0, "")
    assert "Đã khôi phục" in restored.err
    assert "VON[r1].HUY" not in gnbv("dump", "xa-thu").json["cells"]
    sound = gnbv("doctor")
    assert sound.code == 0
    assert "LỖI" not in sound.out
    assert "chuỗi băm liền mạch" in sound.out
    database = tmp_path / "data" / "gnbv.sqlite3"
    database.write_bytes(database.read_bytes()[:6000])
    broken = gnbv("doctor")
    assert broken.code == 1
    assert "LỖI\tcơ sở dữ liệu" in broken.out
    refused = gnbv("list")
    assert refused.code == 2
    assert "gnbv restore" in refused.err
    assert gnbv("restore", copy).code == 0
    assert gnbv("list").out.startswith("xa-thu\t")


def test_samples(gnbv):
    made = gnbv("sample", "phong-tho-2023")
    assert (made.code, made.out, made.err) == (0, "phong-tho-2023\n", "")
    assert gnbv("check", "phong-tho-2023").code in (0, 1)
    missing = gnbv("sample", "../../etc/passwd")
    assert missing.code == 2
    assert "phong-tho-2023" in missing.one_line


def test_definitions(gnbv, tmp_path):
    small = gnbv("definitions", "check", "--root", str(PROGRAMMES))
    assert small.code == 0
    assert small.out.startswith("nho_2026/2026-01-31: đúng")
    assert f"{REAL}/{real_edition().name}: đúng" in gnbv("definitions", "check").out
    folder = copy_of_small(tmp_path / "sai")
    (folder / "facts.yaml").write_text("BIEN_GIOI: {lable: x}\nB: [\n", encoding="utf-8")
    broken = gnbv("definitions", "check", "--root", str(tmp_path / "sai"))
    assert (broken.code, broken.out) == (2, "")
    assert "nho_2026/2026-01-31/facts.yaml, dòng" in broken.err
    book = gnbv("definitions", "codebook", "--root", str(PROGRAMMES))
    assert "KINH_PHI[r…].DUOC_CAP" in book.out
    written = gnbv("definitions", "codebook", "--root", str(PROGRAMMES), "--out", str(tmp_path / "out"))
    assert [line.rpartition(".")[2] for line in written.out.split()] == ["md", "xlsx"]
    assert gnbv("definitions", "codebook", "--root", str(PROGRAMMES), "--programme", "khong").code == 2
    assert gnbv("definitions", "check", "--root", str(tmp_path / "khong")).one_line


# ---- wrong use: tried inside this process, one after the other; a few also as processes above


@pytest.fixture
def here(tmp_path, capsys):
    """The same entry point without the price of a new process."""

    def run(*words):
        code = cli.main(["--data", str(tmp_path / "data"), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize("command", ["seal", "issue", "replace", "bundle", "receive", "send", "outbox"])
@pytest.mark.parametrize("words", [(), ("xa-thu",), ("--json",), ("xa-thu", "--out", "x")])
def test_a_command_of_a_later_version_says_so(here, command, words):
    assert here(command, *words) == (2, "", "Lệnh này chưa có trong bản này.\n")


HOSTILE = [
    "../../etc/passwd",
    "..",
    "x" * 300,
    "😀",
    unicodedata.normalize("NFD", "xã-thử"),
    "xa-thu'; DROP TABLE x",
    "",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", ["dump", "figures", "check", "undo", "redo", "enter"])
def test_a_dossier_that_is_not_there_is_refused_in_one_line(here, command, name, tmp_path):
    code, out, err = here(command, name)
    assert (code, out) == (2, "")
    assert "xem danh sách bằng gnbv list" in err
    assert err.count("\n") == 1
    assert {each.name for each in tmp_path.iterdir()} == {"data"}


@pytest.mark.parametrize("name", ["../khong.json", "x" * 300, "😀.json", "a" * 5000, "."])
@pytest.mark.parametrize("command", ["load", "restore"])
def test_a_file_that_is_not_there_is_refused_in_one_line(here, command, name):
    code, out, err = here(command, name)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [("khong-co",), ("dump",), ("dump", "a", "b"), ("pivot", "a"), ("check", "--to"), ("definitions",),
     ("definitions", "xoa"), ("load",), ("enter",), ("--to", "list"), ("sample",)],
)  # fmt: skip
def test_wrong_use_is_said_in_one_vietnamese_line(here, words):
    code, out, err = here(*words)
    assert (code, out) == (2, "")
    assert err.startswith("Sai cách dùng. Cách dùng: gnbv")
    assert err.count("\n") == 1


def test_a_broken_dossier_file_changes_nothing_and_lists_all_faults(here, tmp_path, file):
    here("load", str(file))
    broken = json.loads(file.read_text(encoding="utf-8"))
    broken["cells"] |= {"VON[r1].GIAO": "1.5", "VON[r9].GIAO": "5"}
    broken["period"]["cutoff"] = "x"
    (tmp_path / "sai.json").write_text(json.dumps(broken), encoding="utf-8")
    code, out, err = here("load", str(tmp_path / "sai.json"))
    assert (code, out) == (2, "")
    assert "chưa nhận gì" in err
    assert "period.cutoff" in err
    assert here("list")[1].count("\n") == 1
    assert not (tmp_path / "data" / "backups").exists()


@pytest.mark.parametrize("folder", ["x" * 300, "tep/data"])
def test_a_data_folder_that_cannot_be_is_refused_in_one_line(tmp_path, capsys, folder):
    (tmp_path / "tep").write_text("một tệp")
    assert cli.main(["--data", str(tmp_path / folder), "list"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert (tmp_path / "tep").read_text() == "một tệp"


def test_our_own_bug_ends_with_three_and_a_report(here, tmp_path, monkeypatch):
    from gnbv_desktop.services import dossiers

    def fail(desk):
        raise ZeroDivisionError("hỏng")

    monkeypatch.setattr(dossiers, "listing", fail)
    code, out, err = here("list")
    assert (code, out) == (3, "")
    (report,) = (tmp_path / "data" / "logs").iterdir()
    assert str(report) in err
    assert err.count("\n") == 1
    assert "ZeroDivisionError: hỏng" in report.read_text(encoding="utf-8")


def test_help_and_version_are_printed(capsys):
    for words in (["--help"], ["--version"], ["enter", "--help"]):
        with pytest.raises(SystemExit) as caught:
            cli.main(words)
        assert caught.value.code == 0
    assert "gnbv" in capsys.readouterr().out


def test_a_report_is_rendered_with_its_pdf_and_without_a_screen(gnbv, tmp_path, monkeypatch):
    monkeypatch.setitem(ENVIRONMENT, "DISPLAY", ":77")
    monkeypatch.delitem(ENVIRONMENT, "QT_QPA_PLATFORM", raising=False)
    gnbv("sample", "phong-tho-2023")
    run = gnbv("render", "phong-tho-2023", "--out", str(tmp_path / "ra"))
    assert run.code == 0
    assert run.err.startswith("Mẫu biểu dựng lại, cần đối chiếu với mẫu của tỉnh trước khi gửi: ")
    names = ["bao-cao.docx", "bieu-so.xlsx", "bao-cao.pdf", "manifest.json"]
    *paths, compared = run.out.splitlines()
    assert paths == [str(tmp_path / "ra" / name) for name in names]
    assert compared.startswith("Đã đối chiếu ") and int(compared.split()[3]) > 300
    manifest = json.loads((tmp_path / "ra" / "manifest.json").read_text("utf-8"))
    content = (tmp_path / "ra" / "bao-cao.pdf").read_bytes()
    assert manifest["files"]["bao-cao.pdf"] == hashlib.sha256(content).hexdigest()


def test_exact_pages_are_refused_where_no_program_makes_them(here, tmp_path, monkeypatch):
    monkeypatch.setattr("gnbv_desktop.services.conversion.find_converter", lambda: None)
    here("sample", "phong-tho-2023")
    code, out, err = here("render", "phong-tho-2023", "--out", str(tmp_path / "ra"), "--exact-pdf")
    assert (code, out, err.count("\n")) == (2, "", 1) and "không có Word hay LibreOffice" in err
    assert not (tmp_path / "ra").exists()


def test_the_template_is_exported_checked_and_reset(gnbv, file, tmp_path):
    exported = gnbv("template", "export")
    path = tmp_path / "data" / "templates" / "bao-cao.docx"
    assert (exported.code, exported.out, exported.err) == (0, f"{path}\n", "")
    assert gnbv("template", "export").one_line.startswith("Đã có mẫu của cơ quan")
    fine = gnbv("template", "check")
    assert (fine.code, fine.out) == (0, "Mẫu báo cáo dùng được, không có lỗi.\n")
    path.write_bytes(b"hello")
    gnbv("load", str(file))
    for words in (("template", "check"), ("render", "xa-thu", "--out", str(tmp_path / "out"))):
        refused = gnbv(*words)
        assert (refused.code, refused.out) == (2, "")
        assert "bị hỏng hoặc không phải tệp Word (.docx)" in refused.err and "Traceback" not in refused.err
    assert not (tmp_path / "out").exists()
    reset = gnbv("template", "reset")
    assert (reset.code, path.exists()) == (0, False)
    assert gnbv("template", "reset").out == "Đang dùng mẫu của chương trình.\n"
    assert gnbv("template", "reset", "x.docx").code == 2


def test_a_workbook_of_the_province_is_added_filled_and_removed(gnbv, file, tmp_path):
    gnbv("load", str(file))
    sheet = tmp_path / "bieu so 3.xlsx"
    sheet.write_bytes(written({"A1": "Kỳ {{KY}}", "B2": '{{VON(GIAI_NGAN, DU_AN="DA2")}}'}))
    assert gnbv("workbook", "xa-thu", "add", str(sheet), "--replaces", "BIEU_05").out == "bieu-so-3\n"
    assert gnbv("workbook", "xa-thu", "list").out == "bieu-so-3\tbieu so 3\t2 ô\tBIEU_05\txa_thu\n"
    out = tmp_path / "out"
    assert gnbv("render", "xa-thu", "--out", str(out)).code == 0
    with closing(load_workbook(out / "bieu-tinh-bieu-so-3.xlsx")) as filled:
        assert [cell.value for row in filled["Biểu 1"]["A1:B2"] for cell in row] == ["Kỳ năm 2023", None, None, 90]
    assert gnbv("workbook", "xa-thu", "remove", "bieu-so-3").err == "Đã bỏ biểu “bieu so 3”.\n"
    assert gnbv("workbook", "xa-thu", "list").out == ""


def test_a_workbook_that_cannot_be_used_is_not_taken(gnbv, file, tmp_path):
    gnbv("load", str(file))
    sheet = tmp_path / "bieu.xlsx"
    sheet.write_bytes(written({"A1": "{{KI}}"}))
    refused = gnbv("workbook", "xa-thu", "add", str(sheet))
    assert refused.code == 1 and refused.one_line.startswith("Trang “Biểu 1”, ô A1: mã 'KI' không dùng được")
    assert gnbv("workbook", "xa-thu", "list").out == ""
    sheet.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    for words in (("add", str(sheet)), ("add", str(tmp_path / "khong-co.xlsx"))):
        refused = gnbv("workbook", "xa-thu", *words)
        assert refused.code == 2 and "Traceback" not in refused.err and refused.out == ""
    for line in ("list x", "add", "remove x", f"add {sheet} --replaces DA9"):
        assert gnbv("workbook", "xa-thu", *line.split()).code == 2
