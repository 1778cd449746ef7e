"""What pages about files that lenders sent are made of."""
