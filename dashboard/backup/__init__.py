"""One archive with everything that cannot be made again, and an installation made again out of it."""
