"""Outlines that the office keeps for later under a name: rows of its own register, offered for every dossier."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.outline import Outline
from gnbv_desktop.kernel.text import clean, slug
from gnbv_desktop.services import outlines
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import today

ROW_KIND = "outline"
NAME_LIMIT = 120


@frozen
class KeptOutline:
    id: str
    name: str
    outline: Outline
    base: str
    """Code of the edition's outline that it was made from."""


def kept_outlines(desk: Desk, edition: Edition) -> tuple[KeptOutline, ...]:
    """Those that fit the programme's edition, in the order of their names."""
    return tuple(sorted(_kept(desk, edition), key=lambda each: each.name))


def _kept(desk: Desk, edition: Edition) -> Iterator[KeptOutline]:
    for row in desk.store.office():
        if row["kind"] != ROW_KIND or row["until"]:
            continue
        content: dict[str, Any] = json.loads(row["content"])
        if content["programme"] != edition.programme.programme:
            continue
        if not [*outlines.json_faults(edition, content["outline"])]:
            outline = codec.outline_from_json(content["outline"])
            yield KeptOutline(row["id"], content["name"], outline, content["base"])


def named(desk: Desk, edition: Edition, name: str) -> KeptOutline | None:
    """The one that has this name already."""
    wanted = _row_id(edition, clean(name))
    return next((each for each in kept_outlines(desk, edition) if each.id == wanted), None)


def keep_outline(desk: Desk, edition: Edition, name: str, outline: Outline, base: str = "") -> KeptOutline:
    """Under a name; one of that name is replaced. Raises BadInput."""
    name = clean(name)
    if not name:
        raise BadInput("Hãy đặt tên cho đề cương, ví dụ: Đề cương của tỉnh năm 2024.")
    if len(name) > NAME_LIMIT:
        raise BadInput(f"Tên đề cương dài {len(name)} chữ, nhiều nhất {NAME_LIMIT}.")
    made = KeptOutline(_row_id(edition, name), name, evolve(outline, label=name), base)
    content = {
        "programme": edition.programme.programme,
        "name": name,
        "base": base,
        "outline": codec.outline_to_json(made.outline),
    }
    desk.store.put_office([_row(desk, made.id, codec.canonical_json(content))])
    return made


def forget_outline(desk: Desk, kept: KeptOutline) -> None:
    """It is offered no more; dossiers that use it keep theirs."""
    row = next((each for each in desk.store.office() if each["id"] == kept.id), None)
    if row is not None:
        desk.store.put_office([{**row, "until": today(desk).isoformat()}])


def _row_id(edition: Edition, name: str) -> str:
    return f"{ROW_KIND}:{edition.programme.programme}:{slug(name) or 'de-cuong'}"


def _row(desk: Desk, row_id: str, content: str) -> dict[str, str]:
    day = today(desk).isoformat()
    return {"id": row_id, "kind": ROW_KIND, "since": day, "until": "", "predecessors": "[]", "content": content}
