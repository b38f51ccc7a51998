"""A column of a foreign sheet into the items it may hold, likest first: by the words over it and what stands in it."""

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from etl.checks.cells import read_cell
from etl.figures import Figure
from etl.matching.columns import item_of_header, item_of_heading
from etl.matching.grid import text_key
from etl.matching.words import Vocabulary
from etl.reading import RawCell
from indicators.model import Item

OFFERED = 5
LEAST_OFFERED = 0.25
LEAST_SUGGESTED = 0.55
CLEARLY_AHEAD = 0.08
BESIDE = 0.12
WORD = re.compile(r"\w+")
LONGEST = 60  # words of a header that are looked at
# What clerks write short in the head of a table.
SHORT_FORMS = {
    "dv": "dân vận",
    "ctdv": "công tác dân vận",
    "dvk": "dân vận khéo",
    "kdv": "khối dân vận",
    "tdv": "tổ dân vận",
    "dvcq": "dân vận chính quyền",
    "cqtt": "chính quyền thân thiện",
    "qc": "quy chế",
    "qcdc": "quy chế dân chủ",
    "qcdccs": "quy chế dân chủ ở cơ sở",
    "dccs": "dân chủ ở cơ sở",
    "vb": "văn bản",
    "kh": "kế hoạch",
    "ct": "chương trình",
    "nq": "nghị quyết",
    "mh": "mô hình",
    "ktgs": "kiểm tra giám sát",
    "kt": "kiểm tra",
    "gs": "giám sát",
    "cchc": "cải cách hành chính",
    "tthc": "thủ tục hành chính",
    "kntc": "khiếu nại tố cáo",
    "cbcc": "cán bộ công chức",
    "dtts": "dân tộc thiểu số",
    "đbtg": "đồng bào tôn giáo",
    "csvc": "cơ sở vật chất",
    "htct": "hệ thống chính trị",
    "nd": "nhân dân",
    "ts": "tổng số",
    "sl": "số lượng",
}


@dataclass(frozen=True, slots=True)
class Likely:
    """An item a column may hold. `score` runs from 0 to 1."""

    item: str
    score: float


@dataclass(frozen=True)
class Suggester:
    """Compares headers with the items of one plan; made once per plan."""

    words: Vocabulary

    @cached_property
    def own(self) -> Mapping[str, frozenset[str]]:
        """The words of every item's header."""
        return {item.code: spread(item.header) for item in self.words.plan.items}

    @cached_property
    def all(self) -> Mapping[str, frozenset[str]]:
        """The words of every item's header and of its indicator's short name."""
        return {code: own | spread(self.words.owners[code].short_name) for code, own in self.own.items()}

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """What each word tells: one that stands in few items tells much."""
        counts: dict[str, int] = {}
        for found in self.all.values():
            for word in found:
                counts[word] = counts.get(word, 0) + 1
        return {word: 0.2 + math.log((1 + len(self.all)) / count) for word, count in counts.items()}

    def certain(self, texts: Sequence[str]) -> str | None:
        """The item that the texts over a column can only mean, as in a workbook of ours."""
        exact = item_of_header(self.words, texts) or item_of_heading(self.words, texts)
        return exact or self.words.surely(texts[-1], self.words.items)

    def likely(self, header: str, cells: Sequence[RawCell]) -> list[Likely]:
        """The likest items, likest first; `cells` are some that stand under the header."""
        found = spread(header)
        scored = [Likely(code, self.score(found, code) * holds(item, cells)) for code, item in self.words.items.items()]
        return sorted((one for one in scored if one.score >= LEAST_OFFERED), key=lambda one: -one.score)[:OFFERED]

    def beside(self, likely: Sequence[Likely], given: Set[str]) -> list[Likely]:
        """The same items, those before the others whose indicator has its other item given already."""
        owners = {self.words.owners[code].code for code in given}
        return [
            Likely(
                one.item, one.score + BESIDE * (one.item not in given and self.words.owners[one.item].code in owners)
            )
            for one in likely
        ]

    def score(self, found: frozenset[str], code: str) -> float:
        """How much of the header is about the item, and how much of the item the header says."""
        said = self.weight(found)
        if not said:
            return 0.0
        about = self.weight(found & self.all[code]) / said
        whole = self.weight(found & self.own[code]) / self.weight(self.own[code])
        return 0.6 * about + 0.4 * whole

    def weight(self, found: frozenset[str]) -> float:
        """The weights of some words together; one that no item has counts like one in few."""
        unknown = math.log(1 + len(self.all)) / 2
        return sum(self.weights.get(word, unknown) for word in found)


def spread(text: str) -> frozenset[str]:
    """The different words of a text, short forms written out."""
    words: list[str] = []
    for word in WORD.findall(text_key(text))[:LONGEST]:
        words += text_key(SHORT_FORMS[word]).split() if word in SHORT_FORMS else [word]
    return frozenset(words)


def holds(item: Item, cells: Sequence[RawCell]) -> float:
    """From 0.3, when none of the cells can be read under the item, to 1, when all can."""
    if not cells:
        return 1.0
    readable = sum(isinstance(read_cell(item, cell), Figure) for cell in cells)
    return 0.3 + 0.7 * readable / len(cells)


def one_each(columns: Mapping[int, Sequence[Likely]], taken: set[str]) -> dict[int, str]:
    """For each column at most one item, no item twice: those clearly ahead of what else the column may be."""
    pairs = sorted(
        ((one.score, -column, one.item) for column, likely in columns.items() for one in likely), reverse=True
    )
    given: dict[int, str] = {}
    used = set(taken)
    for score, place, item in pairs:
        column = -place
        others = [one.score for one in columns[column] if one.item != item and one.item not in used]
        clear = score - max(others, default=0.0) >= CLEARLY_AHEAD
        if score >= LEAST_SUGGESTED and clear and column not in given and item not in used:
            given[column] = item
            used.add(item)
    return given
