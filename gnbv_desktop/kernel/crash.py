"""What our own bugs leave behind: a report in the data folder and one sentence for whoever sat before the screen."""

from __future__ import annotations

import datetime
from pathlib import Path


def record(data: Path, moment: datetime.datetime, version: str, error: BaseException, trace: str) -> str:
    """Writes the report; returns the sentence that says so."""
    report = data / "logs" / f"loi-{moment:%Y%m%d-%H%M%S}.txt"
    place = f"đã ghi vào {report}"
    try:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(f"gnbv {version}\n{trace}", encoding="utf-8")
    except OSError:
        place = "không ghi được báo cáo lỗi"
    return f"Lỗi của chương trình ({type(error).__name__}), {place}. Số liệu đã lưu vẫn còn."
