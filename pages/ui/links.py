"""A place in the program and what it should show into a deep link, relative to wherever the program lives."""

from urllib.parse import urlencode

OVERVIEW = "tong-quan"
INDICATOR = "theo-chi-tieu"
DISTRICT = "theo-huyen"
COMMUNE = "xa"
FILING = "nop-bao-cao"
DEFINITIONS = "khung-chi-tieu"

PLAN_KEY = "ke_hoach"
ROUND_KEY = "ky"
DISTRICT_KEY = "huyen"
INDICATOR_KEY = "chi_tieu"
COMMUNE_KEY = "xa"


def overview(round_code: str | None = None) -> str:
    """Tổng quan, which is the first page."""
    return _link("", **{ROUND_KEY: round_code})


def indicator(code: str, round_code: str | None = None) -> str:
    """Theo chỉ tiêu on one indicator."""
    return _link(INDICATOR, **{INDICATOR_KEY: code, ROUND_KEY: round_code})


def district(unit_key: str | None, round_code: str | None = None, indicator_code: str | None = None) -> str:
    """Theo huyện on one district, with one indicator marked."""
    return _link(DISTRICT, **{DISTRICT_KEY: unit_key, INDICATOR_KEY: indicator_code, ROUND_KEY: round_code})


def commune(unit_key: str, round_code: str | None = None, indicator_code: str | None = None) -> str:
    """The page of one commune, with one indicator marked."""
    return _link(COMMUNE, **{COMMUNE_KEY: unit_key, INDICATOR_KEY: indicator_code, ROUND_KEY: round_code})


def definitions(indicator_code: str) -> str:
    """Khung chỉ tiêu with one definition shown first."""
    return _link(DEFINITIONS, **{INDICATOR_KEY: indicator_code})


def filing(round_code: str | None = None) -> str:
    """Nộp báo cáo for one round."""
    return _link(FILING, **{ROUND_KEY: round_code})


def anchor(indicator_code: str) -> str:
    """The id of an indicator's element on a page."""
    return "ct-" + indicator_code.replace(".", "-").lower()


def _link(path: str, **query: str | None) -> str:
    chosen = {key: value for key, value in query.items() if value}
    return f"./{path}?{urlencode(chosen, safe='@')}" if chosen else f"./{path}"
