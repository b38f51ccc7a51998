"""Warnings answered: one tick or reason for forty of a kind, an own reason where it differs, each kept at its place."""

import pytest
from streamlit.testing.v1 import AppTest

from etl.issues import Issue, Severity
from pages.ui import filing_warnings
from pages.ui import filing_words as words
from returns.filing import SEEN, unanswered

KEY = "k"


def warning(code: str, row: int, severity: Severity = Severity.WARNING) -> Issue:
    return Issue(code=code, severity=severity, message=f"Dòng {row} <b>", fix="Xem lại.", sheet="1", cell=f"D{row}")


FORTY = (warning("negative", 1, Severity.ERROR), *(warning("jump", row) for row in range(2, 42)))
SINGLE = warning("date_late", 50)


def tick_all(test: AppTest) -> None:
    """Tick every kind and every place of the warnings on the screen."""
    for one in test.checkbox:
        if (one.key or "").endswith(".tick"):
            one.check()


def shown(found: tuple[Issue, ...]) -> AppTest:
    def script(found: tuple[object, ...], key: str) -> None:
        from pages.ui import filing_warnings

        filing_warnings.fields(found, key)

    return AppTest.from_function(script, kwargs={"found": found, "key": KEY}, default_timeout=30).run()


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """What the fields hold, into the answers."""

    def work(found: tuple[Issue, ...], **typed: object) -> dict[int, str]:
        state = {f"{KEY}.{name.replace('__', '.')}": value for name, value in typed.items()}
        monkeypatch.setattr(filing_warnings.st, "session_state", state)
        return filing_warnings.answers(found, KEY)

    return work


def test_forty_of_a_kind_are_one_tick_and_one_reason_above_a_closed_list() -> None:
    test = shown((*FORTY, SINGLE))
    assert not test.exception
    assert [box.label for box in test.expander] == [words.ONE_BY_ONE.format(count=40)]
    outside = [one for one in test.text_input if one not in list(test.expander[0].text_input)]
    assert [one.key for one in outside][0] == f"{KEY}.jump.reason"
    assert len(outside) == 2
    assert "<b>" not in "".join(part.proto.body for part in test.get("html") if "Dòng 2 " in part.proto.body).replace(
        "<b>1 › D2</b>", ""
    )


def test_a_reason_for_all_is_kept_at_every_place_and_an_own_one_goes_before(answered) -> None:  # type: ignore[no-untyped-def]
    places = filing_warnings.kinds(FORTY)["jump"]
    own = {f"{places[4].name.replace('.', '__')}__reason": " Sáp nhập xã "}
    told = answered(FORTY, jump__reason="Cách tính mới", **own)
    assert set(told) == set(range(2, 42))
    assert told[6] == "Sáp nhập xã"
    assert {told[place] for place in told if place != 6} == {"Cách tính mới"}
    assert unanswered(FORTY, told) == ()


def test_a_tick_is_kept_in_words_and_what_is_left_is_counted(answered) -> None:  # type: ignore[no-untyped-def]
    found = (*FORTY, SINGLE)
    assert answered(found, jump__tick=True) == dict.fromkeys(range(2, 42), SEEN)
    assert unanswered(found, answered(found, jump__tick=True)) == (42,)
    name = filing_warnings.kinds(found)["date_late"][0].name.replace(".", "__")
    assert unanswered(found, answered(found, jump__tick=True, **{f"{name}__tick": True})) == ()
    assert len(unanswered(found, answered(found))) == 41


def test_a_place_keeps_its_name_when_another_one_goes() -> None:
    names = {place.found.cell: place.name for place in filing_warnings.kinds(FORTY)["jump"]}
    fewer = filing_warnings.kinds(FORTY[3:])["jump"]
    assert {place.found.cell: place.name for place in fewer}.items() <= names.items()
    assert len(set(names.values())) == 40
