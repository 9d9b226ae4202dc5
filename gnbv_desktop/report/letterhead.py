"""What stands above and below a report: agency, number, date, title, addressees, signature. Wording by unit level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define

from gnbv_desktop.catalogue.model import Edition, Level
from gnbv_desktop.kernel.dates import write_date, write_month_year
from gnbv_desktop.kernel.dossier import Dossier, Period, PeriodKind
from gnbv_desktop.report import styles
from gnbv_desktop.report.model import Letterhead, Signature
from gnbv_desktop.report.numbering import roman
from gnbv_desktop.report.typography import NBSP, glued
from gnbv_desktop.report.widths import balanced

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
_KIND = "BÁO CÁO"
_TITLE_LIMIT = 8000
_AGENCY_LIMIT = 3600
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
    def title(self) -> str:
        """The subject of the report, without the word BÁO CÁO."""
        name = self.dossier.head.name.strip()
        subject = name[len(_KIND) :].strip() if name.upper().startswith(_KIND) else name
        return subject[:1].upper() + subject[1:]

    @property
    def addressees(self) -> tuple[str, ...]:
        unit = self.dossier.head.unit
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

    def place_date(self, blanks: int = 7) -> str:
        """Day, and month where nobody knows it yet, stay blank: they are written when the leader has signed."""
        period, unit = self.dossier.head.period, self.dossier.head.unit
        gap = NBSP * blanks
        place = unit.place or self.name.partition(" ")[2]
        month = write_month_year(period.due) if period.due else f"tháng{gap}năm {period.cutoff.year}"
        return f"{place}, ngày{gap}{month}"

    def number(self, blanks: int = 9) -> str:
        return f"Số:{NBSP * blanks}/{self.level.symbol}"


def period_words(period: Period) -> str:
    year = f"năm {period.first_year}"
    month = period.end.month
    match period.kind:
        case _ if period.last_year > period.first_year:
            return f"giai đoạn {period.first_year} - {period.last_year}"
        case PeriodKind.MONTH:
            return f"tháng {month:02d} {year}" if month < 3 else f"tháng {month} {year}"
        case PeriodKind.QUARTER:
            return f"quý {roman((month - 1) // 3 + 1)} {year}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if month <= 6 else 'cuối'} {year}"
        case _:
            return year


def compose_letterhead(wording: Wording) -> Letterhead:
    level, unit = wording.level, wording.dossier.head.unit
    if level.superior_line:
        superior = f"UBND {_PREFIX.sub('', unit.superior)}".upper() if unit.superior else ""
        agency = balanced(wording.name.upper(), _AGENCY_LIMIT, 12, bold=True)
    else:
        superior, agency = "", (level.agency, wording.name.upper())
    data_date = wording.data_date if wording.data_date.startswith("Số liệu") else f"Số liệu {wording.data_date}"
    return Letterhead(superior, agency, wording.number(), wording.place_date(), _KIND, wording.title, f"({data_date})")


def title_lines(title: str) -> tuple[str, ...]:
    """The subject in balanced lines that keep numbers and names together."""
    held = glued(title)
    for name in _NAMES:
        held = held.replace(name, name.replace(" ", NBSP))
    lines = balanced(held, _TITLE_LIMIT, 14, bold=True)
    fitting = lines if len(lines) <= 4 else balanced(title, styles.TEXT_WIDTH, 14, bold=True)
    return tuple(_loose(line) for line in fitting)


def _loose(line: str) -> str:
    for name in _NAMES:
        line = line.replace(name.replace(" ", NBSP), name)
    return line


def _committee(superior: str) -> str:
    """ "tỉnh Lai Châu" as the agency one writes to; a name of an agency stays as it is."""
    place = superior[:1].lower() + superior[1:]
    return f"Ủy ban nhân dân {place}" if place.startswith(_PLACES) else superior


def compose_signature(wording: Wording) -> Signature:
    signer = wording.dossier.head.unit.signer
    return Signature(tuple(_recipients(wording)), _authority(wording), signer.get("ho_ten", signer.get("name", "")))


def _authority(wording: Wording) -> tuple[str, ...]:
    """TM. / KT. / chức vụ, one below the other; as given for the signer, else as usual for the level."""
    given = wording.dossier.head.unit.signer.get("quyen_han", "")
    if given:
        return tuple(line.strip() for line in re.split(r"\n| / ", given) if line.strip())
    level = wording.level
    signer = wording.dossier.head.unit.signer.get("chuc_vu", level.signer).upper()
    behalf = level.on_behalf.upper()
    if behalf and not behalf.startswith("TM."):
        behalf = f"TM. {behalf}"
    return tuple(line for line in (behalf, signer) if line)


def _recipients(wording: Wording) -> Iterator[str]:
    """The list under Nơi nhận: what the dossier says, or the least that the decree asks for."""
    own = wording.dossier.head.recipients
    lines = own or (*(("Như trên",) if wording.addressees else ()), "Lưu: VT")
    for number, line in enumerate(lines, 1):
        bare = line.rstrip(";.")
        yield bare if bare.endswith(":") else f"- {bare}{'.' if number == len(lines) else ';'}"
