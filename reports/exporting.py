"""An order for documents into one file for the one who asked: permission asked for, the reading recorded."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from accounts import audit, directory
from accounts.model import Account, Actor
from accounts.permissions import Action, Forbidden, require_of
from etl.register import default_register
from etl.store import Store
from indicators.formatting import date_vi
from reports.documents.export import MEDIA_TYPES, SUFFIXES, FileFormat, MadeFile, Order, make
from reports.tables.about import Subject, subject_of
from reports.voices import voices_of
from returns.events.tables import TablesTaken

ZIP_TYPE = "application/zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which figures the order is about: one plan on one day, of these indicators (none named: all)."""

    plan: str
    day: date
    indicators: tuple[str, ...] = ()


def taken_file(store: Store, wanted: Wanted, order: Order, *, by: Actor, now: datetime | None = None) -> bytes:
    """The file, made now. It leaves only after the audit trail says who took what.

    Raises Forbidden, UnknownPlan, LookupError for an unknown table, indicator or district, TemplateFault.
    """
    account = _as_it_is_now(store, by)
    subject = subject_of(store, account, plan_code=wanted.plan, day=wanted.day, chosen=wanted.indicators)
    if order.format is FileFormat.REPORT and order.voices is None:
        order = replace(order, voices=voices_of(store, account, subject.heading.round))
    files = make(subject, order)
    content = _zipped(files) if several_files(order) else files[0].content
    note_taken(store, subject, order, by=by, unit_key=account.scope_key, size_bytes=len(content), now=now)
    return content


def note_taken(
    store: Store,
    subject: Subject,
    order: Order,
    *,
    by: Actor,
    unit_key: str,
    size_bytes: int,
    now: datetime | None = None,
) -> None:
    """Keep that tables of `unit_key` and below are about to leave as files. Raises Forbidden."""
    require_of(by, Action.EXPORT, unit_key, default_register())
    event = TablesTaken(
        by=by,
        unit_key=unit_key,
        round=subject.heading.round.code if subject.heading.round else None,
        plan=subject.plan.code,
        day=subject.heading.day.isoformat(),
        format=order.format.value,
        layout=order.layout.value,
        numbers=order.numbers,
        indicators=subject.chosen,
        units=order.unit_keys,
        size_bytes=size_bytes,
    )
    store.transact(lambda cursor: audit.write(cursor, event, at=now))


def _as_it_is_now(store: Store, by: Actor) -> Account:
    """The account read anew: a page with its buttons may stand open for hours after a role was changed."""
    if by.account is None:
        raise Forbidden("Cần đăng nhập để tải biểu tổng hợp.")
    with store.reading() as cursor:
        return directory.find(cursor, by.login) or by.account


def several_files(order: Order) -> bool:
    """Whether the order may fill more than one file, which then come in one ZIP: CSV of several tables."""
    return order.format is FileFormat.CSV and (len(order.numbers) > 1 or bool({3, 6} & set(order.numbers)))


def file_name(order: Order, title: str, day: date) -> str:
    """ "Biểu 1, 4 - Kết luận 862-KL-TU - 30.06.2026.xlsx": no letter that a file system refuses."""
    what = "Báo cáo" if order.format is FileFormat.REPORT else f"Biểu {', '.join(map(str, order.numbers))}"
    suffix = ".zip" if several_files(order) else SUFFIXES[order.format]
    words = f"{what} - {title} - {date_vi(day).replace('/', '.')}"
    return "".join("-" if letter in '\\/:*?"<>|' else letter for letter in words) + suffix


def media_type(order: Order) -> str:
    """The media type of the file."""
    return ZIP_TYPE if several_files(order) else MEDIA_TYPES[order.format]


def _zipped(files: tuple[MadeFile, ...]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for made in files:
            archive.writestr(f"{made.label or 'Biểu'}{made.suffix}", made.content)
    return out.getvalue()
