"""The same window and hands as the tests of the window."""

from tests.ui.conftest import open_window

__all__ = ["open_window"]
