"""Leave to contact: a place is taken before, checked at the door, asked about afterwards."""
