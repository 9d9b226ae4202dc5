"""The lines above the name of who signs: TM. / KT. / chức vụ (NĐ 30/2020, Phụ lục I, Phần I, II.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gnbv_desktop.catalogue.model import Edition, Level

CHOICES = "HINH_THUC_KY"
_BY_HEAD = "{TAP_THE} / {TRUONG_KY}"
_BY_DEPUTY = "{TAP_THE} / KT. {TRUONG} / {PHO_KY}"
_DEPUTY = "PHÓ "


def authority_lines(
    edition: Edition, level: Level, signer: Mapping[str, str], form: str, office: str
) -> tuple[str, ...]:
    """As chosen; else as the unit's register has it; else as usual for the level."""
    if not (form or office) and (given := signer.get("quyen_han", "")):
        return _lines(given)
    office = (office or signer.get("chuc_vu", "")).upper()
    known = edition.lists.get(CHOICES)
    item = known.items.get(form) if known else None
    return _lines(_filled(item.phrase if item else _usual(office), level, office))


def _usual(office: str) -> str:
    return _BY_DEPUTY if office.startswith(_DEPUTY) else _BY_HEAD


def _filled(pattern: str, level: Level, office: str) -> str:
    head, behalf = level.signer.upper(), level.on_behalf.upper()
    words = {
        "TAP_THE": behalf if not behalf or behalf.startswith("TM.") else f"TM. {behalf}",
        "TRUONG": head,
        "TRUONG_KY": office or head,
        "PHO_KY": office or f"{_DEPUTY}{head}" if head else office,
        "CHUC_VU": office,
        "PHO": f"{_DEPUTY}{office}" if office else "",
    }
    return re.sub(r"\{(\w+)\}", lambda mark: words.get(mark[1], ""), pattern)


def _lines(text: str) -> tuple[str, ...]:
    """A line of which only "KT." is left has nobody to sign it."""
    lines = (line.strip() for line in re.split(r"\n| / ", text))
    return tuple(line for line in lines if line and line not in ("KT.", "Q.", "TL.", "TUQ.", "TM."))
