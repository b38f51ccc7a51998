"""Hostile files: each meets its own refusal, and the reading process is as well as before."""

import random
import zipfile
from io import BytesIO

import pytest

from etl.reading import RawBook, RefusalCode, Unreadable, read_bytes
from etl.reading.refusals import SENTENCES
from tests.etl.reading.hostile import HOSTILE, Hostile
from tests.etl.reading.packages import SHEET, STRINGS, good, packed, parts


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_hostile_file_is_refused_with_its_code_and_the_next_file_is_read(hostile: Hostile) -> None:
    data = hostile.make()
    if hostile.expected is None:
        assert read_bytes(data, name=hostile.file_name).sheets
    else:
        with pytest.raises(Unreadable) as refused:
            read_bytes(data, name=hostile.file_name)
        assert refused.value.code is hostile.expected
        assert refused.value.message
        assert refused.value.fix
        assert "{" not in str(refused.value)
    assert first_texts(read_bytes(good(), name="a.xlsx")) == ["Xã Hòa Lộc"]


def test_collection_is_large_and_its_names_are_its_own() -> None:
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE) >= 34


def test_every_code_has_its_sentences() -> None:
    assert set(SENTENCES) == set(RefusalCode)


def test_a_cell_too_far_is_named() -> None:
    data = packed(parts('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    with pytest.raises(Unreadable, match="XFD1048576 ở sheet «Nhóm 1»"):
        read_bytes(data, name="a.xlsx")


def test_a_command_is_named_with_its_cell() -> None:
    data = packed(parts('<row r="4"><c r="C4"><f>cmd|\'/C calc\'!A0</f><v>1</v></c></row>'))
    with pytest.raises(Unreadable, match="ô C4, sheet «Nhóm 1»"):
        read_bytes(data, name="a.xlsx")


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bits_are_refused_or_change_nothing(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(good())
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    try:
        book = read_bytes(bytes(data), name="a.xlsx")
    except Unreadable:
        return
    assert book.sheets == read_bytes(good(), name="a.xlsx").sheets


@pytest.mark.parametrize("seed", range(60))
def test_spoilt_xml_is_refused_or_read_without_inventing(seed: int) -> None:
    chance = random.Random(seed)
    content = parts()
    name = chance.choice([SHEET, STRINGS, *content])
    text = bytearray(content[name])
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        text[at : at + chance.randint(0, 6)] = chance.choice([b"", b"<", b">", b'"', b"A", b"9", text[:20]])
    data = packed(content | {name: bytes(text)})
    try:
        book = read_bytes(data, name="a.xlsx")
    except Unreadable:
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        everything = b"".join(archive.read(member) for member in archive.namelist()).decode("utf-8", "replace")
    for sheet in book.sheets:
        for cell in sheet.cells:
            shown = f"{cell.value:g}" if isinstance(cell.value, float) else str(cell.value)
            assert shown in everything


def first_texts(book: RawBook) -> list[object]:
    return [cell.value for cell in book.sheets[0].cells if isinstance(cell.value, str)]
