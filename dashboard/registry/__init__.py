"""What people type in the application, in a transactional database of its own: docs/decisions/0004."""
