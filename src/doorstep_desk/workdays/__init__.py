"""The working day as a whole: its steps in their order, one run at a time, watched."""
