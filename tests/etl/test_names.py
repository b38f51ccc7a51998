"""Names as people type them: what must be equal, what must stay apart, and in which order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.names import (
    clean,
    likeness,
    match_key,
    name_key,
    near_matches,
    sort_key,
    split_prefix,
    stripped_key,
)
from etl.register import Level, default_register

NAMES = sorted({unit.name for unit in default_register().units})
VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
words = st.text(st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + "ÐƉ -–'\u00a0\u200b\u0300\u0301\u0323"))
anything = st.text() | words | st.sampled_from(NAMES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("HÒA LỘC", "Hòa Lộc"),
        ("Hoà Lộc", "Hòa Lộc"),
        ("HOÀ LỘC", "Hòa Lộc"),
        (unicodedata.normalize("NFD", "Hoà Lộc"), "Hòa Lộc"),
        ("Ho\u0061\u0300 Lô\u0323c", "Hòa Lộc"),
        ("Hòa\u00a0 Lộc ", "Hòa Lộc"),
        ("Hòa\u200b Lộ\u200dc\ufeff", "Hòa Lộc"),
        ("Ho\u200ba\u0300 L\u00adộc", "Hòa Lộc"),
        ("Hòa\tLộc\n", "Hòa Lộc"),
        ("Cẩm Thuỷ", "Cẩm Thủy"),
        ("CẨM THUỶ", "Cẩm Thủy"),
        ("Khoẻ", "Khỏe"),
        ("Hòan Kiếm", "Hoàn Kiếm"),
        ("Gìa", "Già"),
        ("Quả", "Qủa"),
        ("Cẩm Quí", "Cẩm Quý"),
        ("Mĩ Lí", "Mỹ Lý"),
        ("Kì Sơn", "Kỳ Sơn"),
        ("\u00d0ông Sơn", "Đông Sơn"),
        ("\u0189ông Sơn", "Đông Sơn"),
        ("\u00f0ông sơn", "Đông Sơn"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa-Vũng Tàu"),
        ("Bà Rịa \u2212Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("H\u2019Neng", "H'Neng"),
    ],
)
def test_the_same_name_typed_another_way(typed: str, meant: str) -> None:
    assert match_key(typed) == match_key(meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Lộc", "Hoa Lộc"),
        ("Hoằng Phú", "Hoằng Phụ"),
        ("Cẩm Tâm", "Cẩm Tân"),
        ("Đông", "Dông"),
        ("Thúy", "Thúi"),
        ("Tay", "Tai"),
        ("Thủy", "Thùy"),
        ("Yên", "Iên"),
        ("Hà Long", "Hàlong"),
    ],
)
def test_another_name_stays_another(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_keys_are_readable() -> None:
    assert match_key("XÃ  HOÀ LỘC") == "xã hòa lộc"
    assert stripped_key("Đông Sơn") == stripped_key("Đồng Sơn") == "dong son"
    assert clean("\u00d0ông\u00a0 So\u031bn\u200b") == "Đông Sơn"
    assert name_key("Phường 01") == name_key("P.1") == "1"


@given(anything)
def test_normalising_twice_changes_nothing(text: str) -> None:
    for rule in (clean, match_key, stripped_key):
        once = rule(text)
        assert rule(once) == once
        assert unicodedata.is_normalized("NFC", once)


@given(anything)
def test_form_case_and_stray_marks_never_matter(text: str) -> None:
    key = match_key(text)
    assert match_key(unicodedata.normalize("NFD", text)) == key
    assert match_key(unicodedata.normalize("NFC", text)) == key
    assert match_key(f"\u00a0{text}\u200b \u2060") == key
    assert match_key(clean(text)) == key


@given(words)
def test_upper_case_never_matters(text: str) -> None:
    assert match_key(text.upper()) == match_key(text.lower()) == match_key(text)


@given(st.sampled_from(NAMES), st.integers(0, 40))
def test_a_tone_typed_on_another_letter_never_matters(name: str, shift: int) -> None:
    moved = " ".join(_with_tone_moved(syllable, shift) for syllable in name.split())
    assert match_key(moved) == match_key(name)


def test_no_two_names_of_the_register_share_a_key() -> None:
    assert len({match_key(name) for name in NAMES}) == len(NAMES)


def test_every_official_name_splits_into_type_and_name() -> None:
    for unit in default_register().units:
        assert split_prefix(unit.full_name) == (unit.type_name, unit.name)
        assert split_prefix(unit.name) == (None, unit.name)


@pytest.mark.parametrize(
    ("typed", "type_name", "bare"),
    [
        ("XÃ HÀ LONG", "xã", "HÀ LONG"),
        ("x. Hà Long", "xã", "Hà Long"),
        ("X.Hà Long", "xã", "Hà Long"),
        ("x Hà Long", "xã", "Hà Long"),
        ("Xã: Hà Long", "xã", "Hà Long"),
        (unicodedata.normalize("NFD", "Xã\u00a0Hà Long"), "xã", "Hà Long"),
        ("P. Ba Đình", "phường", "Ba Đình"),
        ("p Ba Đình", "phường", "Ba Đình"),
        ("P1", "phường", "1"),
        ("TT Nưa", "thị trấn", "Nưa"),
        ("TT.Nưa", "thị trấn", "Nưa"),
        ("t.t. Nưa", "thị trấn", "Nưa"),
        ("TTr. Nưa", "thị trấn", "Nưa"),
        ("H. Nga Sơn", "huyện", "Nga Sơn"),
        ("TX Nghi Sơn", "thị xã", "Nghi Sơn"),
        ("T.X Nghi Sơn", "thị xã", "Nghi Sơn"),
        ("TP. Thanh Hóa", "thành phố", "Thanh Hóa"),
        ("T.P Thanh Hóa", "thành phố", "Thanh Hóa"),
        ("T. Thanh Hóa", "tỉnh", "Thanh Hóa"),
        ("1. Xã Hà Long;", "xã", "Hà Long"),
        ("- Xã Hà Long (*)", "xã", "Hà Long"),
        ("Đảng ủy xã Hà Long", "xã", "Hà Long"),
        ("UBND TT. Nưa", "thị trấn", "Nưa"),
        ("Hà Long", None, "Hà Long"),
        ("Xa Dung", None, "Xa Dung"),
        ("Tx", None, "Tx"),
        ("Thị xã", None, "Thị xã"),
        ("Đảng ủy", None, "Đảng ủy"),
        ("Tổng cộng", None, "Tổng cộng"),
        ("Phú Lệ", None, "Phú Lệ"),
        ("H'Neng", None, "H'Neng"),
        ("", None, ""),
    ],
)
def test_prefixes(typed: str, type_name: str | None, bare: str) -> None:
    assert split_prefix(typed) == (type_name, bare)


@given(anything)
def test_splitting_never_invents_text(text: str) -> None:
    _, bare = split_prefix(text)
    assert bare in clean(text)


def test_the_order_is_vietnamese() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(set(letters), key=sort_key) == letters
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(set(tones), key=sort_key) == tones
    names = ["Ba Đình", "Bá Thước", "Bắc Lương", "Bình Lương", "Dân Lực", "Đông Á", "Đồng Tiến", "Hà Long"]
    assert sorted(set(names), key=sort_key) == names
    assert sort_key("Ba Đa") < sort_key("Bà Đa") < sort_key("Ba Đb"), "a tone decides only between equals"
    assert sort_key("Phường 2") < sort_key("Phường 10")


@given(st.lists(anything, max_size=6))
def test_any_text_can_be_ordered_whatever_its_form(texts: list[str]) -> None:
    by_form = [unicodedata.normalize("NFD", text) for text in texts]
    assert [sort_key(text) for text in texts] == [sort_key(text) for text in by_form]


def test_near_matches_put_the_likest_first() -> None:
    names = ["Xã Cẩm Tâm", "Xã Cẩm Tân", "Xã Hòa Lộc", "Xã Hoa Lộc", "Thị trấn Nưa"]
    assert near_matches("Hoà Lộc", names) == (2, 3)
    assert near_matches("x. cẩm tâ", names, limit=2) == (0, 1)
    assert near_matches("Mường Lát", names) == ()
    assert near_matches("", names) == ()


def test_likeness_is_one_only_for_equal_keys() -> None:
    communes = [unit.name for unit in default_register().on(_DAY, Level.COMMUNE)]
    keys = sorted({name_key(name) for name in communes})[:120]
    for place, key in enumerate(keys):
        assert likeness(key, key) == 1
        assert all(likeness(key, other) < 1 for other in keys[place + 1 :])


def test_a_very_long_text_is_compared_quickly() -> None:
    assert near_matches("Hoằng " * 50_000, NAMES) is not None


_DAY = default_register().edges[-1].effective_on


def _with_tone_moved(syllable: str, shift: int) -> str:
    """The syllable with its tone on the vowel `shift` places on."""
    marks = unicodedata.normalize("NFD", syllable)
    tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
    letters = list(unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones)))
    vowels = [place for place, letter in enumerate(letters) if letter.lower() in "aăâeêioôơuưy"]
    if tones:
        letters[vowels[shift % len(vowels)]] += tones[0]
    return unicodedata.normalize("NFC", "".join(letters))
