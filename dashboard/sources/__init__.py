"""One reader a format: from foreign files to canonical rows, with every rejected cell."""
