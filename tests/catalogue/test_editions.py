"""Editions: one folder, or a base and what differs; released ones never change; parameters by date."""

import datetime
import json
import unicodedata
from decimal import Decimal

import pytest

from gnbv_desktop.catalogue.editions import LOCK_FILE, broken_locks, load_edition, locked, newest, programmes
from gnbv_desktop.catalogue.reader import digest, edition_files, read_edition
from gnbv_desktop.kernel.errors import BadFile, BadInput
from gnbv_desktop.kernel.paths import definitions_root
from tests.support_dossiers import PROGRAMMES, SMALL, SMALL_EDITION, small_edition


@pytest.fixture
def later(edition_folder):
    """A second edition that names the first as its base and replaces one file."""
    folder = edition_folder.parent / "2026-09-01"
    folder.mkdir()
    (folder / "edition.yaml").write_text(f"base: {SMALL_EDITION}\n", encoding="utf-8")
    text = (edition_folder / "parameters.yaml").read_text(encoding="utf-8")
    (folder / "parameters.yaml").write_text(text.replace("2500000", "3000000"), encoding="utf-8")
    return folder


def test_another_tree_other_terms_and_another_unit_level_are_data():
    edition = small_edition()
    assert edition.ancestors("HP1_ND1_A") == ("HP1_ND1", "HP1")
    assert edition.subtree("HP1") == {"HP1", "HP1_ND1", "HP1_ND1_A", "HP1_ND1_B", "HP1_ND2"}
    assert edition.leaves() == ("HP1_ND1_A", "HP1_ND1_B", "HP1_ND2", "HP2", "HP3")
    assert edition.lists["LOAI"].items["TX"].label == "kinh phí thường xuyên"
    assert edition.levels["XA"].children == "thôn"
    assert edition.blocks["KINH_PHI"].keys() == ("HOP_PHAN", "NAM", "KHOI", "LOAI", "NGUON", "THON")


def test_a_later_edition_holds_only_what_differs(later, edition_folder):
    old, new = read_edition(edition_folder), read_edition(later)
    assert new.forms == old.forms
    assert new.parameters["MUC_HO_TRO"].values[1].value == 3_000_000
    assert old.parameters["MUC_HO_TRO"].values[1].value == 2_500_000
    assert new.digest != old.digest


def test_a_later_edition_may_add_a_form_and_a_third_builds_on_the_second(later, edition_folder):
    third = later.parent / "2027-01-01"
    (third / "forms").mkdir(parents=True)
    (third / "edition.yaml").write_text("base: 2026-09-01\n", encoding="utf-8")
    blocks = "blocks: {PV: {columns: {BUOI: {label: Số buổi, kind: count}}}}"
    form = f"form: HP3\ntitle: Truyền thông\ngroup: Hợp phần\n{blocks}\n"
    (third / "forms/hp3.yaml").write_text(form, encoding="utf-8")
    edition = read_edition(third)
    assert "HP3.PV" in edition.blocks
    assert edition.parameters["MUC_HO_TRO"].values[1].value == 3_000_000
    assert "HP3.PV" not in read_edition(later).blocks


