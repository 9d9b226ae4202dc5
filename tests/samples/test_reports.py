"""The reports of the five samples: the section tree of the report each was made from, its figures, nothing left out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Document, Heading, NoteRun, ParagraphBlock, Run, Table
from gnbv_desktop.services.work import Work

Opened = Callable[[str], Work]

TREES = {
    "phong-tho-2023": (
        "I. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH, QUẢN LÝ CHƯƠNG TRÌNH",
        "2. Công tác quản lý thực hiện Chương trình",
        "II. TÌNH HÌNH THỰC HIỆN CHƯƠNG TRÌNH NĂM 2023",
        "1. Vốn và nguồn vốn",
        "2. Kết quả triển khai thực hiện năm 2023",
        "A. VỐN ĐẦU TƯ",
        "1. Tổng vốn",
        "2. Kết quả thực hiện",
        "B. NGUỒN VỐN SỰ NGHIỆP",
        "1. Tổng vốn",
        "2. Kết quả thực hiện",
        "Dự án 1",
        "- Tiểu dự án 1",
        "- Tiểu dự án 2",
        "Dự án 2",
        "Dự án 3",
        "- Tiểu dự án 1",
        "- Tiểu dự án 2",
        "Dự án 4",
        "- Tiểu dự án 1",
        "- Tiểu dự án 2",
        "- Tiểu dự án 3",
        "Dự án 5",
        "Dự án 6",
        "Dự án 7",
        "- Tiểu dự án 1",
        "- Tiểu dự án 2",
        "III. ĐÁNH GIÁ CHUNG",
        "1. Kết quả đạt được",
        "2. Khó khăn, hạn chế",
        "IV. GIẢI PHÁP",
        "V. KIẾN NGHỊ, ĐỀ XUẤT: Không",
    ),
    "tu-mo-rong-2023-08": (
        "I. TÌNH HÌNH TRIỂN KHAI THỰC HIỆN TRONG 8 THÁNG ĐẦU NĂM 2023",
        "II. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU, NHIỆM VỤ CỦA CHƯƠNG TRÌNH ĐẾN THÁNG 8 NĂM 2023",
        "1.1. Kết quả rà soát hộ nghèo, hộ cận nghèo cuối năm 2022",
        "1.2. Kế hoạch năm 2023",
        "2. Tình hình, phân bổ nguồn vốn",
        "2.1. Dự án 1",
        "* Tiểu dự án 1",
        "* Tiểu dự án 2",
        "2.2. Dự án 2",
        "2.3. Dự án 3",
        "2.4. Dự án 4",
        "* Tiểu dự án 1",
        "* Tiểu dự án 2",
        "* Tiểu dự án 3",
        "2.5. Dự án 5",
        "2.6. Dự án 6",
        "2.7. Dự án 7",
        "III. TÌNH HÌNH THỰC HIỆN, GIẢI NGÂN, THANH TOÁN",
        "IV. NHIỆM VỤ, GIẢI PHÁP TRIỂN KHAI THỰC HIỆN",
        "1. Nhiệm vụ triển khai thực hiện",
        "1.1. Phòng Lao động",
        "1.2. Phòng Tài chính - Kế hoạch",
        "1.3. Phòng Nông nghiệp",
        "1.4. Phòng Kinh tế - Hạ tầng",
        "1.16. ",
        "2. Giải pháp thực hiện",
        "V. PHƯƠNG HƯỚNG, NHIỆM VỤ THỰC HIỆN CÁC THÁNG TIẾP THEO TRONG NĂM 2023",
    ),
    "bac-kan-2021-2024": (
        "I. BÁO CÁO ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH MTQG GIẢM NGHÈO BỀN VỮNG GIAI ĐOẠN 2021-2024",
        "1. Đánh giá công tác quản lý Chương trình",
        "a) Kết quả xây dựng chính sách quản lý, tổ chức thực hiện Chương trình",
        "b) Công tác điều hành, phối hợp",
        "c) Hoạt động truyền thông, thông tin",
        "* Công tác truyền thông, thông tin",
        "* Theo dõi, đánh giá, giám sát Chương trình",
        "* Đánh giá tình hình thực hiện công tác báo cáo, đánh giá định kỳ",
        "* Công tác chấp hành chế độ giám sát của cơ quan dân cử",
        "2. Tình hình huy động, phân bổ và sử dụng nguồn vốn",
        "a) Ngân sách trung ương; địa phương",
        "b) Nguồn huy động hợp pháp khác",
        "3. Tiến độ thực hiện các dự án",
        "3.1. Dự án 2",
        "3.2. Dự án 3",
        "3.2.1. Tiểu dự án 1",
        "3.2.2. Tiểu dự án 2",
        "3.3. Dự án 4",
        "3.4. Dự án 6",
        "3.5. Dự án 7",
        "4. Kết quả thực hiện mục tiêu của Chương trình",
        "5. Kết quả thực hiện các chính sách giảm nghèo và an sinh xã hội",
        "- Chính sách hỗ trợ về giáo dục và đào tạo",
        "- Chính sách hỗ trợ về y tế",
        "- Trợ giúp pháp lý",
        "- Chính sách hỗ trợ tiền điện",
        "- Chính sách tín dụng ưu đãi",
        "- Chính sách đặc thù khác",
        "+ Chính sách hỗ trợ nhà ở",
        "6. Đánh giá chung",
        "a) Ưu điểm",
        "b) Tồn tại, hạn chế và nguyên nhân",
        "c) Bài học kinh nghiệm",
        "7. Đề xuất, kiến nghị",
        "II. ĐỀ XUẤT CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA GIẢM NGHÈO BỀN VỮNG GIAI ĐOẠN 2026-2030",
        "1. Căn cứ pháp lý, thực tiễn đề xuất",
        "2. Đối tượng áp dụng",
        "3. Mức hỗ trợ",
        "4. Đề xuất kinh phí giai đoạn 2026-2030",
        "4.1. Dự án 1",
        "4.2. Dự án 2",
        "4.3. Dự án 3",
        "4.4. Dự án 4",
        "4.4.1. Tiểu dự án 1",
        "4.4.2. Tiểu dự án 2",
        "4.4.3. Tiểu dự án 3",
        "4.5. Dự án 5",
        "4.6. Dự án 6",
        "4.7. Dự án 7",
        "4.7.2. Tiểu dự án 2",
    ),
    "tuan-giao-2023": (
        "I. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH, QUẢN LÝ CHƯƠNG TRÌNH",
        "1. Công tác chỉ đạo, điều hành Chương trình",
        "2. Công tác quản lý thực hiện Chương trình",
        "II. NỘI DUNG ĐÁNH GIÁ CHƯƠNG TRÌNH",
        "a) Công tác quản lý chương trình",
        "b) Tình hình huy động, phân bổ và sử dụng nguồn vốn",
        "c) Mức độ đạt được kết quả thực hiện mục tiêu, nhiệm vụ so với kế hoạch hằng năm, giai đoạn 5 năm",
        "- Kết quả rà soát hộ nghèo, hộ cận nghèo năm 2022",
        "- Chiều thiếu hụt về việc làm",
        "- Chiều thiếu hụt về Y tế",
        "- Chiều thiếu hụt về giáo dục, đào tạo",
        "- Chiều thiếu hụt về nhà ở",
        "- Chiều thiếu hụt về nước sinh hoạt và vệ sinh",
        "- Chiều thiếu hụt về thông tin",
        "d) Tồn tại, vướng mắc phát sinh và nguyên nhân",
        "đ) Phương hướng, giải pháp thực hiện thời gian tiếp theo",
        "III. PHỤ LỤC BÁO CÁO",
        "IV. ĐÁNH GIÁ CHUNG",
        "1. Ưu điểm",
        "a) Kết quả thực hiện các dự án",
        "b) Kết quả thực hiện các mục tiêu",
        "c) Việc thiết kế Chương trình",
        "d) Việc bố trí nguồn lực thực hiện",
        "đ) Về tiến độ thực hiện",
        "2. Tồn tại, hạn chế và nguyên nhân",
        "3. Bài học kinh nghiệm",
        "3.1. Bài học kinh nghiệm trong chỉ đạo, điều hành, và quản lý Chương trình",
        "3.2. Bài học kinh nghiệm rút ra trong quá trình tổ chức thực hiện",
        "V. ĐỀ XUẤT VÀ KIẾN NGHỊ",
    ),
    "phong-tho-2021-2024": (
        "I. ĐÁNH GIÁ CÔNG TÁC QUẢN LÝ CHƯƠNG TRÌNH",
        "1. Kết quả xây dựng chính sách quản lý, tổ chức thực hiện Chương trình",
        "2. Công tác chỉ đạo, điều hành Chương trình",
        "a) Công tác kiện toàn Ban Chỉ đạo",
        "b) Công tác lãnh đạo, chỉ đạo điều hành, phối hợp",
        "c) Mức độ đầy đủ, kịp thời của các văn bản",
        "3. Hoạt động truyền thông, thông tin và theo dõi",
        "4. Đánh giá tình hình thực hiện công tác báo cáo",
        "5. Công tác chấp hành chế độ giám sát của cơ quan dân cử",
        "II. TÌNH HÌNH HUY ĐỘNG, PHÂN BỔ VÀ SỬ DỤNG NGUỒN VỐN",
        "1. Tình hình phân bổ vốn",
        "2. Tình hình sử dụng vốn",
        "3. Tình hình lồng ghép vốn",
        "4. Tình hình huy động từ các nguồn vốn khác cho Chương trình",
        "III. KẾT QUẢ THỰC HIỆN CÁC DỰ ÁN, TIỂU DỰ ÁN GIAI ĐOẠN 2021-2024",
        "Dự án 1",
        "Năm 2022",
        "- Tiểu dự án 1",
        "Năm 2023",
        "- Tiểu dự án 1",
        "- Tiểu dự án 2",
        "Năm 2024",
        "Dự án 2",
        "Năm 2022",
        "Năm 2023",
        "- Trung tâm Dịch vụ nông nghiệp",
        "Năm 2024",
        "Dự án 3",
        "Năm 2022",
        "- Tiểu dự án 1",
        "Năm 2023",
        "Năm 2024",
        "Dự án 4",
        "Dự án 5",
        "Năm 2023",
        "Năm 2024",
        "Dự án 6",
        "Dự án 7",
        "Năm 2022",
        "Năm 2023",
        "Năm 2024",
        "IV. KẾT QUẢ THỰC HIỆN MỤC TIÊU CỦA CHƯƠNG TRÌNH",
        "V. KẾT QUẢ THỰC HIỆN CT MTQG GNBV GIAI ĐOẠN 2021-2024",
        "- Tỷ lệ hộ nghèo, hộ cận nghèo",
        "- Kinh tế - xã hội",
        "- Thu nhập bình quân đầu người",
        "VI. KẾT QUẢ THỰC HIỆN CHÍNH SÁCH GIẢM NGHÈO VÀ AN SINH XÃ HỘI GIAI ĐOẠN 2021-2024",
        "- Đối với chính sách hỗ trợ giáo dục đào tạo",
        "- Chính sách y tế",
        "- Chính sách tiền điện",
        "- Chính sách tín dụng ưu đãi",
        "VII. ĐÁNH GIÁ CHUNG",
        "1. Thuận lợi",
        "2. Khó khăn, vướng mắc",
        "3. Tồn tại, hạn chế và nguyên nhân",
        "4. Bài học kinh nghiệm",
        "VIII. ĐỀ XUẤT VÀ KIẾN NGHỊ",
        "IX. NHU CẦU SỬ DỤNG VỐN 2026-2030",
    ),
}
"""The headings of the reports in their order; numbers are generated, where a report had left one out ours has it."""
SEEDS = {
    "000": "phong-tho-2023",
    "001": "tu-mo-rong-2023-08",
    "003": "tuan-giao-2023",
    "004": "phong-tho-2021-2024",
}
"""The seeds whose errors are listed in seed_findings.json."""


def shown(runs: tuple[Run, ...]) -> str:
    return "".join("" if isinstance(run, NoteRun) else run.text for run in runs).replace("\u00a0", " ")


def lines(document: Document) -> list[str]:
    return [shown(block.runs) for block in document.blocks if isinstance(block, Heading | ParagraphBlock)]


def all_text(document: Document) -> str:
    found = lines(document)
    for block in document.blocks:
        if isinstance(block, Table):
            found += (shown(cell.runs) for row in block.rows for cell in row)
        else:
            found += (run.text for run in block.runs if isinstance(run, NoteRun))
    return "\n".join(found)


@pytest.mark.parametrize("name", TREES)
def test_the_section_tree_of_the_report(name: str, opened: Opened) -> None:
    found = iter(lines(compose_report(opened(name).evaluation)))
    missing = [wanted for wanted in TREES[name] if not any(line.startswith(wanted) for line in found)]
    assert missing == []


@pytest.mark.parametrize("name", TREES)
def test_every_word_of_the_office_is_printed(name: str, opened: Opened) -> None:
    assert compose_report(opened(name).evaluation).left_out == ()


@pytest.mark.parametrize("name", TREES)
def test_nothing_that_an_official_would_strike_out(name: str, opened: Opened) -> None:
    text = all_text(compose_report(opened(name).evaluation))
    assert not re.findall(r"\[(?!chưa nhập\])[^\]]*\]|\.\.|,,|;\.| ,| ;|  |: :|\btrên trên\b", text)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_correct_figures_of_the_report(seed: str, opened: Opened, shared_dir: Path) -> None:
    """At least 95 % of the figures that the report has right stand in ours too."""
    written = next((shared_dir / "seeds").glob(f"{seed}_*")).read_text(encoding="utf-8")
    wanted = figures_of(written) - wrong_figures(shared_dir, seed)
    ours = figures_of(all_text(compose_report(opened(SEEDS[seed]).evaluation)))
    missing = sorted(wanted - ours)
    assert len(missing) <= 0.05 * len(wanted), missing


def figures_of(text: str) -> set[Decimal]:
    """Numbers of three signs and more that are no dates, no years and no numbers of documents."""
    bare = re.sub(r"\[bookmark[^\]]*\]|\d{1,2}/\d{1,2}/\d{4}|\d+[a-z]?/(?:\d{4}/)?[A-ZĐ][\w&Đ-]*", " ", text)
    bare = re.sub(r"(?m)^\W*\d+(?:\.\d+)+\.? ", " ", bare)
    found = {each.rstrip(".,") for each in re.findall(r"\d[\d.,]*", bare)}
    return {value(each) for each in found if len(each) >= 3 and not re.fullmatch(r"20[0-3]\d", each)}


def value(text: str) -> Decimal:
    """Dots in groups of three part thousands; else the sign is the decimal one."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    parts = re.split(r"[.,]", text)
    return Decimal(f"{parts[0]}.{''.join(parts[1:])}" if len(parts) > 1 else parts[0]).normalize()


def wrong_figures(shared_dir: Path, seed: str) -> set[Decimal]:
    """Every figure in a quote that is listed as wrong or doubtful."""
    findings = json.loads((shared_dir / "seed_findings.json").read_text(encoding="utf-8"))
    quotes = [each for each in walk(findings) if str(each.get("file", each.get("seed", ""))).startswith(seed)]
    return {number for each in quotes for key in ("quote", "stated") for number in figures_of(str(each.get(key, "")))}


def walk(data: object) -> list[dict[str, object]]:
    match data:
        case dict():
            return [data, *(each for part in data.values() for each in walk(part))]
        case list():
            return [each for part in data for each in walk(part)]
        case _:
            return []
