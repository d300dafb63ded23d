"""Invented data, written as ordinary source files and loaded by the ordinary loaders (docs/decisions/0011)."""
