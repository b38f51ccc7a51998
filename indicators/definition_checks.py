"""A draft of a plan into the faults that no single key shows: codes, groups, targets, laws, calendar."""

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from indicators.definition_faults import DefinitionFault, FaultCode, Found, below
from indicators.definition_kinds import kind_faults
from indicators.definition_reading import Draft, Placed
from indicators.exact import written
from indicators.formatting import number_vi
from indicators.model import CalendarEntry, Indicator, ItemType, Target


def faults_of(draft: Draft) -> tuple[DefinitionFault, ...]:
    """The faults of reading, then those found here; a key already at fault is not blamed twice."""
    known = [fault.key for fault in draft.faults]
    found = (
        DefinitionFault(draft.file, key, code, reason)
        for key, code, reason in _all(draft)
        if not any(blamed == key or blamed.startswith((f"{key}[", f"{key}.")) for blamed in known)
    )
    return (*draft.faults, *found)


def _all(draft: Draft) -> Iterator[Found]:
    yield from _codes(draft)
    yield from _groups(draft)
    items = {item.code: item for placed in draft.indicators for item in placed.entry.item}
    for placed in draft.indicators:
        yield from _items(placed)
        yield from kind_faults(placed, items=items, named=draft.named_items)
        yield from _targets(placed, draft)
        yield from _laws(placed)
    yield from _headers(draft)
    yield from _calendar(draft.calendar)


def _codes(draft: Draft) -> Iterator[Found]:
    yield from _repeated((below(p.place, "code"), p.entry.code) for p in draft.groups)
    yield from _repeated((below(p.place, "code"), p.entry.code) for p in draft.indicators)
    yield from _repeated((below(p.place, "code"), p.entry.code) for p in draft.calendar)
    yield from _repeated(
        (below(p.place, f"item[{n}].code"), item.code) for p in draft.indicators for n, item in enumerate(p.entry.item)
    )
    texts = draft.header.text if draft.header else ()
    yield from _repeated((f"text[{n}].kind", asked.kind.value) for n, asked in enumerate(texts))


def _repeated(codes: Iterable[tuple[str, str]]) -> Iterator[Found]:
    first: dict[str, str] = {}
    for key, code in codes:
        before = first.setdefault(code.casefold(), key)
        if before != key:
            yield key, FaultCode.DUPLICATE_CODE, f"Mã “{code}” đã dùng ở {before}."


def _groups(draft: Draft) -> Iterator[Found]:
    for placed in draft.indicators:
        if draft.named_groups and placed.entry.group not in draft.named_groups:
            names = ", ".join(sorted(draft.named_groups))
            reason = f"Không có nhóm “{placed.entry.group}” (các nhóm: {names})."
            yield below(placed.place, "group"), FaultCode.UNKNOWN_GROUP, reason
    for group in draft.groups:
        if group.entry.code not in draft.used_groups and not group.entry.empty_reason.strip():
            reason = "Nhóm không có chỉ tiêu nào: thêm chỉ tiêu, hoặc ghi lý do để trống."
            yield below(group.place, "empty_reason"), FaultCode.EMPTY_GROUP, reason


def _items(placed: Placed[Indicator]) -> Iterator[Found]:
    for n, item in enumerate(placed.entry.item):
        key = below(placed.place, f"item[{n}]")
        if item.type is ItemType.STATE and len(set(item.choices)) < 2:
            reason = "Mục kiểu state cần ít nhất hai lựa chọn khác nhau, lựa chọn cuối là “đã xong”."
            yield f"{key}.choices", FaultCode.CHOICES_MISSING, reason
        if item.type is not ItemType.STATE and item.choices:
            yield f"{key}.choices", FaultCode.CHOICES_UNUSED, "Chỉ mục kiểu state mới có danh sách lựa chọn."
        if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
            reason = f"Mức nhỏ nhất {item.minimum:g} lớn hơn mức lớn nhất {item.maximum:g}."
            yield f"{key}.minimum", FaultCode.BOUNDS_REVERSED, reason


