"""Making, listing, loading and dumping dossiers."""

from __future__ import annotations

import datetime
import uuid
from pathlib import Path
from typing import Any

from attrs import evolve

from gnbv_desktop.catalogue.editions import load_edition, newest
from gnbv_desktop.exchange import dossier_json
from gnbv_desktop.kernel.dates import VIETNAM
from gnbv_desktop.kernel.dossier import Dossier, Head, Period, Unit
from gnbv_desktop.kernel.errors import BadInput, system_reason
from gnbv_desktop.kernel.paths import samples_root
from gnbv_desktop.kernel.periods import period_words
from gnbv_desktop.kernel.text import slug
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.work import Work


def sample_names() -> list[str]:
    return sorted(path.stem for path in samples_root().glob("*.json"))


def load_sample(desk: Desk, name: str) -> str:
    if name not in sample_names():
        raise BadInput(f"Không có hồ sơ mẫu {name[:60]!r}; có: {', '.join(sample_names())}.")
    return _take_in(desk, (samples_root() / f"{name}.json").read_bytes(), name)


def load_file(desk: Desk, path: Path) -> str:
    """A dossier from a JSON file, under a free id. Raises BadFile with all faults, changing nothing."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"Không đọc được tệp {path}: {system_reason(error)}; hãy kiểm tra đường dẫn.") from None
    return _take_in(desk, content, "")


def _take_in(desk: Desk, content: bytes, wanted: str) -> str:
    dossier = dossier_json.parse(content, load_edition)
    if desk.store.heads():
        desk.back_up("truoc-nhap")
    return keep(desk, dossier, wanted)


def create(desk: Desk, programme: str, unit: Unit, period: Period, name: str = "", **head: Any) -> str:
    """A new empty dossier; returns its id."""
    made = Head(
        id="", uid=str(uuid.uuid4()), programme=programme, edition=newest(programme),
        name=name or default_name(unit, period), unit=unit, period=period, **head,
    )  # fmt: skip
    return keep(desk, Dossier(head=made), "")


def keep(desk: Desk, dossier: Dossier, wanted: str) -> str:
    """Stores a whole dossier under a free id, the wanted one if it is free; returns it."""
    head = dossier.head
    named = evolve(
        head,
        id=_free_id(desk, wanted or slug(head.id) or slug(head.name) or slug(default_name(head.unit, head.period))),
        uid=head.uid or str(uuid.uuid4()),
        name=head.name or default_name(head.unit, head.period),
    )
    desk.store.create(evolve(dossier, head=named), desk.stamp("create"))
    return named.id


def _free_id(desk: Desk, wanted: str) -> str:
    taken = desk.store.ids()
    base = wanted or "ho-so"
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return found


def default_name(unit: Unit, period: Period) -> str:
    return f"{unit.name} {period_words(period)}"


def listing(desk: Desk) -> list[dict[str, str]]:
    return [
        {
            "id": head.id,
            "uid": head.uid,
            "name": head.name,
            "unit": head.unit.name,
            "period": period_words(head.period),
            "status": head.status,
        }
        for head in desk.store.heads()
    ]


def dump(work: Work, derived: bool = False, history: bool = False) -> dict[str, Any]:
    content = dossier_json.dump(work.dossier, work.edition)
    if derived:
        figures = work.evaluation.all_figures()
        content["derived"] = {str(ref): figure.text or figure.status.value for ref, figure in figures if figure.derived}
    if history:
        content["history"] = [_history_entry(work, entry) for entry in work.desk.store.entries(work.dossier.head.id)]
    return content


def _history_entry(work: Work, entry: Any) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "step": entry.step,
        "kind": entry.kind,
        "undoes": entry.undoes,
        "at": entry.at,
        "who": entry.who,
        "edits": [[edit.kind.value, edit.key, edit.before, edit.after] for edit in entry.edits],
        "hash": entry.hash,
    }


def today(desk: Desk) -> datetime.date:
    return desk.clock().astimezone(VIETNAM).date()
