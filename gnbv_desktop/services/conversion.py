"""The report as PDF with Word's pages: by the Word or the LibreOffice that this machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from gnbv_desktop.kernel.errors import KnownError

TIMEOUT_S = 120
_SOURCE, _TARGET = "bao-cao.docx", "bao-cao.pdf"
_WORD_SCRIPT = """
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
  $word.Visible = $false
  $word.DisplayAlerts = 0
  $document = $word.Documents.Open($env:GNBV_SOURCE, $false, $true)
  $document.ExportAsFixedFormat($env:GNBV_TARGET, 17)
  $document.Close($false)
} finally { $word.Quit() }
"""


class ConversionTrouble(KnownError):
    """The other program could not do it."""


@frozen
class Converter:
    name: str
    """"Word", "LibreOffice"."""
    program: Path

    def convert(self, docx: bytes, timeout: float = TIMEOUT_S) -> bytes:
        """In a folder and with a profile of its own: an open LibreOffice is not disturbed."""
        with tempfile.TemporaryDirectory(prefix="gnbv-pdf-", ignore_cleanup_errors=True) as made:
            folder = Path(made)
            source, target = folder / _SOURCE, folder / _TARGET
            source.write_bytes(docx)
            self._run(self._command(folder, source), source, target, timeout)
            content = target.read_bytes() if target.is_file() else b""
        if not content.startswith(b"%PDF"):
            raise ConversionTrouble(f"{self.name} không tạo được PDF; hãy dùng Lưu PDF, hoặc mở bản Word rồi xuất PDF.")
        return content

    def _command(self, folder: Path, source: Path) -> list[str]:
        if self.name == "Word":
            return [str(self.program), "-NoProfile", "-NonInteractive", "-Command", _WORD_SCRIPT]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        return [str(self.program), profile, "--headless", "--norestore", "--convert-to", "pdf:writer_pdf_Export",
                "--outdir", str(folder), str(source)]  # fmt: skip

    def _run(self, command: list[str], source: Path, target: Path, timeout: float) -> None:
        environment = os.environ | {"GNBV_SOURCE": str(source), "GNBV_TARGET": str(target)}
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            subprocess.run(command, env=environment, capture_output=True, timeout=timeout, check=True,
                           stdin=subprocess.DEVNULL, creationflags=hidden)  # fmt: skip
        except subprocess.TimeoutExpired:
            raise ConversionTrouble(
                f"{self.name} chưa làm xong sau {timeout:g} giây nên đã dừng; hãy thử lại."
            ) from None
        except OSError:
            raise ConversionTrouble(f"Không chạy được {self.name} ở {self.program}.") from None
        except subprocess.CalledProcessError as error:
            raise ConversionTrouble(f"{self.name} báo lỗi số {error.returncode} khi tạo PDF; hãy thử lại.") from None


def find_converter() -> Converter | None:
    """Word first: its pages are the ones that the receiver sees."""
    return next(_found(), None)


def _found() -> Iterator[Converter]:
    shell = shutil.which("powershell") if sys.platform == "win32" else None
    if shell is not None and any(path.is_file() for path in _word_places()):
        yield Converter("Word", Path(shell))
    for name in ("soffice", "libreoffice"):
        if path := shutil.which(name):
            yield Converter("LibreOffice", Path(path))
    for place in _office_places():
        if place.is_file():
            yield Converter("LibreOffice", place)


def _program_folders() -> Iterator[Path]:
    for name in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
        if folder := os.environ.get(name):
            yield Path(folder)


def _word_places() -> Iterator[Path]:
    if sys.platform == "win32":
        yield from _registered("Winword.exe")
    for folder in _program_folders():
        yield from sorted(folder.glob("Microsoft Office*/**/WINWORD.EXE"))


if sys.platform == "win32":
    import winreg

    def _registered(program: str) -> Iterator[Path]:
        """Where Windows itself finds a program."""
        key = rf"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\{program}"
        for hive in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                yield Path(winreg.QueryValue(hive, key).strip('"'))
            except OSError:
                continue


def _office_places() -> Iterator[Path]:
    for folder in _program_folders():
        yield folder / "LibreOffice" / "program" / "soffice.exe"
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"))
