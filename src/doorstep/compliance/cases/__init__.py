"""Worked law cases: examples a lawyer can write, and what the engine answers."""
