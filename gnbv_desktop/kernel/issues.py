"""Findings in the user's figures: values with an address, not exceptions."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Severity(StrEnum):
    ERROR = "error"
    CONFIRM = "confirm"
    NOTE = "note"

    @property
    def label(self) -> str:
        return {"error": "Có lỗi", "confirm": "Cần giải trình", "note": "Ghi chú"}[self.value]

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


@frozen
class Issue:
    """One control that fires at one place. `values` are the canonical figures it speaks of, in the order of `refs`."""

    code: str
    severity: Severity
    ref: str
    refs: tuple[str, ...]
    values: tuple[str, ...]
    message: str
    remedy: str
    place: str = ""
    reason: str | None = None

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        return self.code, self.refs
