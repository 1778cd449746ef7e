"""Commands about what phones leave behind."""
