"""Formulas and texts that would start a program on the reader's machine (DDE), told from honest ones."""

import re

# application|'topic'!item, for instance cmd|'/C calc'!A0. A bar is no operator of any spreadsheet formula,
# so outside of quoted text and quoted sheet names it can only be this.
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# The same typed as text, which becomes a formula when someone pastes it or saves it as CSV.
_AS_TEXT = re.compile(r"\s*[=+\-@][\s=+\-@(]*[A-Za-z][A-Za-z0-9_.]*\s*\|\s*['\"][^'\"]*['\"]\s*!")
_DDE_CALL = re.compile(r"\bDDE\s*\(", re.IGNORECASE)


def calls_a_program(formula: str) -> bool:
    """Whether a formula (with or without its '=') is a DDE request."""
    return "|" in formula and "|" in _QUOTED.sub("", formula)


def calls_dde_function(formula: str) -> bool:
    """The same for OpenDocument, where a bar separates rows of an array and DDE is a function."""
    return _DDE_CALL.search(_QUOTED.sub("", formula)) is not None


def reads_like_a_command(text: str) -> bool:
    """Whether a text would be a DDE request once it is taken for a formula."""
    return "|" in text and _AS_TEXT.match(text) is not None
