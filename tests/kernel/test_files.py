"""Files that are whole or not there."""

import errno
import os
from pathlib import Path

import pytest

from gnbv_desktop.kernel.files import replacing, write_atomically, write_beside


def test_a_file_is_written_and_its_folder_made(tmp_path):
    target = tmp_path / "mới" / "tệp.txt"
    write_atomically(target, "chữ".encode())
    assert target.read_text(encoding="utf-8") == "chữ"
    assert os.listdir(target.parent) == ["tệp.txt"]


def test_a_failure_leaves_the_old_content_and_no_litter(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("cũ")
    with pytest.raises(RuntimeError), replacing(target) as draft:
        draft.write_text("nửa chừng")
        raise RuntimeError
    assert target.read_text() == "cũ"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_the_old_content_stands_until_the_new_is_whole(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("cũ")
    with replacing(target) as draft:
        draft.write_text("mới")
        assert target.read_text() == "cũ"
        assert draft.parent == target.parent
    assert target.read_text() == "mới"


def test_a_folder_in_the_place_of_the_file_is_refused_and_kept(tmp_path):
    target = tmp_path / "a"
    (target / "b").mkdir(parents=True)
    with pytest.raises(OSError):
        write_atomically(target, b"x")
    assert os.listdir(tmp_path) == ["a"]
    assert os.listdir(target) == ["b"]


def test_a_file_in_the_place_of_the_folder_is_refused_and_kept(tmp_path):
    (tmp_path / "a").write_text("cũ")
    with pytest.raises(OSError) as caught:
        write_atomically(tmp_path / "a" / "b.txt", b"x")
    assert caught.value.errno in (errno.ENOTDIR, errno.EEXIST)
    assert (tmp_path / "a").read_text() == "cũ"


def test_a_long_vietnamese_name_still_has_a_draft(tmp_path):
    target = tmp_path / ("ệ" * 80 + ".txt")
    write_atomically(target, b"x")
    assert target.read_bytes() == b"x"


def test_what_cannot_be_replaced_is_written_beside(tmp_path: Path) -> None:
    assert write_beside(tmp_path / "a.xlsx", b"1") == tmp_path / "a.xlsx"
    (tmp_path / "b.xlsx").mkdir()
    (tmp_path / "b (2).xlsx").write_bytes(b"another")
    assert write_beside(tmp_path / "b.xlsx", b"2") == tmp_path / "b (3).xlsx"
    assert (tmp_path / "b (3).xlsx").read_bytes() == b"2"
    assert (tmp_path / "b (2).xlsx").read_bytes() == b"another"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xlsx", "b (2).xlsx", "b (3).xlsx", "b.xlsx"]


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows refuses to replace a file that is open in Excel."""
    honest = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target).name == "c.xlsx":
            raise PermissionError(13, "held")
        return honest(self, target)

    (tmp_path / "c.xlsx").write_bytes(b"open")
    monkeypatch.setattr(Path, "replace", held)
    assert write_beside(tmp_path / "c.xlsx", b"3") == tmp_path / "c (2).xlsx"
    assert (tmp_path / "c.xlsx").read_bytes() == b"open"
