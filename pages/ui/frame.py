"""How every screen begins: the look, who reads, which store, which plan and round; and faults as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from accounts.clock import utc_now
from accounts.model import Account, AccountFault
from accounts.permissions import Forbidden
from accounts.refusals import BOOK, Refused
from etl.register import AmbiguousUnit, UnknownUnit
from etl.rounds import Round
from etl.store import Store, StoreFault
from indicators.model import Plan
from pages.ui import cache, filters, links, look, session, words
from pages.ui.markup import empty, link, tag
from returns.completeness import VIETNAM
from returns.rounds import UnknownRound

TITLE_AND_ROUND = (3, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a screen is asked for: whose eyes, which plan and round, and what the figures up to it are at."""

    account: Account
    store: Store
    version: str
    plan: Plan
    rounds: tuple[Round, ...]
    round: Round | None

    @property
    def reader(self) -> Account:
        """Whose eyes, without whose name: what a page shows depends on role and scope alone, so readers share it."""
        return replace(self.account, login="", name=self.account.role_name)

    @property
    def store_path(self) -> str:
        """The store as a cache key."""
        return str(self.store.path)

    @property
    def day(self) -> date:
        """The day that is judged: the last day of the round's figures, or the plan's start."""
        return self.round.data_to if self.round else self.plan.starts_on


def begin(title: str) -> Asked:
    """The title on the left, plan and round to choose on the right. Raises StoreFault."""
    look.apply()
    account = session.current().account
    store = Store.default()
    marks = cache.marks(store)
    with st.container(key="top"):
        left, right = st.columns(TITLE_AND_ROUND, vertical_alignment="bottom")
        with left:
            look.show(tag("h2", title, cls="title"))
        with right:
            plan = filters.plan(cache.plans())
            rounds = cache.rounds(str(store.path), marks.calendar, plan.code)
            chosen = filters.round_(rounds)
    asked = Asked(account=account, store=store, version="", plan=plan, rounds=rounds, round=chosen)
    return replace(asked, version=marks.shown(plan.code, asked.day))


def today() -> date:
    """The day it is in Vietnam."""
    return (utc_now() + VIETNAM).date()


@contextmanager
def faults_told() -> Iterator[None]:
    """A fault that people can do something about becomes a sentence on the page; a bug goes on."""
    try:
        yield
    except (AccountFault, StoreFault, UnknownRound, UnknownUnit, AmbiguousUnit) as fault:
        if isinstance(fault, Forbidden) and fault.unnoted:
            by = session.current().actor
            BOOK.note(Refused(login=by.login, what=fault.unnoted), by)
        look.show(empty(str(fault), link(words.BACK_TO_OVERVIEW, links.overview())))
