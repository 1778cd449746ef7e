"""Save a store and bring it back."""
