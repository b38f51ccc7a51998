"""What every format's reader gives back: sheets and the names defined for the whole book."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.reading.raw import RawSheet


@dataclass(frozen=True, slots=True)
class Tables:
    """Sheets in the order of their tabs, names of the whole book, and whether it links to other files."""

    sheets: tuple[RawSheet, ...]
    defined_names: Mapping[str, str]
    external_links: bool = False
