"""What does a migration say about a table: who sees its rows, and whether it only grows?"""
