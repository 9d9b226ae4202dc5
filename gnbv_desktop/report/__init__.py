"""Documents: model, composition, writers of .docx and .xlsx. Light to import; the writers are docx.py and annex.py."""
