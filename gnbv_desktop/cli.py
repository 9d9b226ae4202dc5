"""The command line: the same services as the window. stdout carries only results, stderr the words for people."""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from gnbv_desktop import __version__
from gnbv_desktop.kernel.crash import record
from gnbv_desktop.kernel.errors import BadInput, KnownError, NotYet, system_reason
from gnbv_desktop.kernel.paths import default_data_folder

if TYPE_CHECKING:
    from gnbv_desktop.services.desk import Desk
    from gnbv_desktop.services.work import Work

FINE, FINDINGS, BAD_USE, OUR_BUG = 0, 1, 2, 3
LATER = ("proofread", "seal", "issue", "replace", "bundle", "receive", "send", "outbox")


def main(arguments: Sequence[str] | None = None) -> int:
    _speak_utf8()
    try:
        parser = _parser()
        options, unknown = parser.parse_known_args(arguments)
        if unknown and options.run is not _later:
            parser.error("")
        return int(options.run(options))
    except KnownError as error:
        print(error, file=sys.stderr)
        return BAD_USE
    except BrokenPipeError:
        return FINE
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return BAD_USE
    except Exception as error:
        return _report_bug(error, options.data if "options" in locals() else default_data_folder())


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def _report_bug(error: Exception, data: Path) -> int:
    from gnbv_desktop.services.desk import utc_now

    print(record(data, utc_now(), __version__, error, traceback.format_exc()), file=sys.stderr)
    return OUR_BUG


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in Vietnamese, in one line; its help is Vietnamese too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self._positionals.title, self._optionals.title = "tham số", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in trợ giúp này")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "cách dùng: ", 1)

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        raise BadInput(f"Sai cách dùng. Cách dùng: {usage}. Xem gnbv --help.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="gnbv", description="Nhập liệu và lập báo cáo chương trình mục tiêu quốc gia.")
    parser.add_argument("--version", action="version", version=f"gnbv {__version__}", help="in số phiên bản")
    parser.add_argument("--data", type=Path, default=default_data_folder(), help="thư mục dữ liệu")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="LỆNH", parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="thư mục dữ liệu")
        made.set_defaults(run=run)
        return made

    def dossier_command(
        name: str, run: Callable[[argparse.Namespace], int], words: str, as_json: bool = False
    ) -> argparse.ArgumentParser:
        made = command(name, run, words)
        made.add_argument("id", metavar="ID", help="mã hồ sơ")
        if as_json:
            made.add_argument("--json", action="store_true", help="in JSON")
        return made

    command("sample", _sample, "tạo hồ sơ mẫu, in mã hồ sơ").add_argument("name", metavar="TÊN")
    command("load", _load, "nạp hồ sơ từ tệp JSON, in mã hồ sơ").add_argument("file", type=Path, metavar="TỆP")
    command("list", _list, "danh sách hồ sơ").add_argument("--json", action="store_true", help="in JSON")
    dump = dossier_command("dump", _dump, "in hồ sơ ra JSON")
    dump.add_argument("--derived", action="store_true", help="kèm số chương trình tính")
    dump.add_argument("--history", action="store_true", help="kèm nhật ký")
    dossier_command("enter", _enter, "nhập các dòng MÃ Ô<TAB>CHỮ").add_argument("file", nargs="?", default="-")
    dossier_command("figures", _figures, "mọi số liệu đã nhập và được tính", as_json=True)
    pivot = dossier_command("pivot", _pivot, "tổng hợp dòng vốn", as_json=True)
    pivot.add_argument("--column", required=True, metavar="CỘT")
    pivot.add_argument("--by", default="", metavar="CHIỀU,CHIỀU")
    pivot.add_argument("--where", action="append", default=[], metavar="CHIỀU=MÃ")
    pivot.add_argument("--block", default="VON", metavar="KHỐI")
    dossier_command("check", _check, "chạy mọi kiểm tra số liệu", as_json=True)
    render = dossier_command("render", _render, "lập báo cáo, bản PDF và biểu")
    render.add_argument("--out", type=Path, required=True, metavar="THƯ MỤC", help="nơi ghi các tệp")
    render.add_argument("--exact-pdf", action="store_true", help="thêm bản PDF theo trang Word hoặc LibreOffice")
    dossier_command("undo", _undo, "hoàn tác bước gần nhất")
    dossier_command("redo", _redo, "làm lại bước vừa hoàn tác")
    command("backup", _backup, "sao lưu dữ liệu, in tên bản sao")
    command("restore", _restore, "khôi phục dữ liệu từ bản sao").add_argument("file", type=Path, metavar="TỆP")
    command("doctor", _doctor, "khám dữ liệu và chương trình")
    definitions = command("definitions", _definitions, "kiểm tra định nghĩa; in danh mục ô số liệu")
    definitions.add_argument("action", choices=("check", "codebook"), metavar="check|codebook")
    definitions.add_argument("--root", type=Path, help="thư mục định nghĩa khác")
    definitions.add_argument("--programme", help="chương trình")
    definitions.add_argument("--out", type=Path, help="thư mục ghi danh mục")
    template = command("template", _template, "mẫu báo cáo Word: lấy ra để sửa, kiểm tra, trở về mẫu gốc")
    template.add_argument("action", choices=("export", "check", "reset"), metavar="export|check|reset")
    template.add_argument("file", nargs="?", type=Path, metavar="TỆP", help="tệp mẫu cần kiểm tra")
    workbook = dossier_command("workbook", _workbook, "biểu Excel riêng của tỉnh: xem, nạp, bỏ")
    workbook.add_argument("action", choices=("list", "add", "remove"), metavar="list|add|remove")
    workbook.add_argument("file", nargs="?", default="", metavar="TỆP", help="tệp Excel cần nạp; tên biểu cần bỏ")
    workbook.add_argument("--name", default="", metavar="TÊN", help="tên biểu; không nêu thì lấy tên tệp")
    workbook.add_argument("--replaces", default="", metavar="MÃ", help="mã biểu số được thay, ví dụ BIEU_05")
    command("bench", _bench, "đo tốc độ").add_argument("--json", action="store_true", help="in JSON")
    for name in LATER:
        command(name, _later, "chưa có")
    return parser


