"""Serial numbers and their formats into dates."""

import re
from datetime import date, datetime, timedelta
from functools import cache

# ECMA-376 part 1, 18.8.30: the formats every workbook has without declaring them.
BUILT_IN_FORMATS = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    "14": "dd/mm/yyyy",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "dd/mm/yyyy h:mm",
    "37": "#,##0 ;(#,##0)",
    "38": "#,##0 ;[Red](#,##0)",
    "39": "#,##0.00;(#,##0.00)",
    "40": "#,##0.00;[Red](#,##0.00)",
    "45": "mm:ss",
    "46": "[h]:mm:ss",
    "47": "mmss.0",
    "48": "##0.0E+0",
    "49": "@",
}
_NOT_PATTERN = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|[_*].")
_ELAPSED = re.compile(r"\[[hms]+\]")
_FIRST_SERIAL, _LAST_SERIAL = 1, 2_958_466
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


@cache
def shows_a_date(number_format: str) -> bool:
    """Whether a number format shows a day, month or year; a mere time of day or duration does not count."""
    first = number_format.split(";")[0].lower()
    pattern = _NOT_PATTERN.sub("", first)
    if pattern in ("general", "standard") or _ELAPSED.search(first):
        return False
    has_time = "h" in pattern or "s" in pattern
    return "d" in pattern or "y" in pattern or ("m" in pattern and not has_time)


def from_serial(serial: float, *, since_1904: bool = False) -> date | datetime | None:
    """The day (and time, if any, to the millisecond) of a serial number; None outside 1900 to 9999."""
    first = 0 if since_1904 else _FIRST_SERIAL
    if not first <= serial < _LAST_SERIAL - (1462 if since_1904 else 0):
        return None
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    days, fraction = divmod(serial, 1)
    if not since_1904 and days < 60:
        # Excel counts a 29 February 1900 that never was; before it the count is one short.
        days += 1
    moment = epoch + timedelta(days=days, milliseconds=round(fraction * 86_400_000))
    return plain(moment)


def from_iso(text: str) -> date | datetime | None:
    """An ISO 8601 day or moment, its time zone dropped; None when it is neither."""
    try:
        return plain(datetime.fromisoformat(text.strip()).replace(tzinfo=None))
    except ValueError:
        return None


def plain(moment: datetime) -> date | datetime:
    """A moment at midnight is a day."""
    return moment if moment.time() != datetime.min.time() else moment.date()
