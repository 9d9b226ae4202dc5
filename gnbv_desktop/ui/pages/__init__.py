"""The pages of an open dossier."""
