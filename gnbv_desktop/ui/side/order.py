"""The order in which Tab goes through what stands on a widget: as it is read, not as it was made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

MARGIN = 12
"""Pixels seen above and below what one comes to."""


def beside(inside: QWidget, here: QWidget | None, forward: bool) -> QWidget | None:
    """The stop after or before a widget, which may be about to go away; scrolled to."""
    way = [each for each in _read(inside) if each is here or (_takes_tab(each) and each.isVisibleTo(inside))]
    if here is None or here not in way:
        return None
    place = way.index(here) + (1 if forward else -1)
    found = way[place] if 0 <= place < len(way) else None
    return _seen(found) if found is not None else None


def _seen(widget: QWidget) -> QWidget:
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, MARGIN)
        above = above.parentWidget()
    return widget


def outside(inside: QWidget, forward: bool) -> QWidget | None:
    """The nearest stop around the widget, in the order of the window."""
    each = _beside(inside, forward)
    while each is not None and each is not inside:
        if not inside.isAncestorOf(each) and _takes_tab(each) and each.isVisible():
            return each
        each = _beside(each, forward)
    return None


def _beside(widget: QWidget, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return reached and widget.isEnabled() and widget.focusProxy() is None


def _read(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from _read(inner)
    layout = widget.layout()
    if layout is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """Asked by index: Qt deletes the items of a layout behind the back of their wrappers, and a wrapper that stays is
    taken for whatever comes to stand at its address."""
    around = layout.parentWidget()
    parts: list[QWidget | QLayout] = [each for each in around.children() if isinstance(each, QWidget)] if around else []
    parts += [each for each in layout.children() if isinstance(each, QLayout)]
    placed = sorted(((layout.indexOf(each), each) for each in parts), key=lambda each: each[0])
    for place, part in placed:
        if place >= 0:
            yield from _read(part) if isinstance(part, QWidget) else _laid_out(part)
