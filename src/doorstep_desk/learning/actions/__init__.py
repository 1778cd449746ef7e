"""What can change by learning."""

from doorstep_desk.learning.actions.learn import Learned, learn

__all__ = ["Learned", "learn"]
