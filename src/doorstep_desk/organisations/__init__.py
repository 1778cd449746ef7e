"""Lenders, agencies and what was placed by whom with whom."""
