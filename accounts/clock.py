"""The machine's clock into the one form the store keeps: UTC without a zone, to the microsecond."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Now in UTC, naive, as every `timestamp` column of the store holds it."""
    return datetime.now(UTC).replace(tzinfo=None)
