"""The law as something to read: the register of rules, what other rules would change, traces."""
