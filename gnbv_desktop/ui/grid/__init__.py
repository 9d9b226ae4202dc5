"""One grid for all tables one types into: fixed rows, communes, open lists, capital lines."""
