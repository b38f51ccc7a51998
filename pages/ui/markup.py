"""Typed parts into HTML that is safe to show. The only place in the house where a screen's HTML is made.

A plain `str` is always text and is escaped; only an `Html`, which only this module makes, passes as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from indicators.status import Status
from indicators.unit_state import UnitState

TAGS = frozenset({
    "a", "b", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "h2", "h3", "h4", "i", "li", "p",
    "section", "span", "strong", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
VOID_TAGS = frozenset({"br"})
ATTRIBUTES = frozenset(
    {"aria-label", "class", "colspan", "data-label", "href", "id", "role", "rowspan", "scope", "style", "title"}
)
SAFE_HREF = re.compile(r"\./[\w%.~=&?@+-]*\Z", re.ASCII)
SAFE_STYLE = re.compile(r"--[a-z]+:[0-9.]+%?(;--[a-z]+:[0-9.]+%?)*\Z")

STATE_SYMBOLS = {
    UnitState.MET: "✓",
    UnitState.NOT_MET: "✗",
    UnitState.NOT_APPLICABLE: "·",
    UnitState.NOTHING: "–",
    UnitState.MISSING: "⬚",
    UnitState.REPORTED: "•",
}


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is already safe. Made by `tag` and its callers below, never from a string of a user."""

    text: str

    def __add__(self, other: "Html") -> "Html":
        return Html(self.text + other.text)


Child = Html | str
NOTHING = Html("")


def tag(name: str, /, *children: Child, cls: str = "", **attributes: str | int | None) -> Html:
    """One element. Strings are escaped; None leaves an attribute out. Raises ValueError outside the lists above."""
    if name not in TAGS:
        raise ValueError(f"the element <{name}> is not allowed")
    shown = [f' class="{escape(cls)}"'] if cls else []
    shown += [_attribute(key.replace("_", "-"), str(value)) for key, value in attributes.items() if value is not None]
    opened = f"<{name}{''.join(shown)}>"
    return Html(opened if name in VOID_TAGS else f"{opened}{_inner(children)}</{name}>")


def join(parts: Iterable[Child], separator: str = "") -> Html:
    """Parts one after the other, with text between them."""
    return Html(escape(separator).join(_text(part) for part in parts))


def link(text: Child, href: str, *, title: str | None = None, cls: str = "") -> Html:
    """A link inside the program; it opens in the same tab and stays signed in."""
    return tag("a", text, href=href, title=title, cls=cls)


def chip(status: Status, label: str | None = None) -> Html:
    """A status as symbol, word and colour; `label` replaces both symbol and word."""
    body = label if label is not None else status.word
    sign = NOTHING if label is not None else tag("span", status.symbol, cls="sign")
    return tag("span", sign, body, cls=f"chip s-{status.value}")


def sign(status: Status, title: str | None = None) -> Html:
    """A status as its symbol on its colour, for tight places; the word is in the title, and read aloud."""
    said = title or status.word
    return tag("span", status.symbol, cls=f"sq s-{status.value}", title=said, role="img", aria_label=said)


def state_sign(state: UnitState, title: str) -> Html:
    """One commune's state as its symbol on its colour; what it is stands in the title, and is read aloud."""
    return tag("span", STATE_SYMBOLS[state], cls=f"sq u-{state.value}", title=title, role="img", aria_label=title)


def note(text: Child, kind: Literal["plain", "warn", "error", "done"] = "plain") -> Html:
    """A remark beside or below figures; the kind is also said by its text, never by colour alone."""
    return tag("p", text, cls=f"note note-{kind}")


def empty(why: str, then: Child = "") -> Html:
    """What stands where there is nothing to show: why, and what to do next."""
    return tag("div", tag("strong", why), tag("p", then) if then else "", cls="empty", role="note")


def bullets(items: Iterable[Child]) -> Html:
    """A plain list."""
    return tag("ul", *(tag("li", item) for item in items), cls="plain")


def facts(pairs: Iterable[tuple[str, Child]]) -> Html:
    """Terms and what they are, as a list of definitions."""
    return tag("dl", *(tag("dt", term) + tag("dd", said) for term, said in pairs), cls="facts")


def folded(summary: Child, *body: Child) -> Html:
    """Something long behind a line that opens it; open when printed."""
    return tag("details", tag("summary", summary), *body)


def bar(part_pct: float, open_pct: float = 0, *, status: Status, ticks: Iterable[float] = ()) -> Html:
    """A thin bar of 0..100%: what is reached, hatched what may still come, ticks at the targets."""
    marks = (tag("i", cls="tick", style=f"--x:{_bounded(tick)}%") for tick in ticks)
    reached = tag("i", cls=f"reached s-{status.value}", style=f"--w:{_bounded(part_pct)}%")
    style = f"--x:{_bounded(part_pct)}%;--w:{_bounded(min(open_pct, 100 - part_pct))}%"
    return tag("span", reached, tag("i", cls="open", style=style) if open_pct else "", *marks, cls="bar")


def _bounded(pct: float) -> str:
    return f"{min(100.0, max(0.0, pct)):.2f}"


def _inner(children: Iterable[Child]) -> str:
    return "".join(_text(child) for child in children)


def _text(child: Child) -> str:
    return child.text if isinstance(child, Html) else escape(child)


def _attribute(key: str, value: str) -> str:
    if key not in ATTRIBUTES:
        raise ValueError(f"the attribute {key} is not allowed")
    if key == "href" and not SAFE_HREF.match(value):
        raise ValueError(f"not a link inside the program: {value!r}")
    if key == "style" and not SAFE_STYLE.match(value):
        raise ValueError(f"not a list of numbers: {value!r}")
    return f' {key}="{escape(value)}"'
