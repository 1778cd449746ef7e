"""What a person must do next, by when."""
