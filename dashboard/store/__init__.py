"""DuckDB: the published file, its queries, staging, build, publication and checks."""
