"""What the account page is made of: notices, the password form, the devices. HTML out of plain values."""

from collections.abc import Sequence
from html import escape

from accounts.model import Account
from accounts.notices import Notice
from accounts.own_sessions import OwnSession
from accounts.passwords import MIN_LENGTH
from web import account_words as words
from web import markup
from web.device_names import device_name

RAW = "Mozilla/"


def who(account: Account) -> str:
    """Whose page it is."""
    return (
        f"<h1>{words.TITLE}</h1><p><strong>{escape(account.name)}</strong><br>{account.role_name}, tên đăng nhập "
        f"<strong>{account.login}</strong></p>"
    )


def notices(found: Sequence[Notice], action: str, hidden: dict[str, str], *, button: bool) -> str:
    """What others did to the account, and the button that says it was read."""
    if not found:
        return ""
    lines = "".join(f"<li>{escape(words.notice(one))}</li>" for one in found)
    read = markup.form(action, [], hidden=hidden, submit=words.READ) if button else ""
    return (
        f'<section class="notices" role="status"><h2>{words.NOTICES}</h2><ul>{lines}</ul>'
        f"<p>{words.NOTICES_SAID}</p>{read}</section>"
    )


def password(account: Account, action: str, hidden: dict[str, str], *, focus: bool) -> str:
    """The form that changes the password."""
    hint = words.NEW_HINT.format(least=MIN_LENGTH)
    parts = [
        markup.known_login(account.login),
        markup.field("old", words.OLD, kind="password", complete="current-password", focus=focus),
        markup.field("new", words.NEW, kind="password", complete="new-password", hint=hint),
        markup.field("again", words.AGAIN, kind="password", complete="new-password"),
    ]
    return f"<h2>{words.CHANGE}</h2>{markup.form(action, parts, hidden=hidden, submit=words.CHANGE)}"


def devices(found: Sequence[OwnSession], end_one: str, everywhere: str, hidden: dict[str, str]) -> str:
    """Every device that is signed in, each with the way to end it; and the way to end them all."""
    lines = "".join(f"<li>{_device(one, end_one, hidden)}</li>" for one in found)
    all_ = markup.form(everywhere, [], hidden=hidden, submit=words.EVERYWHERE, quiet=True)
    return (
        f'<h2>{words.DEVICES}</h2><p>{words.DEVICES_SAID}</p><ul class="devices">{lines}</ul>'
        f'<p class="hint">{words.EVERYWHERE_SAID}</p>{all_}<h2>{words.KEPT}</h2><p>{words.KEPT_SAID}</p>'
        f'<p class="ways"><a href="/">{words.BACK}</a></p>'
    )


def _device(one: OwnSession, end_one: str, hidden: dict[str, str]) -> str:
    name = device_name(one.device) if one.device.startswith(RAW) else one.device
    here = f" ({words.HERE})" if one.here else ""
    where = f"{words.FROM} {escape(one.address)}" if one.address else ""
    told = "<br>".join(
        part for part in (f"{words.SINCE} {words.at(one.began_at)}", f"{words.SEEN} {words.at(one.seen_at)}", where)
        if part
    )  # fmt: skip
    end = "" if one.here else markup.form(
        end_one, [], hidden={**hidden, "phien": one.name}, submit=words.END_ONE, quiet=True
    )  # fmt: skip
    return f'<p class="device"><strong>{escape(name)}{here}</strong><br><span class="hint">{told}</span></p>{end}'
