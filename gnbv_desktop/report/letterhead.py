"""What stands above a report: agency, number, date, title. Wording by unit level, or as the form TRINH_BAY says."""

from __future__ import annotations

import datetime
import re

from attrs import define

from gnbv_desktop.catalogue.model import Edition, Level
from gnbv_desktop.kernel.dates import write_date, write_date_long, write_month_year
from gnbv_desktop.kernel.dossier import SINGLE, Dossier, State
from gnbv_desktop.kernel.periods import period_words
from gnbv_desktop.report import styles
from gnbv_desktop.report.model import Letterhead, Signature, Sizes
from gnbv_desktop.report.recipients import recipient_lines
from gnbv_desktop.report.signing import authority_lines
from gnbv_desktop.report.typography import NBSP, glued
from gnbv_desktop.report.widths import balanced, rule_fits, twips

_COMMITTEE = Level(
    label="huyện",
    whole="toàn huyện",
    agency="ỦY BAN NHÂN DÂN",
    symbol="BC-UBND",
    signer="CHỦ TỊCH",
    on_behalf="TM. ỦY BAN NHÂN DÂN",
)
"""For a unit whose level the edition does not describe."""
_PREFIX = re.compile(r"^(?:UBND|[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân)\s+", re.IGNORECASE)
_PLACES = ("tỉnh", "huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu")
_KIND = re.compile(r"báo cáo(?: đánh giá)?(?!\w)\s*", re.IGNORECASE)
_SAYS_WHEN = re.compile(r"\bđến (?:hết|ngày|thời điểm|tháng|quý|nay)\b", re.IGNORECASE)
_TITLE_LIMIT = 8000
_DATE_LIMIT = 5040
_LEAST_BLANKS = 3
_NAMES = ("giảm nghèo bền vững", "mục tiêu quốc gia", "trên địa bàn")
"""Words of the title that a line break should not part."""


@define(eq=False)
class Wording:
    """How the unit of a dossier speaks of itself."""

    edition: Edition
    dossier: Dossier

    @property
    def level(self) -> Level:
        return self.edition.levels.get(self.dossier.head.unit.level.upper(), _COMMITTEE)

    @property
    def name(self) -> str:
        """ "huyện Phong Thổ", "Phòng Lao động - Thương binh và Xã hội"."""
        name = _PREFIX.sub("", self.dossier.head.unit.name).strip()
        if not self.level.superior_line:
            return name[:1].lower() + name[1:]
        # A department may be named by the place alone; the level then says what it is.
        kind = self.level.agency.partition(" ")[0]
        return name if name.upper().startswith(kind) else f"{self.level.agency.capitalize()} {name}"

    @property
    def agency(self) -> str:
        """The issuing agency inside a sentence."""
        return self.name if self.level.superior_line else f"{self.level.agency.capitalize()} {self.name}"

    @property
    def kind(self) -> str:
        """BÁO CÁO, BÁO CÁO ĐÁNH GIÁ."""
        match = _KIND.match(self.dossier.head.name.strip())
        return match[0].strip().upper() if match else "BÁO CÁO"

    @property
    def title(self) -> str:
        """The subject of the report, without the word BÁO CÁO."""
        subject = _KIND.sub("", self.dossier.head.name.strip(), count=1)
        if not _KIND.match(self.dossier.head.name.strip()):
            subject = self.dossier.head.name.strip()
        return subject[:1].upper() + subject[1:]

    @property
    def addressees(self) -> tuple[str, ...]:
        """Those named under Kính gửi; none when it is switched off."""
        unit = self.dossier.head.unit
        if self.typed("BO_CUC", "KINH_GUI") == "KHONG":
            return ()
        return unit.addressees or ((_committee(unit.superior),) if unit.superior else ())

    @property
    def period(self) -> str:
        """ "năm 2023", "quý III năm 2023", "giai đoạn 2021 - 2024"."""
        return period_words(self.dossier.head.period)

    @property
    def data_date(self) -> str:
        period = self.dossier.head.period
        kind = "ước thực hiện" if period.estimated else "Số liệu"
        return f"{kind} đến hết ngày {write_date(period.cutoff)}"

    @property
    def note(self) -> str:
        """The line under the title: own words, or the date of the figures where the title does not say it."""
        if own := self.typed("BO_CUC", "GHI_CHU"):
            return f"({own.strip().removeprefix('(').removesuffix(')')})"
        wanted = self.typed("BO_CUC", "SO_LIEU_DEN")
        if wanted == "KHONG" or (not wanted and _SAYS_WHEN.search(self.title)):
            return ""
        date = self.data_date
        return f"({date if date.startswith('Số liệu') else f'Số liệu {date}'})"

    @property
    def sizes(self) -> Sizes | None:
        typed = self.typed("BO_CUC", "CO_CHU")
        return Sizes(typed) if typed in set(Sizes) else None

    def place_date(self, blanks: int = 7) -> str:
        """Day, and month where nobody knows it yet, stay blank: they are written when the leader has signed."""
        period = self.dossier.head.period
        if signed := self._date("NGAY"):
            return f"{self._place}, {write_date_long(signed)}"
        while True:
            gap = NBSP * blanks
            month = write_month_year(period.due) if period.due else f"tháng{gap}năm {period.cutoff.year}"
            text = f"{self._place}, ngày{gap}{month}"
            if blanks <= _LEAST_BLANKS or twips(text, 13) <= _DATE_LIMIT:
                return text
            blanks -= 1

    def number(self, blanks: int = 9) -> str:
        typed = self.typed("BAN_HANH", "SO")
        number = f" {typed.zfill(2)}" if typed else NBSP * blanks
        return f"Số:{number}/{self.typed('BAN_HANH', 'KY_HIEU') or self.level.symbol}"

    def typed(self, block: str, column: str) -> str:
        """What the form TRINH_BAY says; empty where it says nothing or the programme has no such form."""
        cell = self.dossier.block(f"TRINH_BAY.{block}").rows.get(SINGLE, {}).get(column)
        return cell.text.strip() if cell is not None and cell.state is State.VALUE else ""

    def chosen(self, block: str, column: str, choices: str) -> str:
        """The label of what was chosen from a list."""
        known = self.edition.lists.get(choices)
        item = known.items.get(self.typed(block, column)) if known else None
        return item.label if item else ""

    def _date(self, column: str) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(self.typed("BAN_HANH", column))
        except ValueError:
            return None

    @property
    def _place(self) -> str:
        unit = self.dossier.head.unit
        return unit.place or _bare_place(unit.superior if self.level.superior_line else self.name)


