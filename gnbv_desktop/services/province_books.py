"""The workbooks that a province has sent, with the marks an office has put on them: kept in the data folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from attrs import evolve, frozen

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.exchange.workbook import Book, open_workbook
from gnbv_desktop.exchange.workbook_package import FILE_LIMIT, too_big
from gnbv_desktop.kernel.dossier import Head
from gnbv_desktop.kernel.errors import BadFile, BadInput, StoreTrouble, system_reason
from gnbv_desktop.kernel.files import write_atomically
from gnbv_desktop.kernel.text import clean, fold, slug
from gnbv_desktop.services.province_marks import Mark, marks_from_json, marks_to_json, tagged

FOLDER = Path("templates", "bieu-tinh")
_FORMAT, _VERSION = "gnbv-workbook", 1
_UNNAMED = "bieu"
_TAKEN_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


@frozen
class ProvinceBook:
    """A workbook as it was sent, and what is to stand in its cells."""

    name: str
    programme: str
    unit: str
    """Id of the unit whose reports it belongs to."""
    marks: tuple[Mark, ...]
    replaces: str = ""
    """Code of the form whose annex it takes the place of; empty when it stands beside our own."""
    slug: str = ""
    """Its name as a file; empty while it is not kept yet."""
    suffix: str = ".xlsx"
    digest: str = ""
    """Of the workbook's bytes: marks fit the file they were put on, no other."""

    @property
    def file(self) -> str:
        return f"{self.slug}{self.suffix}"

    @property
    def output(self) -> str:
        return f"bieu-tinh-{self.file}"


@frozen
class Opened:
    """A workbook that is looked at: its bytes and what was read of them."""

    content: bytes
    book: Book


# ---- files that come in


def read_file(path: Path) -> Opened:
    """Raises BadFile with one clear message."""
    try:
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise too_big(path.name, size)
        content = path.read_bytes()
    except OSError as error:
        raise BadFile(
            f"Không đọc được {path}: {system_reason(error)}.", ["Nếu đang mở trong Excel, hãy lưu rồi đóng lại."]
        ) from None
    return Opened(content, open_workbook(content, path.name))


def new_book(opened: Opened, edition: Edition, head: Head, name: str, replaces: str = "") -> ProvinceBook:
    """Not kept yet; tags typed in the workbook are marks already. Raises BadInput for an annex that does not exist."""
    known = [code for code, _ in replaceable(edition)]
    if replaces and replaces not in known:
        raise BadInput(f"Không có biểu số của {replaces!r}; các mã: {', '.join(known)}.")
    marks = tagged(opened.book)
    return ProvinceBook(name, head.programme, head.unit.id, marks, replaces, suffix=opened.book.suffix)


