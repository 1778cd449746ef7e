"""One file per question; each declares its ``RULE`` and is found by its place in this folder."""
