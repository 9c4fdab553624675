"""The run log: one JSON object a line, with the number of its request, and never a secret.

Written to standard error by Django and gunicorn alike, for systemd or a container to keep.
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from organizations.tracing import request_id

# A line is cut here; nobody fills a disk by what is asked or sent.
LONGEST_MESSAGE, LONGEST_ERROR, LONGEST_FACT = 2_000, 6_000, 500
HIDDEN = "[…]"
# Each reads a text once, however it is made: words are taken whole (``(?>…)``, ``*+``) and never tried again from
# their middle, or one endless word would stop a worker for a minute.
SECRETS = (
    # What Django signs: preview links, cookies.
    (re.compile(r"(?<![\w=.-])[\w=.-]{4,}+:[\w-]{6}:[\w-]{27,43}"), HIDDEN),
    (re.compile(r"(/preview/)[^/\s?\"']+"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)\b(bearer|basic) [\w.~+/=-]{6,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"(://[^\s/:@]*:)[^\s/@]+(@)"), rf"\1{HIDDEN}\2"),
    (
        re.compile(
            r"(?i)\b((?>\w*?(?:password|passwd|token|secret|sessionid|session_key|signature|authorization|cookie)\w*+)"
            r"[\"']?\)?\s*[=:]\s*[\"'(]?)[^\s\"'&;,)]+"
        ),
        rf"\1{HIDDEN}",
    ),
)
# JSON leaves these as they are, and a terminal or a reader of lines may take them for an end or a turn.
_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class JsonLines(logging.Formatter):
    """One record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrubbed(record.getMessage())[:LONGEST_MESSAGE],
            "request": request_id() or _id_of(getattr(record, "request", None)),
            **_scrubbed_facts(getattr(record, "facts", {})),
        }
        if record.exc_info:
            # The end of a trace says what went wrong.
            line["error"] = scrubbed(self.formatException(record.exc_info))[-LONGEST_ERROR:]
        written = json.dumps({name: fact for name, fact in line.items() if fact not in ("", None)}, ensure_ascii=False)
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _id_of(request: Any) -> str:
    """Of what Django tells after the last middleware has answered."""
    return str(getattr(request, "id", ""))


def scrubbed(text: str) -> str:
    """``text`` without what only one person, or nobody, should know."""
    for secret, replacement in SECRETS:
        text = secret.sub(replacement, text)
    return text


def log_settings() -> dict[str, Any]:
    """``LOGGING``: everything to standard error, as lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "config.log_lines.JsonLines"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        # What axes says is said once more, and better, by honours.security.
        "loggers": {"django.server": {"level": "WARNING"}, "axes": {"level": "ERROR"}},
    }


def _scrubbed_facts(facts: Any) -> Any:
    if isinstance(facts, dict):
        return {name: _scrubbed_facts(fact) for name, fact in facts.items()}
    if isinstance(facts, list):
        return [_scrubbed_facts(fact) for fact in facts]
    return scrubbed(facts)[:LONGEST_FACT] if isinstance(facts, str) else facts
