"""Bytes from a sender into a checked return: what the check needs of the store, and who may ask for it."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from etl.checking import CheckedReturn, IntakeContext, check_workbook

from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.figures import Figure, State
from etl.register import Register, Unit, default_register
from etl.rounds import Round
from etl.seeding import item_numbers
from etl.store import Cursor, Store
from indicators.catalogue import plans
from returns.rounds import all_rounds

Previous = Mapping[tuple[str, str], Figure]


def check_upload(store: Store, data: bytes, file_name: str, *, by: Actor) -> CheckedReturn:
    """Read and check the bytes of one workbook; nothing is changed.

    Raises Forbidden when the return's unit lies outside the sender's scope; bad files come back as issues.
    """
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        path = Path(folder) / f"incoming{_suffix(file_name)}"
        path.write_bytes(data)
        checked = check_workbook(path, context_of(store), file_name=file_name)
    unit = checked.filing_unit
    if unit is not None:
        require_of(by, Action.CHECK_RETURN, unit.key, default_register())
    return checked


def context_of(store: Store) -> IntakeContext:
    """The register, the plans, the rounds and the values of the round before, as the check asks for them."""
    register = default_register()
    with store.reading() as cursor:
        rounds = all_rounds(cursor)

    def previous_values(round_: Round, unit: Unit) -> Previous:
        with store.reading() as cursor:
            return values_before(cursor, register, rounds, round_, unit)

    return IntakeContext(
        register=register,
        plans=plans(),
        rounds=rounds,
        previous_values=previous_values,
    )


def values_before(
    cursor: Cursor, register: Register, rounds: tuple[Round, ...], round_: Round, unit: Unit
) -> Previous:
    """The accepted values of the unit's communes in the round before, by (unit key, item code)."""
    earlier = [r for r in rounds if r.plan == round_.plan and r.data_to < round_.data_to]
    if not earlier:
        return {}
    before = max(earlier, key=lambda r: (r.data_to, r.data_from))
    communes = {c.number: c.key for c in register.communes_of(unit.key, round_.data_to)}
    items = {number: code for code, number in item_numbers(cursor, round_.plan).items()}
    rows = cursor.execute(
        """
        select fact.unit_number, fact.item_number, fact.state, fact.value, fact_text.value
        from fact
        join effective_return on effective_return.number = fact.return_number
        left join fact_text
            on fact_text.return_number = fact.return_number
            and fact_text.unit_number = fact.unit_number
            and fact_text.item_number = fact.item_number
        where effective_return.round = ?
        """,
        [before.code],
    ).fetchall()
    return {
        (communes[unit_number], items[item_number]): Figure(state=STATES[state], value=value, text=text)
        for unit_number, item_number, state, value, text in rows
        if unit_number in communes
    }


STATES: Mapping[int, State] = {1: "reported", 2: "zero", 3: "not_applicable"}


def _suffix(file_name: str) -> str:
    suffix = Path(file_name.replace("\\", "/").rsplit("/", 1)[-1]).suffix.lower()
    return suffix if suffix.isascii() and suffix[1:].isalnum() and len(suffix) <= 6 else ""
