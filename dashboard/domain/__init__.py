"""The words of the field as frozen objects. No library but the standard one."""
