"""Reports on the national target programmes: one figure typed once, checked at once, printed everywhere."""

__version__ = "0.4.0"
