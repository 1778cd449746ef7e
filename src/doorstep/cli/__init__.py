"""The ``doorstep`` command: one thin file per sub-command."""
