"""Where the build's SQL runs."""
