"""The schema of the registry, step by step; run by `registry.database` when the application starts."""
