"""Reads files that come from elsewhere; nothing read is trusted before it is checked."""
