"""French numbers, dates and sentences."""
