"""Words into the pages the gate itself serves: plain HTML, one look, no script. Everything shown is escaped here."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from starlette.responses import HTMLResponse

from accounts.office import BOARD_NAME, PROGRAM_NAME
from web.headers import ALWAYS, CSP, GATE_POLICY

STYLE = "/app/static/gate.css"
ICON = "/app/static/favicon.png"


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page. `main` is HTML made by the functions below; `again_s` reloads it by itself."""

    title: str
    main: str
    again_s: int | None = None
    prefetch: tuple[str, ...] = ()


def answer(page: Page, status: int = 200, *, headers: dict[str, str] | None = None) -> HTMLResponse:
    """The page as a response that nobody stores; it carries its headers itself, also outside the layers."""
    extra = {"Retry-After": str(page.again_s)} if page.again_s and status == 503 else {}
    return HTMLResponse(document(page), status, headers={**ALWAYS, CSP: GATE_POLICY, **extra, **(headers or {})})


def document(page: Page) -> str:
    """The whole HTML document: the board's name beside, the page's content in the middle."""
    again = f'<meta http-equiv="refresh" content="{page.again_s}">' if page.again_s else ""
    fetched = "".join(f'<link rel="prefetch" href="{escape(path)}">' for path in page.prefetch)
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(page.title)} · {PROGRAM_NAME}</title>{again}"
        f'<link rel="icon" type="image/png" href="{ICON}"><link rel="stylesheet" href="{STYLE}">{fetched}</head>'
        f'<body><header class="brand"><div class="brand-in"><p class="board">{BOARD_NAME}</p>'
        f'<p class="program">{PROGRAM_NAME}</p>'
        '<p class="about">Báo cáo của từng xã, đối chiếu với từng mốc phải đạt.</p>'
        '<div class="strip" aria-hidden="true"></div></div></header>'
        f'<main><div class="card">{page.main}</div></main></body></html>'
    )


def message_page(title: str, words: str, *, retry_s: int | None = None, code: str = "") -> Page:
    """One sentence and a way on."""
    told = f'<p class="code">Mã lỗi: <strong>{escape(code)}</strong></p>' if code else ""
    way = "" if retry_s else '<p class="ways"><a class="button quiet" href="/">Về trang đầu</a></p>'
    waits = f'<p class="hint">Trang này tự thử lại sau {retry_s} giây.</p>' if retry_s else ""
    main = f"<h1>{escape(title)}</h1><p>{escape(words)}</p>{told}{waits}{way}"
    return Page(title=title, main=main, again_s=retry_s)


def field(
    name: str,
    label: str,
    *,
    kind: str = "text",
    value: str = "",
    hint: str = "",
    complete: str = "off",
    focus: bool = False,
) -> str:
    """One labelled input of a form."""
    about = f' aria-describedby="{name}-hint"' if hint else ""
    told = f'<p class="hint" id="{name}-hint">{escape(hint)}</p>' if hint else ""
    given = f' value="{escape(value)}"' if value else ""
    plain = ' autocapitalize="none" spellcheck="false"' if kind == "text" else ""
    return (
        f'<div class="field"><label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" required{plain}{given}{about}'
        f"{' autofocus' if focus else ''}>{told}</div>"
    )


def known_login(login: str) -> str:
    """The login beside a password form, unseen: it tells a password manager whose password this is."""
    return (
        f'<input class="unseen" type="text" name="username" value="{escape(login)}" autocomplete="username" readonly'
        ' tabindex="-1" aria-hidden="true">'
    )


def form(action: str, parts: Sequence[str], *, hidden: dict[str, str], submit: str, quiet: bool = False) -> str:
    """A form with its hidden fields and one button."""
    kept = "".join(f'<input type="hidden" name="{k}" value="{escape(v)}">' for k, v in hidden.items())
    look = "button quiet" if quiet else "button"
    button = f'<button class="{look}" type="submit">{escape(submit)}</button>'
    return f'<form method="post" action="{escape(action)}">{kept}{"".join(parts)}{button}</form>'


def fault(words: str) -> str:
    """What went wrong, above a form; read out by a screen reader."""
    return f'<p class="fault" role="alert">{escape(words)}</p>' if words else ""


def note(words: str) -> str:
    """What went well, or what is to be known first."""
    return f'<p class="note" role="status">{escape(words)}</p>' if words else ""
