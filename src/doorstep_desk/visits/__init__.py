"""What happened at the door or on the phone."""
