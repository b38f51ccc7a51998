"""A place in the program and what it should show into a deep link, relative to wherever the program lives."""

from collections.abc import Iterable
from urllib.parse import urlencode

OVERVIEW = "tong-quan"
INDICATOR = "theo-chi-tieu"
DISTRICT = "theo-huyen"
COMMUNE = "xa"
FILING = "nop-bao-cao"
MAPPING = "ghep-mau-bieu"
DEFINITIONS = "khung-chi-tieu"
LEADER = "lanh-dao"
SLIDES = "trinh-chieu"
TABLES = "bieu-tong-hop"
EXPLANATIONS = "giai-trinh"
WORDS = "y-kien"

PLAN_KEY = "ke_hoach"
ROUND_KEY = "ky"
DISTRICT_KEY = "huyen"
INDICATOR_KEY = "chi_tieu"
COMMUNE_KEY = "xa"
SLIDE_KEY = "trang"
TABLE_KEY = "bieu"
LAYOUT_KEY = "the_thuc"
INDICATORS_KEY = "cac_chi_tieu"
DISTRICTS_KEY = "cac_huyen"
THREAD_KEY = "phieu"


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


def leader(round_code: str | None = None) -> str:
    """Trước cuộc họp."""
    return _link(LEADER, **{ROUND_KEY: round_code})


def slide(number: int, round_code: str | None = None, districts: Iterable[str] = ()) -> str:
    """Trình chiếu at one slide, counted from 1, with a slide of its own for each of these districts."""
    return _link(SLIDES, **{SLIDE_KEY: str(number), DISTRICTS_KEY: ",".join(districts), ROUND_KEY: round_code})


def tables(
    numbers: Iterable[int],
    round_code: str | None = None,
    *,
    indicators: Iterable[str] = (),
    districts: Iterable[str] = (),
    layout: str | None = None,
) -> str:
    """Biểu tổng hợp with tables chosen, narrowed to indicators and districts where these are named."""
    return _link(
        TABLES,
        **{
            TABLE_KEY: ",".join(map(str, numbers)),
            INDICATORS_KEY: ",".join(indicators),
            DISTRICTS_KEY: ",".join(districts),
            LAYOUT_KEY: layout,
            ROUND_KEY: round_code,
        },
    )


def explanations(
    round_code: str | None = None,
    *,
    indicator_code: str | None = None,
    unit_key: str | None = None,
    thread: int | None = None,
) -> str:
    """Giải trình: one thread open, or a question about an indicator and a district begun."""
    return _link(
        EXPLANATIONS,
        **{
            THREAD_KEY: str(thread) if thread else None,
            INDICATOR_KEY: indicator_code,
            DISTRICT_KEY: unit_key,
            ROUND_KEY: round_code,
        },
    )


def words(**query: str) -> str:
    """Ý kiến cơ sở with a search as the address holds it."""
    return _link(WORDS, **query)


def anchor(indicator_code: str) -> str:
    """The id of an indicator's element on a page."""
    return "ct-" + indicator_code.replace(".", "-").lower()


def _link(path: str, **query: str | None) -> str:
    chosen = {key: value for key, value in query.items() if value}
    return f"./{path}?{urlencode(chosen, safe='@')}" if chosen else f"./{path}"
