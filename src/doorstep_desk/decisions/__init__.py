"""Facts to scores to verdicts to choice, stored so that it can be replayed."""
