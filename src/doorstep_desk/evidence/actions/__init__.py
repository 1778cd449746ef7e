"""What can change about evidence: announced, taken piece by piece, looked at, deleted in time."""
