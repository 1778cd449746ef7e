"""Leave to contact: a slot is taken before, checked at the door, asked about afterwards."""
