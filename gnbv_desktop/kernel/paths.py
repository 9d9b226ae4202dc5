"""Where things are: assets in the source tree, an installed wheel and a frozen build; the user's data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def asset(*parts: str) -> Path:
    """A file of `resources/` or `templates/`: beside the package in the source tree, inside it elsewhere."""
    for root in (PACKAGE / "_assets", PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(os.path.join(*parts))


def definitions_root() -> Path:
    return PACKAGE / "definitions"


def samples_root() -> Path:
    return PACKAGE / "samples"


def cache_folder() -> Path:
    """Where what can be made again is kept between two starts."""
    if sys.platform == "win32":
        return default_data_folder() / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "gnbv"


def default_data_folder() -> Path:
    """A local folder of the user: never a roaming one, which may lie on the network."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "GNBV"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "gnbv"
