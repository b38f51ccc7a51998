"""Something mistyped into what may have been meant."""

from difflib import get_close_matches

from indicators.model import Plan


def near_codes(plan: Plan, code: str) -> str:
    """The indicator codes that look like `code`, as words for a message."""
    codes = [indicator.code for indicator in plan.indicator]
    near = get_close_matches(code.upper(), codes, n=4, cutoff=0.4) or codes[:4]
    return ", ".join(near)