@contextmanager
def _desk(options: argparse.Namespace, writes: bool = False) -> Iterator[Desk]:
    from gnbv_desktop.services.desk import Desk, needs_upgrade

    if needs_upgrade(options.data):
        from gnbv_desktop.services.upgrade import upgrade

        print(f"Đã nâng cấp dữ liệu; bản trước nâng cấp ở {upgrade(options.data)}.", file=sys.stderr)
    desk = Desk.open(options.data, writes=writes)
    if desk.recovery is not None:
        print(desk.recovery.message, file=sys.stderr)
    if desk.warning:
        print(desk.warning, file=sys.stderr)
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def _work(options: argparse.Namespace, writes: bool = False) -> Iterator[Work]:
    from gnbv_desktop.services.work import Work

    with _desk(options, writes) as desk:
        yield Work.open(desk, options.id)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _window(options: argparse.Namespace) -> int:
    from gnbv_desktop.app import run

    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    if sys.platform.startswith("linux") and not screens & set(os.environ):
        raise BadInput("Không có màn hình để mở cửa sổ; dùng các lệnh gnbv, xem gnbv --help.")
    return run(options.data)


def _sample(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.dossiers import load_sample

    with _desk(options, writes=True) as desk:
        print(load_sample(desk, options.name))
    return FINE


def _load(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.dossiers import load_file

    with _desk(options, writes=True) as desk:
        print(load_file(desk, options.file))
    return FINE


def _list(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.dossiers import listing

    with _desk(options) as desk:
        found = listing(desk)
    if options.json:
        _print_json(found)
    for each in () if options.json else found:
        print("\t".join((each["id"], each["name"], each["period"], each["status"])))
    return FINE


def _dump(options: argparse.Namespace) -> int:
    from gnbv_desktop.exchange.dossier_json import dumps
    from gnbv_desktop.services.dossiers import dump

    with _work(options) as work:
        print(dumps(dump(work, options.derived, options.history)), end="")
    return FINE


def _enter(options: argparse.Namespace) -> int:
    with _work(options, writes=True) as work:
        refused = 0
        for number, line in enumerate(_lines(options.file), 1):
            if line.strip():
                refused += not _enter_line(work, number, line)
    return BAD_USE if refused else FINE


def _lines(name: str) -> Iterator[str]:
    if name == "-":
        yield from sys.stdin
        return
    try:
        yield from Path(name).read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BadInput(f"Không đọc được tệp {name}: {system_reason(error)}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"Tệp {name} không phải chữ UTF-8; hãy lưu lại bằng UTF-8.") from None


def _enter_line(work: Work, number: int, line: str) -> bool:
    from gnbv_desktop.services.entry import enter, resolve

    code, tab, text = line.rstrip("\r\n").partition("\t")
    try:
        if not tab:
            raise BadInput("thiếu dấu Tab giữa mã ô và chữ")
        if any("\udc80" <= char <= "\udcff" for char in line):
            raise BadInput("chữ không phải UTF-8")
        done = enter(work, resolve(work, code.strip()), text)
    except BadInput as error:
        print(f"Dòng {number}: {error}", file=sys.stderr)
        return False
    cell = done.read.cell
    ref = str(done.ref)
    codes = {issue.code for issue in work.evaluation.issues if ref in issue.refs}
    result = {
        "ref": ref,
        "state": done.state,
        "value": cell.text if cell else "",
        "changed": [str(each) for each in done.change.figures],
        "issues": sorted(codes),
    }
    if done.state == "unread" and cell is not None:
        result |= {"readings": list(cell.readings), "question": done.read.echo}
    print(json.dumps(result, ensure_ascii=False), flush=True)
    return True


def _figures(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.figures import figures

    with _work(options) as work:
        found = list(figures(work))
    if options.json:
        _print_json(found)
    for each in () if options.json else found:
        print("\t".join((each["ref"], each["value"] or each["state"], each["unit"], each["label"])))
    return FINE


def _pivot(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.figures import pivot

    where = {}
    for condition in options.where:
        for each in condition.split(","):
            name, equals, text = each.partition("=")
            if not equals or not text:
                raise BadInput(f"Điều kiện {each!r} phải kiểu component=DA2.")
            where[name.strip()] = text.strip()
    by = [name.strip() for name in options.by.split(",") if name.strip()]
    with _work(options) as work:
        found = pivot(work, options.column, by, where, options.block)
    if options.json:
        _print_json(found)
    for each in () if options.json else found:
        print("\t".join((each["label"] or "Tổng", each["value"] or "", each["state"])))
    return FINE


def _check(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.figures import issues

    with _work(options) as work:
        found = issues(work)
    if options.json:
        _print_json({"issues": found})
    for each in () if options.json else found:
        reason = f" (lý do: {each['reason']})" if each["reason"] else ""
        print(f"[{each['severity']}] {each['code']} {each['ref']} {each['place']}: {each['message']}{reason}")
    if not options.json and not found:
        print("Không có phát hiện nào.")
    return FINDINGS if any(each["severity"] == "error" for each in found) else FINE


def _render(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.conversion import find_converter
    from gnbv_desktop.services.documents import render
    from gnbv_desktop.services.orders import order_of
    from gnbv_desktop.ui.pdf import write_pdf

    converter = find_converter() if options.exact_pdf else None
    if options.exact_pdf and converter is None:
        raise BadInput("Máy này không có Word hay LibreOffice; bỏ --exact-pdf để lấy bản PDF của chương trình.")
    with _fonts(), _work(options) as work:
        done = render(order_of(work), options.out, write_pdf, converter.convert if converter is not None else None)
    for path in done.files:
        print(path)
    if done.files:
        print(f"Đã đối chiếu {done.compared} số của báo cáo và {done.cells} ô của các biểu, đều khớp.")
    for words in (*done.notes, *done.differences):
        print(words, file=sys.stderr)
    return FINDINGS if done.differences else FINE


@contextmanager
def _fonts() -> Iterator[None]:
    """They need an application, never a screen: a display that cannot be reached would end the process."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        yield
        return
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # What Qt thinks of the locale is nothing for the reader of stderr.
    before = qInstallMessageHandler(lambda kind, context, message: None)
    application = QGuiApplication(sys.argv[:1])
    try:
        yield
    finally:
        application.shutdown()
        qInstallMessageHandler(before)


def _undo(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.history import undo

    with _work(options, writes=True) as work:
        _print_json({"changed": [str(ref) for ref in undo(work).figures]})
    return FINE


def _redo(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.history import redo

    with _work(options, writes=True) as work:
        _print_json({"changed": [str(ref) for ref in redo(work).figures]})
    return FINE


def _backup(options: argparse.Namespace) -> int:
    with _desk(options) as desk:
        print(desk.back_up("tay"))
    return FINE


def _restore(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.desk import restore

    kept = restore(options.data, options.file)
    print(
        f"Đã khôi phục từ {options.file}." + (f" Dữ liệu trước đó giữ ở {kept}." if kept else ""),
        file=sys.stderr,
    )
    return FINE


def _doctor(options: argparse.Namespace) -> int:
    from gnbv_desktop.services.doctor import examine

    faults = 0
    for finding in examine(options.data):
        print(f"{'Tốt' if finding.sound else 'LỖI'}\t{finding.what}\t{finding.words}")
        faults += not finding.sound
    return FINDINGS if faults else FINE


def _template(options: argparse.Namespace) -> int:
    from gnbv_desktop.services import templates

    if options.file is not None and options.action != "check":
        raise BadInput("Chỉ lệnh gnbv template check nhận tên tệp.")
    if options.action == "export":
        print(templates.export(options.data))
        return FINE
    if options.action == "reset":
        kept = templates.reset(options.data)
        print(f"Đã trở về mẫu của chương trình; mẫu cũ giữ ở {kept}." if kept else "Đang dùng mẫu của chương trình.")
        return FINE
    faults = templates.check(options.data, options.file)
    for fault in faults:
        print(fault)
    if not faults:
        print("Mẫu báo cáo dùng được, không có lỗi.")
    return FINDINGS if faults else FINE


def _workbook(options: argparse.Namespace) -> int:
    from gnbv_desktop.services import province_books, province_fill

    if (options.action == "list") == bool(options.file):
        raise BadInput("Cách dùng: gnbv workbook ID list | add TỆP | remove TÊN. Xem gnbv workbook --help.")
    if options.action == "remove":
        print(f"Đã bỏ biểu “{province_books.remove(options.data, options.file).name}”.", file=sys.stderr)
        return FINE
    with _work(options) as work:
        if options.action == "list":
            for line in province_books.overview(province_books.applying(options.data, work.dossier.head)):
                print(line)
            return FINE
        source = province_books.read_file(Path(options.file))
        name = options.name or Path(options.file).stem
        book = province_books.new_book(source, work.edition, work.dossier.head, name, options.replaces)
        faults = province_fill.faults_of(work.evaluation, source.book, book)
        for words in (*source.book.notes, *map(str, faults)):
            print(words, file=sys.stderr)
        if not faults:
            print(province_books.save(options.data, source.content, book).slug)
        return FINDINGS if faults else FINE


def _definitions(options: argparse.Namespace) -> int:
    from gnbv_desktop.services import definitions

    if options.action == "check":
        for name in definitions.check(options.root):
            print(name)
        return FINE
    if options.out is None:
        print(definitions.codebook_text(options.programme, options.root))
        return FINE
    for path in definitions.write_codebook(options.out, options.programme, options.root):
        print(path)
    return FINE


def _bench(options: argparse.Namespace) -> int:
    from gnbv_desktop.bench import measure

    results = measure()
    if options.json:
        _print_json({"results": results})
    for each in () if options.json else results:
        print(f"{each['name']}\t{each['value']}\t≤ {each['limit']}\t{each['unit']}")
    return FINE


def _later(options: argparse.Namespace) -> int:
    raise NotYet("Lệnh này chưa có trong bản này.")


if __name__ == "__main__":
    sys.exit(main())
