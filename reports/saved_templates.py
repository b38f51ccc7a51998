"""The Word template somebody made their own: kept for the next report only when it can be filled."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Account, Actor
from accounts.permissions import Action, require_of
from etl.register import default_register
from etl.store import Cursor, Store
from reports.documents.layouts import LayoutName, frame_of
from reports.documents.words_report import write_report
from reports.saved_tables import exporter
from reports.tables.about import subject_of
from returns.events.tables import TemplateKept

NAME_LETTERS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplate:
    """A template with the name of its file and when it was kept (UTC)."""

    file_name: str
    content: bytes
    saved_at: datetime


def template_of(cursor: Cursor, login: str, layout: LayoutName) -> OwnTemplate | None:
    """The account's own template of a layout; None: the one that comes with the program."""
    rows = cursor.execute(
        "select file_name, content, saved_at from report_template where login = ? and layout = ?",
        [login, layout.value],
    ).fetchall()
    return OwnTemplate(file_name=rows[0][0], content=bytes(rows[0][1]), saved_at=rows[0][2]) if rows else None


def keep_template(
    store: Store,
    layout: LayoutName,
    file_name: str,
    content: bytes,
    *,
    plan_code: str,
    day: date,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Fill the template once with the figures of a day; keep it when that worked.

    Raises Forbidden, SelectionFault, and TemplateFault with the place of the fault.
    """
    account = _owner(by)
    subject = subject_of(store, account, plan_code=plan_code, day=day)
    write_report(subject, frame_of(layout, None, day), template=content)
    name = PurePosixPath(file_name.replace("\\", "/")).name[-NAME_LETTERS:]
    at = now or utc_now()

    def work(cursor: Cursor) -> None:
        _drop(cursor, account.login, layout)
        cursor.execute(
            "insert into report_template values (?, ?, ?, ?, ?)", [account.login, layout.value, name, content, at]
        ).fetchall()
        audit.write(cursor, TemplateKept(by=by, layout=layout.value, file_name=name), at=at)

    store.transact(work)


def drop_template(store: Store, layout: LayoutName, *, by: Actor, now: datetime | None = None) -> None:
    """Go back to the template that comes with the program. Raises Forbidden and SelectionFault."""
    account = _owner(by)

    def work(cursor: Cursor) -> None:
        if template_of(cursor, account.login, layout) is None:
            return
        _drop(cursor, account.login, layout)
        audit.write(cursor, TemplateKept(by=by, layout=layout.value, file_name="", dropped=True), at=now)

    store.transact(work)


def _owner(by: Actor) -> Account:
    """Who may have a template of their own. Raises Forbidden and SelectionFault."""
    account = exporter(by)
    require_of(by, Action.OWN_TEMPLATE, account.scope_key, default_register())
    return account


def _drop(cursor: Cursor, login: str, layout: LayoutName) -> None:
    cursor.execute("delete from report_template where login = ? and layout = ?", [login, layout.value]).fetchall()
