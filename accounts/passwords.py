"""A password into a slow hash, and a rule that refuses the ones that are guessed first."""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from accounts.model import AccountFault

MIN_LENGTH = 12
MAX_LENGTH = 128
MIN_SCORE = 3
SCORED_LENGTH = 72
OWN_WORDS = ("danvan", "dan van", "thanhhoa", "thanh hoa", "sochitieu", "matkhau")


def hashed(password: str) -> str:
    """The argon2id hash to store (19 MiB, two passes: about 30 ms; the first choice of OWASP's cheat sheet)."""
    return _hasher().hash(_composed(password))


def verified(stored_hash: str, password: str) -> bool:
    """Whether `password` is the one behind `stored_hash`; a damaged hash fits nothing."""
    if len(password) > MAX_LENGTH:
        return False
    try:
        return _hasher().verify(stored_hash, _composed(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(stored_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(stored_hash)


def verified_nobody(password: str) -> bool:
    """Take as long as `verified` and fail: an unknown login must not answer faster than a known one."""
    verified(_nobody(), password)
    return False


def checked(password: str, *, words: Sequence[str] = ()) -> str:
    """The password when it may be used; `words` (login, name …) count as guessed first.

    Raises AccountFault with what to do.
    """
    if len(re.sub(r"\s{2,}", " ", password)) < MIN_LENGTH:
        raise AccountFault(f"Mật khẩu cần ít nhất {MIN_LENGTH} ký tự.")
    if len(password) > MAX_LENGTH:
        raise AccountFault(f"Mật khẩu dài quá {MAX_LENGTH} ký tự.")
    strength = zxcvbn(password[:SCORED_LENGTH], user_inputs=[*OWN_WORDS, *words], max_length=SCORED_LENGTH)
    if strength["score"] < MIN_SCORE:
        raise AccountFault(
            "Mật khẩu này dễ đoán (từ thông dụng, tên riêng, dãy phím hoặc lặp lại). "
            "Hãy ghép vài từ không liên quan với nhau, ví dụ bốn từ cách nhau bằng dấu gạch."
        )
    return password


def invented() -> str:
    """A password made by the program for a new or reset account, to be changed at the first sign-in."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _composed(password: str) -> str:
    """One form of the same letters: one keyboard sends "ấ" as one sign, another as three (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
