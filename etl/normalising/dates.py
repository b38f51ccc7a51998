"""Dates as people type them (03/6/2013, 3-6-2013, 2013-06-03, "ngày 3 tháng 6 năm 2013") into a date."""

import re
from datetime import date

NUMERIC = re.compile(r"(\d{1,2}) ?([/.\-]) ?(\d{1,2}) ?\2 ?(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
WORDS = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


def date_of(text: str) -> date | None:
    """The day a clean text names, day before month; None when it names none or an impossible one."""
    words = text.lower()
    for pattern, (day, month, year) in ((NUMERIC, (1, 3, 4)), (ISO, (3, 2, 1)), (WORDS, (1, 2, 3))):
        match = pattern.fullmatch(words)
        if match:
            return possible(int(match[year]), int(match[month]), int(match[day]))
    return None


def possible(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
