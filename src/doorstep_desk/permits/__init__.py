"""Leave to contact: issued, used, cancelled."""
