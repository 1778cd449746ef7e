"""Add people who sign in, pairs and shifts."""
