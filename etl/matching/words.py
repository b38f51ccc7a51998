"""A plan's items as the words that headers are matched against."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from etl.matching.grid import text_key
from etl.names import likeness
from etl.template.layout import PREVIOUS_HEADER
from indicators.model import Indicator, Item, Plan

OWN_CODE = re.compile(r"[\[(]?([A-Za-z]{1,4}\d*-[A-Za-z0-9][A-Za-z0-9.\-]*)[\])]?(?=[\s:;–]|$)")
LEADING_CODE = re.compile(r"[\[(]?([A-Za-z]{1,4}\d*-[A-Za-z0-9][A-Za-z0-9.\-]*?)[\])]?(?:\s*[.:;–-]\s|\s|$)")
CODE = re.compile(r"[A-Za-z]{1,4}\d*-[A-Za-z0-9][A-Za-z0-9.\-]*")
LEAST_NEAR = 0.55
SHARED_WORDS = 0.4
LONGEST_HEADER = 250
READ_NEAR = 0.75
PREVIOUS_KEYS = frozenset(
    text_key(words)
    for words in (
        PREVIOUS_HEADER,
        "Kỳ trước liền kề",
        "Năm trước",
        "Cùng kỳ",
        "Cùng kỳ năm trước",
        "Lũy kế kỳ trước",
    )
)
NOTE_KEYS = frozenset(
    text_key(words) for words in ("Ghi chú", "Chú thích", "Ghi chú, giải trình", "Giải trình", "Lý do")
)
FRAME_KEYS = frozenset(text_key(words) for words in ("STT", "TT", "Số TT", "Số thứ tự"))


@dataclass(frozen=True)
class Vocabulary:
    """The items of one plan by code and by header."""

    plan: Plan

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its code."""
        return {item.code: item for item in self.plan.items}

    @cached_property
    def owners(self) -> dict[str, Indicator]:
        """The indicator that owns each item."""
        return {item.code: indicator for indicator in self.plan.indicator for item in indicator.item}

    @cached_property
    def header_keys(self) -> dict[str, str]:
        """The match key of every item's header, by item code."""
        return {item.code: text_key(item.header) for item in self.plan.items}

    @cached_property
    def header_words(self) -> dict[str, frozenset[str]]:
        """The different words of every item's header, by item code."""
        return {code: frozenset(key.split()) for code, key in self.header_keys.items()}

    @cached_property
    def by_header(self) -> dict[str, tuple[str, ...]]:
        """Item codes by the match key of their header; several where the plan uses one header twice."""
        found: dict[str, tuple[str, ...]] = {}
        for code, key in self.header_keys.items():
            found[key] = (*found.get(key, ()), code)
        return found

    @cached_property
    def codes(self) -> dict[str, str]:
        """The codes of items that no indicator shares, by themselves in lower case."""
        return {code.lower(): code for code in self.items if code.lower() not in self.by_code}

    @cached_property
    def by_short_name(self) -> dict[str, Indicator]:
        """Indicators that own items by the match key of their short name."""
        return {text_key(i.short_name): i for i in self.plan.indicator if i.item}

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        """Indicators by their code, whatever its capitals."""
        return {i.code.lower(): i for i in self.plan.indicator}

    def item_coded(self, text: str) -> str | None:
        """The item whose code stands in front of a header; a code that an indicator shares with its item is neither."""
        coded = OWN_CODE.match(text)
        return self.codes.get(coded[1].rstrip(".-").lower()) if coded else None

    def indicator_named(self, text: str) -> Indicator | None:
        """The indicator a heading names by its code in front or by exactly its short name."""
        coded = LEADING_CODE.match(text)
        if coded and coded[1].lower() in self.by_code:
            return self.by_code[coded[1].lower()]
        return self.by_short_name.get(text_key(text))

    def near(self, text: str, among: Iterable[str], *, limit: int = 3) -> list[str]:
        """The item codes a header may mean, likest first, to be offered: like it, or holding all its words."""
        found = set(text_key(text).split())
        scored = [
            (max(score, 0.8 * len(found & self.header_words[code]) / len(found) if len(found) > 2 else 0.0), code)
            for score, code in self.ranked(text, among)
        ]
        likest = sorted((pair for pair in scored if pair[0] >= LEAST_NEAR), key=lambda pair: -pair[0])
        return [code for _, code in likest[:limit]]

    def ranked(self, text: str, among: Iterable[str]) -> list[tuple[float, str]]:
        """Item codes by how like their headers are to a text, likest first; only those that share its words."""
        wanted = text_key(text)
        found = frozenset(wanted.split())
        if len(wanted) > LONGEST_HEADER:
            return []
        scored = [
            (likeness(wanted, self.header_keys[code]), code)
            for code in among
            if len(found & self.header_words[code]) >= SHARED_WORDS * min(len(found), len(self.header_words[code]))
        ]
        return sorted(scored, key=lambda pair: -pair[0])

    def surely(self, text: str, among: Iterable[str]) -> str | None:
        """The one item a slightly changed header can only mean.

        It must be very like, carry a word that tells this item from every other like one, and none of theirs.
        """
        ranked = self.ranked(text, among)
        if not ranked or ranked[0][0] < READ_NEAR:
            return None
        best = ranked[0][1]
        found, own = set(text_key(text).split()), self.header_words[best]
        for score, code in self.ranked(text, self.items):
            other = self.header_words[code]
            if score < LEAST_NEAR or code == best:
                continue
            if not (own - other) & found or (other - own) & found:
                return None
        return best


def is_frame(text: str) -> bool:
    """Whether a header stands over row numbers."""
    return text_key(text).strip(".") in FRAME_KEYS


def is_previous(text: str) -> bool:
    """Whether a header stands over the figures of an earlier round."""
    return text_key(text) in PREVIOUS_KEYS


def is_note(text: str) -> bool:
    """Whether a header stands over remarks that are not read."""
    return text_key(text) in NOTE_KEYS
