"""What the child has read, or why it refuses, into bytes for a pipe and back.

JSON, not pickle: the child has touched a hostile file, so the parent believes nothing it says unchecked.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import cast

from etl.reading.raw import Area, CellKind, RawCell, RawSheet, Value, Visibility
from etl.reading.refusals import RefusalCode, Unreadable, refusal
from etl.reading.tables import Tables


class Garbled(ValueError):
    """The child's answer is not one: it was cut short or forged."""


def packed(tables: Tables) -> bytes:
    """Tables as bytes. Fonts and number formats are written once and numbered from 1."""
    words: dict[str | None, int] = {None: 0}
    sheets = [
        {
            "name": sheet.name,
            "visibility": sheet.visibility,
            "names": dict(sheet.defined_names),
            "merged": [[area.top, area.left, area.bottom, area.right] for area in sheet.merged],
            "cells": [
                (
                    cell.row,
                    cell.column,
                    _LETTERS[cell.kind],
                    cell.value.isoformat() if cell.kind is CellKind.DATE else cell.value,  # type: ignore[union-attr]
                    words.setdefault(cell.font, len(words)),
                    words.setdefault(cell.number_format, len(words)),
                )
                for cell in sheet.cells
            ],
        }
        for sheet in tables.sheets
    ]
    answer = {
        "sheets": sheets,
        "names": dict(tables.defined_names),
        "words": list(words),
        "external_links": tables.external_links,
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def packed_refusal(refused: Unreadable) -> bytes:
    """A refusal as bytes."""
    return json.dumps({"refused": refused.code, "details": dict(refused.details)}).encode()


def unpacked(answer: bytes) -> Tables:
    """The tables of an answer. Raises Unreadable where the child refused, Garbled for anything else."""
    try:
        content = json.loads(answer)
        if "refused" in content:
            details = {str(key): str(value)[:200] for key, value in content["details"].items()}
            raise refusal(RefusalCode(content["refused"]), **details)
        words = [None, *(_text(word) for word in content["words"][1:])]
        sheets = tuple(_sheet(sheet, words) for sheet in content["sheets"])
        return Tables(sheets, _names(content["names"]), external_links=_truth(content["external_links"]))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as fault:
        raise Garbled("the child's answer") from fault


_LETTERS = {
    CellKind.TEXT: "t",
    CellKind.NUMBER: "n",
    CellKind.BOOL: "b",
    CellKind.DATE: "d",
    CellKind.ERROR: "e",
    CellKind.FORMULA_WITHOUT_VALUE: "f",
}


def _text(value: object) -> str:
    if type(value) is not str:
        raise Garbled("a text")
    return value


def _number(value: object) -> float:
    if type(value) is not float and type(value) is not int:
        raise Garbled("a number")
    return float(value)


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise Garbled("a yes or no")
    return value


def _day(value: object) -> date | datetime:
    text = _text(value)
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


_KINDS: Mapping[str, tuple[CellKind, Callable[[object], Value]]] = {
    "t": (CellKind.TEXT, _text),
    "n": (CellKind.NUMBER, _number),
    "b": (CellKind.BOOL, _truth),
    "d": (CellKind.DATE, _day),
    "e": (CellKind.ERROR, _text),
    "f": (CellKind.FORMULA_WITHOUT_VALUE, _text),
}


def _sheet(content: Mapping[str, object], words: list[str | None]) -> RawSheet:
    cells = []
    for row, column, letter, value, font, number_format in cast(list[list[object]], content["cells"]):
        kind, typed = _KINDS[cast(str, letter)]
        cells.append(
            RawCell(
                _place(row),
                _place(column),
                kind,
                typed(value),
                words[_index(font)],
                words[_index(number_format)],
            )
        )
    merged = cast(list[list[object]], content["merged"])
    return RawSheet(
        name=_text(content["name"]),
        visibility=Visibility(_text(content["visibility"])),
        cells=tuple(cells),
        defined_names=_names(content["names"]),
        merged=tuple(Area(*(_place(edge) for edge in area)) for area in merged),
    )


def _place(value: object) -> int:
    if type(value) is not int or not 1 <= value <= 1 << 20:
        raise Garbled("a place")
    return value


def _index(value: object) -> int:
    if type(value) is not int or value < 0:
        raise Garbled("an index")
    return value


def _names(content: object) -> dict[str, str]:
    if type(content) is not dict:
        raise Garbled("names")
    return {_text(name): _text(refers_to) for name, refers_to in content.items()}
