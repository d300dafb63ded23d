"""The public API: what is asked, the rows of what is published, their pages and forms, and the OpenAPI document."""
