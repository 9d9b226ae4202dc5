"""What stands on the screen and cannot be written to the data folder, as a file that can be taken in again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from gnbv_desktop.kernel.files import write_atomically
from gnbv_desktop.services.dossiers import dump
from gnbv_desktop.services.work import Work


def rescue(work: Work) -> Path | None:
    """The whole dossier as it is on the screen, beside the data or where temporary files go; None if nowhere."""
    content = json.dumps(dump(work), ensure_ascii=False, indent=1).encode()
    moment = work.desk.clock().strftime("%Y%m%d-%H%M%S")
    for folder in (work.desk.data, Path.home(), Path(tempfile.gettempdir())):
        target = folder / f"cuu-ho-{work.dossier.head.id}-{moment}.json"
        try:
            write_atomically(target, content)
        except OSError:
            continue
        return target
    return None