@pytest.mark.parametrize("base", ["2025-01-01", "2026-09-01", "2027-01-01", "../nho_2026/2026-01-31", "", "{a: b}"])
def test_a_base_must_be_an_earlier_edition_beside_it(later, base):
    (later.parent / "2027-01-01").mkdir()
    (later / "edition.yaml").write_text(f"base: {base}\n", encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_edition(later)
    assert "edition.yaml, dòng 1, base: phải là tên thư mục của một ấn bản trước" in str(caught.value)


def test_two_editions_that_name_each_other_are_refused(later, edition_folder):
    (edition_folder / "edition.yaml").write_text("base: 2026-09-01\n", encoding="utf-8")
    for folder in (later, edition_folder):
        with pytest.raises(BadFile, match="phải là tên thư mục của một ấn bản trước"):
            read_edition(folder)


def test_programmes_and_the_newest_edition(later, tmp_path):
    assert programmes(tmp_path) == {SMALL: (SMALL_EDITION, "2026-09-01")}
    assert newest(SMALL, tmp_path) == "2026-09-01"
    assert load_edition(SMALL, "2026-09-01", tmp_path).name == "2026-09-01"


@pytest.mark.parametrize(
    ("programme", "edition"),
    [("khong_co", "2026"), (SMALL, "2020-01-01"), ("..", "x"), (SMALL, "../nho_2026"), (SMALL, "..\\x"),
     ("a" * 300, "x"), ("😀", "x"), (unicodedata.normalize("NFD", "ấ"), "x"), ("", "")],
)  # fmt: skip
def test_an_edition_that_is_not_there_is_refused_politely(programme, edition):
    with pytest.raises(BadInput) as caught:
        load_edition(programme, edition, PROGRAMMES)
    assert "Chưa có định nghĩa" in caught.value.message
    with pytest.raises(BadInput, match="đang có: nho_2026"):
        newest("khong_co", PROGRAMMES)


# ---- the lock


@pytest.fixture
def release(tmp_path):
    """Locks editions of the copy as they stand."""

    def lock(*folders):
        table = {f"{SMALL}/{folder.name}": digest(edition_files(folder)) for folder in folders}
        (tmp_path / LOCK_FILE).write_text(json.dumps(table), encoding="utf-8")

    return lock


def test_an_untouched_release_is_in_order(release, edition_folder, later, tmp_path):
    release(edition_folder, later)
    assert broken_locks(tmp_path) == []


def test_line_ends_do_not_break_a_release(release, edition_folder, tmp_path):
    release(edition_folder)
    for path in edition_folder.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert broken_locks(tmp_path) == []


def _append(folder):
    with (folder / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write("# \n")


def _add(folder):
    (folder / "forms/x.yaml").write_text("form: X\n", encoding="utf-8")


def _move(folder):
    (folder / "forms/hp1.yaml").rename(folder / "forms/hp9.yaml")


def _remove(folder):
    (folder / "facts.yaml").unlink()


@pytest.mark.parametrize("change", [_append, _add, _move, _remove])
def test_any_change_of_a_released_file_is_noticed(release, edition_folder, later, tmp_path, change):
    release(edition_folder, later)
    change(edition_folder)
    assert broken_locks(tmp_path) == [f"{SMALL}/{SMALL_EDITION}", f"{SMALL}/2026-09-01"]


def test_a_released_edition_that_is_gone_or_has_another_base_is_noticed(release, edition_folder, later, tmp_path):
    release(edition_folder, later)
    (later / "edition.yaml").write_text("base: 2020-01-01\n", encoding="utf-8")
    assert broken_locks(tmp_path) == [f"{SMALL}/2026-09-01"]


def test_no_released_edition_of_the_program_was_changed():
    assert broken_locks() == []
    assert all((definitions_root() / name).is_dir() for name in locked())


# ---- parameters by date


@pytest.mark.parametrize(
    ("day", "value"),
    [("2025-12-31", None), ("2026-01-01", 2_000_000), ("2026-06-30", 2_000_000), ("2026-07-01", 2_500_000),
     ("2030-12-31", 2_500_000)],
)  # fmt: skip
def test_a_parameter_has_the_value_of_its_day(day, value):
    found = small_edition().parameters["MUC_HO_TRO"].at(datetime.date.fromisoformat(day))
    assert found == (None if value is None else Decimal(value))


# ---- columns of single years


def test_a_yearly_block_knows_its_columns_by_year():
    edition = small_edition()
    assert edition.column_of("HP1.KQ", "TH_2027") == (edition.blocks["HP1.KQ"].columns["TH"], 2027)
    assert edition.column_of("HP1.CT", "GIA_2027") is None
    assert edition.column_of("HP1.KQ", "XX_2027") is None
    assert edition.column_of("HP1.TM", "TINH_DEN") is None
