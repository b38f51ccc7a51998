"""What an address asks to see after signing in, into a path of this program; never another site."""

from urllib.parse import urlsplit

from accounts import identity

NEXT_LENGTH = 1000
NOT_AFTER = frozenset({identity.SIGN_IN_PATH, identity.SIGN_OUT_PATH, identity.SSO_PATH, identity.SSO_BACK_PATH})


def next_path(text: str) -> str:
    """Where to go after signing in: a path of this program, else "/"."""
    fine = text.startswith("/") and not text.startswith(("//", "/\\")) and len(text) <= NEXT_LENGTH
    if not fine or any(ord(letter) < 33 or letter == "\\" for letter in text):
        return "/"
    return "/" if urlsplit(text).path in NOT_AFTER else text
