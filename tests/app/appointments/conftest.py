"""The synthetic store for this folder."""

from tests.app.demonstration import demo, demo_clone, demo_database

__all__ = ["demo", "demo_clone", "demo_database"]
