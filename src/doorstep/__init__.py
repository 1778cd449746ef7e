"""The decisions: what is owed, what may be done, what is likely, what should be done. Pure."""

__version__ = "0.1.0"
