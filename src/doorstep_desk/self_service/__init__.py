"""What borrowers do themselves: show that a number is theirs, say something, read what is kept."""
