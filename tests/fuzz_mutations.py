"""A good workbook and chance into a spoilt one: its bytes, its archive, its XML, its cells, its structure."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook

from tests.fuzz_books import CELL_CHANGES, STRUCTURE_CHANGES

Mutation = Callable[[bytes, random.Random], bytes]
SHARES = {"bytes": 2, "archive": 1, "xml": 4, "cells": 4, "structure": 4}
LETTERS = b'<>"/=&;:#%0123456789abcXZ \n\x00\xff'


def mutated(data: bytes, chance: random.Random, *, kinds: str) -> tuple[bytes, str]:
    """The bytes after one to three mutations of one kind, and which kind."""
    kind = chance.choice([k for k in KINDS if k in kinds.split() for _ in range(SHARES[k])])
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(KINDS[kind])(data, chance)
    return data, kind


# --- bytes ---


def flip(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def lose(data: bytes, chance: random.Random) -> bytes:
    at, count = chance.randrange(len(data)), chance.choice((1, 4, 64, 1024))
    return data[:at] + data[at + count :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    at, count = chance.randrange(len(data)), chance.choice((1, 16, 512))
    return data[:at] + data[at : at + count] + data[at:]


def zeros(data: bytes, chance: random.Random) -> bytes:
    at, count = chance.randrange(len(data)), chance.choice((4, 64, 512))
    return data[:at] + bytes(min(count, len(data) - at)) + data[at + count :]


def number_spoilt(data: bytes, chance: random.Random) -> bytes:
    """A number of four bytes somewhere set to a border: lengths, offsets, counts."""
    at = chance.randrange(max(1, len(data) - 4))
    return data[:at] + chance.choice((b"\xff" * 4, bytes(4), b"\xff\xff\xff\x7f", b"\x01\0\0\0")) + data[at + 4 :]


# --- the archive ---


def members(data: bytes) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return None


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def of_archive(change: Callable[[dict[str, bytes], random.Random], None]) -> Mutation:
    """A mutation of the members; what is no archive is left to the mutations of bytes."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        parts = members(data)
        if not parts:
            return flip(data, chance)
        change(parts, chance)
        return packed(parts, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))

    return mutate


def drop_member(parts: dict[str, bytes], chance: random.Random) -> None:
    parts.pop(chance.choice(list(parts)))


def swap_members(parts: dict[str, bytes], chance: random.Random) -> None:
    one, other = chance.choice(list(parts)), chance.choice(list(parts))
    parts[one], parts[other] = parts[other], parts[one]


