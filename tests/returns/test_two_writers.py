"""Two people at once: a lock and a filing, two decisions, two conflicting savings; one order holds for all to see."""

import threading
from collections.abc import Callable

from accounts import audit
from returns.drafts import entry_form, save_step
from returns.faults import ReviewFault, RoundFault
from returns.filing import accept
from returns.intake import check_upload
from returns.review import approve, send_back
from returns.rounds.states import close_round
from tests.returns.conftest import BIM_SON, FILER, OFFICER, ROUND, Filing


def together(*works: Callable[[], object]) -> list[object]:
    """Run these at once; what each gave, or the fault it met."""
    given: list[object] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(place: int, work: Callable[[], object]) -> None:
        gate.wait()
        try:
            given[place] = work()
        except (ReviewFault, RoundFault) as fault:
            given[place] = fault

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_of_two_decisions_at_once_one_is_told_about_the_other(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number or 0
    works = [lambda: approve(bim_son.store, [number], by=OFFICER)] * 4
    given = together(*works)
    assert sum(isinstance(one, ReviewFault) for one in given) == 3
    assert _verified(bim_son) == 2


def test_nothing_is_taken_after_the_round_closed(bim_son: Filing) -> None:
    made = []
    for count in range(4):
        data = bim_son.workbook(bim_son.values({"TH-1.2b": count}))
        made.append((data, check_upload(bim_son.store, data, f"{count}.xlsx", by=FILER)))

    def filed(data, checked):  # type: ignore[no-untyped-def]
        return lambda: accept(bim_son.store, checked, data, by=FILER)

    works = [filed(data, checked) for data, checked in made]
    together(*works[:2], lambda: close_round(bim_son.store, ROUND, by=OFFICER), *works[2:])
    with bim_son.store.reading() as cursor:
        actions = [str(row[0]) for row in cursor.execute("select action from audit order by seq").fetchall()]
        kept = cursor.execute("select count(*) from return_").fetchall()[0][0]
    assert actions[-1] == "round.state" and kept == len(actions) - 1
    _verified(bim_son)


def test_a_correction_and_a_decision_at_once_leave_the_correction_waiting(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number or 0
    together(
        lambda: send_back(bim_son.store, number, reason="Thiếu số liệu", by=OFFICER),
        lambda: bim_son.file(bim_son.values({"TH-1.2b": 4}), by=FILER),
    )
    with bim_son.store.reading() as cursor:
        states = dict(cursor.execute("select revision, state from return_").fetchall())
        counts = cursor.execute("select revision from effective_return").fetchall()
    assert states[2] == "accepted" and counts == [(2,)]


def test_two_tabs_of_one_account_lose_no_cell(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    items = ["TH-1.2a", "TH-1.3a", "TH-1.3b", "TH-1.4a"]

    def saved(item: str) -> Callable[[], object]:
        return lambda: save_step(bim_son.store, ROUND, BIM_SON, {(commune, item): "Có"}, by=FILER)

    together(*(saved(item) for item in items))
    typed = entry_form(bim_son.store, ROUND, BIM_SON, by=FILER).typed
    assert set(typed) == {(commune, item) for item in items}


def _verified(filing: Filing) -> int:
    with filing.store.reading() as cursor:
        verdict = audit.verify(cursor)
    assert verdict.broken is None
    return verdict.rows