def replaceable(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Annexes whose place a workbook may take: code, and how it is called."""
    return tuple((code, f"{annex.name}: {annex.title.replace(' {ky}', '')}") for code, annex in edition.annexes.items())


# ---- keeping


def books(data: Path) -> tuple[ProvinceBook, ...]:
    """All that are kept, by name. Raises BadFile rather than pass over one that cannot be read."""
    found = (_read(path) for path in sorted((data / FOLDER).glob("*.json")))
    return tuple(sorted(found, key=lambda each: (fold(each.name), each.slug)))


def applying(data: Path, head: Head) -> tuple[ProvinceBook, ...]:
    """Those that belong to a dossier's unit and programme."""
    return tuple(each for each in books(data) if (each.programme, each.unit) == (head.programme, head.unit.id))


def replaced(data: Path, head: Head) -> frozenset[str]:
    """Codes of the annexes that a dossier does without, because a workbook of the province stands for them."""
    return frozenset(each.replaces for each in applying(data, head)) - {""}


def opened(data: Path, book: ProvinceBook) -> Opened:
    """The workbook as it was when its marks were put on it. Raises BadFile."""
    found = read_file(data / FOLDER / book.file)
    if hashlib.sha256(found.content).hexdigest() != book.digest:
        raise BadFile(
            f"Tệp {data / FOLDER / book.file} đã bị sửa sau khi đánh dấu nên không dùng được.",
            [f"Hãy nạp lại tệp của tỉnh cho biểu “{book.name}”, hoặc bỏ biểu ấy."],
        )
    return found


def save(data: Path, content: bytes, book: ProvinceBook) -> ProvinceBook:
    """Kept under its name; one that was kept before is written over. Raises BadInput for a name that is taken."""
    name = clean(book.name)
    if not name:
        raise BadInput("Chưa đặt tên cho biểu.")
    others = [each for each in books(data) if each.slug != book.slug]
    if any(fold(each.name) == fold(name) for each in others):
        raise BadInput(f"Đã có biểu tên “{name}”; hãy đặt tên khác.")
    kept = evolve(
        book,
        name=name,
        slug=book.slug or _free_slug(name, {each.slug for each in others}),
        digest=hashlib.sha256(content).hexdigest(),
    )
    folder = data / FOLDER
    try:
        write_atomically(folder / kept.file, content)
        write_atomically(folder / f"{kept.slug}.json", _written(kept))
    except OSError as error:
        raise StoreTrouble(f"Không ghi được vào {folder}: {system_reason(error)}.") from None
    return kept


def remove(data: Path, slug: str) -> ProvinceBook:
    """Raises BadInput for a name that does not exist."""
    book = named(data, slug)
    try:
        (data / FOLDER / f"{book.slug}.json").unlink()
        (data / FOLDER / book.file).unlink(missing_ok=True)
    except OSError as error:
        raise StoreTrouble(f"Không bỏ được biểu “{book.name}”: {system_reason(error)}.") from None
    return book


def named(data: Path, slug: str) -> ProvinceBook:
    known = books(data)
    found = next((each for each in known if each.slug == slug), None)
    if found is None:
        names = ", ".join(each.slug for each in known) or "chưa có biểu nào"
        raise BadInput(f"Không có biểu {slug!r}; đang có: {names}.")
    return found


def _free_slug(name: str, taken: set[str]) -> str:
    base = slug(name) or _UNNAMED
    base = f"{_UNNAMED}-{base}" if _TAKEN_BY_WINDOWS.fullmatch(base) else base
    names = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(each for each in names if each not in taken)


# ---- as JSON


def _written(book: ProvinceBook) -> bytes:
    listed = {
        "format": _FORMAT,
        "version": _VERSION,
        "name": book.name,
        "programme": book.programme,
        "unit": book.unit,
        "replaces": book.replaces,
        "file": book.file,
        "sha256": book.digest,
        "marks": marks_to_json(book.marks),
    }
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def _read(path: Path) -> ProvinceBook:
    try:
        listed = json.loads(path.read_bytes())
        if listed["format"] != _FORMAT or listed["version"] > _VERSION:
            raise ValueError("format")
        return ProvinceBook(
            name=str(listed["name"]),
            programme=str(listed["programme"]),
            unit=str(listed["unit"]),
            marks=marks_from_json(listed["marks"]),
            replaces=str(listed["replaces"]),
            slug=path.stem,
            suffix=Path(str(listed["file"])).suffix,
            digest=str(listed["sha256"]),
        )
    except OSError as error:
        raise BadFile(f"Không đọc được {path}: {system_reason(error)}.") from None
    except (ValueError, KeyError, TypeError):
        raise BadFile(
            f"Tệp đánh dấu {path} bị hỏng hoặc của bản chương trình mới hơn.",
            ["Hãy xóa tệp ấy rồi nạp lại biểu của tỉnh."],
        ) from None


def overview(known: tuple[ProvinceBook, ...]) -> Iterator[str]:
    """One line for each, for the command line."""
    for each in known:
        yield "\t".join((each.slug, each.name, f"{len(each.marks)} ô", each.replaces, each.unit))
