"""How is a stranger's file read so that it cannot take the program down?

In a process of its own with limits on time and memory. A reader that hangs, eats memory or crashes
in a library ends there, and becomes one sentence here::

    run_apart(name, partial(check, name, content, as_of=day, known=known)) -> Checked
    run_apart(name, partial(understand, name, content)) -> tuple[UnderstoodSheet, ...] | Refusal

The call must be a top-level function with arguments that can be pickled. A ``ValueError`` or
``OSError`` that it raises is raised here; ``ParserStopped`` says which limit was met, and as which
rule it stands in a report. Safe to use from the threads of a web server: nothing is forked, the
process is started afresh.
"""

from doorstep_desk.plumbing.apart.limits import DEFAULT_LIMITS, Limits, limits_for
from doorstep_desk.plumbing.apart.run import ParserStopped, Stop, run_apart

__all__ = ["DEFAULT_LIMITS", "Limits", "ParserStopped", "Stop", "limits_for", "run_apart"]
