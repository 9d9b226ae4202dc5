"""The outline of a dossier: the edition's until it is changed, then the dossier's own, kept in its head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from gnbv_desktop.catalogue.model import BlockKind, Edition
from gnbv_desktop.catalogue.outlines import faults_of, given_outline, usual_outline
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Head
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.outline import Content, Outline, Section
from gnbv_desktop.services import outline_edits
from gnbv_desktop.services.work import Work

FREE_BLOCK = "MUC_RIENG.TM"
"""The slots that belong to no heading of the programme: for sections an office adds."""
KIND = "outline"
"""Of the journal's entries."""


@frozen
class Standing:
    """The outline of a dossier, and where it comes from."""

    outline: Outline
    code: str = ""
    """Of the edition's outline that it is, or that it was made from."""
    own: bool = False
    trouble: str = ""
    """Why the dossier's own outline could not be read: the edition's stands instead."""


def outline_of(work: Work) -> Outline:
    return standing(work).outline


def standing(work: Work) -> Standing:
    return standing_of(work.edition, work.dossier.head)


def standing_of(edition: Edition, head: Head) -> Standing:
    code = head.outline if head.outline in edition.outlines else usual_outline(edition, head.period.kind)
    given = given_outline(edition, head)
    if not head.own_outline:
        return Standing(given, code)
    try:
        return Standing(read(edition, head.own_outline), code, own=True)
    except BadInput as error:
        trouble = f"Đề cương riêng của hồ sơ không đọc được, đang dùng «{given.label}». {error.message}"
        return Standing(given, code, trouble=trouble)


def read(edition: Edition, value: Any) -> Outline:
    """An outline from its JSON. Raises BadInput with every fault and its place."""
    faults = [f"{where}: {message}" for where, message in json_faults(edition, value)]
    if faults:
        raise BadInput(f"Đề cương có {len(faults)} lỗi.", faults)
    return codec.outline_from_json(value)


def json_faults(edition: Edition, value: Any) -> Iterator[tuple[str, str]]:
    try:
        outline = codec.outline_from_json(value)
    except codec.StructureFault as error:
        yield from ((where.lstrip("."), message) for where, message in error.faults)
        return
    yield from faults_of(edition, outline)


# ---- keeping


def keep(work: Work, outline: Outline, code: str | None = None) -> Change:
    """One step of the journal. An outline that is the edition's own again is not kept twice. `code` chooses another."""
    for where, message in faults_of(work.edition, outline):
        raise BadInput(f"Đề cương chưa dùng được: {where}: {message}.")
    head, now = work.dossier.head, standing(work)
    if code is None and now.outline == outline and not now.trouble:
        return Change({}, (), ())
    chosen = now.code if code is None else code
    own = {} if outline == work.edition.outlines.get(chosen) else codec.outline_to_json(outline)
    changes: dict[str, Any] = {"own_outline": own}
    if own == {} or code is not None:
        changes["outline"] = chosen
    edits = [
        Edit(EditKind.HEAD, key, before, value)
        for key, value in changes.items()
        if (before := codec.head_part(head, key)) != value
    ]
    return work.commit(edits, KIND)[0] if edits else Change({}, (), ())


def choose(work: Work, code: str) -> Change:
    """An outline of the edition, as it is there."""
    if code not in work.edition.outlines:
        raise BadInput(f"Không có đề cương {code!r} trong định nghĩa.")
    return keep(work, work.edition.outlines[code], code)


# ---- sections of one's own


def free_slots(edition: Edition) -> tuple[str, ...]:
    block = edition.blocks.get(FREE_BLOCK)
    if block is None or block.kind is not BlockKind.NARRATIVE:
        return ()
    return tuple(f"{FREE_BLOCK}.{code}" for code in block.columns)


def free_section(work: Work, outline: Outline, title: str) -> Section:
    """A section whose words are typed like any other; raises BadInput when no slot is left for it."""
    slots = free_slots(work.edition)
    slot = outline_edits.next_free(slots, outline, work.dossier.narratives)
    if not slot:
        raise BadInput(
            f"Đã dùng hết {len(slots)} mục riêng; hãy bỏ bớt một mục riêng hoặc dùng mục thuyết minh có sẵn."
        )
    return Section(title, contents=(Content(slot=slot),))


def free_titles(outline: Outline) -> dict[str, str]:
    """How the sections of one's own are called, by their slots."""
    return {
        content.slot: section.title
        for section in outline.sections
        for content in section.contents
        if content.slot.startswith(f"{FREE_BLOCK}.")
    }


def printed_free_slots(outline: Outline) -> frozenset[str]:
    found = (content.slot for section in outline.printed() for content in section.contents)
    return frozenset(slot for slot in found if slot.startswith(f"{FREE_BLOCK}."))
