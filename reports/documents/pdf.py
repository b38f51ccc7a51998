"""Tables and a frame into a PDF, set by typst with the fonts of this folder embedded and none of the machine's."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import typst

from indicators.status import LOOKS
from reports.documents.layouts import SAMPLE_WORDS, Frame, Line, capitals
from reports.documents.opening import about_words, opening_of
from reports.documents.parts import Panel, Part, parts_of
from reports.tables.model import Cell, Table

FOLDER = Path(__file__).parent
Json = Mapping[str, object]


def write_pdf(tables: tuple[Table, ...], frame: Frame) -> bytes:
    """The document as bytes. One table stands under the head; several are annexes behind a page with the head."""
    data = {
        "title": tables[0].title if len(tables) == 1 else about_words(tables),
        "author": frame.left[1].words,
        "sample": any(table.sample for table in tables),
        "sample_words": SAMPLE_WORDS,
        "about": about_words(tables),
        "opening": opening_of(tables, frame),
        "frame": _frame(frame),
        "parts": [_part(part) for part in parts_of(tables, frame)],
    }
    source = (FOLDER / "templates" / "document.typ").read_bytes()
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(source, format="pdf", font_paths=_fonts(), sys_inputs=inputs)
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER / "fonts")])


def _frame(frame: Frame) -> Json:
    return {
        "party": not frame.restart_pages,
        "restart": frame.restart_pages,
        "margins": {
            "top": frame.margins.top,
            "bottom": frame.margins.bottom,
            "left": frame.margins.left,
            "right": frame.margins.right,
        },
        "left": [_line(line) for line in frame.left],
        "right": [_line(line) for line in frame.right],
        "title": frame.title,
        "signer": [_line(line) for line in frame.signer],
        "signatory": frame.signatory,
        "preparer": frame.preparer,
        "recipients": list(frame.recipients),
        "recipients_head": _line(frame.recipients_head),
        "page_number_pt": frame.page_number_pt,
        "attached": frame.attached_words,
    }


def _line(line: Line) -> Json:
    return {
        "words": line.words,
        "size": line.size_pt,
        "bold": line.bold,
        "italic": line.italic,
        "rule": float(line.rule),
    }


def _part(part: Part) -> Json:
    return {
        "annex": part.annex,
        "title": capitals(part.table.title),
        "subtitle": part.table.subtitle,
        "unit": part.table.unit_line,
        "landscape": part.landscape,
        "size": part.size_pt,
        "notes": list(part.table.notes),
        "panels": [_panel(panel) for panel in part.panels],
    }


def _panel(panel: Panel) -> Json:
    return {
        "widths": list(panel.widths_mm),
        "sides": [column.align.value for column in panel.columns],
        "header": [[{"words": c.words, "across": c.across, "down": c.down} for c in line] for line in panel.header],
        "rows": [
            {"kind": row.kind.value, "cells": [_cell(cell) for cell in panel.cells(row)]} for row in panel.table.rows
        ],
    }


def _cell(cell: Cell) -> Json:
    if cell.status is None:
        return {"words": cell.words}
    look = LOOKS[cell.status]
    sign, _, words = cell.words.partition(" ")
    return {"words": words, "sign": sign, "fill": look.colour, "ink": look.ink, "hatched": look.hatched}
