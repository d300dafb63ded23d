"""What a form must be before the registry keeps it: cleaned, checked, and sent by a person."""
