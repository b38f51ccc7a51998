"""Four stores that differ only in what somebody must not see, and the people who look at them.

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
COMMUNE = "15976@2025-07-01"
"""A commune of OWN. The register knows no office that files yet, so none is walked."""
ROLES_AND_SCOPES = (
    ("filer.own", Role.FILER, OWN),
    ("viewer.own", Role.VIEWER, OWN),
    ("officer.own", Role.OFFICER, OWN),
    ("filer.commune", Role.FILER, COMMUNE),
    ("viewer.commune", Role.VIEWER, COMMUNE),
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
    """`base`; `outside`: everything of other districts changed; `around`: everything but one commune's changed;
    `everywhere`: everything changed.

    `link` is an address that names only things of the other district; `near` one that names what is the own district's
    but not the commune's; `accounts` are in all stores.
    """

    base: Store
    outside: Store
    around: Store
    everywhere: Store
    link: dict[str, str]
    near: dict[str, str]
    accounts: dict[str, Account]

    def disturbed_for(self, account: Account | None, screen: Screen) -> Store | None:
        """The store in which all that this account must not see on this screen is changed; None: it may see all."""
        if account is None or account.role not in TABLE[screen.action].roles or not account.scope_key:
            return self.everywhere
        return {OWN: self.outside, COMMUNE: self.around}.get(account.scope_key)

    def link_for(self, login: str | None) -> dict[str, str]:
        """An address that leads just outside what this person may see."""
        return self.near if login and self.accounts[login].scope_key == COMMUNE else self.link

    def name_of(self, store: Store) -> str:
        """Which of the stores it is."""
        return next(name for name in ("base", "outside", "around", "everywhere") if getattr(self, name) is store)


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
    outside, around, everywhere = (
        _copy(base.path.parent, folder / name) for name in ("outside", "around", "everywhere")
    )
    register = default_register()
    with base.reading() as cursor:
        keys = [str(key) for (key,) in cursor.execute("select unit_key from unit").fetchall()]
    _disturb(outside, [key for key in keys if not is_within(register, key, OWN)])
    _disturb(around, [key for key in keys if not is_within(register, key, COMMUNE)])
    _disturb(everywhere, keys)
    return Houses(
        base=base,
        outside=outside,
        around=around,
        everywhere=everywhere,
        link=_link(base, OTHER),
        near=_link(base, OWN),
        accounts=accounts,
    )


def drawn(
    store: Store, module: str, login: str | None, query: dict[str, str], *, chosen: dict[str, object] | None = None
) -> str:
    """Everything a screen draws for somebody who comes straight to its address, as text that can be compared.

    `chosen` is what the browser claims to have chosen already, by the widgets' keys.
    """
    test = _ran(module, login, query, chosen or {})
    assert not test.exception, (module, login, test.exception[0].message, test.exception[0].stack_trace)
    return text_of(test)


def chosen_by(store: Store, module: str, login: str, query: dict[str, str]) -> dict[str, object]:
    """What somebody's widgets on a screen hold, without buttons and uploads, which nobody may set."""
    test = _ran(module, login, query, {})
    kinds = (test.selectbox, test.multiselect, test.radio, test.text_input, test.text_area, test.checkbox, test.toggle)
    return {one.key: one.value for kind in kinds for one in kind if one.key}


def _ran(module: str, login: str | None, query: dict[str, str], chosen: dict[str, object]) -> AppTest:
    test = AppTest.from_string(f"from pages import {module}\n{module}.render()", default_timeout=60)
    test.user = {} if login is None else {USER_KEY: login}  # type: ignore[attr-defined]
    for key, value in query.items():
        test.query_params[key] = value
    for key, held in chosen.items():
        test.session_state[key] = held
    return test.run()


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


def _link(store: Store, district: str) -> dict[str, str]:
    register = default_register()
    with store.reading() as cursor:
        rounds = [str(code) for (code,) in cursor.execute("select code from round order by number").fetchall()]
        number = cursor.execute("select max(number) from return_ where unit_key = ?", [district]).fetchall()[0][0]
        communes = [str(key) for (key,) in cursor.execute("select unit_key from unit order by number").fetchall()]
    foreign = next(k for k in reversed(communes) if k not in (district, COMMUNE) and is_within(register, k, district))
    return {
        "ky": rounds[-1],
        "huyen": district,
        "xa": foreign,
        "bao_cao": str(number),
        "phieu": "1" if district == OWN else "2",
        "bieu": "1,2,3,4,5,6",
        "cac_huyen": district,
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
    "insert into return_words select number, 'difficulty', unit_key, 'chữ khác', 'chu khac' from return_"
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
