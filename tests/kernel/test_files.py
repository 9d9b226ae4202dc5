"""Files that are whole or not there."""

import errno
import os

import pytest

from gnbv_desktop.kernel.files import replacing, write_atomically


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
