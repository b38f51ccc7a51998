"""The explanation loop: who may ask and answer, which order the steps have, and that nothing said is ever lost."""

from datetime import date, datetime

import pytest

from accounts.model import Account, Actor, Role
from accounts.permissions import Forbidden
from etl.register import UnknownUnit
from etl.store import Store
from returns.explaining import MOST_LETTERS, Answer, Question, accept, answer, ask, said, withdraw
from returns.explanations import Explanation, ExplanationFault, Step, explanations_for, find, version_of
from returns.rounds import UnknownRound, all_rounds

HOANG_HOA, MUONG_LAT = "399@0", "384@0"
NOW = datetime(2026, 7, 20, 3, 0)
OFFICER = Actor(account=Account("tinh", "Chuyên viên", Role.OFFICER, "38@0"))
FILER = Actor(account=Account("huyen", "Cán bộ huyện", Role.FILER, HOANG_HOA))
OTHER_FILER = Actor(account=Account("huyen2", "Cán bộ khác", Role.FILER, MUONG_LAT))
LEADER = Actor(account=Account("lanhdao", "Lãnh đạo", Role.LEADER, "38@0"))


def last_round(store: Store) -> str:
    with store.reading() as cursor:
        return all_rounds(cursor, "th862")[-1].code


def question(store: Store, **other: object) -> Question:
    given: dict[str, object] = {
        "round": last_round(store),
        "indicator": "TH-1.2a",
        "unit_key": HOANG_HOA,
        "words": "Vì sao còn 4 xã chưa đạt?",
        "due": date(2026, 7, 31),
        "standing": "Chậm, 42,31%",
    }
    return Question(**(given | other))  # type: ignore[arg-type]


def the_answer(**other: str) -> Answer:
    given = {"reason": "Thiếu cán bộ", "measure": "Cử cán bộ tăng cường", "person": "Lê Văn A"} | other
    return Answer(done_by=date(2026, 9, 30), **given)


def thread(store: Store, number: int) -> Explanation:
    with store.reading() as cursor:
        return find(cursor, number)


def trail(store: Store) -> list[str]:
    with store.reading() as cursor:
        return [row[0] for row in cursor.execute("select action from audit order by seq").fetchall()]


def test_a_question_and_its_answer_are_one_thread_with_its_history(seeded_store: Store) -> None:
    number = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    answer(seeded_store, number, the_answer(), by=FILER, now=NOW)
    answer(seeded_store, number, the_answer(reason="Thiếu cán bộ và kinh phí"), by=FILER, now=NOW)
    accept(seeded_store, number, by=OFFICER, now=NOW)
    found = thread(seeded_store, number)
    assert [entry.step for entry in found.entries] == [Step.ASKED, Step.ANSWERED, Step.ANSWERED, Step.ACCEPTED]
    assert found.state_name == "Đã ghi nhận"
    assert found.answer is not None
    assert found.answer.words == "Thiếu cán bộ và kinh phí"
    assert (found.answer.measure, found.answer.person) == ("Cử cán bộ tăng cường", "Lê Văn A")
    assert found.answer.day == date(2026, 9, 30)
    assert found.entries[1].words == "Thiếu cán bộ"
    assert found.standing == "Chậm, 42,31%"
    assert trail(seeded_store)[-4:] == [
        "explanation.asked",
        "explanation.answered",
        "explanation.answered",
        "explanation.accepted",
    ]


def test_asking_again_keeps_to_the_thread_and_the_first_standing(seeded_store: Store) -> None:
    first = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    answer(seeded_store, first, the_answer(), by=FILER, now=NOW)
    again = ask(seeded_store, question(seeded_store, words="Nêu rõ tên xã.", standing="Khác"), by=OFFICER, now=NOW)
    found = thread(seeded_store, first)
    assert again == first
    assert (found.state, found.question.words) == (Step.ASKED, "Nêu rõ tên xã.")
    assert found.answer is not None
    assert found.answer.words == "Thiếu cán bộ"
    assert found.standing == "Chậm, 42,31%"


def test_threads_are_found_by_round_and_unit(seeded_store: Store) -> None:
    one = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    two = ask(seeded_store, question(seeded_store, unit_key=MUONG_LAT), by=OFFICER, now=NOW)
    with seeded_store.reading() as cursor:
        assert [t.number for t in explanations_for(cursor, "th862")] == [one, two]
        assert [t.number for t in explanations_for(cursor, "th862", unit_key=MUONG_LAT)] == [two]
        assert explanations_for(cursor, "th862", "khong-co") == ()
        assert explanations_for(cursor, "khac") == ()
        assert version_of(cursor) == 2


@pytest.mark.parametrize("by", [FILER, LEADER, Actor(account=None)])
def test_only_an_officer_asks(seeded_store: Store, by: Actor) -> None:
    with pytest.raises(Forbidden):
        ask(seeded_store, question(seeded_store), by=by, now=NOW)
    with seeded_store.reading() as cursor:
        assert version_of(cursor) == 0


