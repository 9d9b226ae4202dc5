"""A dossier's figures: derived, totalled and controlled. Pure functions of definitions and data."""