def compose_letterhead(wording: Wording) -> Letterhead:
    return Letterhead(
        superior=_superior(wording),
        agency=_agency(wording),
        number=wording.number(),
        place_date=wording.place_date(),
        kind=wording.kind,
        title=wording.title,
        note=wording.note,
        draft=wording.typed("BO_CUC", "DU_THAO") == "CO",
        urgency=wording.chosen("BO_CUC", "DO_KHAN", "DO_KHAN"),
        contact=wording.typed("BO_CUC", "LIEN_HE"),
        sizes=wording.sizes,
    )


def compose_signature(wording: Wording) -> Signature:
    head = wording.dossier.head
    signer = head.unit.signer
    mark, copies = wording.typed("BAN_HANH", "SOAN_THAO").upper(), wording.typed("BAN_HANH", "SO_BAN")
    return Signature(
        recipients=tuple(recipient_lines(head.recipients, wording.addressees)),
        authority=authority_lines(
            wording.edition,
            wording.level,
            signer,
            wording.typed("BAN_HANH", "HINH_THUC"),
            wording.typed("BAN_HANH", "CHUC_VU"),
        ),
        name=wording.typed("BAN_HANH", "HO_TEN") or signer.get("ho_ten", signer.get("name", "")),
        office=wording.typed("BAN_HANH", "CHUC_VU_KHAC").upper(),
        drafter=".".join(each for each in (mark, copies) if each),
    )


def _superior(wording: Wording) -> str:
    """The agency above: common words are abbreviated (NĐ 30)."""
    superior = wording.dossier.head.unit.superior.strip()
    if not wording.level.superior_line or not superior:
        return ""
    place = _PREFIX.sub("", superior)
    return (f"UBND {place}" if place.lower().startswith(_PLACES) else place).upper()


def _agency(wording: Wording) -> tuple[str, ...]:
    level, name = wording.level, wording.name
    size = styles.SIZES[wording.sizes or Sizes.SMALL]["CoQuanBanHanh"] / 2
    if level.superior_line:
        # The line above names the place already.
        place = _PREFIX.sub("", wording.dossier.head.unit.superior).strip()
        bare = name.removesuffix(place).strip() if place and name != place else name
        return balanced(bare.upper(), styles.AGENCY_WIDTH, size, bold=True)
    two = (level.agency, *balanced(name.upper(), styles.AGENCY_WIDTH, size, bold=True))
    one = f"{level.agency} {name.upper()}"
    fits = twips(one, size, bold=True) <= styles.AGENCY_WIDTH
    # No rule is a third of one line and half of the other: a short name stands on the same line.
    return (one,) if fits and not rule_fits([twips(line, size, bold=True) for line in two]) else two


def title_lines(title: str, width: int = styles.TEXT_WIDTH, size: float = 14) -> tuple[str, ...]:
    """The subject in balanced lines that keep numbers and names together."""
    held = glued(title)
    for name in _NAMES:
        held = held.replace(name, name.replace(" ", NBSP))
    lines = balanced(held, _TITLE_LIMIT * width // styles.TEXT_WIDTH, size, bold=True)
    fitting = lines if len(lines) <= 4 else balanced(title, width, size, bold=True)
    return tuple(_loose(line) for line in fitting)


def _loose(line: str) -> str:
    for name in _NAMES:
        line = line.replace(name.replace(" ", NBSP), name)
    return line


def _bare_place(name: str) -> str:
    """ "thành phố Bắc Kạn" → "Bắc Kạn"; a place called by a number keeps its kind (NĐ 30)."""
    kind = next((each for each in _PLACES if name.lower().startswith(f"{each} ")), "")
    bare = name[len(kind) :].strip()
    return name[:1].upper() + name[1:] if not kind or bare[:1].isdecimal() else bare


def _committee(superior: str) -> str:
    """ "tỉnh Lai Châu" as the agency one writes to; a name of an agency stays as it is."""
    place = superior[:1].lower() + superior[1:]
    return f"Ủy ban nhân dân {place}" if place.startswith(_PLACES) else superior
