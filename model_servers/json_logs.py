"""Logs of the model servers: one JSON object to a line, with the id of the request it is about."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
"""The request that this task or worker is busy with; empty outside of one."""

FOREIGN_LOGGERS = ("litserve", "uvicorn", "uvicorn.error", "uvicorn.access")


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, request_id, pid, and the traceback if any."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, without a line break."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": current_request_id.get(),
            "pid": record.process,
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def write_json_logs(level: int = logging.INFO) -> None:
    """Send all logs of this process to stderr as JSON; LitServe's and uvicorn's handlers are taken away."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in FOREIGN_LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("litserve").setLevel(logging.WARNING)
    # The worker has logged a model's failure with its request id; LitServe's loop would repeat it without.
    logging.getLogger("litserve.loops").setLevel(logging.CRITICAL)
