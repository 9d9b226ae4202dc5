"""The start window: dossiers, what is due, the office, a few settings."""
