"""What may be written to the log?

Only fields on the list below, so that a name, a phone number or an identity number cannot slip
in by a careless call. Records of libraries keep their unfilled template, and of an exception
only its type and the places it passed through, because messages quote row values.
"""

import json
import logging
import logging.config
import traceback
from typing import Any, Final

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED: Final = frozenset(
    {
        "at", "case_id", "code", "count", "event", "file_digest", "level", "milliseconds",
        "organisation_id", "port", "role", "route", "rule", "seconds", "staff_id", "stage",
        "status", "version",
    }
)  # fmt: skip


def keep_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop every field that is not on the list, and say how many were dropped."""
    kept = {name: value for name, value in event.items() if name in ALLOWED}
    if dropped := len(event) - len(kept):
        kept["count_dropped"] = dropped
    return kept


class AllowListFormatter(logging.Formatter):
    """Writes a library's record as one JSON line without any value it was filled with."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {"level": record.levelname.lower(), "logger": record.name}
        line["event"] = str(record.msg)
        if (status := record.__dict__.get("status_code")) is not None:
            line["status"] = status
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["passed"] = [f"{frame.filename}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(line, ensure_ascii=False)


def logging_settings() -> dict[str, Any]:
    """Return the standard library's logging settings."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "allow_list": {"()": "doorstep_desk.config.logs.AllowListFormatter"},
            "finished": {"format": "%(message)s"},
        },
        "handlers": {
            "libraries": {"class": "logging.StreamHandler", "formatter": "allow_list"},
            "desk": {"class": "logging.StreamHandler", "formatter": "finished"},
        },
        "loggers": {
            "doorstep": {"handlers": ["desk"], "level": "INFO", "propagate": False},
            "django": {"level": "WARNING"},
            "django.request": {"level": "ERROR"},
        },
        "root": {"handlers": ["libraries"], "level": "WARNING"},
    }


def configure_logs(chosen: dict[str, Any]) -> None:
    """Set up logging, on standard error; Django calls this while it is loaded."""
    logging.config.dictConfig(chosen)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            keep_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
