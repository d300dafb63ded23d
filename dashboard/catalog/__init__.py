"""Reference data, loaded and checked."""
