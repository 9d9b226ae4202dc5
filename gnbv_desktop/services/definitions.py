"""Checks of the installed definitions, and the codebook made from them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gnbv_desktop.catalogue.codebook import codebook_rows
from gnbv_desktop.catalogue.codebook import codebook_text as _text
from gnbv_desktop.catalogue.editions import broken_locks, load_edition, newest, programmes
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.catalogue.reader import read_edition
from gnbv_desktop.kernel.errors import BadFile, BadInput, StoreTrouble, system_reason
from gnbv_desktop.kernel.files import write_atomically
from gnbv_desktop.kernel.paths import definitions_root
from gnbv_desktop.report.codebook import codebook_workbook


def check(root: Path | None = None) -> Iterator[str]:
    """Name and hash of each edition, when all are right. Raises BadFile with the faults of all."""
    if root is not None and not os.path.isdir(root):
        raise BadInput(f"Không có thư mục {root}.")
    names: list[str] = []
    faults: list[str] = []
    for programme, editions in programmes(root).items():
        for edition in editions:
            try:
                read = read_edition((root or definitions_root()) / programme / edition)
                names.append(f"{programme}/{edition}: đúng, mã băm {read.digest}")
            except BadFile as error:
                faults += [f"{programme}/{edition}/{each}" for each in error.details]
    faults += [f"{name}: ấn bản đã phát hành bị sửa; hãy lập ấn bản mới" for name in broken_locks(root)]
    if faults:
        raise BadFile(f"Định nghĩa có {len(faults)} lỗi:", faults)
    return iter(names)


def codebook_text(programme: str | None, root: Path | None = None) -> str:
    return _text(_newest(programme, root))


def write_codebook(out: Path, programme: str | None, root: Path | None = None) -> Iterator[Path]:
    try:
        yield from _write_codebook(out, _newest(programme, root))
    except OSError as error:
        raise StoreTrouble(f"Không ghi được vào {out}: {system_reason(error)}; hãy chọn thư mục khác.") from None


def _write_codebook(out: Path, edition: Edition) -> Iterator[Path]:
    text = out / f"danh-muc-{edition.programme.programme}.md"
    write_atomically(text, _text(edition).encode())
    yield text
    book = out / f"danh-muc-{edition.programme.programme}.xlsx"
    write_atomically(book, codebook_workbook(codebook_rows(edition)))
    yield book


def _newest(programme: str | None, root: Path | None) -> Edition:
    name = programme or next(iter(programmes(root)), "")
    return load_edition(name, newest(name, root), root)
