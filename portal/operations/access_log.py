"""What the web server writes to the log: one line for each request, without secrets and without surprises."""

import logging
import re
from typing import Any

from granian.log import LogLevels

FORMAT = '%(addr)s "%(method)s %(path)s" %(status)d %(dt_ms).0fms %(header{x-forwarded-for})s'
LONGEST = 500
KEYS = re.compile(r"(/(?:reset/key|confirm-email)/)[^/]+")
NO_CONCERN = ("Configuration allows spawning up to", "Configured number of workers")


class Clean(logging.Filter):
    """Takes one-time keys, control characters and excess length out of what came from outside."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, dict):
            record.args = {
                name: clean(value) if isinstance(value, str) else value for name, value in record.args.items()
            }
        return True


class NoAdvice(logging.Filter):
    """Drops Granian's advice on numbers that we chose and measured."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(NO_CONCERN)


def clean(text: str) -> str:
    """One printable line. WSGI hands over bytes as Latin-1; what they stand for is UTF-8."""
    readable = text.encode("latin-1", "replace").decode("utf-8", "replace")
    short = KEYS.sub(r"\1…", readable[:LONGEST])
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in short)


# Both loggers hand their lines to the site's own handler.
LOGGERS: dict[str, Any] = {
    "filters": {"clean": {"()": Clean}, "no advice": {"()": NoAdvice}},
    "loggers": {
        "_granian": {"handlers": [], "propagate": True, "filters": ["no advice"]},
        "granian.access": {"handlers": [], "propagate": True, "filters": ["clean"]},
    },
}


def server_level() -> LogLevels:
    """Granian tells at INFO about every start and stop of a worker; that helps only to find faults."""
    level = logging.getLogger().getEffectiveLevel()
    return LogLevels.warning if level == logging.INFO else LogLevels(logging.getLevelName(level).lower())