@pytest.mark.parametrize("by", [OFFICER, LEADER, OTHER_FILER])
def test_only_the_unit_itself_answers(seeded_store: Store, by: Actor) -> None:
    number = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    with pytest.raises(Forbidden):
        answer(seeded_store, number, the_answer(), by=by, now=NOW)
    assert thread(seeded_store, number).state is Step.ASKED


@pytest.mark.parametrize("by", [FILER, LEADER])
def test_only_an_officer_takes_an_answer_or_takes_a_question_back(seeded_store: Store, by: Actor) -> None:
    number = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    with pytest.raises(Forbidden):
        withdraw(seeded_store, number, "Nhầm huyện", by=by, now=NOW)
    answer(seeded_store, number, the_answer(), by=FILER, now=NOW)
    with pytest.raises(Forbidden):
        accept(seeded_store, number, by=by, now=NOW)


def test_what_was_taken_cannot_be_corrected_nor_taken_twice(seeded_store: Store) -> None:
    number = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    with pytest.raises(ExplanationFault, match="Chờ giải trình"):
        accept(seeded_store, number, by=OFFICER, now=NOW)
    answer(seeded_store, number, the_answer(), by=FILER, now=NOW)
    with pytest.raises(ExplanationFault, match="Đã giải trình"):
        withdraw(seeded_store, number, "Nhầm", by=OFFICER, now=NOW)
    accept(seeded_store, number, by=OFFICER, now=NOW)
    with pytest.raises(ExplanationFault, match="Đã ghi nhận"):
        answer(seeded_store, number, the_answer(), by=FILER, now=NOW)
    assert len(thread(seeded_store, number).entries) == 3


def test_a_question_taken_back_says_why_and_can_be_asked_anew(seeded_store: Store) -> None:
    number = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    withdraw(seeded_store, number, "Nhầm huyện", by=OFFICER, now=NOW)
    found = thread(seeded_store, number)
    assert (found.state, found.entries[-1].words) == (Step.WITHDRAWN, "Nhầm huyện")
    with pytest.raises(ExplanationFault):
        answer(seeded_store, number, the_answer(), by=FILER, now=NOW)
    ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    assert thread(seeded_store, number).state is Step.ASKED


def test_an_answer_is_overdue_only_while_it_is_awaited(seeded_store: Store) -> None:
    number = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    assert thread(seeded_store, number).days_overdue(date(2026, 7, 31)) == 0
    assert thread(seeded_store, number).days_overdue(date(2026, 8, 2)) == 2
    answer(seeded_store, number, the_answer(), by=FILER, now=NOW)
    assert thread(seeded_store, number).days_overdue(date(2026, 8, 2)) == 0


@pytest.mark.parametrize("other", [{"reason": " \n "}, {"measure": ""}, {"person": "\t"}, {"person": "x" * 121}])
def test_an_incomplete_answer_changes_nothing(seeded_store: Store, other: dict[str, str]) -> None:
    number = ask(seeded_store, question(seeded_store), by=OFFICER, now=NOW)
    with pytest.raises(ExplanationFault):
        answer(seeded_store, number, the_answer(**other), by=FILER, now=NOW)
    assert len(thread(seeded_store, number).entries) == 1


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"words": ""}, ExplanationFault),
        ({"indicator": "TH-9.9"}, ExplanationFault),
        ({"due": date(2026, 7, 19)}, ExplanationFault),
        ({"unit_key": "38@0"}, ExplanationFault),
        ({"round": "khong-co"}, UnknownRound),
        ({"unit_key": "99999@0"}, (Forbidden, UnknownUnit)),
    ],
)
def test_a_wrong_question_is_refused(seeded_store: Store, other: dict[str, object], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        ask(seeded_store, question(seeded_store, **other), by=OFFICER, now=NOW)
    with seeded_store.reading() as cursor:
        assert version_of(cursor) == 0


def test_a_question_due_the_same_day_in_vietnam_is_taken(seeded_store: Store) -> None:
    late_evening_utc = datetime(2026, 7, 20, 18, 0)
    with pytest.raises(ExplanationFault, match="20/07/2026"):
        ask(seeded_store, question(seeded_store, due=date(2026, 7, 20)), by=OFFICER, now=late_evening_utc)
    assert ask(seeded_store, question(seeded_store, due=date(2026, 7, 21)), by=OFFICER, now=late_evening_utc)


def test_typed_words_are_kept_in_composed_letters_line_by_line() -> None:
    assert said("  Thie\u0302\u0301u\u00a0 ca\u0301n \r\n\n bo\u0323\u0302 \x07", "lời") == "Thiếu cán\nbộ"
    with pytest.raises(ExplanationFault, match=str(MOST_LETTERS)):
        said("x" * (MOST_LETTERS + 1), "lời")
