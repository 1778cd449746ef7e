"""One file per kind of message."""
