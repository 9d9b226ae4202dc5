"""Names of communes and agencies as they are typed or pasted: a column of text to places with permanent ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import define, evolve, field, frozen

from gnbv_desktop.kernel.dossier import Place
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.text import clean, fold, slug

LINES_LIMIT = 3000
NAME_LIMIT = 150
NAMED_LIMIT = 12
"""So many names are told in one note, the others counted."""
KINDS = {"XA": "xã", "PHUONG": "phường", "THI_TRAN": "thị trấn", "DAC_KHU": "đặc khu"}
"""Codes of levels, as in the definitions, and how a name of that kind begins."""

_BEGINNINGS = (
    ("THI_TRAN", re.compile(r"(?:thị trấn|t\.\s?t\.?|tt\.?(?=\s))\s*", re.IGNORECASE)),
    ("DAC_KHU", re.compile(r"đặc khu\s*", re.IGNORECASE)),
    ("PHUONG", re.compile(r"(?:phường(?=\s|$)|p\.)\s*", re.IGNORECASE)),
    ("XA", re.compile(r"(?:xã(?=\s|$)|x\.)\s*", re.IGNORECASE)),
)
_HEADINGS = re.compile(
    r"(?:(?:ten|danh sach) )?(?:cac )?(?:xa|phuong|thi tran|dac khu|don vi|dia ban|co quan|dia phuong)"
    r"(?: (?:xa|phuong|thi tran|dac khu|thuc hien|hanh chinh|truc thuoc|cap xa))*|ten"
)
_TOTALS = re.compile(r"(?:tong(?: cong| so)?|cong|toan (?:huyen|tinh|xa))")
_NUMBERING = re.compile(r"(?:stt|so tt|tt|[0-9]+(?: [0-9]+)*)?")
_ROMAN = re.compile(r"[IVX]+\.?")
_LIST_MARK = re.compile(r"(?:[-–+•*]\s*|[0-9]{1,4}\s*[.)]\s*(?=\D)|[0-9]{1,4}\s+(?=\D))")
_LETTERS = {**dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060")), ord("Ð"): "Đ"}
"""Invisible letters go; the Icelandic letter of old fonts becomes the Vietnamese one."""


@frozen
class PlacesRead:
    """What a column of names was understood as. `missing` are existing places that the text does not name."""

    places: tuple[Place, ...]
    notes: tuple[str, ...] = ()
    """What was left out or changed, each with its line."""
    faults: tuple[str, ...] = ()
    """Lines that could not be taken, each with what to do."""
    missing: tuple[Place, ...] = ()
    bare: tuple[str, ...] = ()
    """Names written without xã, phường, thị trấn or đặc khu: what they are is to be told."""


def places_from_text(
    text: str,
    existing: Sequence[Place] = (),
    agencies: bool = False,
    taken: Iterable[str] = (),
    kind: str = "",
) -> PlacesRead:
    """One place a line, or a column copied from Excel. A name that is known keeps its id; `taken` ids are not given.

    Names of agencies are kept as they are; names of communes begin with xã, phường, thị trấn or đặc khu. `kind`, a code
    of KINDS, is what those are that neither say it nor are known.
    """
    lines = text.translate(_LETTERS).splitlines()
    if len(lines) > LINES_LIMIT:
        raise BadInput(f"Danh sách dài {len(lines)} dòng, nhiều nhất {LINES_LIMIT}; hãy chỉ dán cột tên đơn vị.")
    reader = _Reader(tuple(existing), agencies, {*taken, *(place.id for place in existing)}, kind)
    for number, line in enumerate(lines, 1):
        reader.take(f"Dòng {number}", line)
    return reader.result()


@define
class _Reader:
    existing: tuple[Place, ...]
    agencies: bool
    ids: set[str]
    kind: str = ""
    places: list[Place] = field(factory=list)
    notes: list[str] = field(factory=list)
    faults: list[str] = field(factory=list)
    bare: list[tuple[str, str]] = field(factory=list)
    """Line and name of places of which it is not known what they are."""
    likes: dict[str, Place] = field(factory=dict)
    """Places taken so far by their name without marks."""
    column: int | None = None
    """The column of names, once a heading has told it."""

    def take(self, where: str, line: str) -> None:
        cells = [clean(cell.strip().strip('"')) for cell in line.split("\t")]
        name = self._name(where, cells)
        for each in self._parts(where, name):
            self._add(where, each)

    def _name(self, where: str, cells: list[str]) -> str:
        """The cell that names the place; empty when the line names none, which is noted unless the line is blank."""
        heading = next((i for i, cell in enumerate(cells) if cell and _HEADINGS.fullmatch(fold(cell))), None)
        if heading is not None and not self.places:
            self.column = heading if len(cells) > 1 else None
            self.notes.append(f"{where}: tiêu đề cột «{cells[heading]}», không lấy làm tên.")
            return ""
        found = [i for i, cell in enumerate(cells) if not _is_number(cell)]
        if not found:
            if any(cells):
                self.notes.append(f"{where}: chỉ có số thứ tự hoặc số, không có tên; đã bỏ qua.")
            return ""
        chosen = self.column if self.column in found else found[0]
        if _TOTALS.fullmatch(fold(cells[chosen])):
            self.notes.append(f"{where}: dòng «{cells[chosen]}» không phải tên đơn vị; đã bỏ qua.")
            return ""
        rest = [cell for i, cell in enumerate(cells) if cell and (i > chosen or (i in found and i != chosen))]
        if rest:
            self.notes.append(f"{where}: chỉ lấy tên «{cells[chosen]}», bỏ qua: {'; '.join(rest)}.")
        return cells[chosen]

    def _parts(self, where: str, name: str) -> Iterator[str]:
        parts = [name] if self.agencies else [part for part in re.split(r"\s*[;,]\s*", name) if part]
        if len(parts) > 1:
            self.notes.append(f"{where}: có {len(parts)} tên trên một dòng, đã tách ra.")
        for part in parts:
            bare = _LIST_MARK.sub("", part, count=1) if _LIST_MARK.match(part) else part
            yield bare.strip(" .;,:")

    def _add(self, where: str, written: str) -> None:
        if not written:
            return
        if len(written) > NAME_LIMIT:
            self.faults.append(f"{where}: tên dài quá {NAME_LIMIT} chữ («{written[:30]}…»); hãy kiểm tra lại ô đã dán.")
            return
        place = Place("", written) if self.agencies else _commune(written)
        if not any(char.isalnum() for char in (place.short if place.kind else place.name)):
            self.faults.append(f"{where}: «{written}» không có tên riêng; hãy ghi đủ tên.")
            return
        same = _same_agency if self.agencies else _same
        if (twin := next((each for each in self.places if same(each, place)), None)) is not None:
            self.notes.append(f"{where}: «{written}» trùng với «{twin.name}» ở trên, chỉ giữ một.")
            return
        used = {each.id for each in self.places}
        known = [each for each in self.existing if each.id not in used and same(each, place)]
        if len(known) > 1:
            names = " hoặc ".join(f"«{each.name}»" for each in known)
            self.faults.append(f"{where}: «{written}» có thể là {names}; hãy ghi đủ tên.")
            return
        told = self._kinded(where, place, known)
        self._note_likeness(where, told)
        self.places.append(_renewed(known[0], told) if known else evolve(told, id=self._new_id(told)))
        self._note_changes(where, written, self.places[-1].name if told is place else place.name)

    def _kinded(self, where: str, place: Place, known: Sequence[Place]) -> Place:
        """With the kind that was told, where neither the name nor a known place says it."""
        if self.agencies or any(_known_kind(each).kind for each in (place, *known)):
            return place
        self.bare.append((where, place.name))
        if not self.kind:
            return place
        return evolve(place, name=f"{KINDS[self.kind]} {place.name}", short=place.name, kind=self.kind)

    def _note_bare(self) -> Iterator[str]:
        """One note for all of them: one answer mostly holds for each."""
        if not self.bare or self.kind:
            return
        names = ", ".join(f"«{name}»" for _, name in self.bare[:NAMED_LIMIT])
        rest = len(self.bare) - NAMED_LIMIT
        more = f" và {rest} tên khác" if rest > 0 else ""
        where = f"{self.bare[0][0]}: {names}" if len(self.bare) == 1 else f"{len(self.bare)} tên ({names}{more})"
        yield f"{where} chưa ghi là xã, phường, thị trấn hay đặc khu; hãy bổ sung."

    def _note_changes(self, where: str, written: str, name: str) -> None:
        if name.casefold() != written.casefold() or (written.isupper() and name != written):
            self.notes.append(f"{where}: «{written}» đã ghi thành «{name}».")

    def _note_likeness(self, where: str, place: Place) -> None:
        """Other marks on the same letters may be another place, or a slip."""
        alike = self.likes.setdefault(fold(place.name), place)
        if alike is not place:
            self.notes.append(
                f"{where}: «{place.name}» chỉ khác dấu với «{alike.name}»; hãy kiểm tra có phải hai đơn vị."
            )

    def _new_id(self, place: Place) -> str:
        base = place_id(place)
        number = 1
        while (found := base if number == 1 else f"{base}_{number}") in self.ids:
            number += 1
        self.ids.add(found)
        return found

    def result(self) -> PlacesRead:
        kept = {place.id for place in self.places}
        missing = tuple(place for place in self.existing if place.id not in kept)
        return PlacesRead(
            places=_without_shared_shorts(self.places),
            notes=(*self._note_bare(), *self.notes),
            faults=tuple(self.faults),
            missing=missing,
            bare=tuple(name for _, name in self.bare),
        )


def place_id(place: Place) -> str:
    """An ASCII id from the proper name: "ban_lang"; with the kind where that alone would be a number or a row's id."""
    proper = slug(place.short or place.name, 50).replace("-", "_")
    if proper and not proper[-1].isdigit():
        return proper
    kind = slug(KINDS.get(place.kind, "don vi")).replace("-", "_")
    return f"{kind}_{proper}".strip("_")


