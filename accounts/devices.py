"""A device that has signed in before, into a signed mark it can show again: proof for the throttle, never identity.

After the "device cookies" of OWASP's "Slow Down Online Guessing Attacks with Device Cookies": a mark belongs to one
login, says nothing about being signed in, and is worth only a count of failures of its own.
"""

import hashlib
import hmac
import secrets

from etl.store import Cursor
from etl.store.schema import meta, set_meta

SECRET_KEY = "device_secret"
NONCE_BYTES = 12


def device_secret(cursor: Cursor) -> bytes:
    """The store's own key for marks, or b"" before the first sign-in has made one."""
    return bytes.fromhex(meta(cursor, SECRET_KEY) or "")


def ensure_secret(cursor: Cursor) -> bytes:
    """The store's own key for marks, made inside the caller's transaction when there is none."""
    key = device_secret(cursor)
    if not key:
        key = secrets.token_bytes(32)
        set_meta(cursor, SECRET_KEY, key.hex())
    return key


def mark_for(login: str, key: bytes) -> str:
    """A new mark for the device that has just signed in as `login`."""
    nonce = secrets.token_hex(NONCE_BYTES)
    return f"{nonce}.{_seal(login, nonce, key)}"


def device_of(marks: str, login: str, key: bytes) -> str:
    """The device's name for the throttle when one of its marks (joined by "~") is genuine and this login's, else ""."""
    for mark in marks.split("~") if key else ():
        nonce, _, seal = mark.partition(".")
        if hmac.compare_digest(seal.encode(), _seal(login, nonce, key).encode()):
            return nonce
    return ""


def _seal(login: str, nonce: str, key: bytes) -> str:
    return hmac.new(key, f"{login}\n{nonce}".encode(), hashlib.sha256).hexdigest()
