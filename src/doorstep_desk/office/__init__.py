"""Door 1: staff in the office, as server-rendered pages."""
