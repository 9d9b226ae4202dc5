"""Smoke test of the frozen application: `python smoke.py FOLDER`; standard library only, prints OK."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLE = "phong-tho-2023"
SUFFIX = ".exe" if os.name == "nt" else ""


def main(folder: Path) -> int:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        empty = Path(temporary)
        data = empty / "Dữ liệu"  # an accent and a space, as in the folder of a real user
        dossier = gnbv(folder, empty, data, "sample", SAMPLE).strip()
        if not dossier or "\n" in dossier:
            fail(f"sample printed {dossier!r} instead of one id")

        issues = json.loads(gnbv(folder, empty, data, "check", dossier, "--json", allowed=(0, 1)))["issues"]
        dump = json.loads(gnbv(folder, empty, data, "dump", dossier))
        if dump["format"] != "gnbv-dossier" or not dump["cells"]:
            fail("dump is not a filled dossier")

        gnbv(folder, empty, data, "render", dossier, "--out", str(empty / "out"))
        for name in ("bao-cao.docx", "bieu-so.xlsx", "bao-cao.pdf", "manifest.json"):
            if not (empty / "out" / name).stat().st_size:
                fail(f"render left {name} empty")

        picture = empty / "window.png"
        start(folder, empty, "gnbv-desktop", "--data", str(data), "--screenshot", str(picture))
        if not picture.read_bytes().startswith(b"\x89PNG"):
            fail("the window left no picture")
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
        print(f"OK: {folder.name}, {size / 2**20:.0f} MiB, {len(dump['cells'])} cells, {len(issues)} issues")
    return 0


def gnbv(folder: Path, cwd: Path, data: Path, *arguments: str, allowed: tuple[int, ...] = (0,)) -> str:
    return start(folder, cwd, "gnbv", *arguments, "--data", str(data), allowed=allowed)


def start(folder: Path, cwd: Path, program: str, *arguments: str, allowed: tuple[int, ...] = (0,)) -> str:
    """Pipes, not files: under Wine a redirected Python dies before its first line."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [str(folder / f"{program}{SUFFIX}"), *arguments],
        cwd=cwd,
        env=environment,
        input=b"",
        capture_output=True,
        timeout=120,
    )
    if done.returncode not in allowed:
        message = done.stderr.decode("utf-8", "replace")[-2000:]
        fail(f"{program} {' '.join(arguments)} ended with {done.returncode}\n{message}")
    return done.stdout.decode("utf-8")


def fail(message: str) -> None:
    sys.exit(f"smoke test: {message}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]).resolve()))
