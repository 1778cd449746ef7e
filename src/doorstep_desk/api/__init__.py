"""The door of lenders’ systems: signed messages, no sign-in, no pages."""
