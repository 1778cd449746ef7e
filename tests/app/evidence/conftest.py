"""The synthetic store for this folder, and a phone in the hand of an agent at the first door."""

from tests.app.demonstration import demo, demo_clone, demo_database
from tests.app.fieldwork.conftest import at_door

__all__ = ["at_door", "demo", "demo_clone", "demo_database"]
