"""Statistical methods: pure functions, one method a file."""
