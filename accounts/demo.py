"""A sample store into one with an account of every kind to try; a real store refuses them."""

from dataclasses import dataclass

from accounts import directory, passwords
from accounts.model import CONSOLE, Account, AccountFault, Role
from etl.store import Cursor, Store
from etl.store.schema import meta

SAMPLE_KEY = "sample"
PROVINCE_KEY = "38@0"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account whose password everybody may know, with a line for the sign-in page."""

    account: Account
    password: str
    line: str


DEMO: tuple[DemoAccount, ...] = (
    DemoAccount(
        Account("tinh", "Chuyên viên Ban Dân vận", Role.OFFICER, PROVINCE_KEY, demo=True),
        "tinh-xem-toan-tinh",
        "Toàn tỉnh: theo dõi, thẩm định, in biểu",
    ),
    DemoAccount(
        Account("huyen", "Cán bộ huyện Hoằng Hóa", Role.FILER, "399@0", demo=True),
        "huyen-nop-bao-cao",
        "Hoằng Hóa: tải tệp mẫu, nộp báo cáo",
    ),
    DemoAccount(
        Account("lanhdao", "Lãnh đạo Ban", Role.LEADER, PROVINCE_KEY, demo=True),
        "lanh-dao-xem-nhanh",
        "Toàn tỉnh: đọc kết quả, ký xác nhận",
    ),
    DemoAccount(
        Account("xem", "Người xem", Role.VIEWER, PROVINCE_KEY, demo=True),
        "xem-khong-sua-gi",
        "Toàn tỉnh: chỉ xem",
    ),
    DemoAccount(
        Account("quantri", "Quản trị hệ thống", Role.ADMIN, PROVINCE_KEY, demo=True),
        "quan-tri-tai-khoan",
        "Tài khoản, nhật ký, sao lưu",
    ),
)


def is_sample(cursor: Cursor) -> bool:
    """Whether the store says of itself that its figures are made up."""
    return meta(cursor, SAMPLE_KEY) == "true"


def ensure(store: Store) -> None:
    """Make the demo accounts that are missing. Raises AccountFault in a store that is not a sample."""
    hashes = {demo.account.login: passwords.hashed(demo.password) for demo in _missing(store)}

    def work(cursor: Cursor) -> None:
        for demo in DEMO:
            login = demo.account.login
            if login in hashes and directory.find(cursor, login) is None:
                directory.insert(cursor, CONSOLE, demo.account, hashes[login])

    if hashes:
        store.transact(work)


def _missing(store: Store) -> tuple[DemoAccount, ...]:
    with store.reading() as cursor:
        if not is_sample(cursor):
            raise AccountFault("Tài khoản dùng thử chỉ có trong kho số liệu minh họa.")
        return tuple(demo for demo in DEMO if directory.find(cursor, demo.account.login) is None)


def offered(cursor: Cursor) -> tuple[DemoAccount, ...]:
    """The demo accounts that can be used now: none in a real store."""
    if not is_sample(cursor):
        return ()
    there = {account.login for account in directory.everyone(cursor) if account.demo and account.active}
    return tuple(demo for demo in DEMO if demo.account.login in there)
