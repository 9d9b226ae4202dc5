"""The local SQLite store: every change one transaction and one step of the journal. Knows no definitions."""
