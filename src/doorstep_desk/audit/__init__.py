"""What happened, in whose name, and when: rows that are only ever added."""
