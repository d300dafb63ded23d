"""The published data as open data: rows, files and their description. Nothing here decides what may be told."""
