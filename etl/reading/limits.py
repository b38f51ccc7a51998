"""How much of a file is read, and how much a reader may use: one frozen set of bounds."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what comes in and on the child that reads it (decision 0002).

    A district's return has about 7 sheets, 30 rows and 20 columns: every bound lies two orders above it.
    """

    file_bytes: int = 10 * MEGABYTE
    members: int = 500
    part_bytes: int = 60 * MEGABYTE
    total_bytes: int = 120 * MEGABYTE
    ratio: int = 250
    ratio_from_bytes: int = MEGABYTE
    prolog_bytes: int = 64 * 1024

    cells: int = 200_000
    rows: int = 20_000
    columns: int = 400
    text_chars: int = 32_767
    total_text_chars: int = 8_000_000
    shared_strings: int = 300_000
    styles: int = 200_000
    merged: int = 20_000
    merged_cells: int = 500_000
    names: int = 20_000

    memory_bytes: int = 600 * MEGABYTE
    cpu_s: int = 10
    wall_s: int = 15
    answer_bytes: int = 100 * MEGABYTE
