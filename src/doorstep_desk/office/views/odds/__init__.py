"""Pages about chances, the models behind them, and what lies around borrowers."""