def _targets(placed: Placed[Indicator], draft: Draft) -> Iterator[Found]:
    indicator, targets = placed.entry, placed.entry.target
    for n, target in enumerate(targets):
        if draft.header is not None and target.due < draft.header.starts_on:
            reason = f"Hạn {target.due:%d/%m/%Y} trước ngày bắt đầu {draft.header.starts_on:%d/%m/%Y}."
            yield below(placed.place, f"target[{n}].due"), FaultCode.TARGET_BEFORE_START, reason
        if (written(target.value) * 100).denominator != 1:
            reason = f"Mức {number_vi(target.value)}% lẻ quá: chỉ ghi tới hai chữ số thập phân, ví dụ 33,33."
            yield below(placed.place, f"target[{n}].value"), FaultCode.TARGET_TOO_FINE, reason
    for n, (before, after) in enumerate(pairwise(targets), start=1):
        yield from _step(before, after, below(placed.place, f"target[{n}]"))
    if indicator.baseline is not None and targets and indicator.baseline.on >= targets[0].due:
        reason = "Điểm xuất phát phải trước hạn của mục tiêu đầu tiên."
        yield below(placed.place, "baseline.on"), FaultCode.BASELINE_TOO_LATE, reason


def _step(before: Target, after: Target, key: str) -> Iterator[Found]:
    if after.due <= before.due:
        reason = f"Hạn {after.due:%d/%m/%Y} phải sau hạn trước nó, {before.due:%d/%m/%Y}."
        yield f"{key}.due", FaultCode.TARGETS_OUT_OF_ORDER, reason
    elif after.op == before.op and (
        (after.op == ">=" and after.value < before.value) or (after.op == "<=" and after.value > before.value)
    ):
        reason = f"Mức {after.value:g}% lùi so với mức trước nó, {before.value:g}%."
        yield f"{key}.value", FaultCode.TARGET_STEPS_BACK, reason


def _laws(placed: Placed[Indicator]) -> Iterator[Found]:
    for n, law in enumerate(placed.entry.legal_basis):
        if law.valid_to is not None and law.valid_to < law.valid_from:
            key = below(placed.place, f"legal_basis[{n}].valid_to")
            yield key, FaultCode.BOUNDS_REVERSED, "Ngày hết hiệu lực trước ngày có hiệu lực."
    for n, (before, after) in enumerate(pairwise(placed.entry.legal_basis), start=1):
        if before.valid_to is None or after.valid_from <= before.valid_to:
            key = below(placed.place, f"legal_basis[{n}].valid_from")
            yield key, FaultCode.LAWS_OVERLAP, f"“{before.name}” còn hiệu lực vào ngày này."


def _headers(draft: Draft) -> Iterator[Found]:
    """Two columns of one sheet must not share a title: a sheet that lost its keys is read by them."""
    first: dict[tuple[str, str], str] = {}
    for placed in draft.indicators:
        for n, item in enumerate(placed.entry.item):
            key = below(placed.place, f"item[{n}].header")
            title = (placed.entry.group, " ".join(item.header.casefold().split()))
            if (before := first.setdefault(title, key)) != key:
                yield key, FaultCode.SAME_HEADER, f"Tiêu đề cột trùng với {before} trong cùng nhóm."


def _calendar(entries: list[Placed[CalendarEntry]]) -> Iterator[Found]:
    for placed in entries:
        entry = placed.entry
        if entry.data_to < entry.data_from:
            reason = f"Ngày cuối {entry.data_to:%d/%m/%Y} trước ngày đầu {entry.data_from:%d/%m/%Y}."
            yield below(placed.place, "data_to"), FaultCode.ROUND_REVERSED, reason
        if entry.due < entry.data_to:
            reason = f"Hạn nộp {entry.due:%d/%m/%Y} trước ngày cuối kỳ {entry.data_to:%d/%m/%Y}."
            yield below(placed.place, "due"), FaultCode.DUE_TOO_EARLY, reason
    for earlier, later in combinations(entries, 2):
        if _clash(earlier.entry, later.entry):
            reason = f"Kỳ này chồng lên {earlier.place}; chỉ được nằm trọn trong nhau như 6 tháng trong năm."
            yield below(later.place, "data_from"), FaultCode.ROUNDS_OVERLAP, reason


def _clash(a: CalendarEntry, b: CalendarEntry) -> bool:
    """Whether two rounds cross, or one tier files the same stretch twice. One within the other is fine."""
    if max(a.data_from, b.data_from) > min(a.data_to, b.data_to):
        return False
    if (a.data_from, a.data_to) == (b.data_from, b.data_to):
        return a.tier is b.tier
    a_holds_b = a.data_from <= b.data_from and b.data_to <= a.data_to
    b_holds_a = b.data_from <= a.data_from and a.data_to <= b.data_to
    return not (a_holds_b or b_holds_a)
