"""The panel beside the page: findings, the current figure, its history, its grounds."""
