"""What is to be written as files: held fast, so that a job writes it while the dossier goes on changing."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from attrs import frozen

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.services.earlier_reports import EarlierReports, earlier_reports
from gnbv_desktop.services.preview import snapshot
from gnbv_desktop.services.work import Work


@frozen(eq=False)
class Order:
    evaluation: Evaluation
    data: Path
    """Where the office keeps its own template."""
    version: int
    earlier: EarlierReports
    """Of the same year: the annexes tell how its money was spent from report to report."""


@frozen
class Rendered:
    files: tuple[Path, ...]
    differences: tuple[str, ...]
    """What the files would say otherwise than the dossier: then none was written."""
    compared: int = 0
    """So many figures of the report were read back."""
    cells: int = 0
    """So many cells of the annexes and of the province's workbooks were."""
    notes: tuple[str, ...] = ()
    """What one should know of the files: one that got another name, links that are not followed."""


def order_of(work: Work) -> Order:
    return Order(snapshot(work), work.desk.data, work.version, earlier_reports(work))


def free_folder(parent: Path, dossier: str) -> Path:
    """A folder for the files of a dossier that holds none yet: what was edited in Word is never written over."""
    names = (f"bao-cao-{dossier}" + (f" ({number})" if number > 1 else "") for number in count(1))
    return next(parent / name for name in names if not (parent / name).exists())
