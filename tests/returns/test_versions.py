"""Versions of a return: what each changed, who may read which, and its original bytes."""

import pytest

from accounts.permissions import Forbidden
from returns.changes import ChangeKind
from returns.faults import ReturnsFault, UnknownReturn
from returns.filing import Confirmation, accept
from returns.intake import check_upload
from returns.versions import changes_before_filing, changes_of_versions, opened, original_of, versions
from tests.returns.conftest import BIM_SON, FILER, LEADER, OFFICER, OTHER_FILER, ROUND, STRANGER, VIEWER, Filing


def test_what_an_upload_would_change_is_told_before_it_is_filed(bim_son: Filing) -> None:
    first, second = bim_son.communes
    old = bim_son.values({"TH-1.1a.den": 1234, "TH-2.5": 7})
    new = bim_son.values({"TH-1.1a.den": 98, "TH-1.3c": 0}) | {(second.key, "TH-1.2a"): "Không"}
    bim_son.file(old)
    checked = check_upload(bim_son.store, bim_son.workbook(new), "sua.xlsx", by=FILER)
    changes = changes_before_filing(bim_son.store, checked, by=FILER)
    assert changes is not None
    assert [(c.unit.key, c.item.code, c.kind, c.before, c.after) for c in changes.changed] == [
        (first.key, "TH-1.1a.den", ChangeKind.CHANGED, "1.234", "98"),
        (first.key, "TH-1.3c", ChangeKind.ADDED, None, "0"),
        (first.key, "TH-2.5", ChangeKind.REMOVED, "7", None),
        (second.key, "TH-1.2a", ChangeKind.CHANGED, "Có", "Không"),
    ]
    assert changes.same + 2 + 1 == len(new)
    assert (changes.communes, changes.counts[ChangeKind.CHANGED]) == (2, 2)


def test_a_first_filing_has_nothing_to_be_compared_with(bim_son: Filing) -> None:
    checked = check_upload(bim_son.store, bim_son.workbook(bim_son.values()), "b.xlsx", by=FILER)
    assert changes_before_filing(bim_son.store, checked, by=FILER) is None


def test_two_stored_versions_are_compared_either_way(bim_son: Filing) -> None:
    one = bim_son.file(bim_son.values({"TH-1.2b": 3})).number or 0
    two = bim_son.file(bim_son.values({"TH-1.2b": 4})).number or 0
    there = changes_of_versions(bim_son.store, one, two, by=LEADER)
    back = changes_of_versions(bim_son.store, two, one, by=FILER)
    assert [(c.before, c.after) for c in there.changed] == [("3", "4")]
    assert [(c.before, c.after) for c in back.changed] == [("4", "3")]
    assert there.same == back.same == len(bim_son.values())


def test_versions_of_different_units_are_not_compared(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    other = filing("384@0")
    one, two = bim_son.file(bim_son.values()).number or 0, other.file(other.values()).number or 0
    with pytest.raises(ReturnsFault, match="cùng một đơn vị"):
        changes_of_versions(bim_son.store, one, two, by=OFFICER)


def test_every_version_stays_with_what_was_found_in_it(bim_son: Filing) -> None:
    bim_son.file(bim_son.values())
    bim_son.file(bim_son.values({"TH-1.2b": 4}), by=FILER)
    found = versions(bim_son.store, ROUND, BIM_SON, by=FILER)
    assert [(v.head.revision, v.head.last, v.head.submitted_by) for v in found] == [
        (2, True, "bimson"),
        (1, False, "#may-chu"),
    ]
    assert found[0].warnings == len(opened(bim_son.store, found[0].head.number, by=FILER).issues) > 0
    assert versions(bim_son.store, ROUND, "384@0", by=OFFICER) == ()


def test_the_original_bytes_come_back_and_it_is_written_down_who_took_them(bim_son: Filing) -> None:
    data = bim_son.workbook(bim_son.values())
    number = bim_son.file(bim_son.values()).number or 0
    original = original_of(bim_son.store, number, by=LEADER)
    assert (original.data, original.file_name) == (data, "bao-cao.xlsx")
    assert original.content_type.endswith("spreadsheetml.sheet")
    with bim_son.store.reading() as cursor:
        row = cursor.execute("select action, login, return_number from audit order by seq desc limit 1").fetchall()[0]
    assert row == ("return.original", "lanhdao", number)


@pytest.mark.parametrize("by", [OTHER_FILER, VIEWER, STRANGER])
def test_nobody_else_reads_a_return(bim_son: Filing, by) -> None:  # type: ignore[no-untyped-def]
    number = bim_son.file(bim_son.values()).number or 0
    with pytest.raises(Forbidden):
        versions(bim_son.store, ROUND, BIM_SON, by=by)
    for read in (opened, original_of):
        with pytest.raises(Forbidden):
            read(bim_son.store, number, by=by)
    with pytest.raises(Forbidden):
        changes_of_versions(bim_son.store, number, number, by=by)
    with bim_son.store.reading() as cursor:
        assert cursor.execute("select count(*) from audit where action = 'return.original'").fetchall() == [(0,)]


def test_a_version_that_is_not_there_is_named(bim_son: Filing) -> None:
    with pytest.raises(UnknownReturn, match="số 7"):
        original_of(bim_son.store, 7, by=OFFICER)


def test_what_the_sender_said_to_a_warning_is_kept_beside_it(bim_son: Filing) -> None:
    data = bim_son.workbook(bim_son.values())
    checked = check_upload(bim_son.store, data, "b.xlsx", by=FILER)
    told = Confirmation(answers={1: "  Chưa tổng hợp xong ", 999: "không có chỗ"})
    number = accept(bim_son.store, checked, data, by=FILER, confirmed=told).number or 0
    assert opened(bim_son.store, number, by=OFFICER).answers == {1: "Chưa tổng hợp xong"}
