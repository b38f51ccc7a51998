"""Three stores that differ only in what somebody must not see, and the people who look at them.

A screen leaks when what it draws changes although only hidden things have changed. That needs no list of secrets:
whatever a new screen shows is compared, letter for letter.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from streamlit.testing.v1 import AppTest

from accounts.identity import USER_KEY
from accounts.model import Account, Role
from accounts.permissions import TABLE, is_within
from etl.register import default_register
from etl.store import Store
from pages.ui.navigation import Screen
from tests.accounts.people import added

OWN, OTHER, PROVINCE = "399@0", "384@0", "38@0"
ROLES_AND_SCOPES = (
    ("filer.own", Role.FILER, OWN),
    ("viewer.own", Role.VIEWER, OWN),
    ("officer.own", Role.OFFICER, OWN),
    ("viewer.none", Role.VIEWER, ""),
    ("filer.none", Role.FILER, ""),
    ("officer.all", Role.OFFICER, PROVINCE),
    ("leader.all", Role.LEADER, PROVINCE),
    ("viewer.all", Role.VIEWER, PROVINCE),
    ("admin.all", Role.ADMIN, PROVINCE),
)
PASSING = re.compile(r'^\s*(deferred_file_id|id|form_id|url): "[^"]*"$', re.MULTILINE)


@dataclass(frozen=True)
class Houses:
    """`base`; `outside`: everything of other districts changed; `everywhere`: everything changed.

    `link` is an address that names only things of the other district; `accounts` are in all three stores.
    """

    base: Store
    outside: Store
    everywhere: Store
    link: dict[str, str]
    accounts: dict[str, Account]

    def disturbed_for(self, account: Account | None, screen: Screen) -> Store | None:
        """The store in which all that this account must not see on this screen is changed; None: it may see all."""
        if account is None or account.role not in TABLE[screen.action].roles or not account.scope_key:
            return self.everywhere
        return self.outside if account.scope_key == OWN else None


def built(sample_folder: Path, folder: Path) -> Houses:
    """The houses, each a copy of the sample store with the same people in it."""
    base = _copy(sample_folder, folder / "base")
    accounts: dict[str, Account] = {}
    for login, role, scope in ROLES_AND_SCOPES:
        actor = added(base, login, role, scope)
        assert actor.account is not None
        accounts[login] = actor.account
    _threads(base)
    base.close()
    outside, everywhere = _copy(base.path.parent, folder / "outside"), _copy(base.path.parent, folder / "everywhere")
    register = default_register()
    with base.reading() as cursor:
        keys = [str(key) for (key,) in cursor.execute("select unit_key from unit").fetchall()]
    _disturb(outside, [key for key in keys if not is_within(register, key, OWN)])
    _disturb(everywhere, keys)
    return Houses(base=base, outside=outside, everywhere=everywhere, link=_link(base), accounts=accounts)


def drawn(store: Store, module: str, login: str | None, query: dict[str, str]) -> str:
    """Everything a screen draws for somebody who comes straight to its address, as text that can be compared."""
    test = AppTest.from_string(f"from pages import {module}\n{module}.render()", default_timeout=60)
    test.user = {} if login is None else {USER_KEY: login}  # type: ignore[attr-defined]
    for key, value in query.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception, (module, login, test.exception[0].message, test.exception[0].stack_trace)
    return text_of(test)


def text_of(test: AppTest) -> str:
    """What is on a screen, without the numbers that Streamlit draws by lot."""
    return "\n".join(PASSING.sub("", f"{part.type} {getattr(part, 'proto', '')}") for part in test.main)


def _copy(source: Path, folder: Path) -> Store:
    shutil.copytree(source, folder)
    return Store(folder / "danvan.duckdb", wait_s=5.0)


def _threads(store: Store) -> None:
    """A question to each of the two districts, and an answer of the other's."""
    with store.writing() as cursor:
        code, plan = cursor.execute("select code, plan from round order by number desc limit 1").fetchall()[0]
        for number, unit in ((1, OWN), (2, OTHER)):
            row = [number, plan, code, "TH-1.1a", unit, "not_enough"]
            cursor.execute("insert into explanation values (?, ?, ?, ?, ?, ?)", row).fetchall()
            entry = [number, 1, "asked", f"Hỏi {unit}", "", None, "", "officer.all", "2026-07-01"]
            cursor.execute("insert into explanation_entry values (?, ?, ?, ?, ?, ?, ?, ?, ?)", entry).fetchall()


def _link(store: Store) -> dict[str, str]:
    register = default_register()
    with store.reading() as cursor:
        rounds = [str(code) for (code,) in cursor.execute("select code from round order by number").fetchall()]
        number = cursor.execute("select max(number) from return_ where unit_key = ?", [OTHER]).fetchall()[0][0]
        communes = [str(key) for (key,) in cursor.execute("select unit_key from unit order by number").fetchall()]
    foreign = next(k for k in reversed(communes) if k != OTHER and is_within(register, k, OTHER))
    return {
        "ky": rounds[-1],
        "huyen": OTHER,
        "xa": foreign,
        "bao_cao": str(number),
        "phieu": "2",
        "bieu": "1,2,3,4,5,6",
        "cac_huyen": OTHER,
        "trang": "2",
        "chi_tieu": "TH-1.1a",
    }


DISTURBANCES = (
    "delete from fact where unit_number in (select number from unit where unit_key in hidden)"
    " and (unit_number + item_number) % 3 = 0",
    "update fact set value = case when value = 1 then 0 when value = 0 then 1 else value + 7 end,"
    " state = case when state = 1 and value = 1 then state else state end, row_number = row_number + 5"
    " where unit_number in (select number from unit where unit_key in hidden)",
    "update return_ set file_name = 'khac-' || number || '.xlsx', submitted_by = 'nguoi.khac', matched_by = 'headers',"
    " submitted_at = submitted_at + interval 90 day, size_bytes = size_bytes + 1, units = units + 1,"
    " reported_values = reported_values + 3, blank_values = blank_values + 2 where unit_key in hidden",
    "update return_issue set message = 'khác', value = 'khác', cell = 'Z9' where return_number in"
    " (select number from return_ where unit_key in hidden)",
    "update explanation_entry set words = 'khác', person = 'Người Khác' where explanation in"
    " (select number from explanation where unit_key in hidden)",
    "insert into evidence select 1000 + number, round, unit_key, 'TH-1.2a', sha256, 'khac.pdf', 'pdf', 9, 'nguoi.khac',"
    " submitted_at, null, null from return_ where unit_key in hidden",
    "insert into return_words select number, 'note', unit_key, 'chữ khác', 'chu khac' from return_"
    " where unit_key in hidden",
    "insert into review select number, 'returned', 'lý do khác', 'nguoi.khac', submitted_at from return_"
    " where unit_key in hidden",
    "insert into draft select round, unit_key, 'nguoi.khac', submitted_at, submitted_at from return_"
    " where unit_key in hidden and revision = 1",
)


def _disturb(store: Store, keys: list[str]) -> None:
    """Change everything that the store says of these units, but not the register of units itself."""
    with store.writing() as cursor:
        cursor.execute("create temp table hidden_ (unit_key varchar)").fetchall()
        cursor.execute("insert into hidden_ select unnest(cast(? as varchar[]))", [keys]).fetchall()
        for one in DISTURBANCES:
            cursor.execute(one.replace("in hidden", "in (select unit_key from hidden_)")).fetchall()
        cursor.execute("drop table hidden_").fetchall()
    store.close()
