"""The fields that wait to be typed: each of those that the progress of forms counts as missing."""

from __future__ import annotations

from collections.abc import Iterator

from gnbv_desktop.catalogue.model import BlockKind, Form
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.spot import applies
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.counting import empty_fields, has_entry, missing_fields
from gnbv_desktop.services.progress import must_be_filled

_WITHOUT_FIGURES = (BlockKind.SHOW, BlockKind.NARRATIVE)


def asked_fields(evaluation: Evaluation) -> frozenset[Ref]:
    """Of forms that are in use: nobody asks for what is optional or does not apply."""
    forms = evaluation.edition.forms.values()
    return frozenset(ref for form in forms if _in_use(evaluation, form) for ref in _asked(evaluation, form))


def _in_use(evaluation: Evaluation, form: Form) -> bool:
    if form.optional:
        return False
    applied = not form.component or applies(evaluation.edition, evaluation.dossier, form.component)
    return applied or any(evaluation.dossier.block(form.path(code)).rows for code in form.blocks)


def _asked(evaluation: Evaluation, form: Form) -> Iterator[Ref]:
    for code, block in form.blocks.items():
        path = form.path(code)
        if block.kind in _WITHOUT_FIGURES:
            continue
        if any(evaluation.dossier.block(path).rows.values()):
            yield from missing_fields(evaluation, path)
        elif has_entry(evaluation, path) and must_be_filled(form, code):
            yield from empty_fields(evaluation, path)
