#!/usr/bin/env python3
"""Makes the environment in .venv and does one job in it; standard library only.

setup          environment and system packages
run            the window on a reference dossier in out/demo; without a display headless, into out/
test           every check, then the test suite; arguments after -- go to pytest
check          every check, without the test suite
bench          the budgets of docs/architecture.md, measured (arguments go to `gnbv bench`)
screenshots    pictures of the window into out/screenshots (--scale 1 1.25 1.5, --theme sang toi, --out DIR)
build linux    the frozen application in dist/, smoke-tested
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is also met by the older Python of an office PC
    sys.exit(f"dev.py needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{SUFFIX}"
LOCK = ROOT / "requirements.lock"
OUT = ROOT / "out"
DEMO = OUT / "demo"
SAMPLE = "phong-tho-2023"

# Debian and Ubuntu packages, by what needs them. fonts-liberation2, not fonts-liberation: the latter lacks 92
# Vietnamese letters on Debian 12.
SYSTEM = {
    "venv": ("python3-venv",),
    "window": (
        "libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0",
        "fonts-liberation2", "fonts-open-sans",
    ),
    "display": (
        "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1",
        "libxcb-render-util0", "libxcb-shape0",
    ),
    "documents": ("libreoffice-writer-nogui", "libreoffice-calc-nogui", "poppler-utils"),
    "freeze": ("binutils",),
}  # fmt: skip


# --- environment ----------------------------------------------------------------------------------


def say(text: str) -> None:
    print(text, flush=True)


def call(*command: str | Path, **extra_env: str) -> int:
    return subprocess.run([str(c) for c in command], cwd=ROOT, env=os.environ | extra_env).returncode


def must(*command: str | Path, **extra_env: str) -> None:
    if code := call(*command, **extra_env):
        sys.exit(f"dev.py: {Path(command[0]).name} {' '.join(map(str, command[1:4]))} ... ended with {code}")


def system_packages(*groups: str) -> None:
    """Install what is missing when we may, else name the one command that does."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    if importlib.util.find_spec("ensurepip") is None:
        groups += ("venv",)
    missing = sorted({name for group in groups for name in SYSTEM[group]} - installed_packages())
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        say("Missing system packages; install them with:\n  sudo " + " ".join(install))
        return
    say("Installing system packages: " + " ".join(missing))
    for command in (["apt-get", "-qq", "update"], [*install, "-qq"]):
        done = subprocess.run(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    # A failed update is no harm while the packages are in the lists already, so only the last step counts.
    if done.returncode:
        say(done.stdout.strip()[-1500:])
        say("The system packages could not be installed; what needs them fails or is skipped below.")


def installed_packages() -> set[str]:
    """Installed packages and what they provide (libglib2.0-0 is libglib2.0-0t64 on newer systems)."""
    form = "${db:Status-Status}\t${Package}, ${Provides}\n"
    listing = subprocess.run(["dpkg-query", "-W", "-f", form], capture_output=True, text=True).stdout
    names: set[str] = set()
    for line in listing.splitlines():
        status, _, provided = line.partition("\t")
        if status == "installed":
            names.update(part.split()[0] for part in provided.split(",") if part.strip())
    return names


def environment() -> None:
    """Make .venv equal to the lock; costs a few file reads when it already is."""
    wanted = {
        "lock": digest(LOCK.read_bytes()),
        # The editable install knows this folder by its path; commands and version are in these two files.
        "project": digest(
            (ROOT / "pyproject.toml").read_bytes(),
            (ROOT / "gnbv_desktop" / "__init__.py").read_bytes(),
            str(ROOT).encode(),
        ),
    }
    stamp = VENV / "gnbv-stamp.json"
    have = json.loads(stamp.read_text()) if PYTHON.exists() and stamp.exists() else {}
    if have == wanted:
        return
    if not have:  # none, or one that was left half made
        say("Making .venv")
        must(sys.executable, "-m", "venv", "--clear", VENV)
    pip = (PYTHON, "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input", "install")
    if have.get("lock") != wanted["lock"]:
        say("Installing requirements.lock")
        must(*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK)
    must(*pip, "--no-index", "--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp.write_text(json.dumps(wanted))


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def without_display() -> dict[str, str]:
    return {} if has_display() else {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


# --- commands -------------------------------------------------------------------------------------


def setup(arguments: list[str]) -> int:
    system_packages("window", "documents")
    environment()
    say(f"Ready: {PYTHON.relative_to(ROOT)}, {(BIN / 'gnbv').relative_to(ROOT)}")
    return 0


def run(arguments: list[str]) -> int:
    system_packages("window", *(["display"] if has_display() else []))
    environment()
    dossier = demo_dossier()
    if has_display():
        return call(PYTHON, "-m", "gnbv_desktop.app", "--data", DEMO, *arguments)
    say(f"No display: the main job without a window, on dossier {dossier} in {place(DEMO)}")
    gnbv = BIN / f"gnbv{SUFFIX}"
    checked = call(gnbv, "check", dossier, "--data", DEMO)
    rendered = call(gnbv, "render", dossier, "--out", OUT, "--data", DEMO, **without_display())
    picture = OUT / "window.png"
    shot = call(PYTHON, "-m", "gnbv_desktop.app", "--data", DEMO, "--screenshot", picture, **without_display())
    say(f"controls    exit {checked}" + (" (an error stands)" if checked == 1 else ""))
    for name in ("bao-cao.docx", "bao-cao.pdf", "bieu-so.xlsx", "manifest.json", picture.name):
        file = OUT / name
        say(f"{name:<13} {place(file)}" if file.exists() else f"{name:<13} was NOT written")
    return 1 if checked > 1 or rendered or shot else 0


def demo_dossier() -> str:
    """The id of the reference dossier in out/demo, made when it is not there yet."""
    DEMO.mkdir(parents=True, exist_ok=True)
    listed = json.loads(gnbv_output("list", "--json") or "[]")
    return str(listed[0]["id"]) if listed else gnbv_output("sample", SAMPLE)


def gnbv_output(*arguments: str) -> str:
    command = [str(BIN / f"gnbv{SUFFIX}"), *arguments, "--data", str(DEMO)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        sys.exit(f"dev.py: gnbv {' '.join(arguments)} ended with {done.returncode}")
    return done.stdout.strip()


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def check(arguments: list[str]) -> int:
    system_packages("window")
    environment()
    return report(failed_checks())


def test(arguments: list[str]) -> int:
    system_packages("window", "documents")
    environment()
    failed = failed_checks()
    say("pytest")
    # pytest comes last and its own summary stays the last line of stdout.
    if call(PYTHON, "-m", "pytest", *arguments, QT_QPA_PLATFORM="offscreen"):
        failed.append("pytest")
    return report(failed)


def failed_checks() -> list[str]:
    """Every check runs, so that one call shows all that is to be mended."""
    checks: dict[str, tuple[str | Path, ...]] = {
        "ruff check": (BIN / f"ruff{SUFFIX}", "check", "--quiet"),
        "ruff format": (BIN / f"ruff{SUFFIX}", "format", "--check", "--quiet"),
        "mypy": (PYTHON, "-m", "mypy", "--no-error-summary"),
        "lint-imports": (BIN / f"lint-imports{SUFFIX}", "--no-logo"),
    }
    failed = []
    for name, command in checks.items():
        start = time.monotonic()
        done = subprocess.run([str(c) for c in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        say(f"{name}: {'FAILED' if done.returncode else 'ok'} ({time.monotonic() - start:.1f} s)")
        if done.returncode:
            failed.append(name)
            sys.stdout.buffer.write(done.stdout)
            sys.stdout.flush()
    return failed


def report(failed: list[str]) -> int:
    if failed:
        print("FAILED: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    system_packages("window")
    environment()
    return call(BIN / f"gnbv{SUFFIX}", "bench", *arguments, **without_display())


def screenshots(arguments: list[str]) -> int:
    system_packages("window")
    environment()
    return call(PYTHON, "-m", "gnbv_desktop.screenshots", *arguments)


def build(arguments: list[str]) -> int:
    if arguments != ["linux"]:
        print("dev.py: use `build linux`.", file=sys.stderr)
        return 2
    system_packages("window", "freeze")
    environment()
    spec = ROOT / "build_spec" / "gnbv.spec"
    must(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
         "--distpath", ROOT / "dist", "--workpath", ROOT / "build", spec)  # fmt: skip
    return call(PYTHON, ROOT / "build_spec" / "smoke.py", ROOT / "dist" / "gnbv")


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "screenshots": screenshots,
    "build": build,
}


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in COMMANDS:
        print(__doc__, file=sys.stdout if argv[:1] in (["-h"], ["--help"]) else sys.stderr)
        return 0 if argv[:1] in (["-h"], ["--help"]) else 2
    arguments = argv[2:] if argv[1:2] == ["--"] else argv[1:]
    try:
        return COMMANDS[argv[0]](arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
