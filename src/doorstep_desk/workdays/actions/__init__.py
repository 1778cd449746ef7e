"""What can change: a day is asked for, run, watched and ended."""
