"""YAML read as nodes: every scalar stays the text it is, every value knows its file and line, no key twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import define, field, frozen

from gnbv_desktop.kernel.errors import system_reason

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Nobody asks what a scalar might stand for, so it is not looked up: a third of the time that YAML takes."""

    def resolve(self, kind: type, value: str | None, implicit: object) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


@frozen
class Fault:
    """One thing wrong in a definition file, with the place and what to do."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, dòng {self.line}" if self.line else self.file
        return f"{where}{', ' + self.path if self.path else ''}: {self.message}"


@frozen
class Source:
    """A file's plain data (dict, list, str) with the line of every path in it."""

    file: str
    data: Any
    lines: Mapping[str, int] = field(factory=dict)

    def fault(self, path: str, message: str) -> Fault:
        return Fault(self.file, self.line(path), path, message)

    def line(self, path: str) -> int:
        """The line of a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)


def read_source(path: Path, name: str, faults: list[Fault]) -> Source | None:
    """None, with a fault noted, when the file is no YAML at all."""
    try:
        text = path.read_text(encoding="utf-8")
        return _build(yaml.compose(text, Loader=_Loader), text, name, faults)
    except UnicodeDecodeError:
        faults.append(Fault(name, 1, "", "tệp không phải UTF-8; hãy lưu lại bằng UTF-8"))
    except OSError as error:
        faults.append(Fault(name, 0, "", f"không đọc được tệp ({system_reason(error)}); hãy kiểm tra quyền đọc"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.append(Fault(name, line, "", f"YAML sai cú pháp: {error.problem}; hãy xem dấu hai chấm và lề"))
    except (yaml.YAMLError, RecursionError):
        faults.append(Fault(name, 1, "", "có ký tự lạ hoặc lồng nhau quá sâu; hãy kiểm tra lại tệp"))
    return None


def _build(node: yaml.Node | None, text: str, name: str, faults: list[Fault]) -> Source | None:
    if node is None:
        faults.append(Fault(name, 1, "", "tệp rỗng; hãy điền nội dung hoặc xóa tệp"))
        return None
    for number, line in enumerate(text.split("\n"), 1):
        if unicodedata.normalize("NFC", line) != line:
            message = "chữ không ở dạng Unicode dựng sẵn (NFC); hãy chuyển mã rồi lưu lại"
            faults.append(Fault(name, number, "", message))
            break
    reader = _Plain(name, faults)
    data = reader.read(node, "")
    return None if reader.copied else Source(name, data, reader.lines)


@define
class _Plain:
    """Turns nodes into dicts, lists and texts, noting the line of every path."""

    name: str
    faults: list[Fault]
    lines: dict[str, int] = field(factory=dict)
    copied: bool = False
    _seen: set[int] = field(factory=set)

    def read(self, node: yaml.Node, path: str) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self._seen:
            return self._refuse_copy(path)
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.read(each, _join(path, str(index))) for index, each in enumerate(node.value)]
        return self._table(node, path)

    def _table(self, node: yaml.Node, path: str) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            here = _join(path, key)
            line = key_node.start_mark.line + 1
            if key in table:
                self.faults.append(Fault(self.name, line, here, f"khóa {key!r} viết hai lần; hãy bỏ một"))
            table[key] = self.read(value_node, here)
            self.lines[here] = line
        return table

    def _refuse_copy(self, path: str) -> None:
        """A node met again is an alias: it may nest in itself or unfold without end."""
        if not self.copied:
            self.copied = True
            message = "không dùng & và * của YAML để chép lại; hãy viết đủ từng chỗ"
            self.faults.append(Fault(self.name, self.lines[path], path, message))


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part
