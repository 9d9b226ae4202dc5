"""Reads a folder of definitions into an Edition, or refuses it with the list of all its faults."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from gnbv_desktop.catalogue.annex_model import Annex, unfold
from gnbv_desktop.catalogue.checks import check_edition
from gnbv_desktop.catalogue.model import (
    Authority,
    ChoiceList,
    Component,
    Control,
    Edition,
    Fact,
    Form,
    LegalDocument,
    Level,
    Parameter,
    Programme,
)
from gnbv_desktop.catalogue.nodes import Fault, Source, read_source
from gnbv_desktop.catalogue.structure import structure, structure_map
from gnbv_desktop.kernel.errors import BadFile
from gnbv_desktop.kernel.outline import Outline

T = TypeVar("T")

BASE_FILE = "edition.yaml"
_TABLES: dict[str, type] = {
    "components": Component,
    "lists": ChoiceList,
    "facts": Fact,
    "levels": Level,
    "authorities": Authority,
    "documents": LegalDocument,
    "parameters": Parameter,
    "controls": Control,
    "outlines": Outline,
    "annexes": Annex,
}


def edition_files(folder: Path) -> dict[str, Path]:
    """The files of an edition by name: its own, and those of its base that it does not replace."""
    own = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.yaml"))}
    base_file = own.pop(BASE_FILE, None)
    if base_file is None:
        return own
    faults: list[Fault] = []
    source = read_source(base_file, BASE_FILE, faults)
    base = source.data.get("base") if source and isinstance(source.data, dict) else None
    earlier = [each.name for each in folder.parent.iterdir() if each.is_dir() and each.name < folder.name]
    if base not in earlier:
        faults.append(Fault(BASE_FILE, 1, "base", "phải là tên thư mục của một ấn bản trước"))
    if faults:
        raise BadFile(f"Định nghĩa {folder.name} không dùng được.", [str(each) for each in faults])
    return {**edition_files(folder.parent / str(base)), **own}


def digest(files: Mapping[str, Path]) -> str:
    """One hash for the content of all files, independent of line ends."""
    whole = hashlib.sha256()
    for name in sorted(files):
        content = files[name].read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def read_edition(folder: Path, released: str = "") -> Edition:
    """Raises BadFile with every fault of every file.

    What stands between the definitions was checked when they were released: files with the hash `released` are not
    checked again, which halves the time of every start.
    """
    files = edition_files(folder)
    faults: list[Fault] = []
    if not files:
        faults.append(Fault(str(folder.name), 0, "", "thư mục không có tệp .yaml nào"))
    sources = {name: read_source(path, name, faults) for name, path in files.items()}
    found = {name: source for name, source in sources.items() if source is not None}
    edition = _assemble(folder.name, digest(files), found, faults)
    if edition is not None and edition.digest != released and not faults:
        faults.extend(check_edition(edition, found))
    if faults or edition is None:
        raise BadFile(f"Định nghĩa {folder.name} không dùng được.", [str(each) for each in faults])
    return edition


def _assemble(name: str, hashed: str, sources: Mapping[str, Source], faults: list[Fault]) -> Edition | None:
    known = {"programme.yaml", *(f"{each}.yaml" for each in _TABLES)}
    for file in sources:
        if file not in known and not file.startswith("forms/"):
            faults.append(Fault(file, 0, "", f"tệp thừa; các tệp có: {', '.join(sorted(known))}, forms/*.yaml"))
    programme = _programme(sources, faults)
    tables: dict[str, Any] = {table: _table(sources, table, cls, faults) for table, cls in _TABLES.items()}
    forms = _forms(sources, faults)
    if programme is None or faults:
        return None
    tables["annexes"] = unfold(tables["annexes"])
    ordered = _in_order(forms, programme.forms)
    return Edition(name=name, digest=hashed, programme=programme, forms=ordered, **tables)


def _programme(sources: Mapping[str, Source], faults: list[Fault]) -> Programme | None:
    source = sources.get("programme.yaml")
    if source is None:
        faults.append(Fault("programme.yaml", 0, "", "thiếu tệp; hãy tạo tệp với mã, tên, năm đầu, năm cuối"))
        return None
    return structure(source, source.data, Programme, faults)


def _table(sources: Mapping[str, Source], table: str, cls: type[T], faults: list[Fault]) -> dict[str, T]:
    source = sources.get(f"{table}.yaml")
    return structure_map(source, cls, faults) if source else {}


def _forms(sources: Mapping[str, Source], faults: list[Fault]) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for file, source in sources.items():
        if not file.startswith("forms/"):
            continue
        form = structure(source, source.data, Form, faults)
        if form is None:
            continue
        if form.form in forms:
            faults.append(source.fault("form", f"biểu {form.form!r} đã có ở tệp khác; mỗi biểu một tệp"))
        forms[form.form] = form
    return forms


def _in_order(forms: Mapping[str, Form], order: tuple[str, ...]) -> dict[str, Form]:
    rank = {code: position for position, code in enumerate(order)}
    return {code: forms[code] for code in sorted(forms, key=lambda code: (rank.get(code, len(rank)), code))}
