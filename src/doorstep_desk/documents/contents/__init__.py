"""What does each kind of paper say? Amounts come from the books, names from the files."""
