"""What stands around the pages: top bar, navigation, status line, panels that fold."""
