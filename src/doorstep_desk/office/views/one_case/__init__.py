"""What can be written down on the page of a case beside contacts and pauses."""
