"""How does a command say that it could not do what was asked?"""


class CommandFailed(Exception):
    """What is wrong and what to do, in one sentence; ends the command with a non-zero status.

    Attributes:
        status: Exit status, 1 to 255.
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status
