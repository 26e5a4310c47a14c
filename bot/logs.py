"""Logs as lines of JSON: when, how bad, who speaks, what, and the job it is about all along its way.

No message's text is ever logged, nor a token: what is logged of a job is its key, kind and outcome.
"""

import logging
from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(level: int = logging.INFO) -> None:
    """Send everything that is logged, by libraries too, to standard error as JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    handler.addFilter(_is_news)
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _is_news(record: logging.LogRecord) -> bool:
    """Bolt finds our token in the environment by itself, and warns at every start that it needs none."""
    return "`token` will be unused" not in record.getMessage()


def about(key: str) -> None:
    """What is logged from here on, in this task, is about the job with this key."""
    structlog.contextvars.bind_contextvars(job=key)
