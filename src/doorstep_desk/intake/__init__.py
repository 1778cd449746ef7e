"""Files in: rows checked, all errors at once, everything published together or nothing."""
