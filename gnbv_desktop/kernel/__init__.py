"""What every layer knows: figures, dates, addresses, the plain data of a dossier, errors, files."""
