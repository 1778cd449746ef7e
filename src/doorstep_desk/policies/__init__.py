"""Stricter numbers than the house's own: proposed by one person, approved by another."""
