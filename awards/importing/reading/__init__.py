"""From a source to rows: pure, no models, no database."""

from awards.importing.reading.source import ACCEPTED, read_source, read_text

__all__ = ["ACCEPTED", "read_source", "read_text"]
