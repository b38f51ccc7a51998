"""What the reader may choose, kept in the address: `?ky=…&huyen=…&chi_tieu=…` is the truth, widgets follow it."""

from collections.abc import Mapping

import streamlit as st

from etl.register import Unit
from etl.rounds import Round
from indicators.model import Indicator, Plan
from pages.ui import links, words


def plan(plans: tuple[Plan, ...]) -> Plan:
    """The plan to show; there is nothing to choose while there is one."""
    by_code = {one.code: one for one in plans}
    if len(by_code) == 1:
        return plans[0]
    code = pick(words.PLAN, {c: p.short_name for c, p in by_code.items()}, key=links.PLAN_KEY, default=plans[0].code)
    return by_code[code]


def round_(rounds: tuple[Round, ...]) -> Round | None:
    """The round to show, newest first; the last one unless another is asked for."""
    if not rounds:
        return None
    newest = {one.code: one for one in reversed(rounds)}
    code = pick(words.ROUND, {c: r.name for c, r in newest.items()}, key=links.ROUND_KEY, default=next(iter(newest)))
    return newest[code]


def indicator(plan_: Plan) -> Indicator:
    """The indicator to show, in the order of the plan."""
    names = {one.code: f"{one.code} · {one.short_name}" for one in plan_.indicator}
    code = pick(words.INDICATOR, names, key=links.INDICATOR_KEY, default=plan_.indicator[0].code)
    return next(one for one in plan_.indicator if one.code == code)


def district(districts: tuple[Unit, ...], label: str) -> Unit:
    """The district to show, in Vietnamese name order."""
    names = {unit.key: unit.full_name for unit in districts}
    key = pick(label, names, key=links.DISTRICT_KEY, default=districts[0].key)
    return next(unit for unit in districts if unit.key == key)


def filing_unit(units: tuple[Unit, ...]) -> Unit:
    """The unit that files; nothing to choose for an account that has only its own."""
    if len(units) == 1:
        return units[0]
    return district(units, words.UNIT)


def asked(key: str) -> str | None:
    """What the address names for a key, or None."""
    return st.query_params.get(key) or None


def pick(label: str, names: Mapping[str, str], *, key: str, default: str) -> str:
    """A select box over codes that shows names, bound to the address; an unknown code gives the default."""
    code = _current(key, names, default)
    widget = f"pick.{key}"
    st.session_state[widget] = code
    st.selectbox(
        label,
        list(names),
        format_func=lambda one: names[one],
        key=widget,
        on_change=_to_address,
        args=(key, widget),
        filter_mode="contains",
        placeholder=words.CHOOSE,
    )
    return code


def _current(key: str, names: Mapping[str, str], default: str) -> str:
    """The address first, then what was chosen on another screen, then the default; the address then says so."""
    named = asked(key)
    if named is not None and named in names:
        st.session_state[_memory(key)] = named
        return named
    kept = st.session_state.get(_memory(key))
    if isinstance(kept, str) and kept in names and kept != default:
        st.query_params[key] = kept
        return kept
    return default


def _to_address(key: str, widget: str) -> None:
    chosen = st.session_state[widget]
    st.session_state[_memory(key)] = chosen
    st.query_params[key] = chosen


def _memory(key: str) -> str:
    return f"chosen.{key}"
