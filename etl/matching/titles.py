"""The title lines of a workbook into the rounds and units they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.matching.grid import Grid, text_key
from etl.register import Level, Unit
from etl.rounds import Round

TITLE_ROWS = 12
README_ROWS = 30
LONGEST_TITLE = 300
ROUND_LABEL = text_key("Kỳ báo cáo")
UNIT_LABEL = text_key("Đơn vị")


@dataclass(frozen=True, slots=True)
class Titles:
    """Match keys of the texts at the top of the sheets; a label and the value beside it are one text."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, grids: Sequence[Grid]) -> "Titles":
        """The texts of the first rows of every sheet, each once."""
        texts: dict[str, None] = {}
        for grid in grids:
            for row in sorted(grid.rows)[:README_ROWS]:
                if row > README_ROWS or (row > TITLE_ROWS and len(grid.rows[row]) > 2):
                    continue
                texts.update(dict.fromkeys(row_texts(grid, row)))
        return cls(tuple(key for text in texts if (key := text_key(text))))


def row_texts(grid: Grid, row: int) -> list[str]:
    """The texts of one row; in a row of two cells they are read as "label: value" too."""
    texts = [text for column in grid.rows[row] if 2 < len(text := grid.text(row, column)) <= LONGEST_TITLE]
    if len(grid.rows[row]) == 2 and len(texts) == 2:
        return [f"{texts[0]}: {texts[1]}"]
    return texts


def named_rounds(titles: Titles, rounds: Sequence[Round], *, only_labelled: bool = False) -> list[Round]:
    """The rounds that title lines name in full; lines that say "kỳ báo cáo" decide where there are any."""
    labelled = [text for text in titles.texts if ROUND_LABEL in text]
    keys = {text_key(r.name): r for r in rounds}
    found = longest_named(labelled, keys)
    if not found and not only_labelled:
        found = longest_named(titles.texts, keys)
    return [keys[key] for key in found]


def other_round(titles: Titles, rounds: Sequence[Round], own: Round) -> Round | None:
    """The round that some line "kỳ báo cáo …" names while it does not name `own`; None when no line does."""
    for text in titles.texts:
        found = named_rounds(Titles((text,)), rounds, only_labelled=True) if ROUND_LABEL in text else []
        if found and own not in found:
            return found[0]
    return None


def other_unit(titles: Titles, units: Sequence[Unit], own: Unit) -> Unit | None:
    """The filing unit that some line "đơn vị …" names while it does not name `own`; None when no line does."""
    for text in titles.texts:
        found = named_units(Titles((text,)), units) if UNIT_LABEL in text else []
        if found and own not in found:
            return found[0]
    return None


def named_units(titles: Titles, units: Sequence[Unit], *, only_labelled: bool = True) -> list[Unit]:
    """The filing units that title lines name in full after "đơn vị", or anywhere in a title."""
    keys = {text_key(unit.full_name): unit for unit in units}
    if only_labelled:
        lines = [text.partition(UNIT_LABEL)[2] for text in titles.texts if UNIT_LABEL in text]
    elif any(unit.level is Level.COMMUNE for unit in units):
        return []
    else:
        lines = list(titles.texts)
    return [keys[key] for key in longest_named(lines, keys)]


def longest_named(texts: Sequence[str], keys: dict[str, Round] | dict[str, Unit]) -> list[str]:
    """Which keys stand in the texts as whole words; one inside a longer one does not count.

    A year after "đến" is a target's, not a round's.
    """
    found: dict[str, None] = {}
    for text in texts:
        inside = [key for key in keys if key in text and is_said(key, text)]
        found.update({key: None for key in inside if not any(key != k and key in k for k in inside)})
    return list(found)


def is_said(key: str, text: str) -> bool:
    """Whether a text says a key as whole words, not as the year a target runs to."""
    return bool(re.search(rf"(?<!\w)(?<!đến ){re.escape(key)}(?!\w)", text))
