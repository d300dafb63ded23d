"""One question a file: what the pages, exports and commands ask."""
