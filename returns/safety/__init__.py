"""A store, its originals and its journal into what is wrong with them: asked at start, by the admin and by `audit`."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts import audit
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl import archive
from etl.issues import Severity
from etl.store import (
    Cursor,
    Store,
    StoreDamaged,
    StoreFault,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreShut,
    journal,
)
from etl.store.bundle import named_originals
from etl.store.copying import contents, database_of
from etl.store.schema import meta, script
from returns.safety.findings import Finding, FindingCode, finding

LOW_BYTES = 512 << 20
FAULTS: dict[type[StoreFault], FindingCode] = {
    StoreMissing: FindingCode.STORE_MISSING,
    StoreDamaged: FindingCode.STORE_DAMAGED,
    StoreNewer: FindingCode.STORE_NEWER,
    StoreShut: FindingCode.STORE_SHUT,
    StoreOlder: FindingCode.STORE_OLDER,
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one snapshot of the store says, for comparing with the files beside it."""

    named: dict[str, int]
    store_id: str
    head_seq: int
    hashes: dict[int, str]


def inspect(store: Store, *, by: Actor, deep: bool = True) -> tuple[Finding, ...]:
    """Everything that is wrong, errors first; nothing is changed. Raises Forbidden, StoreBusy, StoreFull.

    Shallow: counts, the journal's last line, every original there and of its size. Deep (for a background thread
    or `audit --verify`): also every original's SHA-256, every block of the store, the whole chain and journal.
    """
    require_of(by, Action.KEEP_BACKUPS)
    lines = _lines(store)  # before the snapshot: what another process commits meanwhile is no loss
    try:
        with store.reading() as cursor:
            found = _inside(cursor)
            if deep:
                contents(cursor, database_of(cursor))
                found += _chain(cursor)
            seen = _seen(cursor, lines)
    except tuple(FAULTS) as fault:
        code = next(FAULTS[kind] for kind in type(fault).__mro__ if kind in FAULTS)
        return (finding(code, message=str(fault)),)
    found += [*_journal(store, seen, lines, deep=deep), *_originals(store, seen.named, deep=deep), *_room(store)]
    return tuple(sorted(found, key=lambda one: one.severity is not Severity.ERROR))


def _inside(cursor: Cursor) -> list[Finding]:
    found: list[Finding] = []
    rows = cursor.execute(script("marts/store_faults.sql")).fetchall()
    for code in (
        FindingCode.FACTS_DIFFER,
        FindingCode.REVISION_GAP,
        FindingCode.RETURN_UNTOLD,
        FindingCode.RETURN_GONE,
    ):
        about = [str(words) for kind, words in rows if kind == code.value]
        if about:
            found.append(finding(code, about, archive="archive"))
    orphaned = [int(words) for kind, words in rows if kind == FindingCode.FACTS_ORPHANED.value]
    if any(orphaned):
        found.append(finding(FindingCode.FACTS_ORPHANED, values=orphaned[0]))
    return found


def _chain(cursor: Cursor) -> list[Finding]:
    broken = audit.verify(cursor).broken
    return [finding(FindingCode.AUDIT_BROKEN, seq=broken.seq, why=broken.why)] if broken else []


def _lines(store: Store) -> tuple[journal.Line, ...]:
    try:
        return journal.lines(store.journal)
    except OSError:
        return ()


def _seen(cursor: Cursor, lines: Sequence[journal.Line]) -> _Seen:
    store_id = meta(cursor, journal.STORE_ID) or ""
    wanted = [line.seq for line in lines]
    rows = cursor.execute(
        "select seq, hash from audit where seq in (select unnest(cast(? as bigint[])))", [wanted]
    ).fetchall()
    head = cursor.execute("select coalesce(max(seq), 0) from audit_head").fetchall()
    return _Seen(dict(named_originals(cursor)), store_id, int(head[0][0]), {int(s): str(h) for s, h in rows})


def _journal(store: Store, seen: _Seen, lines: Sequence[journal.Line], *, deep: bool) -> list[Finding]:
    noted = [line for line in lines if line.store == seen.store_id]
    if not noted:
        return []
    last = max(noted, key=lambda line: line.seq)
    names: dict[str, Any] = {"journal": store.journal.name, "noted": last.seq, "archive": store.archive}
    if last.seq > seen.head_seq:
        lost = [
            f"{one.file_name} ({one.round}, {one.unit_key}): {archive.path_of(store, one.sha256)}"
            for line in noted
            for one in line.accepted
            if one.seq > seen.head_seq and one.sha256 not in seen.named
        ]
        return [finding(FindingCode.COMMITS_LOST, list(dict.fromkeys(lost)), head=seen.head_seq, **names)]
    compared = noted if deep else [last]
    wrong = [line for line in compared if seen.hashes.get(line.seq) != line.hash]
    if wrong:
        return [finding(FindingCode.COMMITS_OTHER, **{**names, "noted": wrong[0].seq})]
    return []


def _originals(store: Store, named: dict[str, int], *, deep: bool) -> list[Finding]:
    missing, altered, unreadable = [], [], []
    for digest, size_bytes in sorted(named.items()):
        path = archive.path_of(store, digest)
        try:
            if path.stat().st_size != size_bytes or (deep and not archive.is_whole(store, digest)):
                altered.append(str(path))
        except FileNotFoundError:
            missing.append(str(path))
        except OSError:
            unreadable.append(str(path))
    told = (
        (FindingCode.ORIGINAL_MISSING, missing),
        (FindingCode.ORIGINAL_ALTERED, altered),
        (FindingCode.ORIGINAL_UNREADABLE, unreadable),
    )
    return [finding(code, about, archive=store.archive) for code, about in told if about]


def _room(store: Store) -> list[Finding]:
    free = shutil.disk_usage(store.path.resolve().parent).free
    if free >= LOW_BYTES:
        return []
    return [finding(FindingCode.DISK_NEARLY_FULL, severity=Severity.WARNING, free_mb=free >> 20)]
