"""Commands about imports: list, show, compare, go on, give up, undo."""
