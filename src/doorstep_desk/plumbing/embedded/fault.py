"""What went wrong with the database server, in one sentence?"""


class StoreError(Exception):
    """The store cannot be opened; the message says what is wrong and what to do."""
