"""Readings of the facts that several rules share."""
