"""The office's own register: its unit, communes and agencies with permanent ids, copied into each new dossier."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, field, frozen

from gnbv_desktop.catalogue.editions import load_edition, newest, programmes
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.engine.canon import letter_fault
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Place, Unit
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.text import slug
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import today
from gnbv_desktop.services.place_names import NAME_LIMIT

UNIT, COMMUNE, AGENCY = KINDS = ("unit", "commune", "agency")
"""The kinds of its rows; what else the office keeps is none of the register's."""
PLACES_LIMIT = 1000


@frozen
class Register:
    """The office as it stands now. `id` is permanent: it is given at the first saving and survives renaming."""

    name: str
    level: str
    place: str = ""
    superior: str = ""
    facts: tuple[str, ...] = ()
    communes: tuple[Place, ...] = ()
    agencies: tuple[Place, ...] = ()
    addressees: tuple[str, ...] = ()
    signer: Mapping[str, str] = field(factory=dict)
    id: str = ""


def load_register(desk: Desk) -> Register | None:
    """None until the office has saved one."""
    rows = [row for row in desk.store.office() if not row["until"]]
    unit = next((row for row in rows if row["kind"] == UNIT), None)
    if unit is None:
        return None
    known: Unit = codec.structured(json.loads(unit["content"]), Unit)
    return evolve(register_from(known), communes=tuple(_places(rows, COMMUNE)), agencies=tuple(_places(rows, AGENCY)))


def save_register(desk: Desk, register: Register) -> None:
    """Keeps the register; what is no longer in it gets an end date and its id stays taken. Raises BadInput."""
    faults = register_faults(register)
    if faults:
        raise BadInput(f"Danh bạ đơn vị có {len(faults)} chỗ cần sửa, chưa lưu:", faults)
    day = today(desk)
    stored = {row["id"]: row for row in desk.store.office() if row["kind"] in KINDS}
    written = {row["id"]: row for row in _rows(register, stored, day)}
    ended = (row for row in stored.values() if not row["until"] and row["id"] not in written)
    desk.store.put_office([*({**row, "until": day.isoformat()} for row in ended), *written.values()])


def unit_of(register: Register) -> Unit:
    """The unit as a new dossier takes it."""
    return Unit(
        id=register.id or slug(register.name, 50).replace("-", "_") or "don_vi",
        name=register.name,
        level=register.level,
        place=register.place,
        superior=register.superior,
        facts=register.facts,
        communes=register.communes,
        agencies=register.agencies,
        addressees=register.addressees,
        signer=register.signer,
    )


def register_from(unit: Unit) -> Register:
    return Register(
        name=unit.name,
        level=unit.level,
        place=unit.place,
        superior=unit.superior,
        facts=unit.facts,
        communes=unit.communes,
        agencies=unit.agencies,
        addressees=unit.addressees,
        signer=unit.signer,
        id=unit.id,
    )


def suggested_register(desk: Desk) -> Register | None:
    """From the dossier that was made or loaded last; None when there is none."""
    heads = desk.store.heads()
    return register_from(heads[-1].unit) if heads else None


def register_faults(register: Register) -> tuple[str, ...]:
    """What stands in the way of saving, in Vietnamese; empty when nothing does."""
    return tuple(_faults(register))


def _faults(register: Register) -> Iterator[str]:
    editions = [load_edition(name, newest(name)) for name in programmes()]
    if not register.name.strip():
        yield "Chưa ghi tên đơn vị, ví dụ: huyện Phong Thổ."
    yield from _code_faults(register, editions)
    texts = [register.name, register.place, register.superior, *register.addressees, *register.signer.values()]
    yield from _text_faults(texts)
    places = (*register.communes, *register.agencies)
    if len(places) > PLACES_LIMIT:
        yield f"Danh sách có {len(places)} xã và cơ quan, nhiều nhất {PLACES_LIMIT}; hãy kiểm tra lại."
    yield from _place_faults(places)


def _code_faults(register: Register, editions: list[Edition]) -> Iterator[str]:
    if not any(register.level in edition.levels for edition in editions):
        labels = dict.fromkeys(level.label for edition in editions for level in edition.levels.values())
        yield f"Chưa chọn cấp của đơn vị; các cấp có: {', '.join(labels)}."
    for fact in register.facts:
        if not any(fact in edition.facts for edition in editions):
            yield f"Đặc điểm «{fact}» không có trong định nghĩa; hãy bỏ đánh dấu."


def _text_faults(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if fault := letter_fault(text):
            yield f"«{text[:40]}» {fault}; hãy gõ lại."
        elif len(text) > 2 * NAME_LIMIT:
            yield f"«{text[:40]}…» dài quá {2 * NAME_LIMIT} chữ; hãy ghi gọn lại."


def _place_faults(places: tuple[Place, ...]) -> Iterator[str]:
    seen: dict[str, Place] = {}
    for place in places:
        if not place.name.strip():
            yield "Có xã hoặc cơ quan chưa ghi tên; hãy ghi tên hoặc xóa dòng ấy."
        if not place.id.isascii() or not place.id.replace("_", "").isalnum():
            yield f"Mã «{place.id[:40]}» của «{place.name[:40]}» chỉ được gồm chữ không dấu, số, gạch dưới."
        elif place.id in seen:
            yield f"Mã «{place.id}» dùng cho hai nơi: «{seen[place.id].name}», «{place.name}»; hãy nhập lại một tên."
        seen[place.id] = place
        yield from _text_faults((place.name, place.short))


def _places(rows: list[dict[str, Any]], kind: str) -> Iterator[Place]:
    contents = [json.loads(row["content"]) for row in rows if row["kind"] == kind]
    for content in sorted(contents, key=lambda content: int(content["position"])):
        yield codec.structured(content["place"], Place)


def _rows(register: Register, stored: Mapping[str, Mapping[str, Any]], day: datetime.date) -> Iterator[dict[str, str]]:
    """Ids of rows carry their kind: an agency may be called like the unit itself."""
    unit = evolve(unit_of(register), communes=(), agencies=())
    before = [row for row in stored.values() if row["kind"] == UNIT and not row["until"]]
    replaced = [_bare(row["id"]) for row in before if _bare(row["id"]) != unit.id]
    yield _row(UNIT, unit.id, codec.part_to_json(unit), stored, day, replaced)
    for kind, places in ((COMMUNE, register.communes), (AGENCY, register.agencies)):
        for position, place in enumerate(places):
            content = {"position": position, "place": codec.part_to_json(place)}
            yield _row(kind, place.id, content, stored, day, [])


def _row(
    kind: str,
    name: str,
    content: dict[str, Any],
    stored: Mapping[str, Mapping[str, Any]],
    day: datetime.date,
    replaced: list[str],
) -> dict[str, str]:
    known = stored.get(f"{kind}:{name}")
    return {
        "id": f"{kind}:{name}",
        "kind": kind,
        "since": known["since"] if known else day.isoformat(),
        "until": "",
        "predecessors": codec.canonical_json(replaced) if replaced or not known else known["predecessors"],
        "content": codec.canonical_json(content),
    }


def _bare(row_id: str) -> str:
    return row_id.partition(":")[2]
