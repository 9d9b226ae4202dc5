"""The office's template: exported, used when it is there, checked, put back, and never silently passed over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gnbv_desktop.kernel.errors import BadFile, BadInput
from gnbv_desktop.kernel.paths import asset
from gnbv_desktop.report.package import packed
from gnbv_desktop.services import templates
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.documents import MANIFEST, REPORT, render
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.orders import order_of
from gnbv_desktop.services.work import Work
from tests.report.pages import Pages, parts

BUILT_IN = asset("templates", "bao-cao.docx").read_bytes()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "data")
    yield desk
    desk.close()


def widened(content: bytes) -> bytes:
    made = parts(content)
    made["word/document.xml"] = made["word/document.xml"].replace(b'w:left="1701"', b'w:left="1984"')
    return packed(made)


def rendered(desk: Desk, out: Path) -> tuple[Pages, str]:
    work = Work.open(desk, load_sample(desk, "tu-mo-rong-2023-08"))
    assert render(order_of(work), out).differences == ()
    return Pages((out / REPORT).read_bytes()), json.loads((out / MANIFEST).read_text())["template"]


def test_the_programs_template_is_used_at_first(desk: Desk, tmp_path: Path) -> None:
    pages, digest = rendered(desk, tmp_path / "out")
    assert digest == hashlib.sha256(BUILT_IN).hexdigest()
    assert pages.measure("pgMar.left") == 1701


def test_an_edited_copy_is_used_and_named_in_the_manifest(desk: Desk, tmp_path: Path) -> None:
    path = templates.export(desk.data)
    assert path.read_bytes() == BUILT_IN
    path.write_bytes(widened(BUILT_IN))
    pages, digest = rendered(desk, tmp_path / "out")
    assert pages.measure("pgMar.left") == 1984
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest() != hashlib.sha256(BUILT_IN).hexdigest()
    assert templates.check(desk.data) == ()


def test_export_never_writes_over_an_edited_copy(tmp_path: Path) -> None:
    path = templates.export(tmp_path)
    path.write_bytes(b"edited")
    with pytest.raises(BadInput, match="Đã có mẫu của cơ quan"):
        templates.export(tmp_path)
    assert path.read_bytes() == b"edited"


def test_reset_keeps_what_was_edited(tmp_path: Path) -> None:
    assert templates.reset(tmp_path) is None
    templates.export(tmp_path).write_bytes(b"edited")
    kept = templates.reset(tmp_path)
    assert kept is not None and kept.read_bytes() == b"edited"
    assert templates.content_in_use(tmp_path) == BUILT_IN


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "kiểu cũ hoặc có mật khẩu"),
        (b"hello", "không phải tệp Word"),
        (packed({"a.txt": b"a"}), "không phải tài liệu Office"),
        (b"", "không phải tệp Word"),
    ],
    ids=["doc or password", "text", "zip", "empty"],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, content: bytes, words: str) -> None:
    templates.export(tmp_path).write_bytes(content)
    for use in (templates.check, templates.content_in_use):
        with pytest.raises(BadFile, match=words):
            use(tmp_path)


def test_a_copy_saved_in_another_format_is_not_passed_over(tmp_path: Path) -> None:
    path = templates.export(tmp_path)
    path.rename(path.with_suffix(".doc"))
    with pytest.raises(BadFile, match=r"bao-cao\.doc không phải dạng \.docx"):
        templates.content_in_use(tmp_path)


def test_one_that_is_locked_or_gone(tmp_path: Path) -> None:
    (tmp_path / "templates" / "bao-cao.docx").mkdir(parents=True)
    with pytest.raises(BadFile, match="Không đọc được mẫu") as caught:
        templates.content_in_use(tmp_path)
    assert "đóng lại" in str(caught.value)
    with pytest.raises(BadFile, match="không có tệp"):
        templates.check(tmp_path, tmp_path / "khong-co.docx")
