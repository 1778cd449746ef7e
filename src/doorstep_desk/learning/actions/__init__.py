"""What can change by learning."""

from doorstep_desk.learning.actions.learn import Learned, learn
from doorstep_desk.learning.actions.take_in import take_in

__all__ = ["Learned", "learn", "take_in"]
