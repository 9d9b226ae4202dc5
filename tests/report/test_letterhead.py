"""Who issues, who signs, who receives: by unit level, and as the form TRINH_BAY says otherwise."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve

from gnbv_desktop.kernel.dossier import Dossier, Unit
from gnbv_desktop.report.letterhead import Wording, compose_letterhead, compose_signature
from gnbv_desktop.report.recipients import recipient_lines, same_office
from gnbv_desktop.report.typography import NBSP
from tests.report.units import UNITS, dossier_of, wording_of
from tests.support_dossiers import dossier as small_dossier
from tests.support_dossiers import small_edition

GAP = NBSP * 9
TM_UBND = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


@pytest.mark.parametrize(
    ("unit", "superior", "agency", "symbol", "place", "authority"),
    [
        ("huyen", "", ("ỦY BAN NHÂN DÂN", "HUYỆN PHONG THỔ"), "BC-UBND", "Phong Thổ", TM_UBND),
        ("thi_xa", "", ("ỦY BAN NHÂN DÂN", "THỊ XÃ MƯỜNG LAY"), "BC-UBND", "Mường Lay", TM_UBND),
        ("thanh_pho", "", ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ BẮC KẠN"), "BC-UBND", "Bắc Kạn", TM_UBND),
        ("xa", "", ("ỦY BAN NHÂN DÂN", "XÃ KHỔNG LÀO"), "BC-UBND", "Khổng Lào", TM_UBND),
        ("xa_ngan", "", ("ỦY BAN NHÂN DÂN XÃ AN",), "BC-UBND", "An", TM_UBND),
        ("phuong", "", ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"), "BC-UBND", "Đức Xuân", TM_UBND),
        ("phuong_so", "", ("ỦY BAN NHÂN DÂN PHƯỜNG 5",), "BC-UBND", "Phường 5", TM_UBND),
        ("dac_khu", "", ("ỦY BAN NHÂN DÂN", "ĐẶC KHU VÂN ĐỒN"), "BC-UBND", "Vân Đồn", TM_UBND),
        ("phong", "UBND HUYỆN TU MƠ RÔNG", ("PHÒNG LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"), "BC-LĐTBXH", "Tu Mơ Rông",
         ("TRƯỞNG PHÒNG",)),
        ("so", "UBND TỈNH LAI CHÂU", ("SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"), "BC-SNNMT", "Lai Châu", ("GIÁM ĐỐC",)),
        ("ban_chi_dao", "UBND HUYỆN PHONG THỔ", ("BAN CHỈ ĐẠO CÁC CHƯƠNG", "TRÌNH MỤC TIÊU QUỐC GIA"), "BC-BCĐ",
         "Phong Thổ", ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")),
        ("tinh", "", ("ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"), "BC-UBND", "Lai Châu", TM_UBND),
    ],
)  # fmt: skip
def test_by_level(
    unit: str, superior: str, agency: tuple[str, ...], symbol: str, place: str, authority: tuple[str, ...]
) -> None:
    wording = wording_of(UNITS[unit])
    head = compose_letterhead(wording)
    assert (head.superior, head.agency) == (superior, agency)
    assert head.number == f"Số:{GAP}/{symbol}"
    assert head.place_date.startswith(f"{place}, ngày{NBSP}")
    assert compose_signature(wording).authority == authority


@pytest.mark.parametrize(
    ("unit", "typed", "authority"),
    [
        ("huyen", {"HINH_THUC": "TM_KT"}, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("huyen", {"CHUC_VU": "Phó Chủ tịch"}, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("huyen", {"HINH_THUC": "TM_Q"}, ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        ("huyen", {"HINH_THUC": "TL", "CHUC_VU": "Chánh Văn phòng"}, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("huyen", {"HINH_THUC": "TL_KT", "CHUC_VU": "Trưởng phòng"},
         ("TL. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        ("huyen", {"HINH_THUC": "TUQ", "CHUC_VU": "Trưởng phòng Lao động"}, ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG LAO ĐỘNG")),
        ("huyen", {"HINH_THUC": "TL"}, ("TL. CHỦ TỊCH",)),
        ("phong", {"HINH_THUC": "TRUONG"}, ("TRƯỞNG PHÒNG",)),
        ("phong", {"HINH_THUC": "KT"}, ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        ("phong", {"HINH_THUC": "Q"}, ("Q. TRƯỞNG PHÒNG",)),
        ("so", {"HINH_THUC": "KT"}, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("ban_chi_dao", {"HINH_THUC": "TM_KT"}, ("TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
        ("xa", {"HINH_THUC": "TM_KT"}, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ],
)  # fmt: skip
def test_forms_of_signature(unit: str, typed: dict[str, str], authority: tuple[str, ...]) -> None:
    assert compose_signature(wording_of(UNITS[unit], {"BAN_HANH": typed})).authority == authority


def test_the_register_says_who_signs_until_the_form_does() -> None:
    signer = {"quyen_han": "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "ho_ten": "Mai Thị Hồng"}
    unit = evolve(UNITS["huyen"], signer=signer)
    shown = compose_signature(wording_of(unit))
    assert shown.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert shown.name == "Mai Thị Hồng"
    changed = compose_signature(wording_of(unit, {"BAN_HANH": {"HINH_THUC": "TM", "HO_TEN": "Vừ A Sính"}}))
    assert (changed.authority, changed.name) == (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Vừ A Sính")


def test_office_in_the_agency_and_drafters_mark() -> None:
    typed = {"CHUC_VU_KHAC": "Phó Chủ tịch UBND huyện", "SOAN_THAO": "nta", "SO_BAN": "15"}
    shown = compose_signature(wording_of(UNITS["ban_chi_dao"], {"BAN_HANH": typed}))
    assert (shown.office, shown.drafter) == ("PHÓ CHỦ TỊCH UBND HUYỆN", "NTA.15")


@pytest.mark.parametrize(
    ("typed", "number", "date"),
    [
        ({"SO": "5", "NGAY": "2024-02-05"}, "Số: 05/BC-UBND", "Phong Thổ, ngày 05 tháng 02 năm 2024"),
        ({"SO": "05", "NGAY": "2024-03-15"}, "Số: 05/BC-UBND", "Phong Thổ, ngày 15 tháng 3 năm 2024"),
        ({"SO": "1234", "NGAY": "2024-12-31"}, "Số: 1234/BC-UBND", "Phong Thổ, ngày 31 tháng 12 năm 2024"),
        ({"KY_HIEU": "BC-LĐTBXH"}, f"Số:{GAP}/BC-LĐTBXH", f"Phong Thổ, ngày{NBSP * 7}tháng{NBSP * 7}năm 2024"),
        ({"NGAY": "2024-01-09"}, f"Số:{GAP}/BC-UBND", "Phong Thổ, ngày 09 tháng 01 năm 2024"),
    ],
)
def test_number_and_date_when_signed(typed: dict[str, str], number: str, date: str) -> None:
    head = compose_letterhead(wording_of(UNITS["huyen"], {"BAN_HANH": typed}))
    assert (head.number, head.place_date) == (number, date)


def test_the_month_is_known_from_the_due_date() -> None:
    dossier = dossier_of(UNITS["huyen"])
    period = evolve(dossier.head.period, due=datetime.date(2024, 2, 10))
    assert place_date(evolve(dossier, head=evolve(dossier.head, period=period))).endswith(
        f"ngày{NBSP * 7}tháng 02 năm 2024"
    )


def test_blanks_give_way_to_a_long_place() -> None:
    unit = evolve(UNITS["huyen"], place="Thành phố Phan Rang - Tháp Chàm")
    assert f"ngày{NBSP * 3}tháng" in place_date(dossier_of(unit))


def place_date(dossier: Dossier) -> str:
    return Wording(wording_of(UNITS["huyen"]).edition, dossier).place_date()


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("Báo cáo đánh giá thực hiện Chương trình", "BÁO CÁO ĐÁNH GIÁ", "Thực hiện Chương trình"),
        ("BÁO CÁO Kết quả thực hiện", "BÁO CÁO", "Kết quả thực hiện"),
        ("Tình hình thực hiện", "BÁO CÁO", "Tình hình thực hiện"),
        ("Báo cáo", "BÁO CÁO", ""),
        ("Báo cáote", "BÁO CÁO", "Báo cáote"),
    ],
)
def test_kind_and_title(name: str, kind: str, title: str) -> None:
    wording = wording_of(UNITS["huyen"], name=name)
    assert (wording.kind, wording.title) == (kind, title)


@pytest.mark.parametrize(
    ("name", "typed", "note"),
    [
        ("Tình hình thực hiện năm 2023", {}, "(Số liệu đến hết ngày 31/01/2024)"),
        ("Tình hình thực hiện năm 2023 đến hết 31/01/2024", {}, ""),
        ("Tình hình thực hiện năm 2023 đến hết 31/01/2024", {"SO_LIEU_DEN": "CO"}, "(Số liệu đến hết ngày 31/01/2024)"),
        ("Tình hình thực hiện năm 2023", {"SO_LIEU_DEN": "KHONG"}, ""),
        ("Tình hình thực hiện năm 2023", {"GHI_CHU": "Phần vốn của 03 xã"}, "(Phần vốn của 03 xã)"),
        ("Tình hình thực hiện năm 2023", {"GHI_CHU": "(Phần vốn của 03 xã)"}, "(Phần vốn của 03 xã)"),
    ],
)
def test_note_below_the_title(name: str, typed: dict[str, str], note: str) -> None:
    assert compose_letterhead(wording_of(UNITS["huyen"], {"BO_CUC": typed}, name=name)).note == note


def test_the_note_of_an_estimate() -> None:
    dossier = dossier_of(UNITS["huyen"])
    period = evolve(dossier.head.period, estimated=True)
    wording = wording_of(UNITS["huyen"], period=period)
    assert wording.note == "(Số liệu ước thực hiện đến hết ngày 31/01/2024)"


# ---- Kính gửi and Nơi nhận

SO_LDTBXH = "Sở Lao động - Thương binh và Xã hội tỉnh Lai Châu"


def test_the_superior_is_written_to() -> None:
    assert wording_of(UNITS["huyen"]).addressees == ("Ủy ban nhân dân tỉnh Lai Châu",)
    assert wording_of(UNITS["phong"]).addressees == ("Ủy ban nhân dân huyện Tu Mơ Rông",)
    assert wording_of(UNITS["tinh"]).addressees == ()


def test_without_greeting_nobody_is_above() -> None:
    off = {"BO_CUC": {"KINH_GUI": "KHONG"}}
    wording = wording_of(UNITS["huyen"], off, recipients=("UBND tỉnh (b/c)", "Lưu: VT"))
    assert wording.addressees == ()
    assert compose_signature(wording).recipients == ("- UBND tỉnh (b/c);", "- Lưu: VT.")


@pytest.mark.parametrize(
    ("line", "addressee", "same"),
    [
        ("Sở LĐTBXH", SO_LDTBXH, True),
        ("Sở LĐTBXH (b/c)", SO_LDTBXH, True),
        ("Sở LĐTB&XH tỉnh (để b/c)", SO_LDTBXH, True),
        ("Sở Lao động - Thương binh và Xã hội", SO_LDTBXH, True),
        ("Sở Lao động-TB&XH", SO_LDTBXH, True),
        ("UBND huyện(b/c)", "Ủy ban nhân dân huyện Tu Mơ Rông", True),
        ("Phòng TCKH huyện (b/c)", "Phòng Tài chính - Kế hoạch huyện Tu Mơ Rông", True),
        ("UBND tỉnh (b/c)", "Ủy ban nhân dân tỉnh Bắc Kạn", True),
        ("Lãnh đạo UBND huyện", "Ủy ban nhân dân huyện Tu Mơ Rông", False),
        ("UBND các xã", "Ủy ban nhân dân xã An", False),
        ("UBND huyện", "Ủy ban nhân dân tỉnh Lai Châu", False),
        ("Sở Tài chính", SO_LDTBXH, False),
        ("Phòng LĐTBXH", SO_LDTBXH, False),
        ("Sở Lao động", SO_LDTBXH, False),
        ("", SO_LDTBXH, False),
    ],
)
def test_an_addressee_under_its_short_name(line: str, addressee: str, same: bool) -> None:
    assert same_office(line, addressee) is same


@pytest.mark.parametrize(
    ("own", "addressees", "shown"),
    [
        ((), (), ("- Lưu: VT.",)),
        ((), (SO_LDTBXH,), ("- Như trên;", "- Lưu: VT.")),
        (("Sở LĐTBXH", "Lưu VT, LĐTBXH", "Lãnh đạo UBND huyện(b/c)"), (SO_LDTBXH,),
         ("- Như trên;", "- Lãnh đạo UBND huyện (b/c);", "- Lưu: VT, LĐTBXH.")),
        (("Gửi bản điện tử:", "Sở LĐTBXH", "Lưu: VT"), (SO_LDTBXH,), ("Gửi bản điện tử:", "- Như trên;", "- Lưu: VT.")),
        (("- Như trên;", "", "- Lưu: VT, KT (03 bản)."), (SO_LDTBXH,), ("- Như trên;", "- Lưu: VT, KT (03 bản).")),
        (("Như trên", "UBND tỉnh (b/c)"), (), ("- UBND tỉnh (b/c);", "- Lưu: VT.")),
    ],
)  # fmt: skip
def test_lines_of_recipients(own: tuple[str, ...], addressees: tuple[str, ...], shown: tuple[str, ...]) -> None:
    assert tuple(recipient_lines(own, addressees)) == shown


def test_an_edition_without_the_form_has_its_defaults() -> None:
    dossier = small_dossier()
    wording = Wording(small_edition(), evolve(dossier, head=evolve(dossier.head, unit=Unit("xa", "xã Thử", "XA"))))
    head = compose_letterhead(wording)
    assert (head.draft, head.urgency, head.contact, head.sizes) == (False, "", "", None)
    assert head.number == f"Số:{GAP}/BC-UBND"
    assert compose_signature(wording).recipients == ("- Lưu: VT.",)
