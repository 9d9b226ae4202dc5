"""Writing the explanations of a report: text whose figures are bound to the dossier."""
