"""What the program says about itself, one JSON object a line on standard error: no names, no figures."""

import json
import logging
import sys
from datetime import UTC, datetime

KEPT = ("error_id", "reason", "login", "path", "taken_s", "count", "size_bytes", "originals")


class JsonLines(logging.Formatter):
    """A record into one line that a machine can read."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": record.getMessage(),
            **{key: getattr(record, key) for key in KEPT if hasattr(record, key)},
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def switch_on() -> None:
    """Send our own records to standard error, once per process."""
    logger = logging.getLogger("danvan")
    if logger.handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
