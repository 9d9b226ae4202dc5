"""Editors of one figure, used in forms and inside grids."""
