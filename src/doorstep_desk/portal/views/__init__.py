"""What each address of the portal answers."""
