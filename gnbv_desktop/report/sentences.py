"""The wording of composed sentences, all in one place: a pattern, and an example of what it makes.

Several patterns of one kind take turns, so that neighbouring components do not all begin alike. Changing a word here
changes every report; the tests hold each example against its pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, frozen

from gnbv_desktop.report.model import FigureRun, Run, TextRun

Part = str | Run | Sequence[Run]


@frozen
class Pattern:
    text: str
    example: str

    def fill(self, **parts: Part) -> tuple[Run, ...]:
        """The runs of the sentence; {name} stands for the part of that name."""
        return merged(self._pieces(parts))

    def _pieces(self, parts: dict[str, Part]) -> Iterator[Run]:
        for index, piece in enumerate(_PLACE.split(self.text)):
            if index % 2:
                yield from _runs(parts[piece])
            elif piece:
                yield TextRun(piece)

    def names(self) -> tuple[str, ...]:
        return tuple(_PLACE.findall(self.text))


_PLACE = re.compile(r"\{(\w+)\}")


def _runs(part: Part) -> Sequence[Run]:
    if isinstance(part, str):
        return (TextRun(part),) if part else ()
    return part if isinstance(part, tuple | list) else (part,)


def merged(runs: Iterator[Run]) -> tuple[Run, ...]:
    """Neighbouring plain texts become one run."""
    found: list[Run] = []
    for run in runs:
        match found[-1:], run:
            case [TextRun(before, bold, italic)], TextRun(text) if (bold, italic) == (run.bold, run.italic):
                found[-1] = TextRun(before + text, bold, italic)
            case _:
                found.append(run)
    return tuple(found)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Inside a sentence; a name in capitals keeps them ("UBND tỉnh chưa giao vốn")."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def lowered(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return _first_changed(runs, lower_first)


def capital(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return _first_changed(runs, capitalised)


def _first_changed(runs: tuple[Run, ...], change: Callable[[str], str]) -> tuple[Run, ...]:
    """The first run of text or figure ("khoảng 05 lớp") with its first letter changed."""
    match runs:
        case ((TextRun() | FigureRun()) as first, *others):
            return (evolve(first, text=change(first.text)), *others)
        case _:
            return runs


def joined(items: Sequence[Part], separator: str = "; ", last: str = "") -> tuple[Run, ...]:
    """Runs of several items with a separator between them; `last` before the last one."""
    return merged(_joined(items, separator, last))


def _joined(items: Sequence[Part], separator: str, last: str) -> Iterator[Run]:
    for index, item in enumerate(items):
        if index:
            yield TextRun(last if last and index == len(items) - 1 else separator)
        yield from _runs(item)


# ---- money: what there is

TOTAL = (
    Pattern("Tổng vốn được sử dụng {von}{chia}.", "Tổng vốn được sử dụng 14.689 triệu đồng (vốn sự nghiệp), gồm …."),
    Pattern("Nguồn vốn thực hiện {von}{chia}.", "Nguồn vốn thực hiện 7.629 triệu đồng, gồm vốn chuyển nguồn …."),
    Pattern("Được bố trí {von}{chia}.", "Được bố trí 5.026 triệu đồng, gồm vốn chuyển nguồn từ năm 2022 …."),
)
GIVEN = (
    Pattern("Vốn giao {von}{chia}.", "Vốn giao 852 triệu đồng (vốn sự nghiệp)."),
    Pattern("Được giao {von}{chia}.", "Được giao 12.060 triệu đồng."),
    Pattern("Kế hoạch vốn {von}{chia}.", "Kế hoạch vốn 325 triệu đồng."),
)
GIVEN_TO = (
    Pattern("Giao {don_vi} {von}{chia}.", "Giao Trung tâm Y tế 1.128 triệu đồng."),
    Pattern("{don_vi} được giao {von}{chia}.", "Trung tâm Dịch vụ nông nghiệp được giao 6.501 triệu đồng."),
)
GIVEN_SPAN = (
    Pattern("Tổng vốn giao {ky} là {von}{chia}.", "Tổng vốn giao giai đoạn 2021 - 2024 là 29.535 triệu đồng."),
    Pattern("Vốn giao cả kỳ {von}{chia}.", "Vốn giao cả kỳ 8.819 triệu đồng."),
    Pattern("Kinh phí được giao {von}{chia}.", "Kinh phí được giao 3.458 triệu đồng."),
)
KINDS = Pattern(" ({cac_loai})", " (vốn đầu tư 42.218 triệu đồng; vốn sự nghiệp 4.222 triệu đồng)")
ONE_KIND = Pattern(" ({loai})", " (vốn sự nghiệp)")
OLD_AND_NEW = Pattern(
    ", gồm {tien_cu} {cu} và {tien_moi} giao năm {nam}",
    ", gồm 4.174 triệu đồng chuyển nguồn từ năm 2022 và 10.515 triệu đồng giao năm 2023",
)
GIVEN_AND_CARRIED = Pattern(
    "giao trong năm {von_giao}, ngoài ra năm trước chuyển nguồn sang {von_chuyen}",
    "giao trong năm 10.515 triệu đồng, ngoài ra năm trước chuyển nguồn sang 4.672 triệu đồng",
)
CARRIED = Pattern("chuyển nguồn từ năm {nam}", "chuyển nguồn từ năm 2022")
CARRIED_SEVERAL = Pattern("chuyển nguồn từ các năm trước", "chuyển nguồn từ các năm trước")
BY_SOURCE = Pattern("Theo nguồn vốn: {cac_nguon}.", "Theo nguồn vốn: ngân sách trung ương 799 triệu đồng; …")
BY_YEAR = Pattern("Chia ra {cac_nam}.", "Chia ra năm 2022: 504 triệu đồng; năm 2023: 1.054 triệu đồng.")
ADJUSTED_UP = Pattern("Vốn trên đã tính điều chỉnh tăng {von}.", "Vốn trên đã tính điều chỉnh tăng 120 triệu đồng.")
ADJUSTED_DOWN = Pattern("Vốn trên đã tính điều chỉnh giảm {von}.", "Vốn trên đã tính điều chỉnh giảm 120 triệu đồng.")
SHARED = Pattern(
    "Giao chung cho {ten}: {so_lieu}.",
    "Giao chung cho Tiểu dự án 1 và Tiểu dự án 2: vốn sự nghiệp giao năm 2023 là 11.620 triệu đồng.",
)
SHARED_ALL = Pattern("Vốn giao chung cho {ten}.", "Vốn giao chung cho Tiểu dự án 1 và Tiểu dự án 2.")
ALLOTTED = Pattern("Đã phân bổ {von}{chia}, đạt {ty_le}; chưa phân bổ {con_lai}.",
                   "Đã phân bổ 2.000 triệu đồng, đạt 65,57%; chưa phân bổ 1.050 triệu đồng.")  # fmt: skip
ALLOTTED_ALL = Pattern("Đã phân bổ hết.", "Đã phân bổ hết.")
ALLOTTED_NOTHING = Pattern("Chưa phân bổ.", "Chưa phân bổ.")
ALLOTTED_BY_YEAR = Pattern("Phân bổ theo năm: {cac_nam}.", "Phân bổ theo năm: năm 2022: 504 triệu đồng; …")
ALLOTTED_SOME = Pattern("Đã phân bổ {von}{chia}.", "Đã phân bổ 4.267.441.000 đồng.")
ROUNDED = Pattern(
    "Các số tiền đã làm tròn đến {don_vi} nên tổng các số thành phần có thể lệch so với số tổng.",
    "Các số tiền đã làm tròn đến triệu đồng nên tổng các số thành phần có thể lệch so với số tổng.",
)
SCOPE = Pattern("Số liệu vốn trong báo cáo {nguon}.", "Số liệu vốn trong báo cáo chỉ gồm ngân sách trung ương.")
SCOPE_AND_BASE = Pattern(
    "Số liệu vốn trong báo cáo {nguon}; tỷ lệ giải ngân tính trên {mau_so}.",
    "Số liệu vốn trong báo cáo chỉ gồm ngân sách trung ương; tỷ lệ giải ngân tính trên vốn giao trong năm.",
)
BASE = Pattern("Tỷ lệ giải ngân tính trên {mau_so}.", "Tỷ lệ giải ngân tính trên vốn giao trong năm.")
AS_OF = Pattern("Số liệu tính đến ngày {ngay}:", "Số liệu tính đến ngày 30/5/2024:")
MONEY_AS_OF = Pattern("Số liệu vốn tính đến ngày {ngay}.", "Số liệu vốn tính đến ngày 30/5/2024.")
GRANTS = Pattern("Các đợt giao: {cac_dot}.", "Các đợt giao: 2.455 triệu đồng (Quyết định số 413/QĐ-UBND); ….")
LEVELS = Pattern("{so} {don_vi}, mỗi đơn vị {muc}.", "17 xã, thị trấn, mỗi đơn vị 500 triệu đồng.")
PART = Pattern("{ten}: {so_lieu}.", "Nâng cấp Trung tâm: được giao 207 triệu đồng.")

# ---- money: why there is none

NO_MONEY = Pattern("Không được giao vốn.", "Không được giao vốn.")
UNFUNDED = Pattern("Không bố trí vốn.", "Không bố trí vốn.")
NOT_APPLICABLE = Pattern("Không áp dụng đối với đơn vị.", "Không áp dụng đối với đơn vị.")
UNDIVIDED = Pattern("Vốn chưa tách riêng cho {ten}.", "Vốn chưa tách riêng cho Tiểu dự án 2.")
REST_UNDIVIDED = Pattern(
    "Ngoài ra còn phần vốn giao chung, chưa tách riêng cho {ten}.",
    "Ngoài ra còn phần vốn giao chung, chưa tách riêng cho Tiểu dự án 1.",
)

# ---- money: what became of it

SPENT = (
    Pattern(
        "Giải ngân {ty_so}, đạt {ty_le}{so_voi}{con}.", "Giải ngân 696/852 triệu đồng, đạt 81,69%; còn 156 triệu đồng."
    ),
    Pattern("Đã giải ngân {ty_so}, đạt {ty_le}{so_voi}{con}.", "Đã giải ngân 6.189/6.189 triệu đồng, đạt 100%."),
    Pattern("Kết quả giải ngân {ty_so}, đạt {ty_le}{so_voi}{con}.", "Kết quả giải ngân 402/519 triệu đồng, đạt 77%."),
)
SPENT_OF = Pattern("Đã giải ngân {von}, đạt {ty_le}{so_voi}.", "Đã giải ngân 17.243 triệu đồng, đạt 13,03% vốn giao.")
SPENT_ONLY = Pattern("Đã giải ngân {von}.", "Đã giải ngân 4.569,482 triệu đồng.")
SPENT_NOTHING = (
    Pattern("Chưa giải ngân.", "Chưa giải ngân."),
    Pattern("Đến nay chưa giải ngân.", "Đến nay chưa giải ngân."),
)
SPENT_UNDIVIDED = Pattern("Số giải ngân chưa tách riêng.", "Số giải ngân chưa tách riêng.")
SPENT_PARTS = Pattern(
    "Cụ thể: {cac_phan}.",
    "Cụ thể: vốn giao năm 2022 giải ngân 1.054/1.070 triệu đồng, đạt 98,5%; vốn giao năm 2023 chưa giải ngân.",
)
SPENT_KINDS = Pattern(
    "Theo loại vốn: {cac_phan}.",
    "Theo loại vốn: vốn đầu tư giải ngân 121.348/121.457 triệu đồng, đạt 99,91%; vốn sự nghiệp chưa giải ngân.",
)
SPENT_SOME_YEARS = Pattern("Giải ngân {cac_nam}.", "Giải ngân năm 2022: 1.957 triệu đồng; …")
LEFT = Pattern("; còn {von}", "; còn 879 triệu đồng")
MOVED_ON = Pattern("Chuyển nguồn sang năm {nam}: {von}.", "Chuyển nguồn sang năm 2024: 858 triệu đồng.")
CANCELLED = Pattern("Hủy dự toán, nộp trả {von}.", "Hủy dự toán, nộp trả 12 triệu đồng.")
EXPECTED = Pattern("Ước giải ngân đến {ngay}: {von}, đạt {ty_le}{so_voi}.",
                   "Ước giải ngân đến 31/12/2024: 17.880 triệu đồng, đạt 100%.")  # fmt: skip
EXPECTED_ONLY = Pattern("Ước giải ngân đến {ngay}: {von}.", "Ước giải ngân đến 31/12/2024: 17.880 triệu đồng.")

STATUS = {
    "CHUA_PHAN_BO": Pattern("Chưa phân bổ.", "Chưa phân bổ."),
    "HOAN_THIEN_HO_SO": Pattern("Đang hoàn thiện hồ sơ.", "Đang hoàn thiện hồ sơ."),
    "DANG_TRIEN_KHAI": Pattern("Đang triển khai thực hiện.", "Đang triển khai thực hiện."),
    "RA_SOAT_DIEU_CHINH": Pattern("Đang rà soát để điều chỉnh.", "Đang rà soát để điều chỉnh."),
    "KHONG_THUC_HIEN": Pattern("Không thực hiện được.", "Không thực hiện được."),
    "HOAN_THANH": Pattern("Đã hoàn thành.", "Đã hoàn thành."),
    "KHONG_BO_TRI": UNFUNDED,
}
"""By the code of the list; a status of another programme is written as its label."""
REASON = Pattern("Lý do: {ly_do}.", "Lý do: đối tượng trùng với Quyết định số 1719/QĐ-TTg.")
OF_LINE_GIVEN = Pattern("{dong} là {von}.", "Vốn sự nghiệp giao năm 2023 là 2.015 triệu đồng.")
OF_LINE = Pattern("{dong}: {noi_dung}", "Vốn sự nghiệp giao năm 2023: không thực hiện được. Lý do: ….")

# ---- results

RESULTS = Pattern("Kết quả: {so_lieu}.", "Kết quả: 02 lớp học nghề; 69 học viên, gồm 48 hộ nghèo và 21 hộ cận nghèo.")
DONE = Pattern("{so_lieu}.", "Mở 02 lớp; 69 học viên, gồm 48 hộ nghèo và 21 hộ cận nghèo.")
PARTS = Pattern(", gồm {cac_phan}", ", gồm 48 hộ nghèo và 21 hộ cận nghèo")
SOME_PARTS = Pattern(", trong đó {cac_phan}", ", trong đó 12 hộ có phụ nữ làm chủ hộ")
OF_PLAN = Pattern("đạt {ty_le} kế hoạch", "đạt 49,1% kế hoạch")
ABOVE_PLAN = Pattern("bằng {ty_le}, vượt kế hoạch", "bằng 112,5%, vượt kế hoạch")
PLAN_ONLY = Pattern("kế hoạch {so}", "kế hoạch 1.000 lao động")
ESTIMATE = Pattern("ước cả kỳ {so}", "ước cả kỳ 05 lớp")

NONE_YET = Pattern("chưa có {ten}", "chưa có lao động được hỗ trợ chi phí")

# ---- targets

TARGET = Pattern("{ten}: {thuc_hien}{danh_gia}", "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi: 29,3% (…)")
TARGET_JUDGED = Pattern("{ten}: {danh_gia}", "Tỷ lệ huy động trẻ 5 tuổi ra lớp: đạt kế hoạch")
JUDGED = {
    "VUOT": Pattern("vượt kế hoạch{so}", "vượt kế hoạch 90%"),
    "DAT": Pattern("đạt kế hoạch{so}", "đạt kế hoạch"),
    "CHUA_DAT": Pattern("chưa đạt kế hoạch{so}", "chưa đạt kế hoạch 28,6%"),
    "CHUA_DEN_KY": Pattern("chưa đến kỳ đánh giá", "chưa đến kỳ đánh giá"),
}
OWN_JUDGEMENT = Pattern("{danh_gia} theo đánh giá của đơn vị", "đạt kế hoạch theo đánh giá của đơn vị")
TARGETS_MET = Pattern("Đạt và vượt {ty_so} mục tiêu{ngoai}.", "Đạt và vượt 15/25 mục tiêu.")
NOT_DUE = Pattern(", chưa tính {so} mục tiêu chưa đến kỳ đánh giá", ", chưa tính 02 mục tiêu chưa đến kỳ đánh giá")

# ---- households

HOUSEHOLDS = Pattern("{ten}: {so} hộ, tỷ lệ {ty_le}{dtts}{so_sanh}.", "Hộ nghèo: 2.859/6.963 hộ, tỷ lệ 41,06% (…).")
MINORITY = Pattern(" (dân tộc thiểu số {ty_so} hộ, {ty_le})", " (dân tộc thiểu số 2.858/2.859 hộ, 99,97%)")
FEWER = Pattern(", giảm {diem} điểm phần trăm{so_voi}", ", giảm 8,52 điểm phần trăm so với năm 2021")
MORE = Pattern(", tăng {diem} điểm phần trăm{so_voi}", ", tăng 3,88 điểm phần trăm so với năm 2021")
FEWER_COUNT = Pattern(", giảm {so} hộ", ", giảm 1.946 hộ")
MORE_COUNT = Pattern(", tăng {so} hộ", ", tăng 12 hộ")
ESCAPED = Pattern("{ten}: {so} hộ.", "Hộ thoát nghèo: 742 hộ.")
MULTI = Pattern("Tỷ lệ nghèo đa chiều {ty_le}{so_sanh}.", "Tỷ lệ nghèo đa chiều 47,26%, giảm 10,5 điểm phần trăm.")
REVIEW = Pattern("Kết quả rà soát{luc}, trên tổng số {ho} hộ dân cư:", "Kết quả rà soát cuối năm 2022, trên …:")
REDUCTION_PLAN = Pattern("Kế hoạch năm {nam}: tỷ lệ nghèo đa chiều giảm {diem} điểm phần trăm.",
                         "Kế hoạch năm 2023: tỷ lệ nghèo đa chiều giảm 10,5 điểm phần trăm.")  # fmt: skip
TO_REDUCE = Pattern("Giảm {so} {ten}{diem}; còn {ty_so} hộ, tỷ lệ {ty_le}.",
                    "Giảm 562 hộ nghèo (8,48 điểm phần trăm); còn 2.297/7.050 hộ, tỷ lệ 32,58%.")  # fmt: skip

# ---- needs, annexes, the rest

NEED = Pattern("{von}{chia}.", "10.000 triệu đồng.")
NO_NEED = Pattern("không đề xuất.", "không đề xuất.")
NO_NEED_BECAUSE = Pattern("không đề xuất do {ly_do}.", "không đề xuất do không phải huyện nghèo.")
TOTALS = Pattern("Tổng cộng {so_lieu}.", "Tổng cộng huy động 1.520.882.832 đồng.")
NEEDS = Pattern("Tổng nhu cầu {von}{chia}.", "Tổng nhu cầu 569.250 triệu đồng (vốn đầu tư …; vốn sự nghiệp …).")
ANNEXES = Pattern("Kèm theo báo cáo này: {cac_bieu}.", "Kèm theo báo cáo này: Biểu số 01; Biểu số 02.")
ANNEX_NOTE = Pattern(
    "(Kèm theo Báo cáo {so} {ngay} của {don_vi})",
    "(Kèm theo Báo cáo số 05/BC-UBND ngày 26 tháng 02 năm 2024 của Ủy ban nhân dân huyện Phong Thổ)",
)
GROUND = Pattern("Căn cứ {van_ban}.", "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ ….")
LEAD = Pattern("{theo}{don_vi} báo cáo {ve} như sau:", "Thực hiện Công văn số …, UBND huyện … báo cáo … như sau:")
CLOSING = Pattern("Trên đây là báo cáo của {don_vi}, kính trình {noi} xem xét, tổng hợp./.",
                  "Trên đây là báo cáo của UBND huyện …, kính trình UBND tỉnh … xem xét, tổng hợp./.")  # fmt: skip
NOTHING = Pattern("[chưa nhập]", "[chưa nhập]")
