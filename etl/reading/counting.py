"""Cells as they are found, counted against the bounds of one whole book."""

from etl.reading.commands import reads_like_a_command
from etl.reading.limits import Limits
from etl.reading.raw import Area, RawCell, address
from etl.reading.refusals import RefusalCode, Unreadable, refusal
from etl.reading.sizes import whole

_LAST_COLUMN = 16_384


class Tally:
    """Keeps count over all sheets of a book and refuses what goes beyond. One per book."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells_left = limits.cells
        self._characters_left = limits.total_text_chars
        self._merged_left = limits.merged
        self._merged_cells_left = limits.merged_cells

    def check_place(self, sheet: str, row: int, column: int) -> None:
        """Refuse content that lies further out than any table of a return."""
        if row > self._limits.rows or column > self._limits.columns:
            far = address(row, column) if column <= _LAST_COLUMN else f"ở hàng {row}"
            most = address(self._limits.rows, self._limits.columns)
            raise refusal(RefusalCode.CELL_TOO_FAR, sheet=sheet[:60], cell=far, most=most)

    def count(self, sheet: str, cell: RawCell) -> None:
        """Take a cell into account."""
        self._cells_left -= 1
        if self._cells_left < 0:
            raise refusal(RefusalCode.TOO_MANY_CELLS, most=whole(self._limits.cells))
        if isinstance(cell.value, str):
            self._characters_left -= len(cell.value)
            if len(cell.value) > self._limits.text_chars or self._characters_left < 0:
                raise refusal(RefusalCode.TOO_MUCH_TEXT, where=_place(sheet, cell.row, cell.column))
            if reads_like_a_command(cell.value):
                raise external_command(sheet, cell.row, cell.column)

    def count_merged(self, area: Area) -> None:
        """Take a merged area into account: whoever spreads its value over its cells must be able to.

        One that is larger than a table of a return is a heading over whole rows; nobody spreads that.
        """
        self._merged_left -= 1
        if area.size <= self._limits.rows:
            self._merged_cells_left -= area.size
        if self._merged_left < 0 or self._merged_cells_left < 0:
            raise refusal(RefusalCode.TOO_MANY_CELLS, most=whole(self._limits.cells))


def external_command(sheet: str, row: int, column: int) -> Unreadable:
    """The refusal of a formula that starts a program."""
    return refusal(RefusalCode.EXTERNAL_COMMAND, where=_place(sheet, row, column))


def _place(sheet: str, row: int, column: int) -> str:
    """Words that lead to a cell, to be put inside of a sentence."""
    return f" ở ô {address(row, column)}, sheet «{sheet[:60]}»"
