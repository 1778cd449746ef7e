"""Visits to one borrower: when one could be, as they may choose it."""