def rename_member(parts: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice(list(parts))
    new = chance.choice((name.upper(), f"/{name}", name.replace("/", "\\"), f"../{name}", name + "x", "xl/a.bin"))
    parts[new] = parts.pop(name)


def add_member(parts: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice(
        ("xl/vbaProject.bin", "xl/media/image1.png", "docProps/x.xml", "a/b/c", "xl/worksheets/sheet9.xml")
    )
    parts[name] = chance.choice(
        (b"", b"<a/>", b"PK\x03\x04", b"\x89PNG" + bytes(60), chance.choice(list(parts.values())))
    )


def spoil_member(parts: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice([n for n in parts if parts[n]] or list(parts))
    parts[name] = chance.choice((flip, cut, lose, repeat, zeros))(parts[name] or b"x", chance)


# --- XML ---


def of_xml(change: Callable[[str, random.Random], str]) -> Mutation:
    """A mutation of the text of one part, most often of a sheet or the shared texts."""

    def change_part(parts: dict[str, bytes], chance: random.Random) -> None:
        likely = [n for n in parts if re.search(r"sheet\d+\.xml|sharedStrings|content\.xml|styles|workbook\.xml$", n)]
        name = chance.choice(likely or list(parts))
        text = parts[name].decode("utf-8", "surrogateescape")
        if text:
            parts[name] = change(text, chance).encode("utf-8", "surrogateescape")

    return of_archive(change_part)


def one_of(pattern: str, text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None


def replaced(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]


def attribute(text: str, chance: random.Random) -> str:
    found = one_of(r'(?<==")[^"]*(?=")', text, chance)
    other = one_of(r'(?<==")[^"]*(?=")', text, chance)
    new = chance.choice(
        ("", "0", "-1", "4294967296", "A1", "XFD1048576", "s", "b", "e", "str", "inlineStr", "\u0111", "1e9")
    )
    return replaced(text, found, chance.choice((new, other[0] if other else new))) if found else text


def cell_type(text: str, chance: random.Random) -> str:
    found = one_of(r' t="\w+"', text, chance)
    new = chance.choice(("", ' t="s"', ' t="b"', ' t="e"', ' t="d"', ' t="str"', ' t="inlineStr"', ' t="n"', ' t="zz"'))
    return replaced(text, found, new) if found else text


def place(text: str, chance: random.Random) -> str:
    found = one_of(r' r="[A-Z]+\d+"', text, chance)
    new = f' r="{get_column_letter(chance.randrange(1, 40))}{chance.randrange(1, 40)}"'
    return replaced(text, found, chance.choice((new, "", ' r="A0"', ' r="1A"'))) if found else text


def value(text: str, chance: random.Random) -> str:
    found = one_of(r"(?<=>)[^<>]+(?=<)", text, chance)
    new = chance.choice(
        ("", "0", "1", "99999", "-5", "1e400", "nan", "12", "0.1", "&lol;", "&#0;", "&amp;", "]]>", "Xã Tây Đô")
    )
    return replaced(text, found, new) if found else text


def drop_tag(text: str, chance: random.Random) -> str:
    found = one_of(r"<[^<>]+>", text, chance)
    return replaced(text, found, "") if found else text


def drop_element(text: str, chance: random.Random) -> str:
    found = one_of(
        r"<(c|row|si|v|t|mergeCell|f|table:table-cell|table:table-row|xf|font)\b[^<>]*?(/>|>.*?</\1>)", text, chance
    )
    return replaced(text, found, "") if found else text


def repeat_element(text: str, chance: random.Random) -> str:
    found = one_of(r"<(c|row|si|mergeCell|sheet|table:table-cell|table:table-row)\b[^<>]*?(/>|>.*?</\1>)", text, chance)
    return replaced(text, found, found[0] * chance.choice((2, 2, 3, 50))) if found else text


def swap_elements(text: str, chance: random.Random) -> str:
    pattern = r"<(c|row|table:table-row)\b[^<>]*?>.*?</\1>"
    one, other = one_of(pattern, text, chance), one_of(pattern, text, chance)
    if one is None or other is None or one.end() > other.start():
        return text
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def letters(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 3, 10))):
        at = chance.randrange(len(text))
        text = text[:at] + chr(chance.choice(LETTERS)) + text[at + chance.choice((0, 1)) :]
    return text


# --- cells and structure ---


def of_book(change: Callable[[Workbook, random.Random], None]) -> Mutation:
    """A mutation by another program that opens and saves the workbook; other formats are left to the bytes."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        parts = members(data)
        if not parts or "xl/workbook.xml" not in parts:
            return flip(data, chance)
        try:
            book = openpyxl.load_workbook(io.BytesIO(data))
            change(book, chance)
            out = io.BytesIO()
            book.save(out)
        except Exception:  # noqa: BLE001 (openpyxl gives up on what is spoilt already in any way it likes)
            return flip(data, chance)
        return out.getvalue()

    return mutate


KINDS: dict[str, tuple[Mutation, ...]] = {
    "bytes": (flip, cut, lose, repeat, zeros, number_spoilt),
    "archive": tuple(map(of_archive, (drop_member, swap_members, rename_member, add_member, spoil_member))),
    "xml": tuple(
        map(
            of_xml,
            (attribute, cell_type, place, value, drop_tag, drop_element, repeat_element, swap_elements, letters, value),
        )
    ),
    "cells": tuple(map(of_book, CELL_CHANGES)),
    "structure": tuple(map(of_book, STRUCTURE_CHANGES)),
}
