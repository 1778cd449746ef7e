"""Corrections of visits: what they say, and whether they may have effect."""
