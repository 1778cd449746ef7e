"""What can change about reports: that something left the house is written down."""
