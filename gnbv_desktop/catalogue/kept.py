"""A released edition as it was read last time: reading its forty files again costs ten times as much.

The file is named after the hash of the definitions and the shape of the model, so it can never be out of date; whatever
is wrong with it, the definitions are read instead.
"""

from __future__ import annotations

import hashlib
import pickle
from functools import cache
from pathlib import Path

import attrs

from gnbv_desktop.catalogue import model
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel import outline
from gnbv_desktop.kernel.files import write_atomically
from gnbv_desktop.kernel.paths import cache_folder


def kept_edition(digest: str) -> Edition | None:
    try:
        found = pickle.loads(_place(digest).read_bytes())
    except Exception:  # a damaged pickle may raise anything
        return None
    return found if isinstance(found, Edition) and found.digest == digest else None


def keep_edition(edition: Edition) -> None:
    try:
        write_atomically(_place(edition.digest), pickle.dumps(edition, protocol=5))
    except OSError:
        return  # the next start reads the definitions again


def _place(digest: str) -> Path:
    return cache_folder() / f"edition-{digest[:32]}-{_shape()}.pickle"


@cache
def _shape() -> str:
    """What the model's classes are made of: another program may know other fields."""
    known = {**vars(model), **vars(outline)}.values()
    classes = [each for each in known if isinstance(each, type) and attrs.has(each)]
    told = ";".join(f"{each.__name__}({','.join(field.name for field in attrs.fields(each))})" for each in classes)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
