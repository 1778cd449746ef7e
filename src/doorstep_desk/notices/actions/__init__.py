"""What can change about messages: announced, proposed, queued, sent, answered, stopped.

``send`` is the only place that hands anything to a gateway; the intent and the use of the permit
are committed before a byte of the message leaves.
"""

from doorstep_desk.notices.actions.announce import (
    NewNotice,
    deliver_demo_notices,
    keep_notices,
    queue_notices,
)

__all__ = ["NewNotice", "deliver_demo_notices", "keep_notices", "queue_notices"]
