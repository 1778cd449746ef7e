"""What can change about phones: registered, heard of, taken out of use; and the store's life."""
