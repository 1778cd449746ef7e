"""The cast of the desk, for this folder."""

from tests.app.conftest import cast, quick_passwords

__all__ = ["cast", "quick_passwords"]
