"""The report on sheets of paper: laid out once in twips, then painted on the screen, in a PDF or by a printer."""
