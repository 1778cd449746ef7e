"""WHAT MAY BE WRITTEN: a message is looked at as text and fields before it may leave."""
