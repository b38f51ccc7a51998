"""How the guard tells the screens who is there: headers it alone may set, and the proof that a click meant it.

The guard strips every header of this prefix from what comes in, so a screen may believe what it reads.
"""

import hashlib

PREFIX = "x-danvan-"
LOGIN_HEADER = "x-danvan-login"
ADDRESS_HEADER = "x-danvan-address"
SIGN_OUT_HEADER = "x-danvan-sign-out"
USER_KEY = "login"
SIGN_IN_PATH = "/dang-nhap"
SSO_PATH = "/dang-nhap/sso"
SSO_BACK_PATH = "/dang-nhap/sso/ve"
SIGN_OUT_PATH = "/dang-xuat"
ACCOUNT_PATH = "/tai-khoan"
SET_UP_PATH = "/thiet-lap"


def proof(token: str, purpose: str) -> str:
    """A word only this session's own pages know, for one purpose: forms and the sign-out link carry it."""
    return hashlib.sha256(f"{purpose}\n{token}".encode("utf-8", "surrogateescape")).hexdigest()[:40]
