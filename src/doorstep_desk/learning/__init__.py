"""Outcomes become new model versions."""
