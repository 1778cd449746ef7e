"""Letters and messages that announce or explain; each needs a permit before it leaves."""
