"""A return or a round into the deep link of the screen where it is worked on."""

from urllib.parse import urlencode

from pages.ui.links import DISTRICT_KEY, ROUND_KEY

PROGRESS = "tien-do-nop"
REVIEW = "tham-dinh"
ROUNDS = "ky-bao-cao"
ENTRY = "nhap-truc-tiep"
RETURN_KEY = "bao_cao"


def review(number: int | None = None, round_code: str | None = None) -> str:
    """Thẩm định: one version open, or the queue."""
    return _link(REVIEW, {RETURN_KEY: str(number) if number else None, ROUND_KEY: round_code})


def progress(round_code: str | None = None) -> str:
    """Tiến độ nộp of one round."""
    return _link(PROGRESS, {ROUND_KEY: round_code})


def rounds(round_code: str | None = None) -> str:
    """Kỳ báo cáo with one round chosen."""
    return _link(ROUNDS, {ROUND_KEY: round_code})


def entry(round_code: str | None = None, unit_key: str | None = None) -> str:
    """Nhập trực tiếp of one unit in one round."""
    return _link(ENTRY, {ROUND_KEY: round_code, DISTRICT_KEY: unit_key})


def _link(path: str, query: dict[str, str | None]) -> str:
    chosen = {key: value for key, value in query.items() if value}
    return f"./{path}?{urlencode(chosen, safe='@,')}" if chosen else f"./{path}"
