"""Texts typed on screen into a checked return, by the very checks that a workbook goes through.

The typed texts are laid out as the template's sheets would be and handed to the same reader of sheets; what comes
back names "nhập trực tiếp" instead of a sheet and a cell.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from etl.checking import CheckedReturn, IntakeContext, MatchedSheet, check_book_as_read
from etl.issues import Issue, column_name
from etl.reading import CellKind, Format, RawBook, RawCell, RawSheet, Visibility
from etl.register import Unit
from etl.rounds import Round
from etl.template.layout import (
    FIRST_ROW,
    HEADER_ROW,
    KEY_COLUMN,
    KEY_ROW,
    META_SHEET,
    NAME_COLUMN,
    TEMPLATE_VERSION,
    SheetFrame,
    sheet_frames,
)
from indicators.model import Plan
from returns.words import ReturnText

ENTRY_SHEET = "nhập trực tiếp"
ENTRY_FILE = "nhap-truc-tiep.json"
CELL_WORDS = re.compile(r"\bô ([A-Z]{1,3}[0-9]+)\b")

Typed = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was typed for one unit in one round: texts by (unit key, item code); `after` is the revision it replaces."""

    plan: Plan
    round: Round
    filing_unit: Unit
    communes: tuple[Unit, ...]
    typed: Typed
    texts: tuple[ReturnText, ...] = ()
    after: int = 0

    def content(self) -> bytes:
        """The canonical bytes that are archived as the original: readable JSON, equal for equal entries."""
        items = {item.code: item for item in self.plan.items}
        names = {unit.key: unit.full_name for unit in self.communes}
        cells = [
            {"unit": unit, "unit_name": names[unit], "item": item, "header": items[item].header, "typed": text}
            for (unit, item), text in sorted(self.typed.items())
            if text
        ]
        told = [{"kind": t.kind.value, "unit": t.unit_key, "text": t.text} for t in self.texts]
        content = {
            "source": ENTRY_SHEET,
            "plan": self.plan.code,
            "round": self.round.code,
            "unit": self.filing_unit.key,
            "unit_name": self.filing_unit.full_name,
            "replaces_revision": self.after,
            "cells": cells,
            "texts": told,
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode()


def check_entry(entry: Entry, context: IntakeContext) -> CheckedReturn:
    """Check what was typed. Issues name unit and item, never a cell; facts stand at row and column 0."""
    content = entry.content()
    frames = sheet_frames(entry.plan)
    book = RawBook(
        format=Format.XLSX,
        sheets=(*(_sheet(frame, entry) for frame in frames), _meta(entry)),
        defined_names={},
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
    chosen = replace(context, chosen_round=entry.round, chosen_unit=entry.filing_unit)
    checked = check_book_as_read(book, chosen, file_name=ENTRY_FILE)
    places = {frame.name: _headers(frame) for frame in frames}
    return replace(
        checked,
        matched_sheets=_as_one(checked.matched_sheets),
        facts=tuple(replace(fact, sheet=ENTRY_SHEET, row=0, column=0) for fact in checked.facts),
        issues=tuple(_without_cell(found, places) for found in checked.issues),
        sheet_names=(ENTRY_SHEET,),
    )


def _sheet(frame: SheetFrame, entry: Entry) -> RawSheet:
    cells = [_text(KEY_ROW, column, item.code) for _, item, column in frame.columns]
    cells += [_text(HEADER_ROW, column, item.header) for _, item, column in frame.columns]
    for row, commune in enumerate(entry.communes, start=FIRST_ROW):
        cells += [_text(row, KEY_COLUMN, commune.key), _text(row, NAME_COLUMN, commune.full_name)]
        for _, item, column in frame.columns:
            typed = entry.typed.get((commune.key, item.code), "").strip()
            if typed:
                cells.append(_text(row, column, typed))
    return RawSheet(name=frame.name, visibility=Visibility.VISIBLE, cells=tuple(cells))


def _meta(entry: Entry) -> RawSheet:
    """The hidden sheet, without the round and the unit: those are chosen, not found in a file."""
    lines = {"template_version": str(TEMPLATE_VERSION), "plan": entry.plan.code}
    cells = [c for row, (key, value) in enumerate(lines.items(), 1) for c in (_text(row, 1, key), _text(row, 2, value))]
    return RawSheet(name=META_SHEET, visibility=Visibility.VERY_HIDDEN, cells=tuple(cells))


def _text(row: int, column: int, value: str) -> RawCell:
    return RawCell(row=row, column=column, kind=CellKind.TEXT, value=value)


def _headers(frame: SheetFrame) -> Mapping[str, str]:
    """The header of every column's letters."""
    return {column_name(column): item.header for _, item, column in frame.columns}


def _as_one(sheets: Sequence[MatchedSheet]) -> tuple[MatchedSheet, ...]:
    """All groups as the one form that was filled: every commune and item once."""
    if not sheets:
        return ()
    rows = {row.unit_key: row for sheet in sheets for row in sheet.rows}
    columns = {column.item_code: column for sheet in sheets for column in sheet.columns}
    return (MatchedSheet(ENTRY_SHEET, None, "keys", tuple(rows.values()), tuple(columns.values())),)


def _without_cell(found: Issue, places: Mapping[str, Mapping[str, str]]) -> Issue:
    """The issue with "ô F12" said as the header of that column, and without sheet and cell."""
    headers = places.get(found.sheet or "", {})

    def named(match: re.Match[str]) -> str:
        header = headers.get(match[1].rstrip("0123456789"))
        return f"ô “{header}”" if header else match[0]

    return replace(
        found, sheet=None, cell=None, message=CELL_WORDS.sub(named, found.message), fix=CELL_WORDS.sub(named, found.fix)
    )
