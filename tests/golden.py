"""Produced office files kept as readable parts: a change of the output is seen as a difference of texts.

`pytest --update-golden` writes them anew; the difference is then read before it is committed.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from attrs import frozen
from lxml import etree

FOLDER = Path(__file__).parent / "golden"


@frozen
class Golden:
    update: bool

    def compare(self, name: str, content: bytes) -> None:
        folder = FOLDER / name
        made = {part: _readable(data) for part, data in _parts(content).items()}
        if self.update:
            _write(folder, made)
        kept = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        assert sorted(made) == sorted(kept), f"other parts than in {folder}; see --update-golden"
        for part, text in made.items():
            assert text.splitlines() == kept[part].splitlines(), f"{name}/{part} differs; see --update-golden"


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _readable(part: bytes) -> str:
    root = etree.fromstring(part)
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def _write(folder: Path, made: dict[str, str]) -> None:
    for old in [path for path in folder.rglob("*") if path.is_file()]:
        old.unlink()
    for part, text in made.items():
        path = folder / part
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
