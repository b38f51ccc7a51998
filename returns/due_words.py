"""A deadline as a document words it ("trước ngày 25/5") into the last day on which a return is in time.

"Trước" leaves the named day out: "trước ngày 25 tháng 5" ends on 24/5. "Chậm nhất", "đến", "hết", "không quá", the
bare day, and an hour of the day ("trước 17 giờ ngày 25/5") keep it.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from etl.names import match_key
from returns.faults import RoundFault

DAY = re.compile(r"(?P<day>\d{1,2}) ?(?:/|-|\.|tháng) ?(?P<month>\d{1,2})(?: ?(?:/|-|\.|năm) ?(?P<year>\d{4}))?\.?")
MONTH = re.compile(r"tháng (?P<month>\d{1,2})(?: ?(?:/|năm) ?(?P<year>\d{4}))?\.?")
CLOCK = re.compile(r"(?:trước )?\d{1,2} ?(?:giờ|h|g) ?(?:\d{2})?(?: ?phút)?\b")
BEFORE, MONTH_WORDS = ("trước",), ("hết", "cuối", "trong", "trước")
KEPT_WORDS = ("chậm nhất", "muộn nhất", "đến hết", "đến", "hết", "không quá", "không muộn hơn", "hạn")
FILLERS = ("là", "vào", "trong", "ngày", "đến", "hạn nộp", "nộp", "gửi", "báo cáo", "hằng năm", "hàng năm", ":")
EXAMPLES = "“trước ngày 25/5”, “chậm nhất ngày 15/01/2026”, “hết tháng 6/2026”"


def due_from_words(words: str, *, near: date) -> date:
    """The last good day. Without a year, that day of the year which lies nearest to `near` (the data's last day).

    Raises RoundFault when the words name no day, or a day that no calendar has.
    """
    text = CLOCK.sub("", match_key(words)).strip(" .;,")
    before = bool(re.match(r"(?:.*\b)?trước\b", text))
    month = _whole_month(text)
    if month is not None:
        first = _placed(words, 1 if before else 0, int(month["month"]), month["year"], near)
        return first - timedelta(days=1) if before else first
    found = DAY.search(text)
    if found is None or not _understood(text[: found.start()], text[found.end() :]):
        raise RoundFault(f"Chưa hiểu hạn nộp “{words}”. Viết như: {EXAMPLES}.")
    day = _placed(words, int(found["day"]), int(found["month"]), found["year"], near)
    return day - timedelta(days=1) if before else day


def _whole_month(text: str) -> re.Match[str] | None:
    for word in MONTH_WORDS:
        lead, said, rest = text.partition(word)
        found = MONTH.fullmatch(rest.strip()) if said else None
        if found and _understood(lead, ""):
            return found
    return None


def _understood(lead: str, rest: str) -> bool:
    """Whether nothing but known words stands around the day: a word not understood may change its meaning."""
    for word in sorted((*BEFORE, *KEPT_WORDS, *FILLERS), key=len, reverse=True):
        lead = lead.replace(word, " ")
    for word in FILLERS:
        rest = rest.replace(word, " ")
    return not lead.strip(" .,;()-") and not rest.strip(" .,;()-")


def _placed(words: str, day: int, month: int, year: str | None, near: date) -> date:
    """The day in its own year, else in the nearest year that has it; day 0 is the month's last."""
    years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
    found = [one for one in (_date(y, month, day) for y in years) if one is not None]
    if not found:
        raise RoundFault(f"Hạn nộp “{words}” không có trong lịch. Viết như: {EXAMPLES}.")
    return min(found, key=lambda one: (abs(one - near), one))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None
