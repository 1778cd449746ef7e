"""What proves that a log was not rewritten: its tree, its signed checkpoints, and a verifier."""
