"""The window in which the cells of a province's workbook are given their figures."""