def _is_number(cell: str) -> bool:
    """Empty, a number, or the number of a line: 3, 1.2, II."""
    return bool(_NUMBERING.fullmatch(fold(cell)) or _ROMAN.fullmatch(cell))


def _commune(written: str) -> Place:
    for kind, pattern in _BEGINNINGS:
        if match := pattern.match(written):
            proper = _capitalised(written[match.end() :].strip())
            return Place("", f"{KINDS[kind]} {proper}".strip(), proper, kind)
    return Place("", _capitalised(written))


def _capitalised(name: str) -> str:
    """A name all in capitals is written as a name."""
    return name.title() if name.isupper() and len(name) > 2 else name


def _same(one: Place, other: Place) -> bool:
    """The same proper name, and no two different kinds."""
    first, second = _known_kind(one), _known_kind(other)
    same_kind = not first.kind or not second.kind or first.kind == second.kind
    return same_kind and (first.short or first.name).casefold() == (second.short or second.name).casefold()


def _same_agency(one: Place, other: Place) -> bool:
    return other.name.casefold() in (one.name.casefold(), one.short.casefold())


def _renewed(known: Place, typed: Place) -> Place:
    """A known place, now with its kind where only its proper name was known."""
    if typed.kind and not _known_kind(known).kind:
        return evolve(known, name=typed.name, short=typed.short, kind=typed.kind)
    return known


@lru_cache(maxsize=4096)
def _known_kind(place: Place) -> Place:
    """A place of an older dossier says what it is only in its name."""
    read = _commune(clean(place.name))
    return read if read.kind else Place("", place.name, "", place.kind)


def _without_shared_shorts(places: Sequence[Place]) -> tuple[Place, ...]:
    """ "Mường So" would name both xã Mường So and thị trấn Mường So: then neither has a short name."""
    shorts = [place.short for place in places]
    return tuple(evolve(place, short="") if shorts.count(place.short) > 1 else place for place in places)
