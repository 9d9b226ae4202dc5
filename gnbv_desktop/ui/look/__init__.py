"""How everything looks: colours, type, icons, palette and style sheet, from one set of tokens."""
