"""Options that many commands share, and the one way in which a command ends."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from accounts import refusals
from accounts.model import AccountFault
from etl.register import AmbiguousUnit, UnknownUnit
from etl.store import Store, StoreFault
from indicators.catalogue import UnknownPlan
from returns.rounds import UnknownRound

DONE, REFUSED, WRONG_USE = 0, 1, 2

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def day_of(text: str) -> date:
    """A day typed as YYYY-MM-DD or dd/mm/yyyy."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"“{text}” không phải là một ngày. Viết theo dạng 2025-12-31 hoặc 31/12/2025.")


AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho máy đọc.")]
Today = Annotated[
    date | None,
    typer.Option("--today", parser=day_of, metavar="YYYY-MM-DD", help="Coi ngày này là hôm nay."),
]
Day = Annotated[date | None, typer.Option("--at", parser=day_of, metavar="YYYY-MM-DD", help="Ngày cần xem.")]


def print_json(value: object) -> None:
    """One JSON document on standard output, UTF-8, dates in ISO form."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n")


def print_json_line(value: object) -> None:
    """One JSON object on one line: several files give several lines."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def refuse(message: str) -> NoReturn:
    """End the command as refused, saying why."""
    err.print(message, style="red", markup=False)
    raise typer.Exit(REFUSED)


def wrong_use(message: str) -> NoReturn:
    """End the command as wrongly used, saying what was meant."""
    err.print(message, style="red", markup=False)
    raise typer.Exit(WRONG_USE)


@contextmanager
def told() -> Iterator[None]:
    """Faults that people can act on become one sentence and an exit code; bugs stay bugs.

    What was refused by right is in the trail before the command ends.
    """
    try:
        yield
    except (UnknownRound, UnknownPlan, UnknownUnit, AmbiguousUnit) as fault:
        wrong_use(str(fault))
    except (StoreFault, AccountFault) as fault:
        refuse(str(fault))
    finally:
        with suppress(StoreFault):  # a store that cannot be written does not change the answer
            refusals.BOOK.keep(Store.default(), everything=True)
