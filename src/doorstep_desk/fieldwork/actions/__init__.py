"""What can change about field work: records are taken, folded into visits, and looked at again."""
