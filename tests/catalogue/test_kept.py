"""A released edition that was read before is taken from the cache; a doubtful cache is never believed."""

import pytest

from gnbv_desktop.catalogue import editions, kept
from gnbv_desktop.catalogue.editions import load_edition, newest, programmes
from gnbv_desktop.kernel.paths import cache_folder


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    load_edition.cache_clear()
    yield
    load_edition.cache_clear()


def again():
    load_edition.cache_clear()
    programme = next(iter(programmes()))
    return load_edition(programme, newest(programme))


def test_the_kept_edition_equals_the_one_that_was_read(fresh, monkeypatch):
    read = again()
    (file,) = cache_folder().iterdir()
    monkeypatch.setattr(editions, "read_edition", lambda *_: pytest.fail("read again"))
    assert again() == read
    assert read.digest[:32] in file.name


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\x80\x05K\x01.", b"\x80\x05cposix\nnothing\n."])
def test_a_damaged_cache_is_read_over(fresh, content):
    read = again()
    (file,) = cache_folder().iterdir()
    file.write_bytes(content)
    assert again() == read
    assert file.read_bytes() != content


def test_another_shape_of_the_model_is_another_file(fresh, monkeypatch):
    again()
    monkeypatch.setattr(kept, "_shape", lambda: "other")
    again()
    assert len(list(cache_folder().iterdir())) == 2


def test_a_cache_that_cannot_be_written_is_no_fault(fresh, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    assert again().forms
