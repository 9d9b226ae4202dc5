"""The report as PDF by another program: a stand-in that does what it is told, and the real one where it is."""

import io
import os
import shutil
import sys

import docx
import pytest

from gnbv_desktop.services.conversion import ConversionTrouble, Converter, find_converter

GOOD = """
profile = next(each for each in sys.argv if each.startswith("-env:UserInstallation=file:///"))
assert "--headless" in sys.argv
folder = sys.argv[sys.argv.index("--outdir") + 1]
assert profile.endswith("/profile") and open(sys.argv[-1], "rb").read() == b"PK docx"
open(os.path.join(folder, "bao-cao.pdf"), "wb").write(b"%PDF-1.7 " + folder.encode())
"""

posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script with a shebang")


@pytest.fixture
def stand_in(tmp_path):
    def make(body):
        program = tmp_path / "soffice"
        program.write_text(f"#!{sys.executable}\nimport os, sys, time\n{body}\n", encoding="utf-8")
        program.chmod(0o755)
        return Converter("LibreOffice", program)

    return make


@posix
def test_it_works_in_a_folder_of_its_own_and_leaves_nothing(stand_in):
    content = stand_in(GOOD).convert(b"PK docx")
    assert content.startswith(b"%PDF-1.7 ")
    assert not os.path.exists(content.removeprefix(b"%PDF-1.7 "))


@posix
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("sys.exit(77)", "LibreOffice báo lỗi số 77"),
        ("", "LibreOffice không tạo được PDF"),
        (GOOD.replace("%PDF", "hỏng").replace('b"', '"').replace('"wb"', '"w"').replace(".encode()", "")
             .replace('open(sys.argv[-1], "rb").read() == "PK docx"', "True"), "LibreOffice không tạo được PDF"),
        ("time.sleep(60)", "chưa làm xong sau 0.2 giây"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said(stand_in, body, words):
    with pytest.raises(ConversionTrouble, match=words):
        stand_in(body).convert(b"PK docx", timeout=0.2 if "sleep" in body else 60)


def test_a_program_that_is_gone_is_said(tmp_path):
    with pytest.raises(ConversionTrouble, match="Không chạy được LibreOffice"):
        Converter("LibreOffice", tmp_path / "soffice").convert(b"PK docx")


def test_nothing_is_offered_where_nothing_is(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr("gnbv_desktop.services.conversion._office_places", lambda: iter([tmp_path / "soffice"]))
    assert find_converter() is None
    (tmp_path / "soffice").touch()
    assert find_converter() == Converter("LibreOffice", tmp_path / "soffice")
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "libreoffice" else None)
    found = find_converter()
    assert found is not None and found.program.name == "libreoffice"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_real_one_makes_a_pdf():
    written = docx.Document()
    written.add_paragraph("Báo cáo")
    buffer = io.BytesIO()
    written.save(buffer)
    found = find_converter()
    assert found is not None and found.convert(buffer.getvalue()).startswith(b"%PDF-")
