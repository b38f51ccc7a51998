"""The trail into what others did to somebody's account, told until its owner has read it."""

import json
from dataclasses import dataclass
from datetime import datetime

from accounts.audit import Change
from accounts.events import AccountChanged, PasswordChanged, SessionsRevoked
from accounts.model import Actor
from etl.store import Cursor, Store

KINDS = (AccountChanged.code, PasswordChanged.code, SessionsRevoked.code)
MOST = 10


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing somebody else did. `at_utc` is UTC; `by_name` is a person's name, or "" for the machine's console."""

    seq: int
    at_utc: datetime
    by_name: str
    action: str
    changes: tuple[Change, ...]


def unread(cursor: Cursor, login: str) -> tuple[Notice, ...]:
    """What was done to this account by others since its owner last read, the oldest first, at most MOST.

    Sessions that ended because of a change are not told beside it.
    """
    places = ", ".join("?" for _ in KINDS)
    rows = cursor.execute(
        "select audit.seq, audit.at_utc, coalesce(account.name, ''), audit.action, audit.details"
        " from audit left join account on account.login = audit.login"
        f" where audit.action in ({places}) and audit.login <> ? and contains(audit.details, ?)"
        " and audit.seq > coalesce((select seq from account_notice_read where login = ?), 0)"
        " order by audit.seq desc limit ?",
        [*KINDS, login, f'"account":{json.dumps(login)}', login, MOST],
    ).fetchall()
    found = [_notice(*row) for row in reversed(rows)]
    seen = {one.seq for one in found}
    return tuple(one for one in found if one.action != SessionsRevoked.code or one.seq - 1 not in seen)


def mark_read(store: Store, by: Actor, seq: int) -> None:
    """The acting account has read everything up to row `seq` of the trail.

    It moves forward only, and never past what the trail holds: what is still to come cannot be read in advance.
    """
    login = by.login

    def work(cursor: Cursor) -> None:
        upto = min(seq, int(cursor.execute("select seq from audit_head").fetchall()[0][0]))
        rows = cursor.execute("select seq from account_notice_read where login = ?", [login]).fetchall()
        if rows and rows[0][0] >= upto:
            return
        cursor.execute("delete from account_notice_read where login = ?", [login]).fetchall()
        cursor.execute("insert into account_notice_read values (?, ?)", [login, upto]).fetchall()

    if by.account is not None:
        store.transact(work)


def _notice(seq: int, at_utc: datetime, by_name: str, action: str, details: str) -> Notice:
    told = json.loads(details).get("changes", [])
    changes = tuple(Change(field=field, before=before, after=after) for field, before, after in told)
    return Notice(seq=seq, at_utc=at_utc, by_name=by_name, action=action, changes=changes)
