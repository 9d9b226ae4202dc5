"""Small painted parts that pages are made of."""
