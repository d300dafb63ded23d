"""Invented data, written as ordinary source files."""
